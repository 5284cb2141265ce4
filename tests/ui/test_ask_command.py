import json

from kept_answers import kept_answer
from model_servers import OllamaServer
from talking import sources_in, statement

from ui.ask_command import print_answer

ROWS = (
    '{"title": "Quay", "source": "Harbour Post", "published": "2026-03-10", "text": "Rosa Imhof closed the quay of Port Aldo."}\n'
    '{"title": "Quay", "source": "The Courier", "published": "2026-03-01", "text": "The quay of Port Aldo was closed by Rosa Imhof."}\n'
)
NOW = ("--now", "2026-03-12T18:00")
CLOSED = "Who closed the quay of Port Aldo on Tuesday according to the Harbour Post?"


def cited(number, source, day):
    return {"number": number, "article_id": f"a{number}", "source": source, "title": "Boil notice", "published": day,
            "paragraph": 2}  # fmt: skip


def answer(**parts):
    claim = {"text": "Nine people fell ill in Tarnwick.", "citations": [cited(1, "The Courier", "2026-03-10")]}
    return {
        "question": "How many fell ill?", "standalone_question": "How many fell ill?", "notices": [], "closest": [],
        "claims": [claim], "answer": "Nine people fell ill in Tarnwick. [1]", "short_answer": None, "differences": [],
        "engine": "extractive",
    } | parts  # fmt: skip


def test_what_a_question_names_can_be_left_unread(briefing, write):
    briefing("add", str(write("quay.jsonl", ROWS)))
    out = briefing("ask", CLOSED, "--json", *NOW, "--all-days", "--all-outlets")[1]
    assert json.loads(out)["filters"] == {"since": None, "until": None, "sources": []}


def test_a_request_of_a_batch_says_itself_what_is_left_unread(briefing, write):
    briefing("add", str(write("quay.jsonl", ROWS)))
    requests = [{}, {"all_days": True}, {"all_outlets": True}]
    batch = write("questions.jsonl", "".join(json.dumps(one | {"question": CLOSED}) + "\n" for one in requests))
    out = briefing("ask", "--batch", str(batch), *NOW)[1]
    asked = [json.loads(line) for line in out.splitlines()]
    assert [one["filters_read"] for one in asked] == [["outlets", "time"], ["outlets"], ["time"]]
    assert asked[1]["filters"] == {"since": None, "until": None, "sources": ["Harbour Post"]}


def test_the_short_answer_comes_before_the_sentences(capsys):
    print_answer(answer(short_answer="Nine people"))
    assert capsys.readouterr().out.startswith("Nine people\n\nNine people fell ill in Tarnwick. [1]\n")


def test_a_short_answer_that_is_not_sure_is_called_so(capsys):
    print_answer(answer(short_answer="Nine people", short_answer_sure=False))
    assert capsys.readouterr().out.startswith("Perhaps: Nine people\n")


def test_a_greeting_is_told_that_nothing_is_asked_and_is_not_refused(capsys):
    print_answer(kept_answer(question="Hello!", notices=["nothing is asked"]))
    assert capsys.readouterr().out.strip() == "(nothing is asked)"


def test_sources_that_differ_are_shown_under_each_other_with_their_sources(capsys):
    versions = [
        {"text": "Nine people fell ill.", "citations": [cited(1, "The Courier", "2026-03-10")]},
        {"text": "Fourteen people fell ill.", "citations": [cited(2, "Harbour Post", "2026-03-11")]},
    ]
    difference = {"about": "people ill", "kind": "number", "different_time": False, "versions": versions}
    print_answer(answer(differences=[difference, difference | {"different_time": True}]))
    out = capsys.readouterr().out
    assert (
        "Sources differ: people ill (number)\n  - Nine people fell ill. [1]\n  - Fourteen people fell ill. [2]\n" in out
    )
    assert "At different times: people ill\n" in out
    assert out.endswith(
        "[1] The Courier, Boil notice, 2026-03-10, paragraph 2\n[2] Harbour Post, Boil notice, 2026-03-11, paragraph 2\n"
    )


def test_whose_words_an_answer_is_in_is_said(capsys):
    print_answer(answer(engine="ollama:qwen3"))
    assert "in the words of ollama:qwen3" in capsys.readouterr().out
    print_answer(answer())
    assert "in the words of" not in capsys.readouterr().out


def test_the_model_of_a_command_words_its_answers(briefing, write, monkeypatch):
    said = "The quay of Port Aldo was closed by Rosa Imhof."

    def says(request):
        source = sources_in(request.prompt)[0]
        return statement("Rosa Imhof has closed Port Aldo's quay.", source, source["text"])

    briefing("add", str(write("quay.jsonl", ROWS)))
    with OllamaServer(says) as server:
        monkeypatch.setenv("OLLAMA_HOST", server.url)
        out = json.loads(briefing("ask", "Who closed the quay?", "--json", "--model", "ollama:qwen3", *NOW)[1])
    assert (out["engine"], out["claims"][0]["verdict"], out["left_out"]) == ("ollama:qwen3", "supported", [])
    assert out["claims"][0]["citations"][0]["quote"] in (said, "Rosa Imhof closed the quay of Port Aldo.")
