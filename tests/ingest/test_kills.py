"""SIGKILL at random moments of an ingest; after each the same command is run again."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

from fakes import FakeEmbedder

from ingest.library import Library
from ingest.vectors import Vectors

CHILD = """
import sys, time
sys.path[:0] = {folders!r}
from fakes import FakeEmbedder
from pathlib import Path
from ingest import languages
from ingest.library import Library
from ingest.pipeline import ingest
languages.detected = lambda text: ("en", 1.0)  # loading the real one would take up the time before each kill
library = Library.open(Path(sys.argv[1]), create=True)
with library.writing():
    for outcome in ingest([sys.argv[2]], library, FakeEmbedder):
        print(outcome.article_id, outcome.outcome, flush=True)
"""
ARTICLES = 60
KILLS = 20


def test_after_twenty_kills_nothing_is_lost_doubled_or_half_in(write, tmp_path):
    rows = [
        {"id": str(n), "text": "\n\n".join(f"Article {n} paragraph {p} says {n * p} things." for p in range(8))}
        for n in range(ARTICLES)
    ]
    source = write("a.jsonl", "\n".join(json.dumps(row) for row in rows))
    folder, acknowledged = tmp_path / "library", set()
    chance = random.Random(7)
    for _ in range(KILLS):
        acknowledged |= killed(folder, source, after=chance.uniform(0.05, 0.9))
        assert_whole(folder, acknowledged)
    child = run(folder, source)
    out, _ = child.communicate()
    assert child.returncode == 0
    library = assert_whole(folder, {line.split()[0] for line in out.splitlines()})
    assert library.count("articles") == ARTICLES


def run(folder, source):
    tests = Path(__file__).parent.parent
    code = CHILD.format(folders=[str(tests), str(tests.parent)])
    return subprocess.Popen([sys.executable, "-c", code, str(folder), str(source)], stdout=subprocess.PIPE, text=True)


def killed(folder, source, after):
    child = run(folder, source)
    time.sleep(after)
    child.kill()
    out, _ = child.communicate()
    # A last line cut in the middle was not acknowledged.
    return {line.split()[0] for line in out.splitlines(keepends=True) if line.endswith("\n")}


def assert_whole(folder, acknowledged):
    if not (folder / "library.sqlite").exists():
        assert not acknowledged
        return None
    library = Library.open(folder, create=True)
    assert [row[0] for row in library.database.rows("PRAGMA integrity_check")] == ["ok"]
    assert library.database.rows("PRAGMA foreign_key_check") == []
    ids = [outline.id for outline in library.outlines()]
    assert acknowledged <= set(ids)
    assert len(ids) == len(set(ids))
    assert all(len(library.article(article_id).paragraphs) == 8 for article_id in ids)
    assert library.count("paragraphs") == 8 * len(ids)
    vectors = Vectors(library, FakeEmbedder.identity, FakeEmbedder.dimension)
    found, _ = vectors.current()
    assert len(found) == library.count("chunks") == library.count("embeddings")
    covered = {chunk.article_id for chunk in library.chunks([int(chunk_id) for chunk_id in found]).values()}
    assert covered == set(ids)
    return library
