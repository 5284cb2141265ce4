"""The commands of the product in a process that is made to fail: forked where everything is loaded, so that a run takes a fraction of a second.

What stands in: an embedder whose vectors come from hashed words, and a web that is one server on loopback. All else is what
`briefing` runs, its exit code and its line on stderr included.
"""

from __future__ import annotations

import ctypes
import json
import multiprocessing
import os
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from typer.main import get_command

import ui.cli
from assistant import intake, settings
from assistant.assistant import Assistant
from assistant.json_out import answer_json
from assistant.settings import PREFIX
from ingest import embedder, languages
from ingest.errors import BriefingError
from ingest.fetch import Fetcher, Outside
from ingest.index import Index
from tests.fakes import FakeEmbedder
from tests.websites import QUICK
from ui import stopping

ROOT = Path(__file__).resolve().parent.parent
ATTEND, HEALTHY = "attend", "healthy"  # a page that is open, which no command is; the state of an index that answers
OUTLET = "courier.example"  # the outlet whose feed is followed
TAKEN = Index._take_lock
ANSWERED = (0, 3)  # exit codes: done, and asked without an answer
PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """Command lines of `briefing`, without that word, for one library; what they print is added to `said` and `told`.

    `port` is that of the server which stands for the web. Unless it is `indexed` it works as where another process, such as the open page, holds the index.
    """

    lines: tuple[Words, ...]
    library: Path
    said: Path
    told: Path
    port: int = 0
    indexed: bool = False


def started(task: Task, *, waits: bool = False) -> tuple[ForkServerProcess, Connection]:
    """A process that does a task; one that `waits` begins when it is sent something."""
    context = served()
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(task, theirs if waits else None))
    process.start()
    theirs.close()
    if waits:
        ours.recv()  # it is ready
    return process, ours


@cache
def served() -> ForkServerContext:
    """The server that forks the processes; it finds this repository wherever it is started."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["bench._warmed"])
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *([before] if before else [])])
    forkserver.ensure_running()
    os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)
    return context


def done(task: Task) -> int:
    """The exit code of a task that is left in peace."""
    process, _ = started(task)
    process.join()
    assert process.exitcode is not None
    return process.exitcode


def work(task: Task, gate: Connection | None = None) -> None:
    """Do a task in this process, and end it with the exit code of the first command that failed."""
    for file, number in ((task.said, 1), (task.told, 2)):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), number)
    os.chdir(task.said.parent)  # away from a file of settings
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        del os.environ[name]
    stand_in(task.port, indexed=task.indexed)
    if gate is not None:
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY, 0, 0, 0)
        gate.send("ready")
        gate.recv()
    code = ended_with(task)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # what the fork server registered for its own end is not this process's


def ended_with(task: Task) -> int:
    """The exit code of the first command that failed, or was told to stop; between two of them too."""
    try:
        with stopping.heeded():
            return next((code for words in task.lines if (code := run(words, task.library)) not in ANSWERED), 0)
    except stopping.Stopped as ended:
        return int(ended.code or 0)


def stand_in(port: int, *, indexed: bool) -> None:
    """Put the fakes where the product looks for an embedding model, for the web and, unless it is `indexed`, for the index."""
    dial = Outside().dial
    outside = Outside(
        resolve=lambda *_: ["127.0.0.1"], dial=lambda address, _, seconds: dial(address, port, seconds),
        sleep=lambda _: None,
    )  # fmt: skip
    Index._take_lock = TAKEN if indexed else held_elsewhere  # type: ignore[method-assign]
    embedder.load = lambda *_: FakeEmbedder()
    embedder.identity_of = lambda _: FakeEmbedder.identity
    embedder.languages_of = lambda _: FakeEmbedder.languages
    intake.fetcher = lambda _: Fetcher(allow_private_hosts=(OUTLET,), limits=QUICK, outside=outside)


def held_elsewhere(*_: object, **__: object) -> bool:
    """What asking for the lock of the index comes to where another process, such as the open page, holds it."""
    return False


def run(words: Sequence[str], library: Path) -> int:
    """The exit code of one command; what it does not catch is a traceback on stderr and code 1, as in Python itself."""
    if words[0] == ATTEND:
        return attended(words[1:], library)
    sys.argv = ["briefing", *words, "--library", str(library)]
    try:
        ui.cli.main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # noqa: BLE001  whatever it is, it is reported as Python reports it
        traceback.print_exc()
        return 1
    return 0


def attended(questions: Sequence[str], library: Path) -> int:
    """What an open page does: its index in use, healed behind the questions that it answers; at last, how the index fares."""
    try:
        assistant = Assistant.open(settings.load(library=library))
        try:
            assistant.warm(build_index=True)
            for question in questions:
                print(json.dumps(answer_json(assistant.ask(question))), flush=True)
            print(json.dumps({"index": assistant.index.state}), flush=True)
        finally:
            assistant.close()
    except BriefingError as error:
        print(f"briefing: {error}", file=sys.stderr)
        return 1
    return 0


def warm() -> None:
    """Do once what every task does, so that what is imported on the way is there in every process that is forked."""
    import chromadb  # noqa: F401  here, once, not in every process

    ui.cli.app = get_command(ui.cli.app)  # type: ignore[assignment]  # which takes longer than some commands
    languages.detected("The ferry left the quay at nine on Monday, an hour late, the port office said.")
    with tempfile.TemporaryDirectory() as folder, quiet():
        articles = Path(folder) / "articles.jsonl"
        articles.write_text('{"text": "The ferry left the quay at nine on Monday.", "published": "2026-03-09"}\n')
        stand_in(0, indexed=False)
        for words in (("add", str(articles)), ("ask", "When did the ferry leave?"), ("brief",), ("update",)):
            run((*words, "--json"), Path(folder) / "library")
    Index._take_lock = TAKEN  # type: ignore[method-assign]


@contextmanager
def quiet() -> Iterator[None]:
    """Nothing is printed meanwhile, not even by those who write to the file of standard output."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
