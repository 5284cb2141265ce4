"""The chat: saved conversations of questions and cited answers, the evidence beside them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from assistant.assistant import Assistant
from assistant.render import markdown_escaped
from ingest import conversations
from ingest.conversations import Turn
from ingest.errors import BriefingError
from ui import citation, evidence
from ui.shown import shown_library

Json = dict[str, Any]


def chat_page() -> None:
    """Draw the chosen conversation, take a question, answer it."""
    shown = shown_library()
    assistant = shown.assistant
    _choose_conversation(assistant)
    name = st.query_params.get("c", "")
    left, right = st.columns([3, 2], gap="large")
    question = st.chat_input("Ask the articles", max_chars=4000)
    with left:
        turns = conversations.turns(assistant.library, name) if name else []
        if not turns and not question:
            _welcome(assistant)
        for turn in turns:
            _draw(turn)
        asked = question or st.session_state.pop("asked", None)
        if asked:
            _answer(assistant, name, asked)
    with right:
        evidence.pane(assistant, [claim for turn in turns for claim in turn.answer["claims"]])


def _choose_conversation(assistant: Assistant) -> None:
    with st.sidebar:
        if st.button("New conversation", width="stretch"):
            _go_to("")
        for one in conversations.conversations(assistant.library)[:50]:
            if st.button(markdown_escaped(one.name[:60]), key=f"c:{one.name}", width="stretch", type="tertiary"):
                _go_to(one.name)
        name = st.query_params.get("c", "")
        if name and st.button("Delete this conversation", type="secondary"):
            conversations.delete(assistant.library, name)
            _go_to("")


def _go_to(name: str) -> None:
    st.session_state.pop(evidence.KEY, None)
    st.query_params.clear()
    if name:
        st.query_params["c"] = name
    st.rerun()


def _welcome(assistant: Assistant) -> None:
    count = assistant.library.count("articles")
    st.subheader("Ask what the articles say")
    st.write(f"{count} articles are in the library. Every sentence of an answer points at the words that bear it out.")
    newest = assistant.articles()[:3]
    for article in newest:
        if article.title and st.button(
            f"What is known about: {markdown_escaped(article.title)}", key=f"try:{article.id}", type="tertiary"
        ):
            st.session_state["asked"] = f"What is known about {article.title}?"
            st.rerun()


def _answer(assistant: Assistant, name: str, question: str) -> None:
    with st.chat_message("user"):
        st.text(question)
    with st.chat_message("assistant"), st.spinner("Reading the articles …"):
        name = name or _new_name(assistant, question)
        try:
            answer = assistant.ask(question, conversation=name)
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    if answer.claims:
        first = conversations.turns(assistant.library, name)[-1].answer["claims"][0]["citations"][0]
        evidence.show(first)
    st.query_params["c"] = name
    st.rerun()


def _new_name(assistant: Assistant, question: str) -> str:
    taken = {one.name for one in conversations.conversations(assistant.library)}
    name = " ".join(question.split())[:60]
    return (
        name
        if name not in taken
        else next(f"{name} ({n})" for n in range(2, len(taken) + 3) if f"{name} ({n})" not in taken)
    )


def _draw(turn: Turn) -> None:
    answer = turn.answer
    with st.chat_message("user"):
        st.text(turn.question)
    with st.chat_message("assistant"):
        if answer["standalone_question"] != " ".join(turn.question.split()):
            st.caption("Understood as: " + markdown_escaped(answer["standalone_question"]))
        for notice in answer["notices"]:
            st.caption(markdown_escaped(notice))
        if not answer["claims"]:
            _refusal(answer, turn)
            return
        citation.claims(answer["claims"], key=f"turn:{turn.number}:{turn.asked}", on_cite=evidence.show)
        if answer["status"] == "partial" and answer["missing"]:
            st.caption("Not found in the articles: " + markdown_escaped(", ".join(answer["missing"])))
        st.caption(_told_by(answer))


def _refusal(answer: Json, turn: Turn) -> None:
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
            citation.claims(near, key=f"near:{turn.number}:{turn.asked}", on_cite=evidence.show)


def _told_by(answer: Json) -> str:
    cited = [one for claim in answer["claims"] for one in claim["citations"]]
    outlets = sorted({one["source"] for one in cited if one["source"]})
    days = sorted(one["published"][:10] for one in cited if one["published"])
    articles = len({one["article_id"] for one in cited})
    told = "only one article" if articles == 1 else f"{articles} articles"
    return markdown_escaped(
        f"Verbatim from {told}"
        + (f" ({', '.join(outlets)})" if outlets else "")
        + (f", latest of {days[-1]}" if days else "")
    )
