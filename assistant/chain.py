"""The retrieval chain that every answer runs through, in LangChain's terms: retriever | answerer.

A chat model takes the answerer's place and nothing else changes. The chain is an ordinary Runnable, with `invoke`,
`batch`, `stream` and their async forms.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant.answers import Hit
from assistant.extractive import Answered, Answerer
from assistant.question import Question
from assistant.retrieve import as_langchain

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable


def retrieval_chain(find: Callable[[str], list[Hit]], answerer: Answerer) -> Runnable[Question, dict[str, Any]]:
    """From a question to `{"question", "documents", "answered", "seconds"}`."""
    from langchain_core.runnables import RunnableLambda, RunnablePassthrough

    retriever = as_langchain(find)

    def retrieve(question: Question) -> dict[str, Any]:
        started = perf_counter()
        documents = retriever.invoke(question.text)
        return {"question": question, "documents": documents, "retrieve": perf_counter() - started}

    def answer(found: dict[str, Any]) -> Answered:
        return answerer.answer(found["question"], hits_of(found))

    return RunnableLambda(retrieve) | RunnablePassthrough.assign(answered=RunnableLambda(answer))


def hits_of(found: dict[str, Any]) -> list[Hit]:
    """The hits that the chain's documents carry, best first."""
    return [document.metadata["hit"] for document in found["documents"]]
