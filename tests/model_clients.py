"""The vendors' own clients through LangChain, told to ask a scripted server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI
from model_servers import OllamaServer, OpenAIServer
from pydantic import BaseModel, ConfigDict
from scripted_server import ScriptedServer

PATIENT, HASTY = 20.0, 0.3  # seconds without a byte: never reached, and reached where a server is told to be silent


class Report(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sentences: list[str]


STRICT = {"name": "Report", "strict": True, "schema": Report.model_json_schema()}


@dataclass(frozen=True)
class Vendor:
    server: type[ScriptedServer]
    model: Callable[..., BaseChatModel]
    form: dict[str, Any]  # what binds a model to the form of a report, and lets it stream


def openai_model(server: ScriptedServer, timeout: float = PATIENT, **options: Any) -> BaseChatModel:
    known = {"model": "gpt-4o-mini", "api_key": "sk-quay-0123456789", "max_retries": 0}
    return ChatOpenAI(base_url=server.url, timeout=timeout, **(known | options))


def ollama_model(server: ScriptedServer, timeout: float = PATIENT, model: str = "qwen3") -> BaseChatModel:
    return ChatOllama(base_url=server.url, model=model, client_kwargs={"timeout": timeout})


OPENAI = Vendor(OpenAIServer, openai_model, {"response_format": {"type": "json_schema", "json_schema": STRICT}})
OLLAMA = Vendor(OllamaServer, ollama_model, {"format": Report.model_json_schema()})
both = pytest.mark.parametrize("vendor", [OPENAI, OLLAMA], ids=["openai", "ollama"])


def streamed(model: Any) -> Iterator[str]:
    return (chunk.content for chunk in model.stream("What was shut?") if chunk.content)


async def streamed_async(model: BaseChatModel) -> list[str]:
    return [chunk.content async for chunk in model.astream("What was shut?") if chunk.content]


def failed(model: BaseChatModel, how: str) -> tuple[Exception, list[str]]:
    """The error that asking ends in, and the pieces that came before it."""
    came: list[str] = []

    def ask() -> None:
        for piece in [model.invoke("What was shut?").content] if how == "invoke" else streamed(model):
            came.append(piece)

    with pytest.raises(Exception) as caught:  # noqa: PT011 (which one is what the tests are about)
        ask()
    return caught.value, came
