"""One turn of a conversation on the page: the question and what limited it, its answer, who backs it up, and what it lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from typing import Any

import streamlit as st

from assistant.answers import Read
from assistant.assistant import Assistant
from assistant.backing import aged, all_alone, backing, told, told_alone
from assistant.front_page import Pair, Part
from assistant.lacking import Widening, lack, near
from assistant.render import as_sentence, claims_of_answer, isolated, markdown_escaped
from assistant.sides import sides
from ingest.conversations import Turn
from ui import citation, evidence, left_out, scope, told_parts
from ui.phrases import days_between, difference_title

Json = dict[str, Any]
AskAgain = Callable[[str, list[Read]], None]  # a question, and what may still be read out of it


def draw(
    turn: Turn,
    assistant: Assistant,
    ask_again: AskAgain,
    *,
    arrives: bool = False,
    below: Callable[[Turn], None] | None = None,
) -> None:
    """Draw a turn; taking away a filter that was read out of its question asks it again without.

    One that `arrives` is brought into view; what `below` draws stands under the answer.
    """
    answer, key = turn.answer, f"{turn.number}:{turn.asked}"
    with st.chat_message("user"):
        st.text(turn.question)
        _filters(answer, assistant.settings.zone, ask_again, key)
    with st.chat_message("assistant"):
        if answer["standalone_question"] != " ".join(turn.question.split()):
            st.caption("Understood as: " + markdown_escaped(answer["standalone_question"]))
        for notice in answer["notices"]:
            st.caption(markdown_escaped(as_sentence(notice)))
        if answer["claims"]:
            _sentences(answer, key, arrives)
            _backed_by(answer, assistant)
        _differences(answer, key)
        left_out.draw(answer.get("left_out", []), key=f"left_out:{key}")
        _lack(answer, ask_again, key, arrives=arrives and not answer["claims"])
        if below:
            below(turn)


def cited(answer: Json) -> list[Json]:
    """Every claim that is drawn of an answer, the nearest paragraphs included: what its buttons open."""
    return [*claims_of_answer(answer), *near(answer)]


def _sentences(answer: Json, key: str, arrives: bool) -> None:
    if answer["short_answer"]:
        short = markdown_escaped(" ".join(answer["short_answer"].split()))
        if answer.get("short_answer_sure", True):
            st.subheader(short, anchor=False)
        else:
            st.markdown(f"Perhaps: {short}")
    checked = not _is_verbatim(answer)
    citation.claims(answer["claims"], key=f"turn:{key}", on_cite=evidence.show, checked=checked, arrives=arrives)


def _is_verbatim(answer: Json) -> bool:
    """Whether no model had a hand in it: the sentences are of the articles by construction."""
    return bool(answer.get("engine", "extractive") == "extractive")


def _backed_by(answer: Json, assistant: Assistant) -> None:
    """By how many independent sources it is told, how old the latest is at this moment, and whose words these are."""
    zone = assistant.settings.zone
    found = backing(assistant.library, (one for claim in answer["claims"] for one in claim["citations"]), zone)
    names = told(found)
    alone = told_alone(answer["claims"]) if found.origins > 1 else ""
    words = [names and isolated(names), alone, aged(found, datetime.now(zone).date()), _worded_by(answer)]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(found.sources, color="orange" if all_alone(answer["claims"]) or found.origins == 1 else "green")
        st.caption(" · ".join(map(markdown_escaped, filter(None, words))), width="content")


def _worded_by(answer: Json) -> str:
    if _is_verbatim(answer):
        return "verbatim"
    return f"in the words of {answer['engine']}, each sentence checked against its source"


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


def _differences(answer: Json, key: str) -> None:
    """What sources differ in, and what changed from one time to another, each with its versions side by side."""
    parts = [Part(difference_title(one), pairs=(Pair("", sides(one)),)) for one in answer["differences"]]
    told_parts.draw(parts, key=f"differences:{key}", on_cite=evidence.show)


def _lack(answer: Json, ask_again: AskAgain, key: str, *, arrives: bool) -> None:
    """What the articles do not say, the paragraphs nearest to it, and the ways to ask more widely; it `arrives` where it is all there is."""
    found = lack(answer)
    if found is None:
        return
    with st.container(border=True, gap="small"):
        st.markdown(f"**{found.title}**")
        if found.missing:
            st.markdown(markdown_escaped(found.missing))
        if found.near:
            st.caption("The nearest paragraphs:")
        citation.claims(
            found.near, key=f"near:{key}", on_cite=evidence.show, arrives=arrives
        )  # of none, the place of it
        if found.widenings:
            with st.container(horizontal=True, gap="small"):
                for one in found.widenings:
                    st.button(
                        one.label, key=f"widen:{one.part}:{key}", on_click=_widen,
                        args=(one, answer["standalone_question"], ask_again),
                    )  # fmt: skip


def _widen(one: Widening, question: str, ask_again: AskAgain) -> None:
    if one.given:
        scope.lift(one.part)
    ask_again(question, list(one.read))
