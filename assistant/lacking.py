"""What an answer lacks: the words that nothing near to the question holds, the paragraphs nearest to the question, and how to ask wider."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assistant.answers import Read
from assistant.coverage import credit
from assistant.question import asks_nothing
from assistant.render import Json, beginning, claims_of_answer, isolated
from assistant.words import WORD
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
    """What an answer lacks, None for one that answers the whole question, and for one to a greeting."""
    if answer["status"] == "answered" or was_asked_nothing(answer):
        return None
    return Lack(
        "The articles say only part of it." if answer["claims"] else "The articles do not say.",
        missing_told(answer), tuple(near(answer)), tuple(_widenings(answer)),
    )  # fmt: skip


def was_asked_nothing(answer: Mapping[str, Any]) -> bool:
    """Whether an answer is to a greeting, or to a text without a word, to which no article could say anything."""
    asked = answer.get("standalone_question")
    return asked is not None and not answer["claims"] and not answer.get("closest") and asks_nothing(asked)


def missing_told(answer: Mapping[str, Any], set_in: Callable[[str], str] = isolated) -> str:
    """The words of a question that its answer lacks, as the question has them; "" for none.

    They are missing where most of the question is told of. Of a library that tells of a president every day it would be untrue
    that his name is not found in it, so it is said of what was found; nothing else was looked at.
    """
    held = [str(hit["text"]) for hit in answer.get("closest") or ()]
    lacked = [word for word in answer.get("missing") or () if not any(credit(word, text) for text in held)]
    asked = {word.casefold(): word for word in WORD.findall(answer.get("standalone_question", ""))}
    told = ", ".join(set_in(clean_line(asked.get(word.casefold(), word))) for word in lacked)
    where = "The nearest paragraphs do not mention" if held else "Not found in the articles"
    return f"{where}: {told}" if told else ""


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
