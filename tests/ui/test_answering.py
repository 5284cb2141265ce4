"""Questions answered in threads of their own: nothing is lost, doubled or mixed up, whoever looks on."""

import logging
import threading
from datetime import UTC, datetime

import pytest
from talking import statement, talking

from assistant.asking import Asking, TooLong
from ingest import conversations, open_questions
from ingest.errors import LibraryError
from ingest.open_questions import Asker
from ui import waiting
from ui.answering import STOPPED_WAITING, Crowded, Desk

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away 40 metres of its wall."
MAYOR = "Mayor Ines Calder said that the repairs would cost 3.2 million crowns and take until June."
QUESTION = "When was the quay in Port Aldo closed?"
MODEL = "test:talking"
PATIENCE = 20


class Gated:
    """A chat model that says something, waits until it is let go on, and says the rest."""

    def __init__(self, first, rest=""):
        self.first, self.rest = first, rest
        self.said, self.go = threading.Event(), threading.Event()

    def stream(self, prompt):
        from langchain_core.messages import AIMessageChunk
        from talking import told

        sources = told(prompt.to_messages())
        yield AIMessageChunk(content=self._text(self.first, sources))
        self.said.set()
        assert self.go.wait(PATIENCE)
        yield AIMessageChunk(content=self._text(self.rest, sources))

    def _text(self, sentences, sources):
        texts = (sentences,) if isinstance(sentences, str) else sentences
        return "".join(statement(text, next(one for one in sources if one["text"] == text)) for text in texts if text)


@pytest.fixture
def quay(assistant, write):
    """A library of one article."""
    list(assistant.add([str(write("a.md", f"# Storm closes the quay in Port Aldo\n\n{QUAY}\n\n{MAYOR}"))]))
    return assistant


@pytest.fixture
def desk():
    return Desk()


def gated(assistant, name, first, rest=""):
    from assistant.chatmodel import ChatModel

    model = Gated(first, rest)
    assistant.models._chat[name] = ChatModel(name, model)
    return model


def asking(question=QUESTION, conversation=None, model=""):
    return Asking(question, datetime.now(UTC), conversation=conversation, model=model)


def drawn(job):
    return [claim["text"] for claim in job.claims]


def wait_until(holds):
    """Wait for what a thread is about to do; its last step before is known, so that this takes no time to speak of."""
    over = threading.Event()
    for _ in range(PATIENCE * 100):
        if holds():
            return
        over.wait(0.01)
    pytest.fail("it never came to that")


def test_the_sentences_that_have_passed_are_there_while_the_model_still_writes(quay, desk):
    model = gated(quay, MODEL, QUAY, MAYOR)
    job = desk.ask(quay, asking(model=MODEL))
    wait_until(lambda: job.claims)
    assert drawn(job) == [QUAY]
    assert job.claims[0]["citations"][0]["number"] == 1
    assert desk.jobs(quay.library, job.conversation) == [job]
    assert conversations.turns(quay.library, job.conversation) == []
    model.go.set()
    assert job.done.wait(PATIENCE)
    (turn,) = conversations.turns(quay.library, job.conversation)
    assert [claim["text"] for claim in turn.answer["claims"]] == drawn(job) == [QUAY, MAYOR]
    assert desk.jobs(quay.library, job.conversation) == []
    assert job.is_among([turn])


def test_what_is_stopped_is_kept_as_far_as_it_came(quay, desk):
    model = gated(quay, MODEL, QUAY, MAYOR)
    job = desk.ask(quay, asking(model=MODEL))
    wait_until(lambda: job.claims)
    job.stop.set()
    assert job.done.wait(PATIENCE)
    (turn,) = conversations.turns(quay.library, job.conversation)
    assert [claim["text"] for claim in turn.answer["claims"]] == [QUAY]
    assert "stopped" in turn.answer["notices"][0]
    model.go.set()


def test_two_conversations_at_once_do_not_mix(quay, desk):
    one, other = gated(quay, "test:one", QUAY), gated(quay, "test:other", MAYOR)
    first = desk.ask(quay, asking(conversation="closed", model="test:one"))
    second = desk.ask(quay, asking("What will the repairs cost?", "repairs", "test:other"))
    wait_until(lambda: first.claims and second.claims)
    assert (drawn(first), drawn(second)) == ([QUAY], [MAYOR])
    assert set(desk.conversations(quay.library)) == {"closed", "repairs"}
    for model, job in ((other, second), (one, first)):
        model.go.set()
        assert job.done.wait(PATIENCE)
    for name, sentence in (("closed", QUAY), ("repairs", MAYOR)):
        (turn,) = conversations.turns(quay.library, name)
        assert [claim["text"] for claim in turn.answer["claims"]] == [sentence]


def test_questions_of_one_conversation_are_answered_one_after_another(quay, desk):
    model = gated(quay, MODEL, QUAY)
    first = desk.ask(quay, asking(conversation="quay", model=MODEL))
    second = desk.ask(quay, asking("And what will that cost?", conversation="quay"))
    assert model.said.wait(PATIENCE)
    assert not second.done.is_set()
    model.go.set()
    assert second.done.wait(PATIENCE)
    assert [turn.question for turn in conversations.turns(quay.library, "quay")] == [
        first.asking.text,
        second.asking.text,
    ]


def test_the_same_question_asked_twice_at_once_begins_two_conversations(quay, desk):
    gates = [gated(quay, MODEL, QUAY)]
    jobs = [desk.ask(quay, asking(model=MODEL)), desk.ask(quay, asking(model=MODEL))]
    assert [job.conversation for job in jobs] == [QUESTION, f"{QUESTION} (2)"]
    gates[0].go.set()
    assert all(job.done.wait(PATIENCE) for job in jobs)
    assert all(len(conversations.turns(quay.library, job.conversation)) == 1 for job in jobs)


def test_the_same_question_asked_again_in_a_conversation_is_not_taken_for_answered(quay, desk):
    assert desk.ask(quay, asking(conversation="quay")).done.wait(PATIENCE)
    model = gated(quay, MODEL, QUAY)
    again = desk.ask(quay, asking(conversation="quay", model=MODEL))
    assert model.said.wait(PATIENCE)
    assert not again.is_among(conversations.turns(quay.library, "quay"))
    model.go.set()
    assert again.done.wait(PATIENCE)
    assert again.is_among(conversations.turns(quay.library, "quay"))


def test_a_question_with_spaces_and_marks_that_are_not_kept_is_found_among_the_turns(quay, desk):
    job = desk.ask(quay, asking("Who\u00a0closed the qua\u0301y\u200b of Port Aldo\u00a0?"))
    assert job.done.wait(PATIENCE)
    (turn,) = conversations.turns(quay.library, job.conversation)
    assert turn.question == job.asking.text == "Who closed the qu\u00e1y of Port Aldo ?"
    assert job.is_among([turn])
    assert job.unkept is None
    assert desk.jobs(quay.library, job.conversation) == []


def failing(assistant, monkeypatch, error):
    def stream(_):
        raise error
        yield

    monkeypatch.setattr(assistant, "stream", stream)


def test_a_question_that_fails_says_why_until_the_next_one_is_asked(quay, desk, monkeypatch):
    with monkeypatch.context() as broken:
        failing(quay, broken, LibraryError("cannot write to the library; free some space"))
        job = desk.ask(quay, asking(conversation="quay"))
        assert job.done.wait(PATIENCE)
    assert job.error == "cannot write to the library; free some space"
    assert desk.jobs(quay.library, "quay") == [job]
    assert desk.ask(quay, asking(conversation="quay")).done.wait(PATIENCE)
    assert desk.jobs(quay.library, "quay") == []


def test_a_fault_of_our_own_is_logged_and_nothing_of_it_is_shown(quay, desk, monkeypatch, caplog):
    failing(quay, monkeypatch, ValueError("sk-quay-0123456789"))
    with caplog.at_level(logging.ERROR):
        job = desk.ask(quay, asking())
        assert job.done.wait(PATIENCE)
    assert "ValueError" in job.error
    assert "sk-quay" not in job.error
    assert len(caplog.records) == 1


def test_a_conversation_is_not_deleted_while_it_is_answered(quay, desk):
    model = gated(quay, MODEL, QUAY)
    job = desk.ask(quay, asking(conversation="quay", model=MODEL))
    assert model.said.wait(PATIENCE)
    desk.delete(quay.library, "quay")
    model.go.set()
    assert job.done.wait(PATIENCE)
    assert len(conversations.turns(quay.library, "quay")) == 1
    desk.delete(quay.library, "quay")
    assert conversations.turns(quay.library, "quay") == []
    desk.delete(quay.library, "quay")  # another tab was quicker


def test_an_answer_goes_on_when_a_sentence_is_borne_out_by_its_source_only(quay, desk):
    quay.models._chat[MODEL] = talking(
        lambda sources: statement("Port Aldo's quay has been shut since Monday.", sources[0], QUAY[:60])
    )
    job = desk.ask(quay, asking(model=MODEL))
    assert job.done.wait(PATIENCE)
    assert [claim["verdict"] for claim in job.claims] == ["supported"]


def full(desk, quay, monkeypatch, at_once=1):
    """A desk that answers one question at a time and is busy with one; gives that one and the model it waits for."""
    monkeypatch.setitem(waiting.AT_ONCE, "chat model", at_once)
    model = gated(quay, MODEL, QUAY)
    job = desk.ask(quay, asking(model=MODEL))
    assert model.said.wait(PATIENCE)
    return job, model


def test_who_waits_is_told_how_many_are_before_and_is_answered_in_the_end(quay, desk, monkeypatch):
    first, model = full(desk, quay, monkeypatch)
    waits = [desk.ask(quay, asking(f"{QUESTION} {number}", model=MODEL)) for number in range(3)]
    assert [desk.before(job) for job in (first, *waits)] == [0, 1, 2, 3]
    model.go.set()
    assert all(job.done.wait(PATIENCE) for job in waits)
    assert [job.error for job in waits] == ["", "", ""]


def test_a_crowd_is_answered_by_no_more_threads_than_the_lanes_take(quay, desk, monkeypatch):
    _, model = full(desk, quay, monkeypatch)
    before = threading.active_count()
    crowd = [desk.ask(quay, asking(f"{QUESTION} {number}", model=MODEL)) for number in range(30)]
    assert threading.active_count() == before
    model.go.set()
    assert all(job.done.wait(PATIENCE) for job in crowd)


def test_what_is_stopped_while_it_waits_is_not_answered_and_holds_nobody_up(quay, desk, monkeypatch):
    _, model = full(desk, quay, monkeypatch)
    waits = desk.ask(quay, asking(conversation="quay", model=MODEL))
    desk.stop(waits)
    assert waits.done.is_set()
    assert waits.error == STOPPED_WAITING
    model.go.set()
    assert conversations.turns(quay.library, "quay") == []
    assert open_questions.open_questions(quay.library, "quay") == []
    assert desk.jobs(quay.library, "quay") == [waits]
    assert desk.ask(quay, asking("And why?", conversation="quay")).done.wait(PATIENCE)
    assert desk.jobs(quay.library, "quay") == []


def test_beyond_a_bound_a_question_is_refused_in_words(quay, desk, monkeypatch):
    monkeypatch.setattr(waiting, "MOST_WAITING", 2)
    _, model = full(desk, quay, monkeypatch)
    for number in range(2):
        desk.ask(quay, asking(f"{QUESTION} {number}", model=MODEL))
    with pytest.raises(Crowded, match="2 questions wait already"):
        desk.ask(quay, asking("One more?", model=MODEL))
    model.go.set()


def test_a_question_of_a_megabyte_is_refused_in_one_line(quay, desk):
    with pytest.raises(TooLong, match=r"has 1,000,000 characters; ask in at most 4,000") as refused:
        desk.ask(quay, asking("x" * 1_000_000))
    assert "\n" not in str(refused.value)
    assert conversations.conversations(quay.library) == []


def test_a_question_is_in_the_library_before_its_answer_and_no_longer_after_it(quay, desk):
    model = gated(quay, MODEL, QUAY)
    job = desk.ask(quay, asking(conversation="quay", model=MODEL))
    assert model.said.wait(PATIENCE)
    assert [one.question for one in open_questions.open_questions(quay.library, "quay")] == [QUESTION]
    assert desk.interrupted(quay.library, "quay") == []
    assert Desk().interrupted(quay.library, "quay") == []  # another process that looks: the first is at work
    model.go.set()
    assert job.done.wait(PATIENCE)
    assert open_questions.open_questions(quay.library, "quay") == []


def test_a_question_whose_process_has_ended_was_interrupted(quay, desk):
    ended = Asker(quay.library)
    open_questions.note(quay.library, "quay", QUESTION, ended.name)
    ended.end()
    assert [one.question for one in desk.interrupted(quay.library, "quay")] == [QUESTION]


def cannot(*_, **__):
    raise LibraryError("cannot write to the library; free some space")


def test_a_question_and_an_answer_that_cannot_be_kept_are_shown_all_the_same(quay, desk, monkeypatch):
    monkeypatch.setattr(open_questions, "note", cannot)
    monkeypatch.setattr("assistant.asking.add_turn", cannot)
    jobs = [desk.ask(quay, asking(question, "quay")) for question in (QUESTION, "What would the repairs cost?")]
    assert all(job.done.wait(PATIENCE) for job in jobs)
    assert desk.jobs(quay.library, "quay") == jobs
    assert [job.error for job in jobs] == ["", ""]
    assert jobs[0].unkept.answer["claims"][0]["citations"][0]["quote"] == QUAY
    assert "not kept in its conversation: cannot write to the library" in jobs[0].unkept.answer["notices"][-1]


def test_of_turns_that_cannot_be_kept_only_the_last_ones_are_held(quay, desk, monkeypatch):
    monkeypatch.setattr(open_questions, "note", cannot)
    monkeypatch.setattr("assistant.asking.add_turn", cannot)
    monkeypatch.setattr("ui.answering.MOST_UNKEPT", 2)
    for number in range(4):
        assert desk.ask(quay, asking(conversation=f"quay {number}")).done.wait(PATIENCE)
    assert desk.conversations(quay.library) == ["quay 3", "quay 2"]


def test_a_question_for_which_no_thread_can_be_begun_says_so_and_holds_nobody_up(quay, desk, monkeypatch):
    def no_thread(_):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as crowded:
        crowded.setattr(threading.Thread, "start", no_thread)
        jobs = [desk.ask(quay, asking(conversation="quay")) for _ in range(waiting.AT_ONCE["extractive"] + 1)]
    assert all(job.done.is_set() for job in jobs)
    assert jobs[-1].error == "the question could not be answered (can't start new thread); ask it again in a minute"
    assert desk.jobs(quay.library, "quay") == [jobs[-1]]
    assert desk.is_quiet(0)
    assert desk.ask(quay, asking(conversation="quay")).done.wait(PATIENCE)
    assert len(conversations.turns(quay.library, "quay")) == 1
