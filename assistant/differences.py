"""Where sources differ on what a question asks: the versions side by side, the newest first where one replaced another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant import counted
from assistant.answers import Difference
from assistant.evidence import Scored
from assistant.question import Question
from assistant.rivals import rivals
from assistant.short import Short
from assistant.timing import asked_time
from assistant.versions import Version, may_have_changed

MOST_VERSIONS = 5
_AT_FIRST = re.compile(r"\b(?:at first|first|initially|originally|earlier|previously|before|by then|until)\b", re.I)
_FAR_OFF = datetime(9000, 1, 1, tzinfo=UTC)  # any time that is named lies before it


def differences(question: Question, ranked: Sequence[Scored], told: Sequence[Version]) -> tuple[Difference, ...]:
    """Everything that sources differ on in what a question asks, from the best sentences and the versions of a number."""
    return of_numbers(question, told) or rivals(question, ranked)


def of_numbers(question: Question, found: Sequence[Version]) -> tuple[Difference, ...]:
    """The differences among the versions of a number: rivals of one moment apart from what was replaced."""
    if len(found) < 2:
        return ()
    wanted = counted.asked(question)
    newest = max(found, key=lambda one: one.when)
    old = [one for one in found if one is not newest and may_have_changed(wanted, newest, one)]
    rivals = [one for one in found if one not in old]
    about = wanted.label if wanted and wanted.label else subject(question)
    differences = []
    if len(rivals) > 1:
        differences.append(_difference(about, rivals, different_time=False))
    if old:
        by_time = sorted(old, key=lambda one: one.when, reverse=True)
        differences.append(_difference(about, [newest, *by_time], different_time=True))
    return tuple(differences)


def _difference(about: str, found: Sequence[Version], *, different_time: bool) -> Difference:
    claims = tuple(one.claim for one in found[:MOST_VERSIONS])
    return Difference(about, "number", claims, different_time)


def subject(question: Question) -> str:
    """What a question asks about, in its own words.

    >>> from assistant.question import understood
    >>> subject(understood("How many people marched in Sarnholt?"))
    'people marched in Sarnholt'
    """
    text = re.sub(r"^\W*(?:by )?how (?:many|much)\s+", "", question.text, flags=re.I)
    return text.rstrip(" ?.!")[:120]


def names_a_time(question: Question) -> bool:
    """Whether a question asks for how things stood at some time."""
    return bool(asked_time(question.text, _FAR_OFF) or _AT_FIRST.search(question.text))


def newest_first(
    question: Question, chosen: Sequence[Scored], short: Short | None, found: Sequence[Version]
) -> tuple[list[Scored], Short | None]:
    """The chosen sentences and the short answer, those of the newest version of a number first where older ones stand."""
    wanted = counted.asked(question)
    if len(found) < 2 or names_a_time(question):
        return list(chosen), short
    newest = max(found, key=lambda one: one.when)
    if not any(may_have_changed(wanted, newest, one) for one in found if one is not newest):
        return list(chosen), short
    told = newest.best
    first = replace(told.scored, score=max(told.scored.score, chosen[0].score))
    text = told.scored.sentence.text[told.figure.start : told.figure.end]
    rest = [one for one in chosen if one.sentence.citation != told.scored.sentence.citation]
    return [first, *rest], Short(text, first)
