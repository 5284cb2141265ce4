"""A key that the process knows is in no file of the index, though Chroma writes memory there that it has not filled."""

import platform
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from ingest import apart, neighbours, unused
from ingest.collection import Row
from ingest.errors import IndexBroken
from ingest.generations import Generations

ROOT = Path(apart.__file__).parent.parent
KEY = b"sk-CANARY-0123456789abcdef"
FILL = (
    0x5A  # glibc's MALLOC_PERTURB_: memory is filled with it when given back, and with its complement when handed out
)
WRITING = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path("tests/ingest").resolve()))
from test_unused import rows
from ingest import apart
if sys.argv[2] == "off":
    apart.blank = lambda folder: None
apart.write(Path(sys.argv[1]), [], [rows(3)])
"""


def rows(count, dimension=64):
    vectors = np.random.default_rng(0).normal(size=(count, dimension)).astype(np.float32)
    return [
        Row(number, vector / np.linalg.norm(vector), f"text {number}", {"version": 1})
        for number, vector in enumerate(vectors, 1)
    ]


def leaked(folder, switch):
    """How much memory that nobody had written on is in the files of a process of its own: pieces of 64 bytes."""
    line = [sys.executable, "-c", WRITING, str(folder), switch]
    environment = {"MALLOC_PERTURB_": str(FILL), "PYTHONPATH": "."}
    subprocess.run(line, check=True, capture_output=True, cwd=ROOT, env=environment)
    written = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return sum(data.count(bytes([byte]) * 64) for data in written for byte in (FILL, FILL ^ 0xFF))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only it can mark the memory that it hands out")
def test_what_memory_held_before_is_in_no_file_and_would_be_there_otherwise(tmp_path):
    assert leaked(tmp_path / "off", "off") > 0
    assert leaked(tmp_path / "on", "on") == 0


def ends(folder):
    """What stands in the graph files behind the last vector."""
    for head in folder.glob(f"*/{neighbours.HEAD}"):
        found = neighbours.read_head(head.read_bytes())
        for name, each in zip(unused.ROOM, (found.size, 4), strict=True):
            yield head.with_name(name).read_bytes()[found.count * each :]


@pytest.mark.parametrize("count", [1, 30, 99, 150])
def test_behind_the_last_vector_there_are_zeros_after_every_write(tmp_path, count):
    for gone, come in ([], rows(count)), ([1], []):
        apart.write(tmp_path, gone, [come])
        assert [end.strip(b"\0") for end in ends(tmp_path)] == [b"", b""]


def test_a_folder_that_is_put_aside_is_blanked_too(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(apart, "blank", lambda _: None)
        apart.write(tmp_path / "gen-0001", [], [rows(3)])
    for name in unused.ROOM:
        file = next((tmp_path / "gen-0001").glob(f"*/{name}"))
        file.write_bytes(file.read_bytes()[:-30] + KEY + b"....")
    Generations(tmp_path).put_aside(tmp_path / "gen-0001")
    assert len(list(ends(tmp_path / "damaged"))) == 2
    assert not any(KEY in path.read_bytes() for path in tmp_path.rglob("*.bin"))


@pytest.mark.parametrize("head", [b"", b"\2" + bytes(99), b"\1" + bytes(120)])
def test_files_of_another_layout_are_not_touched_and_not_trusted(tmp_path, head):
    apart.write(tmp_path, [], [rows(3)])
    next(tmp_path.glob(f"*/{neighbours.HEAD}")).write_bytes(head)
    before = [path.read_bytes() for path in sorted(tmp_path.rglob("*.bin"))]
    with pytest.raises(IndexBroken, match="not known here"):
        unused.blank(tmp_path)
    assert [path.read_bytes() for path in sorted(tmp_path.rglob("*.bin"))] == before
