"""Chat models: opened by LangChain's `provider:model` name, tried, and their failures put into words.

The answers of a model server are semi-trusted and its error texts not at all, as they may hold a key: nothing of them is
repeated, only the number of the status.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.pacing import Limits, paced
from assistant.prompts import SCHEMA
from ingest.errors import ModelError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.runnables import Runnable

ENV_FILE = ".env"
CONTEXT = 8192  # tokens; Ollama cuts what is longer than its own, smaller default without a word
LONGEST_WAIT = 20.0  # seconds that a `Retry-After` is waited for; a reader is waiting too
BRIEF_WAIT = 1.0  # seconds before the one other try where the server names none
LOCAL_KEY = "unused"  # servers of one's own want some key in the header, and do not read it


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider's models are got: the extra and package that hold its client, and where its key is looked for."""

    extra: str
    package: str
    keys: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


PROVIDERS = {
    "ollama": Provider("ollama", "langchain-ollama", addresses=("OLLAMA_HOST",)),
    "openai": Provider("openai", "langchain-openai", ("OPENAI_API_KEY",), ("OPENAI_BASE_URL", "OPENAI_API_BASE")),
    "anthropic": Provider("anthropic", "langchain-anthropic", ("ANTHROPIC_API_KEY",)),
    "google_genai": Provider("google", "langchain-google-genai", ("GOOGLE_API_KEY", "GEMINI_API_KEY")),
}


@dataclass(frozen=True, slots=True)
class ChatModel:
    """A chat model that is ready to be asked; `structured` is the same one bound to answer in JSON of `prompts.SCHEMA`.

    That is None where the provider cannot keep to a schema, or not while it streams.
    """

    name: str
    model: BaseChatModel
    structured: Runnable[Any, Any] | None = None


class ModelFailure(ModelError):
    """A model that gave no whole answer; `again` seconds after which another try makes sense, None for never.

    `status` is the number of the server's refusal, None where it did not come to that.
    """

    def __init__(self, message: str, again: float | None = None, status: int | None = None) -> None:
        super().__init__(message)
        self.again = again
        self.status = status


def load(name: str, silence: float) -> ChatModel:
    """The model of a `provider:model` name, which may be silent for so many seconds; raises `ModelError`.

    Nothing is sent yet. Key and address come from the environment, or from `.env`, by the vendor's usual names.
    """
    provider, colon, model = name.partition(":")
    if not (provider and colon and model):
        raise ModelError(f"the model {name!r} has no provider: write provider:model, for example ollama:qwen3")
    needed = PROVIDERS.get(provider)
    if needed:
        _take_from_env_file((*needed.keys, *needed.addresses))
    given = _required_key(name, needed, os.environ) if needed else {}
    return _opened(name, _options(provider, silence) | given)


def _options(provider: str, silence: float) -> dict[str, Any]:
    """What a model is opened with: no retries of its own and a limit on silence, which Ollama's client calls otherwise.

    No redirect is followed: one could carry question and articles to another host.
    """
    if provider == "ollama":
        return {"client_kwargs": {"timeout": silence, "follow_redirects": False}, "num_ctx": CONTEXT}
    return {"timeout": silence, "max_retries": 0}


def _opened(name: str, options: Mapping[str, Any]) -> ChatModel:
    from langchain.chat_models import init_chat_model

    provider, _, model = name.partition(":")
    try:
        if provider == "openai":
            options = {**options, "http_client": _openai_client(options["timeout"])}
        opened = init_chat_model(model, model_provider=provider, temperature=0, **options)
        profile = getattr(opened, "profile", None) or {}
        if profile.get("temperature") is False:  # some reasoning models refuse any temperature but their own
            opened = init_chat_model(model, model_provider=provider, **options)
    except ImportError as error:
        raise ModelError(
            f"the model {name!r} needs a package that is not installed: {_install(provider, error)}"
        ) from error
    except Exception as error:
        raise ModelError(
            f"cannot open the model {name!r} ({type(error).__name__}): {_cure(provider, error)}"
        ) from error
    return ChatModel(name, opened, _structured(provider, opened, profile))


def _structured(provider: str, model: BaseChatModel, profile: Mapping[str, Any]) -> Runnable[Any, Any] | None:
    """The model bound to a JSON schema in the vendor's own way: LangChain's `with_structured_output` does not stream."""
    if provider == "ollama":
        return model.bind(format=SCHEMA)
    if provider == "openai" and profile.get("structured_output"):
        form = {"type": "json_schema", "json_schema": {"name": "answer", "strict": True, "schema": SCHEMA}}
        return model.bind(extra_body={"response_format": form})
    return None


def _openai_client(silence: float) -> Any:
    from openai import DefaultHttpxClient

    return DefaultHttpxClient(timeout=silence, follow_redirects=False)


def tried(model: ChatModel, limits: Limits) -> str:
    """The first words that a model answers with; raises `ModelFailure` when it does not answer."""
    words = ""
    try:
        for chunk in paced(lambda: model.model.stream("Answer with the one word: ready"), limits):
            words += str(chunk.text)
            if len(words.strip()) >= len("ready"):
                break
    except Exception as error:
        raise failure_of(model.name, error) from error
    return words.strip()[:40]


def told_end(chunk: Any) -> str:
    """Why a model's stream ends, where the piece says so: "stop", "length" and other words of the vendor's."""
    told = getattr(chunk, "response_metadata", None) or {}
    return str(told.get("finish_reason") or told.get("done_reason") or "")


def failure_of(name: str, error: Exception) -> ModelFailure:
    """What went wrong, in words a reader can act on."""
    if isinstance(error, ModelFailure):
        return error
    status = _status(error)
    if status is not None:
        return _refused(name, status, error)
    causes = list(_causes(error))
    names = {part.__name__ for cause in causes for part in type(cause).__mro__}
    for signs, words, again in _SIGNS:
        if names & signs:
            return ModelFailure(f"the model {name} {words}", again)
    return ModelFailure(f"the model {name} failed ({type(error).__name__})")


_SIGNS: tuple[tuple[frozenset[str], str, float | None], ...] = (
    (frozenset({"Silent", "APITimeoutError", "TimeoutException", "TimeoutError", "StreamChunkTimeoutError"}),
     "did not answer in time", None),
    (frozenset({"gaierror"}), "has an address whose name cannot be found: check it", None),
    (frozenset({"ConnectionRefusedError"}), "does not run at its address: start its server", None),
    (frozenset({"RemoteProtocolError", "ReadError", "ConnectionResetError", "IncompleteRead"}),
     "broke off in the middle", BRIEF_WAIT),
    (frozenset({"ConnectError", "APIConnectionError", "ConnectionError"}), "cannot be reached: is its server running?", None),
    (frozenset({"JSONDecodeError", "UnicodeDecodeError", "ValidationError", "ValueError", "TypeError", "KeyError", "AttributeError"}),
     "sent something that is no answer", BRIEF_WAIT),
)  # fmt: skip


def _refused(name: str, status: int, error: Exception) -> ModelFailure:
    provider, _, model = name.partition(":")
    if status in {401, 403}:
        keys = " or ".join(PROVIDERS[provider].keys) if provider in PROVIDERS else ""
        return ModelFailure(f"the model {name} refuses the key ({status})" + (f": check {keys}" if keys else ""))
    if status == 404:
        advice = f"run 'ollama pull {model}'" if provider == "ollama" else "check its name and address"
        return ModelFailure(f"the model {name} is not there (404): {advice}")
    if status == 429 and getattr(error, "code", None) == "insufficient_quota":
        return ModelFailure(f"the model {name} wants a quota that is used up (429): look at the account")
    if status == 429:
        wait = _retry_after(error)
        asked = f", which asks to wait {wait:.0f} seconds" if wait else ""
        return ModelFailure(
            f"the model {name} is asked too often (429){asked}",
            wait or BRIEF_WAIT if (wait or 0) <= LONGEST_WAIT else None,
        )
    if status >= 500:
        return ModelFailure(f"the model {name} has a failure of its own ({status})", _retry_after(error) or BRIEF_WAIT)
    if status < 400:
        return ModelFailure(
            f"the model {name} sends on to another address ({status}), which is not followed: check its address"
        )
    return ModelFailure(f"the model {name} does not take the question ({status})", status=status)


def _status(error: Exception) -> int | None:
    for cause in _causes(error):
        for value in (getattr(cause, "status_code", None), getattr(cause, "code", None)):
            if isinstance(value, int) and 300 <= value < 600:
                return value
    return None


def _retry_after(error: Exception) -> float | None:
    for cause in _causes(error):
        headers = getattr(getattr(cause, "response", None), "headers", None) or {}
        found = re.fullmatch(r"\s*(\d{1,6}(?:\.\d+)?)\s*", str(headers.get("retry-after", "")))
        if found:
            return float(found[1])
    return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    for _ in range(8):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__


def _take_from_env_file(names: Iterable[str]) -> None:
    """Put what `.env` says under these names into the environment, where the vendors' clients look, unless it is there."""
    from dotenv import dotenv_values

    told = dotenv_values(ENV_FILE) if Path(ENV_FILE).is_file() else {}
    for name in names:
        if value := told.get(name):
            os.environ.setdefault(name, value)


def _required_key(name: str, provider: Provider, environment: Mapping[str, str]) -> dict[str, str]:
    """The key to pass on where the vendor's client would not find one; raises `ModelError` when there is none."""
    if not provider.keys or any(environment.get(key) for key in provider.keys):
        return {}
    if any(environment.get(address) for address in provider.addresses):
        return {"api_key": LOCAL_KEY}
    raise ModelError(f"the model {name!r} needs a key: set {' or '.join(provider.keys)} in the environment or in .env")


def _install(provider: str, error: ImportError) -> str:
    if provider in PROVIDERS:
        return f"pip install 'cited-briefing[{PROVIDERS[provider].extra}]'"
    package = re.search(r"pip install ([\w-]+)", str(error))
    return f"pip install {package[1] if package else 'langchain-' + provider}"


def _cure(provider: str, error: Exception) -> str:
    if "provider" in str(error) and provider not in PROVIDERS:
        return f"the providers that come as extras are {', '.join(PROVIDERS)}; LangChain knows more"
    return "check BRIEFING_MODEL and the vendor's own settings"
