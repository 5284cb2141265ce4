"""What an answer lacks: the words that no article bears out, the paragraphs nearest to the question, and how to ask wider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answers import Read
from assistant.render import Json, beginning, claims_of_answer, isolated
from ingest.hygiene import clean_line

LONGEST = 260  # characters of a near paragraph that are shown
_OVER = {"time": "Ask again over all days", "outlets": "Ask again over all outlets"}


@dataclass(frozen=True, slots=True)
class Widening:
    """A filter that can be left out when the question is asked again, and what may still be read out of that.

    `given` when a person set the filter: it is then to be taken away where it was set.
    """

    part: Read
    label: str
    read: tuple[Read, ...]
    given: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """What is lacking, in words, and what can be read or done instead; `near` are claims as JSON, cut to their beginning."""

    title: str
    missing: str
    near: tuple[Json, ...]
    widenings: tuple[Widening, ...]


def lack(answer: Mapping[str, Any]) -> Lack | None:
    """What an answer lacks, None for one that answers the whole question."""
    if answer["status"] == "answered":
        return None
    missing = ", ".join(isolated(clean_line(word)) for word in answer["missing"])
    return Lack(
        "The articles say only part of it." if answer["claims"] else "The articles do not say.",
        f"Not found in the articles: {missing}" if missing else "", tuple(near(answer)), tuple(_widenings(answer)),
    )  # fmt: skip


def near(answer: Mapping[str, Any]) -> Iterator[Json]:
    """The nearest paragraphs that an answer does not cite, each as a claim whose citation is of the whole paragraph."""
    if answer["status"] == "answered":
        return
    cited = [one for claim in claims_of_answer(answer) for one in claim["citations"]]
    known = {_place(one) for one in cited}
    number = max((int(one["number"]) for one in cited), default=0)
    for hit in answer["closest"]:
        if hit["text"] and _place(hit) not in known:
            number += 1
            whole = {"number": number, "start": 0, "end": len(hit["text"]), "quote": hit["text"]}
            yield {"text": beginning(hit["text"], LONGEST), "citations": [dict(hit) | whole]}


def _widenings(answer: Mapping[str, Any]) -> Iterator[Widening]:
    filters, read = answer["filters"], tuple(answer.get("filters_read", ()))
    limited: dict[Read, bool] = {
        "time": bool(filters["since"] or filters["until"]),
        "outlets": bool(filters["sources"]),
    }
    for part, is_limited in limited.items():
        if is_limited:
            yield Widening(part, _OVER[part], tuple(one for one in read if one != part), part not in read)


def _place(one: Mapping[str, Any]) -> tuple[Any, ...]:
    return one["article_id"], one["version"], one["paragraph"]
