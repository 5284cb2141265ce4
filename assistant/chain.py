"""The chains that answers run through, in LangChain's terms.

    retriever -> answerer                     the retrieval chain, whatever answers
    prompt -> chat model -> parser            the drafting chain, inside the answerer that asks a model

Where neither a chat model nor tracing asks for LangChain, the steps of the retrieval chain are taken without it: its import is most
of what a question costs that a new process answers.

A chat model takes the extractive answerer's place and nothing else changes. Both are ordinary Runnables, with `invoke`,
`batch`, `stream` and their async forms. Neither shows up in LangSmith unless that is asked for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.answerer import ALONE, Answerer, Turn
from assistant.answers import Claim, Hit
from assistant.chatmodel import ChatModel, ModelFailure, failure_of, told_end
from assistant.pacing import TICK, Limits, never, paced
from assistant.prompts import STRUCTURED, SYSTEM
from assistant.protocol import DECLINED, Draft, Drafts
from assistant.question import Question
from assistant.retrieve import as_langchain

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage
    from langchain_core.runnables import Runnable
    from langchain_core.runnables.base import RunnableGenerator

    from assistant.answers import Answer

LONGEST_OUTPUT = 40_000  # characters; a whole answer needs a tenth of that
TELL_THEIR_END = {"ollama", "openai"}  # whose streams say why they end; one that does not was cut off
Of = TypeVar("Of")


def retrieval_chain(
    find: Callable[[str], list[Hit]], answerer: Answerer, turn: Turn = ALONE
) -> Runnable[Question, dict[str, Any]]:
    """From a question to `{"question", "documents", "retrieve", "claims", "answered"}`; a stream gives claims one by one.

    "retrieve" is how long the search took, in seconds.
    """
    from langchain_core.runnables.utils import AddableDict

    retriever = as_langchain(find)
    steps = _steps(lambda question: {"documents": retriever.invoke(question)}, answerer, turn)

    def pieces(questions: Iterator[Question]) -> Iterator[dict[str, Any]]:
        for question in questions:
            yield from map(AddableDict, steps(question))

    return _generator(pieces)


def retrieval_steps(
    find: Callable[[str], list[Hit]], answerer: Answerer, turn: Turn = ALONE
) -> Callable[[Question], Iterator[dict[str, Any]]]:
    """What the retrieval chain streams for a question, with "hits" for its "documents", and without LangChain."""
    return _steps(lambda question: {"hits": find(question)}, answerer, turn)


def _steps(
    retrieve: Callable[[str], dict[str, Any]], answerer: Answerer, turn: Turn
) -> Callable[[Question], Iterator[dict[str, Any]]]:
    def steps(question: Question) -> Iterator[dict[str, Any]]:
        started = perf_counter()
        found = {"question": question} | retrieve(question.text) | {"retrieve": perf_counter() - started}
        yield found
        for piece in answerer.stream(question, hits_of(found), turn):
            yield {"claims": (piece,)} if isinstance(piece, Claim) else {"answered": piece}

    return steps


def drafting_chain(
    model: ChatModel, limits: Limits, stopped: Callable[[], bool] = never, rules: str = SYSTEM
) -> Runnable[dict[str, str], tuple[Draft, ...]]:
    """From `{"asked": message}` to the statements that the model writes by the rules, nothing of them checked.

    Raises `ModelFailure` when the model fails; statements that were complete before come first in a stream. Once it is
    `stopped` the stream ends with what there is: to close it is not enough, as LangChain then reads the model to its end.
    """
    from langchain_core.prompts import ChatPromptTemplate

    # Both are values, never templates: text that was put into a template could name variables of its own.
    prompt = ChatPromptTemplate.from_messages([("system", "{rules}"), ("human", "{asked}")])
    form = STRUCTURED if model.structured else ""
    return (
        prompt.partial(rules=rules + form)
        | _generator(_writing(model, limits, stopped))
        | _generator(_reading(model.name))
    )


def hits_of(found: dict[str, Any]) -> list[Hit]:
    """The hits that the chain gave, or that its documents carry, best first."""
    if "hits" in found:
        return list(found["hits"])
    return [document.metadata["hit"] for document in found["documents"]]


def untraced(pieces: Iterator[Of], *, traced: bool = False) -> Iterator[Of]:
    """The pieces of a chain's stream, made without LangSmith hearing of them unless it is `traced`.

    LangSmith is switched on by variables that may have been set for another program altogether.
    """
    from langsmith.run_helpers import tracing_context

    while True:
        with tracing_context(enabled=None if traced else False):
            try:
                piece = next(pieces)
            except StopIteration:
                return
        yield piece


def as_message(answer: Answer) -> AIMessage:
    """An answer as a LangChain message: its text with markers, each citation an annotation of the sentence it bears out.

    `start_index` and `end_index` are of the message's text, as the standard wants it; where the words stand in the source
    is said in `extras`: article, version, paragraph, start, end.
    """
    from langchain_core.messages import AIMessage
    from langchain_core.messages.content import Annotation, create_citation, create_text_block

    from assistant.json_out import answer_json

    printed = answer_json(answer)
    text = ""
    annotations: list[Annotation] = []
    for claim in printed["claims"]:
        start = len(text) + bool(text)
        numbers = "".join(f" [{number}]" for number in dict.fromkeys(one["number"] for one in claim["citations"]))
        text = f"{text} {claim['text']}{numbers}".strip()
        annotations += [
            create_citation(
                url=one["url"] or None, title=one["title"] or None, cited_text=one["quote"], start_index=start,
                end_index=start + len(claim["text"]), number=one["number"], verdict=claim["verdict"],
                **{key: one[key] for key in ("article_id", "version", "paragraph", "start", "end", "source", "published")},
            )
            for one in claim["citations"]
        ]  # fmt: skip
    block = create_text_block(text or "The articles do not say.", annotations=annotations)
    return AIMessage(content_blocks=[block], response_metadata={"status": answer.status, "engine": answer.engine})


# -- the parts of the drafting chain ----------------------------------------------------------------------------


def _writing(model: ChatModel, limits: Limits, stopped: Callable[[], bool]) -> Callable[[Iterator[Any]], Iterator[str]]:
    """What a model writes to a prompt, a piece at a time; a failure before the first word is tried once more."""

    def pieces(prompts: Iterator[Any]) -> Iterator[str]:
        for prompt in prompts:
            asked = model.structured or model.model
            try:
                yield from _written(model.name, lambda: asked.stream(prompt), limits, stopped)  # noqa: B023  read at once
            except ModelFailure as failure:
                refuses_form = model.structured is not None and failure.status is not None
                if failure.again is None and not refuses_form:
                    raise
                _wait(failure.again or 0.0, stopped)
                asked = model.model if refuses_form else asked
                yield from _written(model.name, lambda: asked.stream(prompt), limits, stopped)  # noqa: B023

    return pieces


def _written(
    name: str, stream: Callable[[], Iterator[Any]], limits: Limits, stopped: Callable[[], bool]
) -> Iterator[str]:
    """The text of a model's stream; raises `ModelFailure`, with no other try to be made once something has been written."""
    begun, ended = False, ""
    try:
        for chunk in paced(stream, limits, stopped):
            ended = told_end(chunk) or ended
            begun = begun or bool(chunk.text)
            yield str(chunk.text)
    except Exception as error:
        failure = failure_of(name, error)
        raise (ModelFailure(str(failure)) if begun else failure) from error
    if ended == "length":
        raise ModelFailure(f"the model {name} wrote more than it may and was cut off")
    if begun and not ended and not stopped() and name.partition(":")[0] in TELL_THEIR_END:
        raise ModelFailure(f"the model {name} broke off in the middle")


def _reading(name: str) -> Callable[[Iterator[str]], Iterator[tuple[Draft, ...]]]:
    """The statements in a model's text as it arrives; raises `ModelFailure` for a text without end."""

    def pieces(texts: Iterator[str]) -> Iterator[tuple[Draft, ...]]:
        reader, length = Drafts(), 0
        try:
            for piece in texts:
                text = piece[: LONGEST_OUTPUT + 1 - length]
                length += len(text)
                if found := reader.feed(text):
                    yield tuple(found)
                if length > LONGEST_OUTPUT:
                    raise ModelFailure(f"the model {name} wrote without end and was stopped")
        except ModelFailure:
            if found := reader.close():
                yield tuple(found)
            raise
        yield (*reader.close(), *((DECLINED,) if reader.declined else ()))

    return pieces


def _wait(seconds: float, stopped: Callable[[], bool]) -> None:
    until = monotonic() + seconds
    while monotonic() < until:
        if stopped():
            return
        sleep(min(TICK, max(0.0, until - monotonic())))


def _generator(pieces: Callable[[Iterator[Any]], Iterator[Any]]) -> RunnableGenerator[Any, Any]:
    """A Runnable of a generator function; its async form runs the same function in a thread."""
    from langchain_core.runnables import RunnableGenerator
    from langchain_core.runnables.config import run_in_executor

    async def in_thread(inputs: AsyncIterator[Any]) -> AsyncIterator[Any]:
        gathered = [one async for one in inputs]
        made, end = pieces(iter(gathered)), object()
        try:
            while (piece := await run_in_executor(None, next, made, end)) is not end:
                yield piece
        finally:
            made.close()  # type: ignore[attr-defined]  # a generator

    return RunnableGenerator(pieces, in_thread)
