"""What a reader may ask further about a line of a briefing: why it is so, who says otherwise, what was said before.

The answer must not be the line itself: a question repeats no more of it than says what it is about, and what speaks of
others or of earlier is limited to other outlets or to earlier days.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.alone import after_dateline, leans
from assistant.counted import told_in
from assistant.front_page import Sentence
from assistant.words import content_words, names
from ingest.hygiene import clean_line

Json = Mapping[str, Any]
LABELS = ("Why?", "Who disagrees?", "What was it before?")
LONGEST = 14  # words of a line that a question repeats
MOST_OUTLETS = 8  # that a question is limited to
_COUNTED = {
    "dead": "died", "injured": "were injured", "missing": "are missing", "survived": "survived", "aboard": "were aboard",
    "ill": "were ill", "hospital": "were in hospital", "held": "were detained", "fled": "fled", "displaced": "were displaced",
    "abducted": "were abducted",
}  # fmt: skip
_DENIES = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?)\b")
_QUOTED = re.compile(r"[\"“”„«»]")
_SAID_AT_END = re.compile(r",? (?:[\w’'.-]+ ){0,6}(?:said|says|told|added)\b[^.]*$|,? said [^.]*$")
_GOES_ON = re.compile(
    r"(?<=\w{3}), (?!\d)|[;:]\s| [–—-] |\s(?:because|since|after|when|while|as|although|but)\s|\swho\s|\swhich\s"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|can|could|may|might|must|should|do|does|did|rose|fell|sat|let|won|lost|took|went|came|"
    r"began|ran|stands?|stay|stays|lies?|lay|goes|go|comes?|shows?|makes?|wants?|needs?|costs?|cut|put|got|gave|made|held|broke|found|left|led|leads|said|says|told|tells|met|burn[st]|stood|brought|paid|[a-z]{2,}ed)\b"
)
_SMALL = re.compile(
    r"(?:A|An|The|It|Its|This|That|These|Those|There|Some|Many|All|No|Both|Each|At|In|On|For|From|By|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|"
    r"Eleven|Twelve|About|Nearly|Almost|More|As)\b"
)


@dataclass(frozen=True, slots=True)
class Further:
    """A question about a line, what it is called on a button, and the days and outlets that it is limited to."""

    label: str
    question: str
    since: date | None = None
    until: date | None = None
    outlets: tuple[str, ...] = ()


def further(text: str, story: Json, day: date, cited: str = "") -> tuple[Further, ...]:
    """The questions that can be asked of a line of a story, told in the briefing of a day from the outlet `cited`.

    None of a line that says nothing.
    """
    line, title = _plain(text), _plain(str(story.get("title") or ""))
    if not line:
        return ()
    counted = _count(line, title)
    about = (subject(line) if _is_own(text) else "") or subject(title) or title or clause(line)
    return (
        Further(LABELS[0], f"What is the reason that {clause(line)}?", None, day),
        _disagreeing(line, counted, about, _others(story, cited)),
        Further(LABELS[2], counted or f"What was said of {about}?", None, day - timedelta(days=1)),
    )


def further_asked(data: Json, story_id: str, sentence: Sentence, label: str) -> Further | None:
    """What a label asks of a sentence that a briefing shows in a story, or in its lead; None where that is nothing."""
    cited = next(iter(sentence.citations), {})
    found = further(
        sentence.text,
        story_told(data, cited, story_id),
        date.fromisoformat(data["day"]),
        str(cited.get("source") or ""),
    )
    return next((one for one in found if one.label == label), None)


def subject(line: str) -> str:
    """What a line is about: the words before its verb, with a name of the line where these have none.

    >>> subject("The toll of the Grey Heron rose to 14."), subject("The session took five hours in Aumere.")
    ('the toll of the Grey Heron', 'the session (Aumere)')
    """
    found = clause(line)
    verb = _VERB.search(found)
    phrase = (found[: verb.start()] if verb else "").strip(" ,")
    named = [name for name in names(line) if not name.isupper() and " " in name] or list(names(line))
    if not content_words(phrase):
        return ", ".join(named[:2])
    return phrase if names(phrase) or not named else f"{phrase} ({named[0]})"


def clause(line: str) -> str:
    """The first clause of a line, no longer than a question may be, as it goes on behind other words.

    >>> clause("The quay of Port Aldo was closed on Monday, after divers had seen a crack.")
    'the quay of Port Aldo was closed on Monday'
    """
    found = _SAID_AT_END.sub("", line)
    first = _GOES_ON.split(found, maxsplit=1)[0]
    words = (first if len(content_words(first)) > 1 else found).rstrip(" .,;:!?").split()[:LONGEST]
    told = " ".join(words).rstrip(" ,;:")
    return told[:1].lower() + told[1:] if _SMALL.match(told) else told


def _is_own(text: str) -> bool:
    """Whether a line says by itself what it is about: it opens with no quotation and nobody that stands before it."""
    return not (_QUOTED.match(text) or leans(text))


def _plain(text: str) -> str:
    """A line without its dateline and quotation marks."""
    line = clean_line(text)
    return _QUOTED.sub("", line[after_dateline(line) :]).strip()


def _count(line: str, title: str) -> str:
    """The question for a number of people, where a line tells one; it names what it is about."""
    told = next(iter(told_in(line)), None)
    named = next(iter([*names(_SAID_AT_END.sub("", line)), *names(title)]), "")  # whoever said it was not counted
    return f"How many people {_COUNTED[told.state]}{f' ({named})' if named else ''}?" if told else ""


def story_told(data: Json, cited: Json, story_id: str = "") -> Json:
    """The story of a briefing's JSON that a citation is of: that of an id, without one the first that has its article."""
    stories = [one for one in data.get("stories") or () if isinstance(one, Mapping)]
    if story_id:
        return next((one for one in stories if one.get("id") == story_id), {})
    return next((one for one in stories if cited.get("article_id") in (one.get("articles") or ())), {})


def _disagreeing(line: str, counted: str, about: str, others: tuple[str, ...]) -> Further:
    """Other figures of a count, else what other outlets of the story say, else who speaks against it."""
    if counted:
        return Further(LABELS[1], counted)
    if others:
        return Further(LABELS[1], f"What is said of {about}?", outlets=others)
    if names(about) == (about,):  # nobody denies a name
        return Further(LABELS[1], f"Who {'accuses' if _DENIES.search(line) else 'contradicts'} {about}?")
    return Further(LABELS[1], f"Who denies {about}?")  # tried: with the line's words the line itself is found


def _others(story: Json, cited: str) -> tuple[str, ...]:
    outlets = [str(one) for one in story.get("outlets") or () if one and one != cited]
    return tuple(outlets) if len(outlets) <= MOST_OUTLETS else ()
