"""A graph of neighbours that the disk took in part is told from its bytes; Chroma, which says nothing of it, would read past its end."""

import sys

import numpy as np
import pytest

from ingest import apart, neighbours
from ingest.collection import Collection, Row
from ingest.errors import IndexBroken

WRITTEN = apart.written  # in a process of its own


def rows(first, last, dimension=16):
    vectors = np.random.default_rng(first).normal(size=(last - first, dimension)).astype(np.float32)
    return [
        Row(number, vector / np.linalg.norm(vector), f"text {number}", {"version": 1})
        for number, vector in zip(range(first, last), vectors, strict=True)
    ]


@pytest.fixture(scope="module")
def grown(tmp_path_factory):
    """A folder to which rows were added, and what its graph files were before."""
    folder = tmp_path_factory.mktemp("grown")
    apart.write(folder, [], [rows(1, 301)])
    before = {path.name: path.read_bytes() for path in folder.glob("*/*.bin")}
    apart.write(folder, [3, 4], [rows(301, 700)])
    return folder, before


def graph_of(folder, name):
    return next(folder.glob(f"*/{name}"))


def with_old(folder, before, *names):
    """The folder with some of its files as they were; gives what puts it back."""
    kept = {graph_of(folder, name): graph_of(folder, name).read_bytes() for name in names}
    for path in kept:
        path.write_bytes(before[path.name])
    return lambda: [path.write_bytes(content) for path, content in kept.items()]


def test_a_graph_as_it_was_written_leads_nowhere_else(grown):
    assert not neighbours.leads_astray(grown[0])


@pytest.mark.parametrize(
    "names", [("header.bin",), ("link_lists.bin",), ("data_level0.bin",), ("header.bin", "link_lists.bin")]
)
def test_files_of_before_beside_those_of_now_lead_astray(grown, names):
    put_back = with_old(*grown, *names)
    assert neighbours.leads_astray(grown[0])
    put_back()
    assert not neighbours.leads_astray(grown[0])


@pytest.mark.parametrize("end", [b"", b"\xff\xff\xff\x7f", bytes(4)])
def test_lists_that_are_cut_lead_astray(grown, end):
    file = graph_of(grown[0], "link_lists.bin")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 8 * 4 - 2] + end)
    assert neighbours.leads_astray(grown[0])
    file.write_bytes(whole)


def test_a_vector_that_the_disk_did_not_take_leads_astray(grown):
    file, head = (graph_of(grown[0], name) for name in ("data_level0.bin", "header.bin"))
    whole, size = file.read_bytes(), neighbours.read_head(head.read_bytes()).size
    file.write_bytes(whole[: 5 * size] + whole[4 * size : 5 * size] + whole[6 * size :])
    assert neighbours.leads_astray(grown[0])
    file.write_bytes(whole)


def silent(monkeypatch, before_close):
    """The disk loses something as Chroma closes the folder, and Chroma says nothing."""
    close = Collection.close

    def lost(collection):
        close(collection)
        before_close()

    monkeypatch.setattr(Collection, "close", lost)


def test_what_the_disk_did_not_take_is_not_told_as_written(tmp_path, monkeypatch):
    apart.write(tmp_path, [], [rows(1, 50)])
    head = graph_of(tmp_path, "header.bin")
    old = head.read_bytes()
    silent(monkeypatch, lambda: head.write_bytes(old))
    with pytest.raises(IndexBroken, match="leads nowhere"):
        apart.write(tmp_path, [], [rows(50, 60)])


def test_rows_that_chroma_drops_are_not_told_as_written(tmp_path, monkeypatch):
    apart.write(tmp_path, [], [rows(1, 50)])
    monkeypatch.setattr(Collection, "add", lambda *_: None)
    with pytest.raises(IndexBroken, match="not found"):
        apart.write(tmp_path, [], [rows(50, 60)])


LOST = """
import sys
from ingest import apart
from ingest.collection import Collection
Collection.add = lambda *given: None
sys.exit(apart.take_down(sys.stdin, sys.stdout))
"""


def test_whoever_asked_is_told_in_words_that_it_does_not_stand_there(tmp_path, monkeypatch):
    apart.write(tmp_path, [], [rows(1, 50)])
    monkeypatch.setattr(apart, "_command", lambda *given: [sys.executable, "-c", LOST, *map(str, given)])
    with pytest.raises(IndexBroken, match="does not stand in its files"):
        WRITTEN(tmp_path, apart.Work([], [rows(50, 60)], 10), apart.Writer(), lambda: False)
