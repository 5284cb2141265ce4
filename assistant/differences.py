"""Where sources differ on what a question asks: the versions side by side, the newest first where one replaced another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant import counted
from assistant.answers import Claim, Difference
from assistant.counted import Counted
from assistant.evidence import Scored
from assistant.names import is_country_word
from assistant.question import Question, subject
from assistant.rescheduled import moved
from assistant.rivals import rivals, value_told
from assistant.short import Short
from assistant.timing import asked_time
from assistant.versions import Version, may_have_changed, most_told, newest_of, versions

MOST_VERSIONS = 5
_AT_FIRST = re.compile(r"\b(?:at first|first|initially|originally|earlier|previously|before|by then|until)\b", re.I)
_FAR_OFF = datetime(9000, 1, 1, tzinfo=UTC)  # any time that is named lies before it


def differences(
    question: Question, ranked: Sequence[Scored], shown: Sequence[Scored], told: Sequence[Version]
) -> tuple[Difference, ...]:
    """What sources differ on in what a question asks: the versions of a number, else the best sentences and those shown."""
    if question.kind == "number":
        return of_numbers(question, counted.asked(question), told)
    found = (*_in_passing(question, ranked, shown), *rivals(question, ranked, shown))
    if found or names_a_time(question) or (pair := moved(question, ranked)) is None:
        return found
    versions_told = tuple(Claim(one.sentence.text, (one.sentence.citation,)) for one in pair)
    return (Difference(subject(question), "date", versions_told, different_time=True),)


def of_numbers(question: Question, wanted: Counted | None, found: Sequence[Version]) -> tuple[Difference, ...]:
    """The differences among the versions of a number: rivals of one moment apart from what was replaced."""
    if len(found) < 2 or wanted is None:
        return ()
    newest = newest_of(wanted, found)
    old = [one for one in found if one is not newest and may_have_changed(wanted, newest, one)]
    rival = [one for one in found if one not in old]
    about = wanted.label or " ".join((*wanted.narrowed, wanted.noun)) or subject(question)
    differing = []
    if len(rival) > 1:
        differing.append(_difference(about, rival, different_time=False))
    if old:
        by_time = sorted(old, key=lambda one: one.when, reverse=True)
        differing.append(_difference(about, [newest, *by_time], different_time=True))
    return tuple(differing)


def _in_passing(question: Question, ranked: Sequence[Scored], shown: Sequence[Scored]) -> Iterator[Difference]:
    """The differences on the dead, missing, ill … whom shown sentences count, though the question asks for no number.

    Only where the question names what it is about: a number that nobody asked for has nothing else to hold it to one event.
    """
    if not any(not is_country_word(name) for name in question.name_words):
        return
    told = [one for one in ranked if one not in shown]
    for wanted in dict.fromkeys(each for one in shown for each in counted.told_in(one.sentence.text)):
        yield from of_numbers(question, wanted, versions(question, wanted, [*shown, *told], ()))


def _difference(about: str, found: Sequence[Version], *, different_time: bool) -> Difference:
    claims = tuple(one.claim for one in found[:MOST_VERSIONS])
    return Difference(about, "number", claims, different_time)


def names_a_time(question: Question) -> bool:
    """Whether a question asks for how things stood at some time."""
    return bool(asked_time(question.text, _FAR_OFF) or _AT_FIRST.search(question.text))


def newest_first(
    question: Question, ranked: Sequence[Scored], short: Short | None, told: Sequence[Version]
) -> tuple[list[Scored], Short | None]:
    """The sentences and the short answer, those of the newest version first where the others are of another time."""
    newest = None if names_a_time(question) else _newest(question, ranked, told)
    if newest is None:
        return list(ranked), _counted(question, told) or short
    found, text = newest
    first = replace(found, score=max(found.score, ranked[0].score))
    rest = [one for one in ranked if one.sentence.citation != found.sentence.citation]
    return [first, *rest], Short(text, first)


def _counted(question: Question, told: Sequence[Version]) -> Short | None:
    """The number that the best telling has of what the question counts; of the dead, hurt … the one that most articles tell."""
    wanted = counted.asked(question)
    if not told or wanted is None:
        return None
    best = (told[0] if _AT_FIRST.search(question.text) else most_told(wanted, told)).best
    return Short(best.scored.sentence.text[best.figure.start : best.figure.end], best.scored)


def _newest(question: Question, ranked: Sequence[Scored], told: Sequence[Version]) -> tuple[Scored, str] | None:
    """The sentence of the newest version and the number, day or person that it tells."""
    wanted = counted.asked(question)
    if wanted is not None:
        newest = newest_of(wanted, told) if told else None
        if newest is None or not any(may_have_changed(wanted, newest, one) for one in told if one is not newest):
            return None
        best = newest.best
        return best.scored, best.scored.sentence.text[best.figure.start : best.figure.end]
    for difference in rivals(question, ranked, ()):
        if difference.different_time:
            cited = difference.versions[0].citations[0]
            found = next(one for one in ranked if one.sentence.citation == cited)
            return found, value_told(question, found.sentence.text)
    if pair := moved(question, ranked):
        return pair[0], value_told(question, pair[0].sentence.text)
    return None
