"""What a story's statements give for the parts of a briefing: who said what, numbers, a timeline, what comes next, what is unknown.

Every part picks sentences as they are; none is worded. What was told in a part before is not told again in the next.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from assistant.alone import is_quoted, lacks_end, leans
from assistant.answers import Claim
from assistant.calendar_words import moments
from assistant.edition import Dated, Said
from assistant.figures import figures
from assistant.quotations import with_speaker
from assistant.statements import Statement
from assistant.tellings import told_on
from assistant.wording import read
from assistant.words import content_stems
from ingest.articles import Citation
from ingest.dates import placed

MOST_SAID, MOST_NUMBERS, MOST_DATED, MOST_AHEAD, MOST_UNKNOWN = 6, 5, 8, 5, 4
LONGEST = 60  # words of a sentence that is told
ALIKE = 0.6  # the share of content words from which two sentences tell the same
RECENT = timedelta(14)  # what came after a day that lies farther back need not have come on it
AHEAD = timedelta(400)  # how far what comes next may lie ahead
_END = datetime.max.replace(tzinfo=UTC)
_QUOTED = re.compile(r"[“\"]([^“”\"]{12,})[”\"]")
_UNKNOWN = re.compile(
    r"\b(?:(?:is|was|were|are|remain(?:s|ed)?|be) (?:still |not yet |also |yet )?(?:un(?:known|clear|certain|confirmed|explained)|not (?:yet )?(?:clear|known|certain|been established))|not (?:immediately |yet )?(?:clear|known)\b|"
    r"(?:has|have|had) not (?:yet )?(?:been )?(?:said(?! that)|disclosed|published|confirmed|identified|named|released|explained|established|decided|determined|announced)|no (?:one|body) knows|nobody (?:knows|could say|has said)|"
    r"(?<!\bi )(?<!\bwe )(?:did|would|does) not (?:say|give (?:a|any) (?:date|reason|details?))|declined to (?:say|give)|could not say|(?:is|was) too (?:early|soon) to (?:say|tell|name|know)|yet to (?:be (?:named|identified|confirmed|established|determined)|say|explain|decide)|"
    r"neither \w+(?: \w+)? (?:has|have) said|still unknown|unanswered)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"[\"“]?(?:He|She|They|But|And|Both|(?:His|Her|Their|Its|This|That|These) \w+|It (?:did|does|would|declined))\b"
)
# What lies ahead without a day.
_SOON = re.compile(
    r"\b(?:(?:by|before|until|at|towards) the (?:end of (?:the|this|next) (?:week|month|year)|(?:next )?(?:spring|summer|autumn|winter))|"
    r"within (?:\w+ ){1,3}(?:hours|days|weeks|months)|(?:after|in) \d+ (?:days|weeks|months)|next (?:week|month|year)|"
    r"for (?:another|the (?:next|coming)) (?:\w+ )?(?:days?|weeks?|months?))\b",
    re.I,
)
_NOBODY = frozenset({"both", "many", "some", "others", "several", "all", "the two", "the three"})
_SINCE = re.compile(r"\bsince\b[^,;]*$", re.I)  # when what is told began, and not when it was
_SINCE_OR_AFTER = re.compile(r"\b(?:since|after)\b[^,;]*$", re.I)
_AHEAD_OF = re.compile(r"\b(?:(?:ahead of|prior to|leading up to|in the run-up to)(?: the)?|before the|since)\s$", re.I)
_INITIAL = re.compile(r"\s(?:\w\.\s?)+(?=\w{2})")
_HAD = re.compile(r"\bhad\b")
_BEFORE_NOW = re.compile(r"\b(?:was|were|had|did|[a-z]{3,}ed)\b")


def said(found: Sequence[Statement]) -> tuple[Said, ...]:
    """Who said what: one statement a speaker, those with a quotation first, the newest article's before others.

    Whom one article calls by his surname only is the one person of that surname whom the others name in full.
    """
    chosen: dict[str, Said] = {}
    spoken = sorted((one for one in found if _is_said(one)), key=_said_best)
    full = _full_names(one.speaker for one in spoken)
    for one in spoken:
        speaker = full.get(one.speaker, one.speaker)
        key = _plain(speaker)
        if len(chosen) == MOST_SAID:
            break
        if key in chosen or len(one.text.split()) > LONGEST:
            continue
        # The same words by another speaker are a difference of attribution, which is told as one.
        if not any(_alike(one.text, other.claim.text) for other in chosen.values()):
            chosen[key] = replace(_said(one), speaker=speaker)
    return tuple(chosen.values())


def _is_said(one: Statement) -> bool:
    """Whether a sentence is somebody's word: no caption that names one, and nobody who is only "both" or "many"."""
    named = one.speaker[:1].isalpha() and one.speaker.casefold() not in _NOBODY
    return named and one.attribution != "own" and (not lacks_end(one.text) or bool(_QUOTED.search(one.text)))


def _full_names(speakers: Iterable[str]) -> dict[str, str]:
    """For each surname that speaks alone the one full name that ends with it, where only one does."""
    known = sorted(set(speakers))
    bearers: dict[str, dict[str, str]] = {}
    for name in known:
        words = [word for word in name.split() if word.rstrip(".") not in {"Jr", "Sr"}]
        if 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words):
            bearers.setdefault(words[-1], {}).setdefault(words[0], name)
    return {name: next(iter(whole.values())) for name in known if len(whole := bearers.get(name, {})) == 1}


def _said_best(one: Statement) -> tuple[object, ...]:
    quoted = bool(_QUOTED.search(one.text))
    rank = {"named": 0, "unnamed": 1, "outlet": 2, "own": 3}[one.attribution]
    return (not quoted, rank, _newest_first(one), one.citation.paragraph.number, one.article.id, one.citation.start)


def _newest_first(one: Statement) -> timedelta:
    return _END - placed(one.article.published, one.article.added, UTC)


def _said(one: Statement) -> Said:
    citation = with_speaker(one.citation, one.article.language)
    quoted = bool(_QUOTED.search(citation.quote)) or citation.quote[:1] in '“"'
    return Said(one.speaker, Claim(citation.quote, (citation,)), one.attribution, quoted)


def numbers(found: Iterable[Statement], told: Collection[Citation]) -> tuple[Claim, ...]:
    """The sentences that tell numbers, those with most of them first, in reading order; none that is told already."""
    best = sorted(
        ((_weight(one.text), one) for one in found if _stands_alone(one) and not _is_told(one, told)),
        key=lambda pair: (-pair[0], _place(pair[1])),
    )
    return _claims((one for weight, one in best if weight >= 1), MOST_NUMBERS)


def _weight(text: str) -> int:
    """How much a sentence tells in numbers: each that is told for now counts once, with a unit or from 20 on twice; "two years" is none."""
    told = {(one.low, one.unit) for one in figures(text) if one.role == "now"}
    return sum(2 if unit or low >= 20 else 1 for low, unit in told if unit not in {"", "time"} or low > 2)


def timeline(found: Iterable[Statement], until: date) -> tuple[Dated, ...]:
    """What happened on which day up to one, a sentence a day, in order of the days."""
    by_day: dict[date, Statement] = {}
    for one in sorted(found, key=_place):
        for day in one.days[:1]:
            lead = _SINCE if until - day <= RECENT else _SINCE_OR_AFTER
            is_done = one.modality == "done" and bool(_BEFORE_NOW.search(one.text)) and not _is_led(one, day, lead)
            if day <= until and is_done and _stands_alone(one):
                by_day.setdefault(day, one)
    days = sorted(by_day)[-MOST_DATED:]
    return tuple(Dated(day, by_day[day].claim) for day in days)


def watch(found: Iterable[Statement], after: date) -> tuple[Claim, ...]:
    """What is announced for a day after one, the nearest first."""
    ahead = [
        (coming, one)
        for one in found
        if (coming := _coming(one, after))
        and len(one.text.split()) <= LONGEST
        and not is_quoted(one.text)
        and not lacks_end(one.text)
    ]
    return _claims(
        (one for _, one in sorted(ahead, key=lambda pair: (pair[0], leans(pair[1].text), _place(pair[1])))), MOST_AHEAD
    )


def _coming(one: Statement, after: date) -> date | None:
    """The next day for which something is announced, a late one where only "within three weeks" tells it; None for what is past."""
    if one.modality == "done" and _HAD.search(one.text):
        return None
    days = [day for day in one.days if after < day <= after + AHEAD]
    if days:
        days = [day for day in days if not _is_led(one, day, _AHEAD_OF)]
        return min(days, default=None)
    return date.max if one.modality == "announced" and _SOON.search(one.text) else None


def _is_led(one: Statement, day: date, lead: re.Pattern[str]) -> bool:
    """Whether each naming of a day in a statement ends what a pattern begins with: "since", "ahead of the"."""
    named = moments(read(one.text, one.article.language or "en"), told_on(one.article))
    places = [each.start for each in named if any(first <= day <= last for first, last in each.days)]
    return bool(places) and all(lead.search(one.text, 0, place) for place in places)


def unknowns(found: Iterable[Statement]) -> tuple[Claim, ...]:
    """What the sources themselves say is not known, the newest first."""
    questions = (
        one
        for one in found
        if _UNKNOWN.search(one.text) and len(one.text.split()) <= LONGEST and not _GOES_ON.match(one.text)
    )
    return _claims(sorted(questions, key=_place), MOST_UNKNOWN)


def _claims(found: Iterable[Statement], most: int) -> tuple[Claim, ...]:
    """Statements as claims, none that tells the same as one before it: that one gets its citation besides."""
    claims: list[Claim] = []
    for one in found:
        same = next((at for at, claim in enumerate(claims) if _alike(claim.text, one.text)), None)
        if same is None and len(claims) < most:
            claims.append(one.claim)
        elif (
            same is not None
            and claims[same].citations[0].paragraph.article_id != one.article.id
            and claims[same].text == one.text
        ):
            claims[same] = Claim(claims[same].text, (*claims[same].citations, one.citation))
    return tuple(claims)


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(mine & theirs) >= ALIKE * max(1, min(len(mine), len(theirs)))


def _stands_alone(one: Statement) -> bool:
    return (
        not lacks_end(one.text)
        and not leans(one.text)
        and one.attribution in {"own", "named"}
        and len(one.text.split()) <= LONGEST
    )


def _is_told(one: Statement, told: Collection[Citation]) -> bool:
    return any(
        other.paragraph == one.citation.paragraph and other.start < one.citation.end and one.citation.start < other.end
        for other in told
    )


def _place(one: Statement) -> tuple[object, ...]:
    return (_newest_first(one), one.article.id, one.citation.paragraph.number, one.citation.start)


def _plain(speaker: str) -> str:
    return _INITIAL.sub(" ", speaker.casefold().removeprefix("the ")).strip()
