import pytest
from model_servers import OllamaServer
from model_turns import Status

from assistant.offered import ollama_models
from ingest.errors import ModelError

SECRET = "sk-quay-0123456789"


def test_the_models_of_an_ollama_server_are_listed_by_name(monkeypatch):
    with OllamaServer(models=("qwen3:latest", "gemma3:4b", "hf.co/quay/news:Q4_K_M")) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        assert ollama_models() == ["gemma3:4b", "hf.co/quay/news:Q4_K_M", "qwen3:latest"]
        assert [(request.method, request.path) for request in server.requests] == [("GET", "/api/tags")]


def test_what_is_no_name_of_a_model_is_not_offered(monkeypatch):
    with OllamaServer(models=("![x](https://evil.example/p.png)", "a b", "x" * 500, "qwen3")) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        assert ollama_models() == ["qwen3"]


class Refusing(OllamaServer):
    """A server that answers every request for its list alike."""

    def __init__(self, status):
        super().__init__()
        self.status = status

    def elsewhere(self, _request):
        return self.status


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status(500, f"the key {SECRET} is wrong"), "does not give its list (500)"),
        (Status(302, "", {"location": "http://127.0.0.1:9/api/tags"}), "does not give its list (302)"),
        (Status(200, f"<p>{SECRET}</p>"), "gives no list that can be read"),
        (Status(200, '{"models": 7}', {"content-type": "application/json"}), "gives no list that can be read"),
    ],
)
def test_a_list_that_is_not_given_is_told_in_our_own_words(monkeypatch, status, words):
    with Refusing(status) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        with pytest.raises(ModelError) as told:
            ollama_models()
    assert words in str(told.value)
    assert SECRET not in str(told.value)


def test_a_server_that_does_not_run_is_said_not_to(monkeypatch):
    monkeypatch.setenv("OLLAMA_HOST", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="does not run at its address"):
        ollama_models()
