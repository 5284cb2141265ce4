"""The statements of an article: its sentences that tell something, each with who says it, how sure it is, and of which days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Literal

from assistant.alone import after_dateline, is_of_page, needs_place
from assistant.answers import Claim
from assistant.calendar_words import DAYS, Moment, moments
from assistant.edition import Attribution
from assistant.other_years import OtherYears
from assistant.tellings import told_on
from assistant.voices import Voice, voices
from assistant.wording import Span, Wording, read
from ingest.articles import Article, Citation

Modality = Literal["done", "announced", "alleged", "denied"]
NEAR = timedelta(31)  # a day without a year that lies no farther ahead is of the year to come or of this one
SHORTEST = 4  # words of a sentence that tells something
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|refut(?:e|es|ed|ing)|disput(?:es?|ed)(?= (?:it|that|this|the|any|his|her|its|their|whether)\b)|dismiss(?:es|ed)|reject(?:s|ed) (?:the |that |any |these |those )?(?:\w+ )?(?:claims?|reports?|accounts?|charges?|arguments?|criticism|accusations?|allegations?|suggestions?)|no truth|disagree[sd]?|contradict(?:s|ed)|(?:is|was|were|are) not true)\b",
    re.I,
)
_ALLEGED = re.compile(
    r"\b(?:alleg\w+|accus\w+|claim(?:s|ed|ing)?|suspect(?:s|ed|ing)?|reportedly|purported(?:ly)?|rumou?r\w*|(?:is|are|was|were) (?:said|believed|thought|understood) to|may have|might have)\b",
    re.I,
)
_ANNOUNCED = re.compile(
    r"\b(?:will|won[’']t|shall|(?<!to )no earlier than|earliest possible|would|promis(?:ed|es)|forecasts?|expected|(?:is|are|was|were) (?:to|due|set|expected|scheduled|planned|likely) (?:to )?\w+|plan(?:s|ned)? to|intend(?:s|ed)? to|due (?:to|on|by|in|at)|scheduled|ahead of|vow(?:s|ed)|pledg(?:e|es|ed)|has until|have until)\b",
    re.I,
)
_CLAUSES = re.compile(
    r"[;\"“”]|[’'], |,[’'] |, (?:and|but|who|which|when|where|after|as)\b|\b(?:since|after|when|that)\b|\bon the (?:steps|day)\b"
)
_BY = re.compile(
    r"\b(?:by|until|till|(?<!statement )(?<!release )(?<!report )(?<!letter )(?<!interview )(?<!memo )(?<!post )(?<!video )from)(?: [a-z]+| the (?:end|close|start) of)?(?: on)? $|"
    r"\b(?:called|set|planned|scheduled|forecast|postponed|summoned|booked)\b[^;\"“”]{0,60}\bfor(?: the)? $"
)
_LIKENED = re.compile(
    r"\b(?:equivalent (?:to|of)|version of|answer to|akin to|similar to)(?: the)? $"
)  # no day on which it was
_PLANNED = re.compile(
    r"(?: (?:morning|afternoon|evening|night))?[’']s (?:\w+ ){0,2}?(?:planned|scheduled|expected|upcoming|coming)\b"
)
_DONE_ON = re.compile(
    r"\b(?!(?:announced|proclaimed|called|confirmed|agreed|decided|planned|ordered|named|need)\b)(?:was|were|[a-z]{3,}ed|struck|shot|began|broke|fell|hit)\b(?:(?! to )[^,;]){0,300} on (?:the )?$|\bduring the $"
)
_MEETS = re.compile(
    r"\b(?:meets|opens|reopens|closes|begins|starts|ends|resumes|expires|takes|comes|goes|gathers|convenes|arrives|decides|holds|faces|publishes|presents|enters|kicks)\b|"
    r"(?<!\bto )\b(?:meet|begin|resume|expire|convene|gather|reopen|go)\b"
)  # of a day to come, as its timetable has it
_ASIDE = re.compile(
    r", (?:who|whom|whose|which|where|(?:\w+ly |first |last |once )?(?:\w+ed|built|born|begun|made|won|sunk|held|founded|set|left|torn|sold|bought|written|taken|given))\b[^,;.]*$"
)
_QUOTES = re.compile(r"[“”\"‘]")
# "Had reached 640,000 by Friday" and "were anchored off the port by Friday" lie behind, "were told to leave by Friday" does not.
_HAD = re.compile(
    r"\bhad (?:\w+ ){0,2}?\w+(?:ed|en|un|wn)\b|\b(?:was|were) (?:\w+ ){0,2}?\w+ed\b(?:(?! to )[^,;])* by $"
)
_THIS = re.compile(r"\bthis $")  # "this Wednesday leak" is of some Wednesday
_THING = re.compile(
    r" (?!(?:morning|afternoon|evening|night|and|or|at|in|on|to|by|from|when|where|for|with|after|before|as|that|which|who|we|he|she|they|it|is|was|will|the|a)\b)[a-z]"
)


@dataclass(
    frozen=True, slots=True, eq=False
)  # one reading of one place; to hash a whole article would cost more than to read it
class Statement:
    """One sentence of an article and what kind of word it is.

    `speaker` is whose word it is, "" for the outlet's own; `attribution` how that one is known; `modality` whether it is told
    as done, announced, alleged or denied; `days` the days of which it tells.
    """

    article: Article
    citation: Citation
    speaker: str = ""
    attribution: Attribution = "own"
    modality: Modality = "done"
    days: tuple[date, ...] = ()

    @property
    def text(self) -> str:
        """The sentence, as the article has it."""
        return self.citation.quote

    @property
    def claim(self) -> Claim:
        """The sentence with its own place as the words that bear it out."""
        return Claim(self.text, (self.citation,))


def statements(article: Article) -> tuple[Statement, ...]:
    """What an article states, in reading order.

    >>> from ingest.articles import Paragraph
    >>> told = Paragraph("a", 1, 1, 'The quay will close on 12 May, said Ada Hale. Was it known? She denied that it sinks.')
    >>> [(one.speaker, one.modality, [str(day) for day in one.days])
    ...  for one in statements(Article("a", "Quay", (told,), published="2026-03-10"))]
    [('Ada Hale', 'announced', ['2026-05-12']), ('Ada Hale', 'denied', [])]
    """
    years = OtherYears(told_on(article))
    return tuple(
        _statement(article, Citation(paragraph, _begin(paragraph.text, place), place[1]), voice, years)
        for paragraph, place, voice in voices(article)
        if _tells(paragraph.text[slice(*place)])
    )


def _begin(text: str, place: Span) -> int:
    """Where a sentence begins, a dateline before it left out unless it alone says where everything happens."""
    start = after_dateline(text) if place[0] == 0 else 0
    return start if place[0] < start < place[1] and not needs_place(text[start : place[1]]) else place[0]


def _tells(sentence: str) -> bool:
    is_question = sentence.rstrip("\"”’' ").endswith("?")
    announces = sentence.rstrip().endswith(":") and not _QUOTES.search(
        sentence
    )  # a list, which tells nothing without it
    return len(sentence.split()) >= SHORTEST and not is_question and not announces and not is_of_page(sentence)


def _statement(article: Article, citation: Citation, voice: Voice, years: OtherYears) -> Statement:
    sentence = read(citation.quote, article.language or "en")
    how = modality(citation.quote, voice)
    days = days_told(sentence, years, citation.paragraph.number)
    return Statement(article, citation, voice.speaker, voice.attribution, how, days)


def modality(sentence: str, voice: Voice) -> Modality:
    """Whether a sentence tells something as denied, alleged, announced or done."""
    if _DENIED.search(sentence):
        return "denied"
    if _ALLEGED.search(sentence) or voice.attribution == "unnamed":
        return "alleged"
    return "announced" if _ANNOUNCED.search(sentence) else "done"


def days_told(sentence: Wording, years: OtherYears, paragraph: int = 1) -> tuple[date, ...]:
    """The single days that a sentence names, in order; a day of the week is the last of its name, or the next where it is ahead.

    >>> days_told(read("It opened on Monday and closes on Friday."), OtherYears(date(2026, 3, 11)))
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 6))
    >>> days_told(read("Hale, elected on Monday, will speak on Friday."), OtherYears(date(2026, 3, 11)))
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 13))
    """
    published = years.published
    found, behind, sure = [], 0, None
    named = moments(sentence, published)
    for one, following in zip_longest(named, named[1:]):
        if _is_beside_date(one, following):
            sure = following  # its year is the one in which it falls on that day of the week
        if (sure and sure is following) or _is_of_thing(sentence.text, one):
            continue
        clause = sentence.text[max(behind, _clause(sentence.text, one.start)) : one.start]
        behind = one.end if one.days and not one.weak else behind  # "by midday on Thursday" is one time
        day = _day(one, published, ahead=(ahead := _is_ahead(clause) or bool(_PLANNED.match(sentence.text, one.end))))
        to_come = bool(day and published and day > published) and (ahead or bool(_MEETS.search(clause)))
        doubted = years.doubts(one, paragraph, ahead=to_come, aside=_is_aside(sentence.text, one)) and one is not sure
        past = bool(
            day and published and day > published + NEAR and not to_come and _DONE_ON.search(clause)
        )  # of another year
        if not doubted and not past and not one.weak and not _LIKENED.search(clause):
            found.append(day)
    return tuple(dict.fromkeys(day for day in found if day))


def _is_of_thing(text: str, one: Moment) -> bool:
    """Whether a day of the week only tells which thing is meant: "this Wednesday leak"."""
    return one.key in DAYS and bool(_THIS.search(text, 0, one.start) and _THING.match(text, one.end))


def _is_beside_date(one: Moment, following: Moment | None) -> bool:
    """Whether a day of the week stands before its own date ("Tuesday, Oct. 1"), which tells it more exactly."""
    if one.key not in DAYS or following is None or not following.parts[2] or len(following.days) != 1:
        return False
    near = following.start - one.end == len(", ")
    return near and DAYS[following.days[0][0].weekday()] == one.key


def _is_ahead(clause: str) -> bool:
    """Whether what leads to a day in its clause tells that it lies ahead."""
    return bool(_ANNOUNCED.search(clause) or (_BY.search(clause) and not _HAD.search(clause)))


def _is_aside(text: str, one: Moment) -> bool:
    """Whether a moment ends what a sentence tells beside its news, between two commas."""
    return text[one.end : one.end + 1] == "," and bool(_ASIDE.search(text, 0, one.start))


def _clause(text: str, end: int) -> int:
    """Where the clause begins that leads to a place of a sentence."""
    return max((match.end() for match in _CLAUSES.finditer(text, 0, end)), default=0)


def _day(moment: Moment, published: date | None, *, ahead: bool) -> date | None:
    days = [first for first, last in moment.days if first == last]
    if not days or len(days) < len(moment.days):
        return None
    if published is None or len(days) == 1:
        return days[0]
    wanted = [day for day in days if (day >= published if ahead else day <= published)] or days
    return min(wanted, key=lambda day: abs((day - published).days))
