"""One turn of a conversation on the page: the question and what limited it, its answer, and what sources differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from typing import Any

import streamlit as st

from assistant.answers import Read
from assistant.render import markdown_escaped
from ingest.conversations import Turn
from ui import citation, evidence, left_out
from ui.phrases import days_between, difference_title, source_names

Json = dict[str, Any]
AskAgain = Callable[[str, list[Read]], None]  # a question, and what may still be read out of it


def draw(
    turn: Turn, zone: tzinfo, ask_again: AskAgain, *, arrives: bool = False, below: Callable[[Turn], None] | None = None
) -> None:
    """Draw a turn; taking away a filter that was read out of its question asks it again without.

    One that `arrives` is brought into view; what `below` draws stands under the answer.
    """
    answer, key = turn.answer, f"{turn.number}:{turn.asked}"
    with st.chat_message("user"):
        st.text(turn.question)
        _filters(answer, zone, ask_again, key)
    with st.chat_message("assistant"):
        if answer["standalone_question"] != " ".join(turn.question.split()):
            st.caption("Understood as: " + markdown_escaped(answer["standalone_question"]))
        for notice in answer["notices"]:
            st.caption(markdown_escaped(notice))
        if not answer["claims"]:
            _refusal(answer, key)
        else:
            _sentences(answer, key, arrives)
        left_out.draw(answer.get("left_out", []), key=f"left_out:{key}")
        for number, difference in enumerate(answer["differences"]):
            _difference(difference, f"{key}:{number}")
        if below:
            below(turn)


def _sentences(answer: Json, key: str, arrives: bool) -> None:
    if answer["short_answer"]:
        st.subheader(markdown_escaped(" ".join(answer["short_answer"].split())), anchor=False)
    checked = not _is_verbatim(answer)
    citation.claims(answer["claims"], key=f"turn:{key}", on_cite=evidence.show, checked=checked, arrives=arrives)
    if answer["status"] == "partial" and answer["missing"]:
        st.caption("Not found in the articles: " + markdown_escaped(", ".join(answer["missing"])))
    st.caption(markdown_escaped(f"{_worded_by(answer)} {_told_by(answer)}"))


def _is_verbatim(answer: Json) -> bool:
    """Whether no model had a hand in it: the sentences are of the articles by construction."""
    return bool(answer.get("engine", "extractive") == "extractive")


def _worded_by(answer: Json) -> str:
    if _is_verbatim(answer):
        return "Verbatim from"
    return f"In the words of {answer['engine']}, each sentence checked against its source, from"


def _filters(answer: Json, zone: tzinfo, ask_again: AskAgain, key: str) -> None:
    limits, read = list(_limits(answer["filters"], zone)), answer.get("filters_read", ())
    if not limits:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for part, label in limits:
            if part not in read:
                st.caption(markdown_escaped(label), width="content")
                continue
            left = [other for other in read if other != part]
            st.button(
                markdown_escaped(f"{label} ✕"), key=f"unread:{part}:{key}", help="Ask again without this filter",
                on_click=ask_again, args=(answer["standalone_question"], left),
            )  # fmt: skip


def _limits(filters: Json, zone: tzinfo) -> Iterator[tuple[Read, str]]:
    if filters["since"] or filters["until"]:
        yield "time", days_between(filters["since"], filters["until"], zone)
    if filters["sources"]:
        yield "outlets", ", ".join(filters["sources"])


def _difference(difference: Json, key: str) -> None:
    st.markdown(f"**{markdown_escaped(difference_title(difference))}**")
    versions = difference["versions"]
    for start in range(0, len(versions), 2):
        for place, (column, version) in enumerate(zip(st.columns(2), versions[start : start + 2], strict=False)):
            with column.container(border=True):
                st.caption(markdown_escaped(source_names(version)))
                citation.claims([version], key=f"version:{key}:{start + place}", on_cite=evidence.show)


def _refusal(answer: Json, key: str) -> None:
    st.markdown("**The articles do not say.**")
    if answer["missing"]:
        st.caption("No article near the question speaks of: " + markdown_escaped(", ".join(answer["missing"])))
    if answer["closest"]:
        with st.expander("The nearest paragraphs"):
            near = [
                {
                    "text": hit["text"],
                    "citations": [hit | {"number": number, "start": 0, "end": len(hit["text"]), "quote": hit["text"]}],
                }
                for number, hit in enumerate(answer["closest"], 1)
            ]
            citation.claims(near, key=f"near:{key}", on_cite=evidence.show)


def _told_by(answer: Json) -> str:
    cited = [one for claim in answer["claims"] for one in claim["citations"]]
    outlets = sorted({one["source"] for one in cited if one["source"]})
    days = sorted(one["published"][:10] for one in cited if one["published"])
    articles = len({one["article_id"] for one in cited})
    told = "only one article" if articles == 1 else f"{articles} articles"
    return told + (f" ({', '.join(outlets)})" if outlets else "") + (f", latest of {days[-1]}" if days else "")
