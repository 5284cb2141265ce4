"""Whatever a model's server does, through the real clients: the question is answered and the reader told."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from failing_models import FAULTS
from fakes import FakeEmbedder
from model_servers import OllamaServer, OpenAIServer
from model_turns import Act, Reply, Request, Status
from talking import sources_in, statement

from assistant import settings
from assistant.assistant import Assistant
from assistant.generative import INSTEAD
from ingest import conversations
from ingest.errors import ModelError

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
WORDED = "Port Aldo's quay was closed on Monday."
MODELS = {OpenAIServer: "openai:gpt-4o-mini", OllamaServer: "ollama:qwen3"}
PATIENCE = 0.6  # seconds of silence

# fault -> what the reader is told of it, and how often the model is asked
TOLD: dict[str, tuple[str, int]] = {
    "refused": ("does not run at its address", 0),
    "bad-request": ("does not take the question (400)", 2),
    "key": ("refuses the key (401)", 1),
    "forbidden": ("refuses the key (403)", 1),
    "no-model": ("is not there (404)", 1),
    "too-often": ("(429)", 2),
    "too-often-for-a-while": ("(429), which asks to wait 7 seconds", 2),
    "fault": ("failure of its own (500)", 2),
    "overloaded": ("failure of its own (503)", 2),
    "gateway": ("failure of its own (502)", 2),
    "login-page": ("sent something that is no answer", 2),
    "circle": ("sends on to another address (307)", 1),
    "unfinished": ("broke off", 1),
    "fails-within": ("failed", 1),
    "garbage": ("no answer", 1),
    "invalid-utf8": ("", 0),
    "cut-by-length": ("cut off", 1),
    "wrong-type": ("borne out", 1),
    "silent": ("did not answer in time", 1),
    "stuck": ("did not answer in time", 1),
    "hangs-up": ("broke off", 2),
    "resets": ("broke off", 2),
    "half": ("broke off", 1),
    "half-reset": ("broke off", 1),
    "empty": ("gave no answer", 0),
    "blank": ("gave no answer", 0),
    "filtered": ("gave no answer", 0),
    "huge": ("", 1),
    "endless": ("", 1),
    "slow": ("", 1),
}


def talks(request: Request) -> Reply:
    source = next(one for one in sources_in(request.prompt) if one["text"] == QUAY)
    return Reply(list(statement(WORDED, source, "closed on Monday after a storm")))


@pytest.fixture(params=MODELS, ids=["openai", "ollama"])
def vendor(request: pytest.FixtureRequest) -> type[OpenAIServer] | type[OllamaServer]:
    return request.param


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[str, str], Path]):
    """Ask about the quay, with a scripted server as the model."""
    monkeypatch.setattr("assistant.chain._wait", lambda _seconds, _stopped: None)
    chosen = settings.load(library=tmp_path / "library", model_timeout=PATIENCE)
    opened = Assistant.open(chosen, create=True, embedder=FakeEmbedder())
    list(opened.add([str(write("a.md", f"# Storm closes the quay in Port Aldo\n\n{QUAY}"))]))

    def ask(server: OpenAIServer | OllamaServer, **options):
        point_at(server, monkeypatch)
        return opened.ask("When was the quay in Port Aldo closed?", model=MODELS[type(server)], **options)

    ask.library = opened.library
    yield ask
    opened.close()


def point_at(server: OpenAIServer | OllamaServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-CANARY-0123456789")
    monkeypatch.setenv("OLLAMA_HOST", server.url)


def test_a_models_sentence_reaches_the_reader_through_the_real_client(vendor, asked):
    with vendor(talks) as server:
        answer = asked(server)
    assert (answer.engine, answer.notices) == (MODELS[vendor], ())
    assert [(claim.text, claim.verdict) for claim in answer.claims] == [(WORDED, "supported")]
    assert answer.claims[0].citations[0].quote in QUAY


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failing_model_is_replaced_by_sentences_of_the_articles_and_the_reader_is_told(vendor, asked, fault):
    words, times = TOLD.get(fault, ("", 0))
    with vendor(FAULTS[fault]) as server:
        answer = asked(server, conversation="kept")
    assert (answer.engine, answer.claims[0].text) == ("extractive", QUAY)
    assert words in answer.notices[0]
    assert answer.notices[0].endswith(INSTEAD)
    assert "CANARY" not in repr(answer)
    assert not times or len(server.asked) == times
    assert len(conversations.turns(asked.library, "kept")) == 1


def test_one_other_try_is_enough_where_the_failure_passes(vendor, asked):
    with vendor(FAULTS["fault"], talks) as server:
        assert asked(server).claims[0].text == WORDED


def test_what_was_shown_before_the_model_broke_off_stays(vendor, asked):
    def breaks_off(request: Request) -> Reply:
        return Reply([*talks(request).pieces, "CLAIM: It will", Act.DROP])

    with vendor(breaks_off) as server:
        answer = asked(server)
    assert [claim.text for claim in answer.claims] == [WORDED]
    assert "may not be complete" in answer.notices[0]


def test_an_address_whose_name_is_not_known_is_said_in_words(asked, monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)  # a name of nobody's would be asked of the network's servers
    with OpenAIServer("x") as server:
        server.url = "http://model.invalid/v1"
        answer = asked(server)
    assert "name cannot be found" in answer.notices[0]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("qwen3", "write provider:model"),
        ("anthropic:claude", r"pip install 'cited-briefing\[anthropic\]'|ANTHROPIC_API_KEY"),
        ("openai:gpt-4o-mini", "set OPENAI_API_KEY"),
        ("nobody:nothing", "the providers that come as extras are"),
    ],
)
def test_a_model_that_cannot_be_had_is_one_line_that_says_what_to_do(assistant, monkeypatch, name, words):
    for key in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_API_KEY"):
        monkeypatch.delenv(key, raising=False)
    with pytest.raises(ModelError, match=words) as raised:
        assistant.models.chat(name)
    assert "\n" not in str(raised.value)


def test_a_server_of_ones_own_needs_no_key(monkeypatch, assistant):
    with OpenAIServer("ready") as server:
        monkeypatch.delenv("OPENAI_API_KEY", raising=False)
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        assert assistant.models.try_chat("openai:gpt-4o-mini") == "ready"


def test_a_key_and_an_address_may_stand_in_the_env_file(monkeypatch, assistant, write):
    with OpenAIServer("ready", key="sk-written-down") as server:
        for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
            monkeypatch.setenv(name, "taken back after the test")
            monkeypatch.delenv(name)
        write(".env", f"OPENAI_API_KEY=sk-written-down\nOPENAI_BASE_URL={server.url}\n")
        assert assistant.models.try_chat("openai:gpt-4o-mini") == "ready"


def test_no_redirect_carries_the_question_to_another_host(vendor, asked):
    with (
        vendor("elsewhere") as other,
        vendor(lambda request: Status(307, "", {"location": other.url + request.path})) as server,
    ):
        assert asked(server).engine == "extractive"
    assert other.requests == []
