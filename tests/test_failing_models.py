"""What each way to fail looks like through the vendors' own clients: the kinds of errors that the product is told of."""

from __future__ import annotations

import json
from typing import Any

import httpx
import ollama
import openai
import pytest
from failing_models import FAULTS, INVALID_UTF8
from langchain_core import exceptions as langchain
from model_clients import HASTY, OLLAMA, OPENAI, Vendor, both, failed, ollama_model, openai_model, streamed
from model_servers import OllamaServer, OpenAIServer
from model_turns import Status

TEXT = "The harbour was shut on Tuesday."


Kinds = dict[str, tuple[type[Exception], type[Exception], int | None]]
STATUSES: Kinds = {
    "bad-request": (openai.BadRequestError, langchain.ModelInvalidRequestError, 400),
    "key": (openai.AuthenticationError, langchain.ModelAuthenticationError, 401),
    "forbidden": (openai.PermissionDeniedError, langchain.ModelPermissionDeniedError, 403),
    "no-model": (openai.NotFoundError, langchain.ModelNotFoundError, 404),
    "too-often": (openai.RateLimitError, langchain.ModelRateLimitError, 429),
    "fault": (openai.InternalServerError, langchain.ModelAPIError, 500),
    "gateway": (openai.InternalServerError, langchain.ModelAPIError, 502),
    "overloaded": (openai.InternalServerError, langchain.ModelAPIError, 503),
}
BROKEN: dict[
    str, tuple[type[Exception], type[Exception], list[str]]
] = {  # OpenAI's error, Ollama's, what came before it
    "refused": (openai.APIConnectionError, httpx.ConnectError, []),
    "circle": (openai.APIConnectionError, httpx.TooManyRedirects, []),
    "silent": (openai.APITimeoutError, httpx.ReadTimeout, []),
    "hangs-up": (openai.APIConnectionError, httpx.RemoteProtocolError, []),
    "resets": (openai.APIConnectionError, httpx.ReadError, []),
    "stuck": (openai.APITimeoutError, httpx.ReadTimeout, ["The harbour "]),
    "half": (openai.APIConnectionError, httpx.RemoteProtocolError, ["The harbour ", "was "]),
    "half-reset": (openai.APIConnectionError, httpx.ReadError, ["The harbour ", "was "]),
    "fails-within": (openai.APIError, ollama.ResponseError, ["The harbour "]),
    "garbage": (json.JSONDecodeError, json.JSONDecodeError, ["The harbour "]),
    "login-page": (ValueError, json.JSONDecodeError, []),
}
UNSAID = {  # answers that are no errors to a client: the text, and how they end
    "unfinished": ("The harbour was ", None),
    "cut-by-length": ("The harbour was ", "length"),
    "filtered": ("", "content_filter"),
    "empty": ("", "stop"),
    "blank": (" \n", "stop"),
    "wrong-type": ("The harbour was shut.", "stop"),
}


@pytest.mark.parametrize("how", ["invoke", "stream"])
@pytest.mark.parametrize("name", STATUSES)
def test_a_status_is_told_by_each_client_in_its_own_class(name: str, how: str) -> None:
    kind, general, status = STATUSES[name]
    with OpenAIServer(FAULTS[name]) as server:
        error, _ = failed(openai_model(server), how)
        assert isinstance(error, kind)
        assert isinstance(error, general)
        assert (error.status_code, error.request_id) == (status, "req_1")
    with OllamaServer(FAULTS[name]) as server:
        error, _ = failed(ollama_model(server), how)
        assert type(error) is ollama.ResponseError
        assert error.status_code == status


@pytest.mark.parametrize("how", ["invoke", "stream"])
@pytest.mark.parametrize("name", BROKEN)
@both
def test_a_broken_answer_is_told_by_each_client_in_its_own_class(vendor: Vendor, name: str, how: str) -> None:
    kind = BROKEN[name][0 if vendor is OPENAI else 1]
    with vendor.server(FAULTS[name]) as server:
        error, came = failed(vendor.model(server, HASTY), how)
    assert isinstance(error, kind)
    assert came == (BROKEN[name][2] if how == "stream" else [])


@pytest.mark.parametrize("name", UNSAID)
@both
def test_an_answer_that_lacks_something_is_no_error_to_a_client(vendor: Vendor, name: str) -> None:
    with vendor.server(FAULTS[name]) as server:
        whole: Any = None
        for chunk in vendor.model(server).stream("?"):
            whole = chunk if whole is None else whole + chunk
    end = whole.response_metadata
    assert (whole.content, end.get("finish_reason") or end.get("done_reason")) == UNSAID[name]


def test_bytes_that_are_no_utf8_break_openais_client_and_are_mended_by_ollamas() -> None:
    with OpenAIServer(FAULTS["invalid-utf8"]) as server:
        assert isinstance(failed(openai_model(server), "stream")[0], UnicodeDecodeError)
    with OllamaServer([f"caf{INVALID_UTF8}"]) as server:
        assert list(streamed(ollama_model(server))) == ["caf\N{REPLACEMENT CHARACTER}"]


def test_how_long_to_wait_is_read_off_each_clients_error() -> None:
    with OpenAIServer(FAULTS["too-often-for-a-while"]) as server:
        assert failed(openai_model(server), "invoke")[0].response.headers["retry-after"] == "7"
    with OllamaServer(FAULTS["too-often-for-a-while"]) as server:
        assert failed(ollama_model(server), "stream")[0].__context__.response.headers["retry-after"] == "7"


def test_a_quota_that_is_used_up_is_told_from_haste_by_its_code() -> None:
    for name, code in (("no-money", "insufficient_quota"), ("too-often", "rate_limit_exceeded")):
        with OpenAIServer(FAULTS[name]) as server:
            error, _ = failed(openai_model(server), "stream")
        assert isinstance(error, openai.RateLimitError)
        assert error.code == code


def test_openais_client_tries_again_when_it_may() -> None:
    with OpenAIServer(Status(429, headers={"retry-after-ms": "1"}), TEXT) as server:
        assert openai_model(server, max_retries=1).invoke("?").content == TEXT
        assert [request.headers["x-stainless-retry-count"] for request in server.asked] == ["0", "1"]


@both
def test_a_redirect_takes_the_question_along_and_the_key_not(vendor: Vendor) -> None:
    with (
        vendor.server(TEXT) as other,
        vendor.server(lambda one: Status(307, "", {"location": there + one.path})) as server,
    ):
        there = other.url.removesuffix("/v1")
        for _ in streamed(vendor.model(server)) if vendor is OLLAMA else [failed(vendor.model(server), "invoke")]:
            pass
        assert [request.prompt for request in other.asked] == ["What was shut?"]
        assert "authorization" not in other.asked[0].headers
