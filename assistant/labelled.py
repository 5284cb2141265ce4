"""Labelled questions: what somebody knows to be right, one JSON object a line.

    {"question": "", "id": "", "conversation": "", "now": "2026-03-11T09:00:00+01:00", "answerable": true,
     "gold_sentences": [], "must_contain": [], "must_contain_all": [], "articles": [], "paragraphs": [], "answers": [],
     "since": "", "until": "", "source": [], "not_paragraphs": {"ARTICLE": []}, "not_answers": []}

Only `question` is needed; questions of one `conversation` are its turns, in the order of the lines. `gold_sentences` are the
sentences that answer, `must_contain` phrases of which one must be shown and `must_contain_all` phrases that all must be;
`articles` are named by id, address, the id of their import or the name of their file, `paragraphs` are numbers in them (or a map
from article to numbers), and `answers` are the short answers that count as right. `since`, `until` and `source` are the filters that
were set when it was asked. What a reader judged to be wrong must not come again: `not_paragraphs` (a map as above) are never to be
cited for the question, and none of `not_answers` is to be the answer as a whole. Any of them may be left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any

from assistant.when import instant, instants
from ingest.errors import BriefingError, SourceError

ARTICLES = ("articles", "ids", "retrieved_article_ids", "passage_id", "files")
ANSWERS = ("answers", "short_answer")
ANYWHERE = ""  # the article under which paragraph numbers are kept that are given without one


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with what is known of its answer; empty fields are not known and not measured."""

    question: str
    line: int = 0
    id: str = ""
    kind: str = ""
    conversation: str = ""
    now: datetime | None = None
    answerable: bool = True
    gold_sentences: tuple[str, ...] = ()
    must_contain: tuple[str, ...] = ()
    must_contain_all: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    paragraphs: tuple[tuple[str, int], ...] = ()
    answers: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    source: tuple[str, ...] = ()
    not_paragraphs: tuple[tuple[str, int], ...] = ()
    not_answers: tuple[str, ...] = ()

    @property
    def has_wrongs(self) -> bool:
        """Whether it is known what would be wrong."""
        return bool(self.not_paragraphs or self.not_answers)

    @property
    def only_wrongs(self) -> bool:
        """Whether nothing else is known: not even that there is an answer, so that a refusal is no fault."""
        return self.has_wrongs and not self.has_words and not self.has_place

    @property
    def has_words(self) -> bool:
        """Whether it is known which words have to be shown."""
        return bool(self.gold_sentences or self.must_contain or self.must_contain_all or self.answers)

    @property
    def has_place(self) -> bool:
        """Whether it is known where the answer stands."""
        return bool(self.articles or self.paragraphs)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of a labelled set that is no question, and why."""

    line: int
    error: str


def read_set(file: Path, zone: tzinfo) -> tuple[list[Labelled], list[BadLine]]:
    """The questions of a file and the lines that are none; raises `SourceError` for a file that cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise SourceError(
            f"cannot read the questions {str(file)!r}: {error}; give a file with one JSON object a line"
        ) from error
    return labelled(text.split("\n"), zone)


def labelled(lines: Iterable[str], zone: tzinfo) -> tuple[list[Labelled], list[BadLine]]:
    """The questions of some lines, and the lines that are none; blank ones are passed over.

    >>> from datetime import UTC
    >>> labelled(['{"question": "Who won?", "must_contain": ["Brandel"]}', "{"], UTC)[1][0].line
    2
    """
    rows: list[Labelled] = []
    bad: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(as_labelled(json.loads(line), zone, number))
            except (ValueError, RecursionError) as error:
                bad.append(BadLine(number, f"it is no JSON: {error}"))
            except BriefingError as error:
                bad.append(BadLine(number, str(error)))
    return rows, bad


def as_labelled(row: Any, zone: tzinfo, line: int = 0) -> Labelled:
    """A labelled question from its JSON object; raises `BriefingError` saying which field is wrong."""
    if not isinstance(row, dict):
        raise SourceError('it is no JSON object; write {"question": "…"}')
    answerable = row.get("answerable", True)
    if not isinstance(answerable, bool):
        raise SourceError(f"'answerable' is {answerable!r}; write true or false")
    question, now = _text(row, "question"), _text(row, "now")
    if not question:
        raise SourceError("it has no 'question'; give it as text")
    return Labelled(
        question=question, line=line, id=_text(row, "id"), kind=_text(row, "kind"),
        conversation=_text(row, "conversation"), now=instant(now, zone) if now else None, answerable=answerable,
        gold_sentences=_texts(row, "gold_sentences"), must_contain=_texts(row, "must_contain"),
        must_contain_all=_texts(row, "must_contain_all"), articles=_texts(row, *ARTICLES),
        paragraphs=_paragraphs(row, "paragraphs"), answers=_texts(row, *ANSWERS), since=_time(row, "since", zone),
        until=_time(row, "until", zone), source=_texts(row, "source"), not_paragraphs=_paragraphs(row, "not_paragraphs"),
        not_answers=_texts(row, "not_answers"),
    )  # fmt: skip


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if key == "id" and isinstance(value, int):
        return str(value)
    if value is not None and not isinstance(value, str):
        raise SourceError(f"{key!r} is {str(value)[:40]!r}; give it as text")
    return (value or "").strip()


def _time(row: Mapping[str, Any], key: str, zone: tzinfo) -> str:
    """A day in words or an instant, as it is written: what it names depends on when the question is asked."""
    value = _text(row, key)
    if value:
        instants(value, datetime.now(zone), zone)
    return value


def _texts(row: Mapping[str, Any], *keys: str) -> tuple[str, ...]:
    """The texts under the first of some names that has any."""
    for key in keys:
        value = row.get(key) or []
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise SourceError(f"{key!r} is {str(value)[:40]!r}; give it as a list of texts")
        if kept := tuple(one for one in found if one.strip()):
            return kept
    return ()


def _paragraphs(row: Mapping[str, Any], key: str) -> tuple[tuple[str, int], ...]:
    value = row.get(key)
    places = value if isinstance(value, dict) else {ANYWHERE: value or []}
    found = [(place, number) for place, numbers in places.items() for number in _numbers(numbers, key)]
    return tuple(found)


def _numbers(value: Any, key: str) -> list[int]:
    if not isinstance(value, list) or not all(type(one) is int for one in value):
        raise SourceError(f"{key!r} is {str(value)[:40]!r}; give it as a list of numbers")
    return value
