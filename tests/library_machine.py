"""A library driven by chance against a dictionary that says what must be in it: versions, copies, removals, restarts, breaks."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np
from fakes import FakeEmbedder
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ingest import rows
from ingest.articles import Article
from ingest.errors import NotFound
from ingest.found import HandedIn
from ingest.index import Index
from ingest.keywords import Keywords
from ingest.library import Library
from ingest.pipeline import Outcome, ingest
from ingest.vectors import Vectors

ADDRESSES = [f"https://post.example/{name}" for name in ("quay", "toll", "ferry")]
SUBJECTS = ("quay", "toll", "ferry", "lamp", "sluice")
BEGUN = datetime(2026, 3, 10, tzinfo=UTC)
EMBEDDER = FakeEmbedder()


class BrokenOff(Exception):
    """What ends a write in the middle, as a kill would."""


def text_about(subject: str, paragraphs: int) -> str:
    return "\n\n".join(f"Report {at} says what the {subject} cost on day {at * 7}." for at in range(1, paragraphs + 1))


TEXTS = st.builds(text_about, st.sampled_from(SUBJECTS), st.integers(1, 2))


class LibraryMachine(RuleBasedStateMachine):
    """Every rule changes the library and the dictionary alike; every invariant compares them."""

    indexed = False  # whether Chroma's index is kept beside the library, which takes a second for every opening

    @initialize()
    def open_first(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="machine-"))
        self.texts: dict[str, list[str]] = {}  # by what names an article, the text of each version
        self.ids: dict[str, str] = {}
        self.unread: set[str] = set()  # whose current version is found by its words alone
        self.gone: set[str] = set()
        self.hours = 0
        self._open(create=True)
        self.other = Library.open(self.folder / "library")  # as another process sees it
        self.others_words = Keywords(self.other)

    def _open(self, *, create: bool = False) -> None:
        self.library = Library.open(self.folder / "library", create=create)
        self.vectors = Vectors(self.library, EMBEDDER.identity, EMBEDDER.dimension)
        self.words = Keywords(self.library)
        if self.indexed:
            self.index = Index(self.library, self.vectors)
            self.index.open(build=True)

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self._let_go()
            self.other.close()
            self.library.close()
            shutil.rmtree(self.folder)

    def _let_go(self) -> None:
        if self.indexed:
            self.index.close()

    # -- what is done ------------------------------------------------------------------------------------------

    @rule(url=st.sampled_from(["", *ADDRESSES]), text=TEXTS, read=st.sampled_from([True, True, True, False]))
    def add(self, url: str, text: str, read: bool) -> None:
        name = url or f"text {text}"
        holders = [one for one, told in self.texts.items() if told[-1] == text]
        outcome = self._added(url, text, (lambda: EMBEDDER) if read else (lambda: None))
        if name in holders:
            assert (outcome.outcome, outcome.article_id) == ("unchanged", self.ids[name])
            return
        if holders and name not in self.texts:
            assert (outcome.outcome, outcome.article_id) == ("duplicate", self.ids[holders[0]])
            return
        assert outcome.outcome == ("updated" if name in self.texts else "added")
        self.texts.setdefault(name, []).append(text)
        assert self.ids.setdefault(name, str(outcome.article_id)) == outcome.article_id
        (self.unread.discard if read else self.unread.add)(name)
        self.gone.discard(name)

    def _added(self, url: str, text: str, embedder: Callable[[], FakeEmbedder | None]) -> Outcome:
        self.hours += 1
        row: dict[str, Any] = {"url": url, "text": text, "language": "en", "published": "2026-03-10"}
        given = HandedIn("a.jsonl", json.dumps(row).encode())
        with self.library.writing():
            (outcome,) = ingest([given], self.library, embedder, now=BEGUN + timedelta(hours=self.hours))
        return outcome

    @rule(
        url=st.sampled_from(ADDRESSES),
        text=TEXTS,
        at=st.sampled_from(["add_sighting", "count_revision", "add_article"]),
    )
    def break_off(self, url: str, text: str, at: str) -> None:
        """A write that ends in the middle leaves everything as it was."""
        with mock.patch.object(rows, at, side_effect=BrokenOff):
            try:
                outcome = self._added(url, text, lambda: EMBEDDER)
            except BrokenOff:
                return
        assert outcome.outcome in {"unchanged", "duplicate"}  # a copy stores no article of its own
        assert outcome.article_id in self.ids.values()

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.texts)))
        self.library.remove(self.ids[name])
        del self.texts[name], self.ids[name]
        self.unread.discard(name)
        self.gone.discard(name)

    @rule()
    def remove_what_is_not_there(self) -> None:
        try:
            self.library.remove("no-such-id")
        except NotFound as error:
            assert "no-such-id" in str(error)
        else:
            raise AssertionError

    @precondition(lambda self: self.texts)
    @rule(data=st.data(), back=st.booleans())
    def take_back(self, data: st.DataObject, back: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.texts)))
        if back:
            self.library.mark_back(self.ids[name])
            self.gone.discard(name)
        else:
            self.library.mark_gone(self.ids[name], "the address answers 410", BEGUN)
            self.gone.add(name)

    @rule()
    def read_for_meaning(self) -> None:
        """The vectors that are still to come, made."""
        waiting = self.library.chunks_without(EMBEDDER.identity)
        assert {chunk.article_id for chunk in waiting} == {self.ids[name] for name in self.unread}
        made = EMBEDDER.embed_documents([chunk.text for chunk in waiting])
        found = [(chunk.id, np.asarray(row, "<f4").tobytes()) for chunk, row in zip(waiting, made, strict=True)]
        self.library.add_embeddings(EMBEDDER.identity, EMBEDDER.dimension, found)
        self.unread.clear()

    @rule(orderly=st.booleans())
    def reopen(self, orderly: bool) -> None:
        """A new process, behind one that ended well or was killed."""
        self._let_go()  # an operating system gives back the locks of a process that is killed
        if orderly:
            self.library.close()
        self._open()

    @precondition(lambda self: self.indexed)
    @rule(anew=st.booleans())
    def catch_up(self, anew: bool) -> None:
        if anew:
            self.index.rebuild()
        self.index.catch_up()
        assert self.index.state == "healthy"
        assert not self.index.behind()

    # -- what must hold ----------------------------------------------------------------------------------------

    @invariant()
    def every_version_is_there_once_and_whole(self) -> None:
        if not hasattr(self, "library"):
            return
        for library in (self.library, self.other):
            outlines = library.outlines()
            assert sorted(one.id for one in outlines) == sorted(self.ids.values())
            for name, told in self.texts.items():
                assert library.versions(self.ids[name]) == list(range(1, len(told) + 1))
                for version, text in enumerate(told, 1):
                    self._is_whole(library.article(self.ids[name], version), text)
                current = library.article(self.ids[name])
                assert (current.version, bool(current.gone)) == (len(told), name in self.gone)

    def _is_whole(self, article: Article, text: str) -> None:
        assert article.text == text
        assert [one.number for one in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
        assert {(one.article_id, one.version) for one in article.paragraphs} == {(article.id, article.version)}

    @invariant()
    def nothing_is_left_over(self) -> None:
        if not hasattr(self, "library"):
            return
        assert self.library.database.rows("PRAGMA foreign_key_check") == []
        assert self.library.count("articles") == len(self.texts)
        assert self.library.count("versions") == sum(map(len, self.texts.values()))
        named = self.library.origins()
        assert set(named.values()) <= named.keys() == set(self.ids.values())
        assert self.library.keyword_only() == {self.ids[name] for name in self.unread}
        told = {one.article_id for one in self.library.sightings()}
        assert told == set(self.ids.values())

    @invariant()
    def every_chunk_is_found_by_its_own_vector(self) -> None:
        if not hasattr(self, "library"):
            return
        ids, matrix = self.vectors.current()
        held = self.library.chunks([int(one) for one in ids])
        assert len(held) == len(ids) == self.library.count("embeddings")
        assert {chunk.article_id for chunk in held.values()} == {
            self.ids[name] for name in self.texts if name not in self.unread
        }
        for chunk_id, vector in zip(ids, matrix, strict=True):
            found = dict(self.vectors.search(vector, 5))
            assert int(chunk_id) in found or min(found.values()) > 1 - 1e-5
            if self.indexed and self.index.state == "healthy":
                answered = self.index.search(vector, 5)
                assert answered is None or answered == self.vectors.search(vector, 5)

    @invariant()
    def words_find_what_is_there_and_nothing_else(self) -> None:
        if not hasattr(self, "library"):
            return
        articles = {
            row["id"]: row["article_id"] for row in self.library.database.rows("SELECT id, article_id FROM paragraphs")
        }
        for words in (self.words, self.others_words):
            for subject in SUBJECTS:
                found = {articles[row] for row, _ in words.search([subject], 50)}
                assert found == {self.ids[name] for name, told in self.texts.items() if subject in told[-1]}
            assert set(words.places.current().articles) >= set(self.ids.values())
