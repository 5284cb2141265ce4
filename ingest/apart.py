"""Chroma at work in a process of its own, which may crash, hang or be ended without harm to those who ask.

`proved` looks whether a folder can be trusted before it is opened where answers are made: damaged files give silently wrong
results or end the process that reads them, and a count proves nothing. `written` writes rows: Chroma lets no other thread of its
process run meanwhile, and says nothing, or ends its process, where the disk does not take them. So what was written is read again there.
"""

from __future__ import annotations

import base64
import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import IO, Any

import numpy as np

from ingest.collection import DATABASE, Collection, Row, Vector, load
from ingest.errors import IndexBroken
from ingest.generations import contents, read_state, write_state
from ingest.neighbours import leads_astray
from ingest.unused import blank

PROBE_SECONDS = 120.0  # of a machine that is busy
WRITE_SECONDS = 60.0, 0.1  # at most so long for any write, and for each of its rows
LOST, ALTERED, UNREADABLE, CUT_OFF, ASTRAY = 11, 12, 13, 14, 15  # exit codes
ASKED = 64  # rows at most that are looked for once they are written
END = "null"  # after the last block: without it whoever wrote was killed
REASONS = {
    LOST: "known vectors are not found in it",
    ALTERED: "its files are not those that were written",
    UNREADABLE: "it cannot be read",
    CUT_OFF: "what was to be written was cut off",
    ASTRAY: "what was to be written does not stand in its files",
}

Canary = tuple[int, Vector]


@dataclass(frozen=True, slots=True)
class Proof:
    """What a folder is proved by: the digests of its files, and known vectors, which find themselves."""

    files: dict[str, str]
    canaries: Sequence[Canary]

    def told(self) -> dict[str, object]:
        """The proof as another process is told it."""
        return {"files": self.files, "canaries": [[one, _packed(vector)] for one, vector in self.canaries]}


def proved(generation: Path, proof: Proof) -> str:
    """Why a folder is not to be trusted, "" where it is."""
    try:
        done = subprocess.run(  # noqa: S603  our own module, by our own interpreter
            _command("prove", str(generation)), input=json.dumps(proof.told()), text=True, capture_output=True, timeout=PROBE_SECONDS,
            check=False, cwd=_HOME,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return f"looking at it took longer than {PROBE_SECONDS:.0f} seconds"
    return "" if done.returncode == 0 else _reason(done.returncode)


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be written: ids that go, then blocks of rows that come, `count` in all; with a proof, only to a folder that bears it."""

    gone: Sequence[int]
    blocks: Iterable[Sequence[Row]]
    count: int
    proof: Proof | None = None


class Writer:
    """The process that is to write: begun beforehand it has imported Chroma by then, which takes it more than half a second."""

    def __init__(self) -> None:
        self._begun: subprocess.Popen[str] | None = None
        self._guard = threading.Lock()

    @property
    def is_begun(self) -> bool:
        """Whether the process was begun and nobody has taken it."""
        return self._begun is not None

    def begin(self) -> None:
        """Have the process ready, unless it is."""
        with self._guard:
            if self._begun is None:
                self._begun = _writer()

    def taken(self) -> subprocess.Popen[str]:
        """The process, begun now where it was not; the next one is another."""
        with self._guard:
            process, self._begun = self._begun, None
        if process is not None and process.poll() is not None:
            _ended(process)
            process = None
        return process or _writer()

    def end(self) -> None:
        """End the process that nobody took."""
        with self._guard:
            process, self._begun = self._begun, None
        if process is not None:
            _ended(process)


def written(generation: Path, work: Work, writer: Writer, stopped: Callable[[], bool]) -> dict[str, str]:
    """Write to a folder, made where it is empty; the digests of its files.

    Raises `IndexBroken` where that fails, takes too long or is stopped; the folder is worth nothing then.
    """
    process = writer.taken()
    limit = threading.Timer(WRITE_SECONDS[0] + WRITE_SECONDS[1] * work.count, process.kill)
    limit.daemon = True
    limit.start()
    told = ""
    try:
        _tell(process, generation, work, stopped)
        told = _awaited(process, stopped)
    finally:
        limit.cancel()
        _ended(process)
    if process.returncode:
        raise IndexBroken(f"the index could not be written: {_reason(process.returncode)}; it is built anew later")
    files: dict[str, str] = json.loads(told)
    return files


def _writer() -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603  our own module, by our own interpreter
        _command("write"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=_HOME,
    )  # fmt: skip


def _ended(process: subprocess.Popen[str]) -> None:
    process.kill()
    with suppress(BrokenPipeError), process:  # what was not sent yet goes to nobody
        pass


def _tell(process: subprocess.Popen[str], generation: Path, work: Work, stopped: Callable[[], bool]) -> None:
    pipe = process.stdin
    assert pipe is not None  # noqa: S101  it was asked for
    try:
        with pipe:
            proof = work.proof.told() if work.proof else None
            pipe.write(json.dumps({"folder": str(generation), "gone": list(work.gone), "proof": proof}) + "\n")
            for block in work.blocks:
                if stopped():
                    return process.kill()
                pipe.write(json.dumps([_told(row) for row in block]) + "\n")
            pipe.write(END + "\n")
    except BrokenPipeError:
        return None  # it ended early: its exit code says why
    return None


def _awaited(process: subprocess.Popen[str], stopped: Callable[[], bool]) -> str:
    """What the process says once it is done."""
    while True:
        try:
            process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            if stopped():
                process.kill()
        else:
            assert process.stdout is not None  # noqa: S101  it was asked for
            return process.stdout.read()


def _reason(code: int) -> str:
    if code < 0:
        return f"the process that looked at it was ended by signal {-code}"
    return REASONS.get(code, f"the process that looked at it ended with exit code {code}")


_HOME = Path(__file__).parent.parent


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "ingest.apart", *words]


def _packed(vector: Vector) -> str:
    return base64.b64encode(vector.astype("<f4").tobytes()).decode()


def _unpacked(packed: str) -> Vector:
    return np.frombuffer(base64.b64decode(packed), dtype="<f4").astype(np.float32)


def _told(row: Row) -> list[object]:
    return [row.id, _packed(row.vector), row.text, row.place]


# -- what runs in the other process -----------------------------------------------------------------------------


def look(generation: Path, asked: IO[str]) -> int:
    """The exit code that says whether a folder can be trusted."""
    return _looked(generation, json.load(asked))


def _looked(generation: Path, proof: dict[str, Any]) -> int:
    try:
        if contents(generation) != proof["files"]:
            return ALTERED
    except (OSError, sqlite3.Error):
        return UNREADABLE
    try:
        collection = Collection(generation)
        found = collection.leads_to([(one, _unpacked(packed)) for one, packed in proof["canaries"]])
        collection.close()
    except IndexBroken:
        return UNREADABLE
    return 0 if found else LOST


def take_down(asked: IO[str], told: IO[str]) -> int:
    """Write what is asked to a folder and tell the digests of its files; nothing more once whoever asked is gone."""
    load()
    first = json.loads(asked.readline() or END)
    if first is None:
        return CUT_OFF
    generation = Path(first["folder"])
    if first["proof"] is not None and (code := begun(generation, first["proof"])):
        return code
    try:
        files = write(generation, first["gone"], _heard(asked))
    except IndexBroken:
        return ASTRAY
    json.dump(files, told)
    return 0


def begun(generation: Path, proof: dict[str, Any]) -> int:
    """Prove a folder, and mark it as half written; the exit code that says why not."""
    code, state = _looked(generation, proof), read_state(generation)
    if not code and state is not None:
        write_state(generation, replace(state, whole=False))
    return code or (0 if state is not None else UNREADABLE)


def write(generation: Path, gone: Sequence[int], blocks: Iterable[Sequence[Row]]) -> dict[str, str]:
    """Write to a folder in this process, and read again what was written; the digests of its files.

    Raises `IndexBroken` where Chroma fails, or something else stands in the files than was to be written.
    """
    coming = iter(blocks)
    some: list[Row] = []
    first = next(coming, [])
    with _opened(generation) as collection:
        if first and not collection.ids().size:
            collection.prime(first[0].vector.size)
    with _opened(generation) as collection:
        if gone:
            collection.remove(gone)
        for block in chain([first] if first else [], coming):
            collection.add(block)
            some += block[:: 1 + len(block) // ASKED]
    if leads_astray(generation):
        raise IndexBroken(f"{REASONS[ASTRAY]}: a link in its graph leads nowhere")
    with _opened(generation) as collection:
        if not collection.leads_to([(row.id, row.vector) for row in some[:: 1 + len(some) // ASKED]]):
            raise IndexBroken(f"{REASONS[ASTRAY]}: vectors are not found")
    return contents(generation)


@contextmanager
def _opened(generation: Path) -> Iterator[Collection]:
    collection = Collection(generation, create=not (generation / DATABASE).exists())
    try:
        yield collection
    finally:
        collection.close()
        blank(generation)


def _heard(asked: IO[str]) -> Iterator[list[Row]]:
    for line in asked:
        if line.strip() == END:
            return
        yield [Row(one, _unpacked(packed), *rest) for one, packed, *rest in json.loads(line)]
    sys.exit(CUT_OFF)


if __name__ == "__main__":
    _, what, *named = sys.argv
    sys.exit(look(Path(*named), sys.stdin) if what == "prove" else take_down(sys.stdin, sys.stdout))
