"""Everything that can be set, in one table: from `BRIEFING_*` variables of the environment or of a `.env` file.

`.env.example` is rendered from this table and tested against it.
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.addresses import Opened
from ingest.errors import SettingsError
from ingest.secrecy import masked, open_to_others

PREFIX = "BRIEFING_"
_SERVER = re.compile(r"[A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")


class Settings(BaseSettings):
    """The settings of one run."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_file=".env", env_file_encoding="utf-8", extra="ignore")

    library: Path = Field(
        default_factory=lambda: user_data_path("cited-briefing", appauthor=False),
        description="The folder that holds the library; empty means the platform's usual place for data.",
    )
    embedding_model: str = Field(
        default="",
        description="The embedding model: a name or folder that sentence-transformers can load; empty means the "
        "built-in all-MiniLM-L6-v2, which needs no network.",
    )
    embedding_runtime: Literal["", "openvino", "onnx", "torch"] = Field(
        default="",
        description="What runs the embedding model: openvino (its extra; half precision, on processors that have it), onnx, or torch "
        "(on the GPU where there is one); empty means the first of them that can.",
    )
    reranker: str = Field(
        default="",
        description="A re-ranker, which reads the best paragraphs again beside the question: a name or folder that "
        "sentence-transformers' CrossEncoder can load; empty means none.",
    )
    model: str = Field(
        default="",
        description="The chat model that words the answers, as provider:model (ollama:qwen3, openai:gpt-4o-mini, "
        "anthropic:…, google_genai:…); empty means none. Key and address by the vendor's usual names.",
    )
    model_timeout: float = Field(
        default=60, gt=0, le=3600, description="How many seconds the chat model may be silent before it is given up."
    )
    tracing: bool = Field(
        default=False,
        description="Whether LangSmith may see questions and articles where its own variables switch it on.",
    )
    verifier: str = Field(
        default="",
        description="A second opinion on claims, which can only take support away: a name or folder of a model for natural language "
        "inference that sentence-transformers' CrossEncoder can load; empty means none.",
    )
    time_zone: str = Field(default="UTC", description="The reader's time zone, which decides where a day begins.")
    sentences: int = Field(
        default=3,
        ge=1,
        le=20,
        description="How many sentences an answer has at most; a list that is asked for may have eight.",
    )
    topics: str = Field(
        default="", description="Topics that limit the briefing, with commas between; empty means everything."
    )
    watch: str = Field(
        default="", description="Names and words to watch, with commas between: stories that have them rank higher."
    )
    rank: str = Field(
        default="",
        description="Weights of the rank of stories, as name=number: origins=1 freshness=0.2 news=0.8 watch=1.5 names=0.2 voices=0.3 length=0.1.",
    )
    allow_private_hosts: str = Field(
        default="",
        description="Hosts of a private network that may be fetched from, separated by commas, each as host or host:port.",
    )
    token: SecretStr = Field(
        default=SecretStr(""),
        description="What others log in with where `briefing open` lets them reach the page: at least 20 characters; it is never printed.",
    )
    smtp: str = Field(
        default="",
        description="The mail server that briefings are sent through, as host or host:port; empty means that none is sent.",
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        default="starttls",
        description="How the connection to the mail server is secured: starttls (port 587), tls (port 465) or none (port 25).",
    )
    smtp_user: str = Field(default="", description="The user name at the mail server; empty means no login.")
    smtp_password: SecretStr = Field(
        default=SecretStr(""), description="The password at the mail server; it is never printed and never stored."
    )
    mail_from: str = Field(default="", description="The address that briefings are sent from.")
    mail_to: str = Field(default="", description="The addresses that briefings are sent to, separated by commas.")

    @field_validator("library", mode="before")
    @classmethod
    def _usual_place(cls, value: object) -> object:
        return value or user_data_path("cited-briefing", appauthor=False)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("is no time zone; use a name such as Europe/Berlin") from error
        return value

    @field_validator("model")
    @classmethod
    def _of_a_provider(cls, value: str) -> str:
        provider, _, model = value.partition(":")
        if value and not (provider and model):
            raise ValueError("has no provider; write provider:model, for example ollama:qwen3")
        return value

    @field_validator("allow_private_hosts")
    @classmethod
    def _single_hosts(cls, value: str) -> str:
        try:
            Opened.of(value.split(","))
        except SettingsError as error:
            raise ValueError(str(error)) from error
        return value

    @field_validator("smtp")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        if value and not _SERVER.fullmatch(value):
            raise ValueError("is no mail server; write it as host or host:port, user and password apart")
        return value

    @field_validator("mail_from", "mail_to")
    @classmethod
    def _mail_addresses(cls, value: str, field: ValidationInfo) -> str:
        from assistant.mail_out import address

        try:
            for one in listed(value) if field.field_name == "mail_to" else filter(None, (value,)):
                address(one)
        except SettingsError as error:
            raise ValueError(str(error)) from error
        return value

    @property
    def recipients(self) -> tuple[str, ...]:
        """The addresses that briefings are sent to."""
        return listed(self.mail_to)

    @property
    def private_hosts(self) -> tuple[str, ...]:
        """The private hosts that were opted in, for `Fetcher(allow_private_hosts=...)`."""
        return listed(self.allow_private_hosts)

    @property
    def zone(self) -> ZoneInfo:
        """The reader's time zone."""
        return ZoneInfo(self.time_zone)


def listed(value: str) -> tuple[str, ...]:
    """What a setting lists with commas between.

    >>> listed("ann@news.example, ben@news.example")
    ('ann@news.example', 'ben@news.example')
    """
    return tuple(one.strip() for one in value.split(",") if one.strip())


def load(**given: object) -> Settings:
    """The settings, those given here before those of the environment and `.env`; raises `SettingsError`."""
    refuse_unknown([*os.environ, *_names_in_env_file()])
    try:
        return Settings(**{key: value for key, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        problem = error.errors()[0]
        name = PREFIX + str(problem["loc"][0]).upper()
        message = problem["msg"].removeprefix("Value error, ")
        given_as = (
            ""
            if name.startswith((f"{PREFIX}SMTP", f"{PREFIX}TOKEN"))
            else f" has the value {masked(repr(problem['input']))}"
        )  # may be a secret
        raise SettingsError(f"the setting {name}{given_as}: {message}") from None


def refuse_unknown(names: list[str]) -> None:
    """Raise `SettingsError` for a `BRIEFING_*` name that is no setting, with the one that was probably meant."""
    known = [PREFIX + field.upper() for field in Settings.model_fields]
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.5)
            advice = f"did you mean {near[0]!r}?" if near else f"the settings are {', '.join(known)}"
            raise SettingsError(f"unknown setting {name!r}: {advice}")


def exposed() -> str:
    """What is wrong with the permissions of `.env`, in words; "" where it holds no secret, or others may not read it."""
    secret = [name for name in _names_in_env_file() if re.search(r"KEY|TOKEN|PASSWORD|SECRET", name, re.I)]
    if not secret or not open_to_others(Path(".env")):
        return ""
    return f"other users of this machine can read .env, which holds {', '.join(secret)}: run 'chmod 600 .env'"


def example() -> str:
    """The text of `.env.example`."""
    lines = ["# Copy this file to .env and change what you need; every setting has a working default."]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory is not None else field.default
        lines += ["", f"# {field.description}", f"# {PREFIX}{name.upper()}={default}"]
    return "\n".join(lines) + "\n"


def _names_in_env_file() -> list[str]:
    from dotenv import dotenv_values

    return list(dotenv_values(".env")) if Path(".env").is_file() else []
