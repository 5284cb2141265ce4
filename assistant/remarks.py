"""What is said beside an answer, in words: how the question was understood, what limited it and who worded it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Any

from assistant.backing import backed
from assistant.lacking import missing_told
from assistant.render import begun


def remarks(answer: Mapping[str, Any], question: str, zone: tzinfo) -> Iterator[str]:
    """Everything that is said beside the answer to a question, a sentence each."""
    understood, engine = answer.get("standalone_question", ""), answer.get("engine", "extractive")
    if understood and understood != " ".join(question.split()):
        yield f"Understood as: {understood}"
    if limits := limited_to(answer.get("filters") or {}, zone):
        yield f"Limited to articles {limits}"
    if engine != "extractive" and answer.get("claims"):
        yield f"In the words of {engine}, each sentence checked against its source"
    if words := backed(answer):
        yield begun(words)
    yield from map(begun, answer.get("notices") or ())
    if lacked := missing_told(answer, set_in=str):
        yield lacked
    if left_out := len(answer.get("left_out") or ()):
        sentences = "One sentence was" if left_out == 1 else f"{left_out} sentences were"
        yield f"{sentences} left out, not borne out by the sources"


def limited_to(filters: Mapping[str, Any], zone: tzinfo) -> str:
    """The filters of an answer's JSON in words, the last day included; "" for none.

    >>> from datetime import UTC
    >>> limited_to({"since": "2026-03-10T00:00:00+00:00", "until": "2026-03-12T00:00:00+00:00", "sources": ["Post"]}, UTC)
    'from 2026-03-10, until 2026-03-11, of Post'
    """
    since, until = filters.get("since"), filters.get("until")
    last = datetime.fromisoformat(until) - timedelta(microseconds=1) if until else None
    told = (
        f"from {datetime.fromisoformat(since).astimezone(zone):%Y-%m-%d}" if since else "",
        f"until {last.astimezone(zone):%Y-%m-%d}" if last else "",
        f"of {', '.join(filters['sources'])}" if filters.get("sources") else "",
    )
    return ", ".join(filter(None, told))
