"""What is put in from the page, in threads of their own: each thing has its outcome, and nothing else waits for it."""

import logging
import os
import threading
from datetime import UTC, datetime

import pytest
from fakes import FakeEmbedder
from waiting import PATIENCE, wait_until
from web import Web, item, rss, story

from assistant import handed_in
from assistant.asking import Asking
from ingest.errors import LibraryError
from ingest.library import Library
from ui import answering
from ui.adding import MOST_DONE, ORPHANED, Desk

QUAY = b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof.\n"
MARKET = b"# Market moved\n\nThe fish market of Sarnholt has moved to the car park behind the station.\n"
FEED, PAGE = "https://courier.example/feed", "https://courier.example/1"


class Gated(FakeEmbedder):
    """An embedder that waits, when it is told to, before it reads what is added."""

    def __init__(self):
        self.reached, self.go, self.waits = threading.Event(), threading.Event(), False

    def embed_documents(self, texts):
        gated = self.waits and threading.current_thread() is not threading.main_thread()
        if gated and any("market" in text.lower() for text in texts):
            self.reached.set()
            assert self.go.wait(PATIENCE)
        return super().embed_documents(texts)


@pytest.fixture
def desk():
    return Desk(pause=0.01)


@pytest.fixture
def gated(assistant):
    """The assistant's embedder, which lets nothing about a market pass until it is let go."""
    assistant.models._embedder = Gated()
    assistant.models._embedder.waits = True
    yield assistant.models._embedder
    assistant.models._embedder.go.set()


@pytest.fixture
def web(assistant):
    """A web of pages that are made up."""
    found = Web()
    assistant.__dict__["fetcher"] = found.fetcher
    return found


def files(*given):
    return handed_in.files(given)


def done(job):
    assert job.done.wait(PATIENCE)
    assert job.error == ""
    return job


def outcomes(job):
    return [(one["item"], one["outcome"]) for one in job.told]


def test_each_thing_has_its_outcome_under_the_name_that_it_was_given_by(assistant, desk):
    handed = files(("../../quay.md", QUAY), ("empty.txt", b""), ("quay.md", MARKET), ("copy.md", QUAY))
    job = done(desk.add(assistant, handed + handed_in.links("no link")))
    assert outcomes(job) == [
        ("no link", "rejected"), ("quay.md", "added"), ("empty.txt", "rejected"), ("quay.md", "added"), ("copy.md", "unchanged"),
    ]  # fmt: skip
    assert "it is empty" in job.told[2]["reason"]
    assert [seen.locator for seen in assistant.library.sightings()] == ["quay.md", "quay.md"]


def test_what_was_put_in_can_be_asked_about_at_once(assistant, desk):
    assistant.warm(build_index=True)
    assert assistant.ask("Who closed the quay of Port Aldo?").claims == ()
    done(desk.add(assistant, files(("quay.md", QUAY))))
    assert "Rosa Imhof" in assistant.ask("Who closed the quay of Port Aldo?").claims[0].text
    assert not assistant.index.behind()


def test_nothing_of_a_file_is_written_to_a_disk_but_the_library(assistant, desk, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    done(desk.add(assistant, files(("../quay.md", QUAY), ("x/market.md", MARKET))))
    assert {path.name for path in tmp_path.iterdir()} == {"library"}


def test_questions_are_answered_while_something_is_put_in(assistant, desk, gated):
    done(desk.add(assistant, files(("quay.md", QUAY))))
    job = desk.add(assistant, files(("market.md", MARKET)))
    assert gated.reached.wait(PATIENCE)
    assert "Rosa Imhof" in assistant.ask("Who closed the quay of Port Aldo?").claims[0].text
    asked = answering.Desk().ask(assistant, Asking("Who closed the quay of Port Aldo?", datetime.now(UTC)))
    assert asked.done.wait(PATIENCE)
    assert (asked.error, job.done.is_set(), job.now) == ("", False, "market.md")
    gated.go.set()
    done(job)


def test_what_is_stopped_keeps_what_is_in_and_the_index_has_it(assistant, desk, gated):
    assistant.warm(build_index=True)
    job = desk.add(assistant, files(("quay.md", QUAY), ("market.md", MARKET), ("more.md", QUAY + b"\nMore of it.\n")))
    assert gated.reached.wait(PATIENCE)
    job.stop.set()
    gated.go.set()
    done(job)
    assert outcomes(job) == [("quay.md", "added")]  # those read ahead of it are not stored any more
    assert not assistant.index.behind()


def test_an_import_of_many_lines_stops_between_two_of_them(assistant, desk):
    job_seen = []
    lines = b"".join(b'{"text": "Barge %d has reached the outer quay of Ostrel."}\n' % one for one in range(2000))

    class Stopping(FakeEmbedder):
        def embed_documents(self, texts):
            job_seen[0].stop.set()
            return super().embed_documents(texts)

    assistant.models._embedder = Stopping()
    began = threading.Event()
    handed = files(("many.jsonl", lines))
    with assistant.library.writing():  # it waits for this, so that the embedder knows the job
        job_seen.append(desk.add(assistant, handed))
    began.set()
    assert len(done(job_seen[0]).told) == 1


def test_jobs_of_a_library_are_done_one_after_another_and_both_are_seen_by_every_tab(assistant, desk, gated):
    first = desk.add(assistant, files(("market.md", MARKET)))
    second = desk.add(assistant, files(("quay.md", QUAY)))
    assert gated.reached.wait(PATIENCE)
    assert desk.jobs(assistant.library.folder) == [first, second]
    assert (second.begun, desk.is_busy(assistant.library.folder)) == (0, True)
    gated.go.set()
    done(second)
    assert first.done.is_set()
    assert desk.jobs(assistant.library.folder) == [first, second]
    assert not desk.is_busy(assistant.library.folder)
    desk.put_away(assistant.library.folder, first)
    assert desk.jobs(assistant.library.folder) == [second]


def test_a_writer_elsewhere_is_named_and_waited_for(assistant, desk):
    with Library.open(assistant.library.folder).writing():
        job = desk.add(assistant, files(("quay.md", QUAY)))
        wait_until(lambda: job.waits_for)
        assert job.waits_for == str(os.getpid())
    done(job)
    assert (outcomes(job), job.waits_for) == ([("quay.md", "added")], "")


def test_what_waits_for_a_writer_elsewhere_can_be_stopped(assistant, desk):
    with Library.open(assistant.library.folder).writing():
        job = desk.add(assistant, files(("quay.md", QUAY)))
        wait_until(lambda: job.waits_for)
        job.stop.set()
        done(job)
    assert job.told == []


def test_links_bring_articles_and_feeds_and_say_what_could_not_be_had(assistant, desk, web):
    web[PAGE], web[FEED] = story(1), rss(item("https://courier.example/2"))
    web["https://courier.example/2"] = story(2)
    job = done(desk.add(assistant, handed_in.links(f"{PAGE}\n{FEED}\nhttps://courier.example/none")))
    assert [(one["item"], one["outcome"], one["is_feed"]) for one in job.told] == [
        (PAGE, "added", False), (FEED, "added", True), ("https://courier.example/2", "added", False),
        ("https://courier.example/none", "failed", False),
    ]  # fmt: skip
    assert "check the address" in job.told[3]["reason"]


def test_feeds_are_followed_and_asked_when_that_is_wanted_and_never_before(assistant, desk, web):
    web[FEED], web[PAGE] = rss(item(PAGE)), story(1)
    done(desk.follow(assistant, [FEED, "https://courier.example/no-feed"]))
    assert [feed.gained for feed in assistant.feeds()] == [1]
    web[FEED], web["https://courier.example/2"] = rss(item(PAGE), item("https://courier.example/2")), story(2)
    asked = dict(web.asked)
    job = done(desk.update(assistant))
    assert {one.get("item") for one in job.told} >= {"https://courier.example/2"}
    assert web.asked["courier.example/feed"] == asked["courier.example/feed"] + 1


def test_a_question_that_waits_is_given_once_to_who_handed_it_in_or_after_a_while_to_who_looks_on(
    assistant, desk, gated
):
    job = desk.add(assistant, files(("market.md", MARKET)), question="Where is the market?")
    assert gated.reached.wait(PATIENCE)
    assert desk.question_of(job, is_ours=True) == ""
    gated.go.set()
    done(job)
    assert desk.question_of(job, is_ours=False) == ""
    job.ended -= 2 * ORPHANED
    assert desk.question_of(job, is_ours=False) == "Where is the market?"
    assert desk.question_of(job, is_ours=True) == ""


def test_a_question_is_not_asked_where_the_files_beside_it_were_stopped(assistant, desk, gated):
    job = desk.add(assistant, files(("market.md", MARKET)), question="Where is the market?")
    job.stop.set()
    gated.go.set()
    assert desk.question_of(done(job), is_ours=True) == ""


def test_a_library_that_cannot_be_written_is_an_error_in_words(assistant, desk, monkeypatch):
    def broken(*_, **__):
        raise LibraryError("cannot write to the library file; free some space")

    monkeypatch.setattr(assistant.library, "add", broken)
    job = desk.add(assistant, files(("quay.md", QUAY)))
    assert job.done.wait(PATIENCE)
    assert job.error == "cannot write to the library file; free some space"


def test_a_fault_of_our_own_is_logged_and_nothing_of_it_is_shown(assistant, desk, monkeypatch, caplog):
    monkeypatch.setattr(assistant.library, "add", lambda *_, **__: [][0])
    with caplog.at_level(logging.ERROR):
        job = desk.add(assistant, files(("quay.md", QUAY)))
        assert job.done.wait(PATIENCE)
    assert "IndexError" in job.error
    assert len(caplog.records) == 1


def test_what_no_thread_can_be_begun_for_says_so_and_holds_nothing_up(assistant, desk, monkeypatch):
    def no_thread(_):
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as crowded:
        crowded.setattr(threading.Thread, "start", no_thread)
        job = desk.add(assistant, files(("quay.md", QUAY)))
    assert job.done.is_set()
    assert job.error == "it could not be put into the library (can't start new thread); hand it in again in a minute"
    assert outcomes(done(desk.add(assistant, files(("quay.md", QUAY))))) == [("quay.md", "added")]


def test_only_some_jobs_that_are_done_are_kept(assistant, desk):
    for number in range(MOST_DONE + 3):
        done(desk.add(assistant, handed_in.links(f"no link {number}")))
    assert len(desk.jobs(assistant.library.folder)) == MOST_DONE
