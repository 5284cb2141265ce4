"""Each invariant that is looked at after a kill is seen broken once: a library is damaged on purpose, and what is wrong is named."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from web import Web, item, rss

from assistant import settings
from assistant.assistant import Assistant
from bench._invariants import Acknowledged, unlike, violations
from ingest import subscriptions
from ingest.index import Index
from ingest.keeping import Desk
from ingest.library import FILE_NAME, Library
from ingest.update import update
from ingest.vectors import Vectors

NOW = datetime(2026, 3, 12, 20, tzinfo=UTC)
FEED = "https://courier.example/feed"
PAGES = ["https://courier.example/1", "https://courier.example/2"]
SHOWN = {FEED: {'"a"': PAGES, '"b"': [*PAGES, "https://courier.example/3"]}}
ROWS = [
    {"id": "1", "title": "Mill", "text": "The mill of Vennick burned down on Monday.\n\nNobody was hurt.", "published": "2026-03-10"},
    {"id": "2", "title": "Quay", "text": "Divers found 300 coins near the quay of Ostrel.", "published": "2026-03-10"},
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Acknowledged]:
    """A library with articles of an import and of a feed, a conversation and a briefing, and what was acknowledged of it."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    opened = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=FakeEmbedder())
    opened.index.open = lambda **_: False  # type: ignore[method-assign]
    articles = [one.article_id for one in opened.add([str(folder / "rows.jsonl")], NOW)]
    fed(opened.library)
    asked = ("desk", "What burned down on Monday?")
    opened.ask(asked[1], conversation=asked[0], now=NOW, read=())
    opened.brief("2026-03-10", NOW)
    opened.close()
    return folder / "library", Acknowledged([str(one) for one in articles], [asked], ["2026-03-10"], SHOWN)


def fed(library: Library) -> None:
    web = Web()
    web[FEED] = lambda _: (
        b'HTTP/1.1 200 OK\r\ncontent-type: application/xml\r\nconnection: close\r\netag: "a"\r\n\r\n'
        + rss(*map(item, PAGES)).encode()
    )
    for number, page in enumerate(PAGES):
        web[page] = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n" + (
            f"Harbour report {number} counts {number + 7} barges at the outer quay, more than ever before in a March.".encode()
        )
    subscriptions.subscribe(library, FEED, NOW)
    list(update(Desk(library, web.fetcher, FakeEmbedder, NOW)))


@pytest.fixture
def folder(whole: tuple[Path, Acknowledged], tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole[0], tmp_path / "library"))


def test_nothing_is_wrong_with_a_library_that_nobody_broke(folder: Path, whole: tuple[Path, Acknowledged]) -> None:
    assert violations(folder, FakeEmbedder(), whole[1]) == []


BROKEN = {
    "a lost article": ("DELETE FROM articles", "was acknowledged and is lost"),
    "a lost answer": ("DELETE FROM turns", "was given and is lost"),
    "a lost briefing": ("DELETE FROM briefings", "the briefing of 2026-03-10 was given and is lost"),
    "the same words twice": ("UPDATE versions SET content_hash = 'x'", "4 articles with the same content_hash"),
    "the same address twice": ("UPDATE versions SET url = 'https://x.example/'", "4 articles with the same nullif(url, '')"),
    "the same import twice": ("UPDATE versions SET external_id = '1'", "articles with the same source || ' ' || external_id"),
    "a missing version": ("UPDATE versions SET version = 2; UPDATE articles SET version = 2", "has the versions [2]"),
    "no paragraphs": ("DELETE FROM paragraphs", "has the paragraphs []"),
    "a missing paragraph": ("DELETE FROM paragraphs WHERE number = 1", "has the paragraphs [2]"),
    "lost bytes": ("DELETE FROM originals", "has lost the bytes"),
    "no sighting": ("DELETE FROM sightings", "was never seen anywhere"),
    "a missing chunk": ("DELETE FROM chunks WHERE id = 1", "has other chunks than its paragraphs make"),
    "another chunk": ("UPDATE chunks SET text = text || '!' WHERE id = 1", "has other chunks than its paragraphs make"),
    "a missing word": ("DELETE FROM paragraphs_fts WHERE rowid = 1", "paragraph 1 is not in the full-text index"),
    "words of nothing": ("INSERT INTO paragraphs_fts VALUES ('a', '', '')", "is not in the full-text index as it is stored"),
    "a damaged full-text index": ("DELETE FROM paragraphs_fts_data WHERE id > 10", "the full-text index is not that"),
    "a missing vector": ("DELETE FROM embeddings WHERE chunk_id = 1", "has no vector"),
    "another's vector": (
        "UPDATE embeddings SET vector = (SELECT vector FROM embeddings WHERE chunk_id = 2) WHERE chunk_id = 1",
        "chunk 1 has a vector that is not its own",
    ),
    "a cursor put ahead": ("UPDATE feeds SET etag = '\"b\"'", "was read past https://courier.example/3"),
    "a cursor from nowhere": ("UPDATE feeds SET etag = '\"z\"'", "which it never showed"),
    "an entry let go": ("UPDATE feed_entries SET article_id = NULL", "waits no longer and has no article"),
    "an entry's article gone": ("UPDATE feed_entries SET article_id = 'x'", "waits no longer and has no article"),
    "half an answer": ("UPDATE turns SET answer = substr(answer, 1, 40)", "an answer of the conversation 'desk' cannot be read"),
    "a turn left out": ("UPDATE turns SET number = 2", "has the turns [2]"),
    "another's answer": ("UPDATE turns SET question = 'Why?'", "has another question's answer"),
    "a citation moved": ("UPDATE turns SET answer = replace(answer, '\"start\": 0', '\"start\": 1')", "turn 1 of 'desk' cites"),
    "a cited article gone": ("UPDATE turns SET answer = replace(answer, '\"version\": 1', '\"version\": 9')", "cites a paragraph"),
    "half a briefing": ("UPDATE briefings SET body = substr(body, 1, 40)", "edition 1 of 2026-03-10 cannot be read"),
    "a cut briefing": ("UPDATE briefings SET body = '{}'", "edition 1 of 2026-03-10 is cut"),
    "a briefing kept twice": (
        "INSERT INTO briefings SELECT day, scope, 2, made, body FROM briefings", "edition 2 of 2026-03-10 says the same",
    ),
    "an edition left out": ("UPDATE briefings SET edition = 3", "edition 3 of 2026-03-10 stands at place 1"),
    "a briefing's citation": ("UPDATE paragraphs SET text = 'x' || text", "edition 1 of 2026-03-10 cites"),
    "an empty story": ("INSERT INTO stories VALUES ('s', '2026-03-10', '')", "story s has no article"),
    "a reference to nothing": ("DELETE FROM models", "foreign_key_check: a row of embeddings"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_named(what: str, folder: Path, whole: tuple[Path, Acknowledged]) -> None:
    statements, words = BROKEN[what]
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        connection.executescript(statements)
    assert any(words in one for one in violations(folder, FakeEmbedder(), whole[1]))


def test_damaged_pages_are_named(folder: Path) -> None:
    with (folder / FILE_NAME).open("r+b") as file:
        file.seek(4096 * 40)
        file.write(bytes(4096))
    assert any("cannot be looked at" in one or "integrity_check" in one for one in violations(folder, FakeEmbedder()))


def test_a_library_that_is_gone_is_missed_where_something_was_acknowledged(tmp_path: Path) -> None:
    assert violations(tmp_path, FakeEmbedder(), Acknowledged(articles=["a"])) == ["there is no library"]
    assert violations(tmp_path, FakeEmbedder()) == []


def test_an_index_with_a_wrong_vector_or_without_a_chunk_is_named(folder: Path) -> None:
    library = Library.open(folder)
    vectors = Vectors(library, FakeEmbedder.identity, FakeEmbedder.dimension)
    index = Index(library, vectors)
    assert index.open(build=True)
    index.catch_up()
    assert list(unlike(index, vectors)) == []
    assert index._serving is not None
    rows, twins = index._serving.collection._rows, [f"{number}" for number in range(100, 120)]
    first, second, *_ = (list(map(float, vector)) for vector in vectors.current()[1])
    rows.upsert(ids=["1"], embeddings=[second], documents=["x"])
    rows.delete(ids=["2"])
    rows.upsert(ids=twins, embeddings=[first] * 19 + [second], documents=twins)
    found = list(unlike(index, vectors))
    index.close()
    library.close()
    assert "chunk 2 is in the library alone" in found
    assert "chunk 100 is in the index alone" in found
