"""The scripted servers are true to their vendors: the vendors' own clients, through LangChain, take them for real."""

from __future__ import annotations

import asyncio
import itertools
import json
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from typing import Any

import httpx
import ollama
import openai
import pytest
from failing_models import FAULTS
from langchain_core.language_models import BaseChatModel
from model_clients import (
    HASTY,
    STRICT,
    Report,
    Vendor,
    both,
    failed,
    openai_model,
    streamed,
    streamed_async,
)
from model_servers import OllamaServer, OpenAIServer
from model_turns import Act, Reply

PIECES = ["The harbour ", "was shut ", "on Tuesday."]
TEXT = "".join(PIECES)
REPORT = Report(sentences=["The harbour was shut."])
WRITTEN = [REPORT.model_dump_json()[:15], REPORT.model_dump_json()[15:]]


# What goes well


@both
def test_an_answer_comes_whole_with_its_end_and_its_cost(vendor: Vendor) -> None:
    with vendor.server(PIECES) as server:
        answer = vendor.model(server).invoke("What was shut?")
    assert answer.content == TEXT
    assert (answer.response_metadata.get("finish_reason") or answer.response_metadata["done_reason"]) == "stop"
    assert answer.usage_metadata is not None
    assert (answer.usage_metadata["input_tokens"], answer.usage_metadata["output_tokens"]) == (3, 6)


@both
def test_a_stream_comes_in_the_pieces_of_the_script(vendor: Vendor) -> None:
    with vendor.server(PIECES) as server:
        assert list(streamed(vendor.model(server))) == PIECES
        assert asyncio.run(streamed_async(vendor.model(server))) == PIECES


@both
def test_a_piece_arrives_while_the_server_waits_to_send_the_next(vendor: Vendor) -> None:
    gate = threading.Event()
    with vendor.server(["The harbour ", gate, "was shut."]) as server:
        pieces = streamed(vendor.model(server))
        assert next(pieces) == "The harbour "
        gate.set()
        assert list(pieces) == ["was shut."]


@both
def test_letters_beyond_ascii_come_as_they_were_written(vendor: Vendor) -> None:
    with vendor.server("Über 40 % – „gesperrt“ 港 🚢") as server:
        assert (
            "".join(streamed(vendor.model(server)))
            == vendor.model(server).invoke("?").content
            == "Über 40 % – „gesperrt“ 港 🚢"
        )


@both
def test_a_million_characters_come_whole(vendor: Vendor) -> None:
    with vendor.server(FAULTS["huge"]) as server:
        assert len("".join(streamed(vendor.model(server)))) > 1_000_000


@both
def test_a_form_bound_to_a_model_is_asked_for_and_streamed(vendor: Vendor) -> None:
    with vendor.server(WRITTEN) as server:
        assert list(streamed(vendor.model(server).bind(**vendor.form))) == WRITTEN
        assert vendor.form.items() <= server.asked[0].body.items()


@both
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")  # LangChain's own, of a stream from OpenAI
def test_structured_output_is_parsed_and_comes_only_at_the_end_of_a_stream(vendor: Vendor) -> None:
    with vendor.server(WRITTEN) as server:
        told = vendor.model(server).with_structured_output(Report, method="json_schema", include_raw=True)
        whole = told.invoke("What was shut?")
        assert (whole["parsed"], whole["raw"].content) == (REPORT, "".join(WRITTEN))
        steps = list(told.stream("What was shut?"))
    assert [list(step) for step in steps] == [["raw"], ["parsed"], ["parsing_error"]]
    assert (steps[0]["raw"].content, steps[1]["parsed"]) == ("".join(WRITTEN), REPORT)


@pytest.mark.filterwarnings("ignore:Invalid schema for OpenAI's structured output")  # LangChain's, beside the error
def test_openai_refuses_a_form_that_is_not_strict_enough() -> None:
    loose = {**STRICT, "schema": {**STRICT["schema"], "additionalProperties": True}}
    form = {"response_format": {"type": "json_schema", "json_schema": loose}}
    with (
        OpenAIServer(WRITTEN) as server,
        pytest.raises(openai.BadRequestError, match="'additionalProperties' is required"),
    ):
        openai_model(server).invoke("?", extra_body=form)


def test_a_model_of_openai_may_refuse_in_words_of_its_own() -> None:
    with OpenAIServer(Reply("I cannot help with that.", refuses=True)) as server:
        assert openai_model(server).invoke("?").additional_kwargs["refusal"] == "I cannot help with that."


@both
def test_the_script_goes_on_with_each_question_and_stays_at_its_end(vendor: Vendor) -> None:
    with vendor.server("One.", lambda request: f"{len(request.prompt)} letters.", "Three.") as server:
        model = vendor.model(server)
        assert [model.invoke("1234").content for _ in range(4)] == ["One.", "4 letters.", "Three.", "Three."]
        assert [request.prompt for request in server.asked] == ["1234"] * 4


@both
def test_many_questions_at_once_are_all_answered(vendor: Vendor) -> None:
    with vendor.server(lambda request: f"On {request.prompt}") as server, ThreadPoolExecutor(8) as pool:
        model = vendor.model(server)
        answers = pool.map(lambda number: model.invoke(f"berth {number}").content, range(24))
        assert sorted(answers) == sorted(f"On berth {number}" for number in range(24))


def test_a_key_is_sent_and_another_is_not_let_in() -> None:
    with OpenAIServer(TEXT, key="sk-quay-0123456789") as server:
        assert openai_model(server).invoke("?").content == TEXT
        assert server.asked[0].headers["authorization"] == "Bearer sk-quay-0123456789"
        with pytest.raises(openai.AuthenticationError, match=r"Incorrect API key provided: sk-b\*\*\*5678"):
            openai_model(server, api_key="sk-boat-12345678").invoke("?")


@both
def test_a_model_that_the_server_lacks_is_named(vendor: Vendor) -> None:
    with vendor.server(TEXT) as server:
        error, _ = failed(vendor.model(server, model="gpt-nine"), "invoke")
    assert "gpt-nine" in str(error)
    assert getattr(error, "status_code", None) == 404


def test_the_models_of_each_server_are_listed_by_its_own_client() -> None:
    with OpenAIServer() as server, openai.OpenAI(base_url=server.url, api_key="sk-1") as client:
        assert [model.id for model in client.models.list()] == list(server.models)
    with OllamaServer() as server, ollama.Client(server.url) as client:
        assert [model.model for model in client.list().models] == list(server.models)
        assert client.show("qwen3").capabilities == ["completion"]
        with pytest.raises(ollama.ResponseError, match="model 'gone' not found"):
            client.show("gone")
        with urllib.request.urlopen(f"{server.url}/api/version") as version:
            assert json.load(version)["version"]


# Who hangs up


@both
def test_an_endless_answer_ends_when_its_reader_has_enough(vendor: Vendor) -> None:
    with vendor.server(FAULTS["endless"]) as server:
        pieces = streamed(vendor.model(server))
        assert len(list(itertools.islice(pieces, 50))) == 50
        pieces.close()
        assert server.asked[0].left.wait(10)


@both
def test_an_endless_answer_ends_when_its_asynchronous_reader_has_enough(vendor: Vendor) -> None:
    async def first(model: BaseChatModel) -> str:
        async with aclosing(model.astream("?")) as chunks:  # type: ignore[type-var]
            return await anext(chunk.content async for chunk in chunks if chunk.content)

    with vendor.server(FAULTS["endless"]) as server:
        assert asyncio.run(first(vendor.model(server))) == "The harbour was shut. "
        assert server.asked[0].left.wait(10)


@both
def test_slow_pieces_go_on_beyond_the_time_that_a_client_waits_for_one(vendor: Vendor) -> None:
    with vendor.server(Reply(itertools.repeat("so "), pause=HASTY / 10)) as server:
        pieces = streamed(vendor.model(server, HASTY))
        assert list(itertools.islice(pieces, 15)) == ["so "] * 15
        pieces.close()


def ended(model: Any) -> Exception | None:
    """The error that a stream ends in; none where the server had still time to end it."""
    try:
        list(streamed(model))
    except Exception as error:  # noqa: BLE001  whichever it is, is what the test looks at
        return error
    return None


@pytest.mark.parametrize(
    "turn", [Act.STALL, ["The harbour ", Act.STALL], ["The ", threading.Event()]], ids=["before", "within", "at-a-gate"]
)
@both
def test_whoever_waits_is_let_go_when_the_test_is_over(vendor: Vendor, turn: Any) -> None:
    before, arrived = threading.active_count(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        with vendor.server(lambda _: arrived.set() or turn) as server:
            asking = pool.submit(ended, vendor.model(server))
            assert arrived.wait(10)
        assert isinstance(asking.result(10), openai.APIConnectionError | httpx.TransportError | None)
    assert threading.active_count() == before


@both
def test_a_mistake_of_the_script_is_the_tests_own(vendor: Vendor) -> None:
    with pytest.raises(ZeroDivisionError), vendor.server(lambda _: 1 // 0) as server:
        failed(vendor.model(server), "invoke")
