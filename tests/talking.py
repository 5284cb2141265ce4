"""A chat model that says what a test makes it say, and what a model is told, read back."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

from assistant.answers import Hit
from assistant.assistant import Assistant
from assistant.chatmodel import ChatModel

Says = Callable[[list[dict[str, str]]], str]  # the sources that the model is given -> what it writes


class Talking(BaseChatModel):
    """A model that writes what `says` makes of the sources, so many characters at a time."""

    says: Callable[[Any], str]
    size: int = 7

    @property
    def _llm_type(self) -> str:
        return "talking"

    def _generate(self, messages: list[BaseMessage], *_: Any, **__: Any) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=AIMessage(self.says(told(messages))))])

    def _stream(self, messages: list[BaseMessage], *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        text = self.says(told(messages))
        for start in range(0, len(text), self.size):
            yield ChatGenerationChunk(message=AIMessageChunk(content=text[start : start + self.size]))


def talking(says: Says, size: int = 7) -> ChatModel:
    """A model ready to be asked that writes what `says` makes of its sources."""
    return ChatModel("test:talking", Talking(says=says, size=size))


def told(messages: list[BaseMessage]) -> list[dict[str, str]]:
    """The sources that a model is given."""
    return sources_in(str(messages[-1].content))


def sources_in(prompt: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in prompt.splitlines() if line.startswith("{")]


def statement(claim: str, source: dict[str, str], quote: str = "") -> str:
    """A statement in the form that a model is asked for."""
    return f"CLAIM: {claim}\nSOURCE: {source['id']}\nQUOTE: {quote or claim}\n\n"


def hits_seen(assistant: Assistant) -> list[list[Hit]]:
    """The hits of each search that an assistant makes from now on, as a list that grows."""
    found, seen = assistant.found, []

    def noted(*given: Any) -> Any:
        gave = found(*given)
        seen.append(gave.hits)
        return gave

    assistant.found = noted  # type: ignore[method-assign]
    return seen
