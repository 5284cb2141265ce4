import inspect
import os
import shutil

import pytest

from assistant import settings
from assistant.assistant import Assistant
from ingest import apart
from ingest.collection import COLLECTION, Collection
from ingest.embedder import normalised
from ingest.errors import IndexBroken
from ingest.library import Library
from ingest.locks import Lock
from ingest.pipeline import ingest

QUESTIONS = ["How many people were on board?", "Who won the recount?", "Why is the water unsafe?"]


def vector(assistant, text):
    return normalised([assistant.embedder().embed_query(text)])[0]


def test_unfiltered_questions_are_answered_from_chroma(sample):
    assert sample.index.open()
    before = sample.index.queries
    for question in QUESTIONS:
        sample.ask(question)
    assert sample.index.queries == before + len(QUESTIONS)


def test_chroma_and_the_exact_search_find_the_same(sample):
    assert sample.index.open()
    for question in QUESTIONS:
        asked = vector(sample, question)
        assert sample.index.search(asked, 20) == sample.vectors.search(asked, 20)


def test_langchain_reads_the_same_folder(sample, tmp_path):
    from langchain_chroma import Chroma

    index = sample.library.folder / "index"
    copied = shutil.copytree(index / (index / "CURRENT").read_text(), tmp_path / "copied")
    store = Chroma(COLLECTION, embedding_function=sample.embedder(), persist_directory=str(copied))
    for question in QUESTIONS:
        ours = [str(chunk_id) for chunk_id, _ in sample.vectors.search(vector(sample, question), 5)]
        assert [document.id for document in store.similarity_search(question, k=5)] == ours


def reopened(sample, folder, damage):
    """A copy of the sample library whose index folder was damaged."""
    folder.mkdir()
    sample.library.database.connection.execute("VACUUM INTO ?", (str(folder / "library.sqlite"),))
    shutil.copytree(sample.library.folder / "index", folder / "index", ignore=shutil.ignore_patterns("*.lock", "*.pid"))
    damage(folder / "index")
    return Assistant.open(settings.load(library=folder), embedder=sample.embedder())


def delete(index):
    shutil.rmtree(index)


def garble(index):
    for file in index.rglob("*.bin"):
        file.write_bytes(os.urandom(file.stat().st_size))
    for file in index.rglob("chroma.sqlite3"):
        file.write_bytes(b"garbage" * 1000)


def cut(index):
    for file in index.rglob("chroma.sqlite3"):
        file.write_bytes(file.read_bytes()[:5000])


def point_nowhere(index):
    (index / "CURRENT").write_text("../../elsewhere")


@pytest.mark.parametrize("damage", [delete, garble, cut, point_nowhere])
def test_with_a_damaged_index_the_same_question_gets_the_same_answer(sample, tmp_path, damage):
    other = reopened(sample, tmp_path / "copy", damage)
    assert not other.index.open()
    for question in QUESTIONS:
        assert other.ask(question).claims == sample.ask(question).claims
    assert all(one["ok"] for one in other.check(repair=True))
    assert other.ask(QUESTIONS[0]).claims == sample.ask(QUESTIONS[0]).claims
    assert other.index.queries == 1
    other.close()


def test_an_index_in_use_elsewhere_is_left_alone(sample, tmp_path):
    other = reopened(sample, tmp_path / "copy", lambda index: None)
    lock = Lock(other.library.folder / "index" / "index.lock")
    assert lock.acquire()
    assert not other.index.open(build=True)
    assert str(os.getpid()) in other.index.state
    assert other.ask(QUESTIONS[0]).claims == sample.ask(QUESTIONS[0]).claims
    lock.release()
    other.close()


def test_chunks_that_the_index_has_not_seen_are_found_all_the_same(assistant, write):
    list(assistant.add([str(write("a.txt", "The quay was closed on Monday after a storm."))]))
    assert assistant.index.open()
    elsewhere = Library.open(assistant.library.folder)
    list(ingest([str(write("b.txt", "The lighthouse lamp was stolen by night."))], elsewhere, assistant.embedder))
    elsewhere.close()
    asked = vector(assistant, "lighthouse lamp stolen night")
    assert assistant.index.search(asked, 1) == assistant.vectors.search(asked, 1)
    assert assistant.index.behind()
    assistant.index.catch_up()
    assert not assistant.index.behind()


def test_a_removed_chunk_is_not_found_before_the_index_catches_up(assistant, write):
    list(assistant.add([str(write("a.txt", "The quay was closed on Monday after a storm."))]))
    assert assistant.index.open()
    assistant.remove([assistant.articles()[0].id])
    assert assistant.index.search(vector(assistant, "quay storm"), 5) == []


def chromadb_opened(monkeypatch):
    """Where a collection is opened in this process, outside what stands in for another one."""
    opened = []
    made = Collection.__init__

    def noted(collection, *given, **options):
        opened.append("write" if any(frame.function == "written" for frame in inspect.stack(0)) else "here")
        made(collection, *given, **options)

    monkeypatch.setattr(Collection, "__init__", noted)
    return opened


def test_who_adds_and_asks_nothing_leaves_chroma_to_the_process_that_writes(assistant, write, monkeypatch):
    opened = chromadb_opened(monkeypatch)
    for name, text in (("a.txt", "The quay was closed on Monday."), ("b.txt", "The lighthouse lamp was stolen.")):
        list(assistant.add([str(write(name, text))]))
    assert set(opened) == {"write"}
    assert assistant.index.state == "closed"
    assert assistant.index.open()
    assert not assistant.index.behind()
    assert assistant.index._serving.known.size == 2


def test_an_index_in_use_is_kept_up_and_stays_in_use(assistant, write):
    list(assistant.add([str(write("a.txt", "The quay was closed on Monday."))]))
    assert assistant.index.open(build=True)
    list(assistant.add([str(write("b.txt", "The lighthouse lamp was stolen."))]))
    assert assistant.index.state == "healthy"
    assert assistant.index._serving.known.size == 2


@pytest.mark.parametrize("damage", [delete, garble, cut, point_nowhere])
def test_who_adds_to_a_damaged_index_has_it_built_anew(assistant, write, damage):
    list(assistant.add([str(write("a.txt", "The quay was closed on Monday."))]))
    damage(assistant.library.folder / "index")
    list(assistant.add([str(write("b.txt", "The lighthouse lamp was stolen."))]))
    assert assistant.index.open()
    assert assistant.index._serving.known.size == 2


def test_a_write_that_fails_as_articles_come_is_made_good_at_once_by_a_new_generation(assistant, write, monkeypatch):
    list(assistant.add([str(write("a.txt", "The quay was closed on Monday."))]))
    written, failures = apart.written, ["the disk"]

    def failing(*given):
        if failures:
            raise IndexBroken(f"failed: {failures.pop()}")
        return written(*given)

    monkeypatch.setattr(apart, "written", failing)
    list(assistant.add([str(write("b.txt", "The lighthouse lamp was stolen."))]))
    assert assistant.index.open()
    assert assistant.index._serving.generation.name == "gen-0002"
    assert assistant.index._serving.known.size == 2
