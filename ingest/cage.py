"""Reading hostile files in a process of its own, which may take so long and so much memory and no more.

    caged("text/html", body) -> Draft

One worker is kept warm and reads one file after the other: it gets a line of JSON and the bytes, and gives back a line
of JSON. A file that kills the worker, or outlasts it, is one `SourceError`; the next one gets a new worker. The worker
ends when its input ends, so it does not outlive its parent, and an alarm ends it where it cannot look up.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from ingest.errors import SourceError
from ingest.texts import Block, Draft

SECONDS = 10.0
MEGABYTES = 512
START_SECONDS = 120.0  # until a worker is ready: importing takes a second, on a machine under load many
MOST_FILES = 500  # then a new worker, so that what libraries keep in memory does not add up
_START = "import sys; sys.path.insert(0, sys.argv[1]); from ingest.cage import serve; serve(int(sys.argv[2]))"


class WorkerDied(Exception):
    """The worker ended before it answered."""


class Cage:
    """A worker that reads files within limits of time and memory; usable from several threads, one file at a time.

    `seconds` is wall time for one file; `megabytes` is the address space of the worker, on Linux.
    """

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._files = 0
        self._lock = threading.Lock()

    def draft(self, reader: str, body: bytes, seconds: float | None = None) -> Draft:
        """What the reader of that name makes of the bytes; raises `SourceError` when it refuses or breaks a limit.

        `seconds` stands in for the cage's own limit of time, for formats that take longer to read.
        """
        limit = self._seconds if seconds is None else seconds
        with self._lock:
            # A worker that has read much may run into its limit through no fault of this file.
            fresh = self._ready() == 0
            answer = self._answer(reader, body, limit)
            if "died" in answer and not fresh:
                self._ready()
                answer = self._answer(reader, body, limit)
        if "draft" not in answer:
            raise SourceError(str(answer.get("refused") or answer["died"]))
        return draft_from(answer["draft"])

    def close(self) -> None:
        """End the worker; a later file starts another."""
        with self._lock:
            self._end()

    def _ready(self) -> int:
        """See to it that there is a worker; the number of files it has read."""
        if self._owner != os.getpid():
            self._worker = None  # a fork: the worker belongs to the parent process
        if self._worker is None or self._worker.poll() is not None or self._files >= MOST_FILES:
            self._end()
            self._start()
        return self._files

    def _start(self) -> None:
        root = str(Path(__file__).resolve().parent.parent)
        line = [sys.executable, "-P", "-c", _START, root, str(self._megabytes)]
        self._worker = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 -- our own interpreter, no words from outside
        self._owner, self._files = os.getpid(), 0
        try:
            self._line(START_SECONDS)
        except WorkerDied as error:
            raise SourceError(
                "the process that reads files could not be started; check the installation with: briefing check"
            ) from error

    def _answer(self, reader: str, body: bytes, seconds: float) -> dict[str, Any]:
        self._files += 1
        request = json.dumps({"reader": reader, "size": len(body), "seconds": seconds}).encode() + b"\n"
        try:
            answer: dict[str, Any] = json.loads(self._line(seconds, request + body))
        except WorkerDied as error:
            return {"refused" if "longer" in str(error) else "died": str(error)}
        if "died" in answer:
            self._end()
        return answer

    def _line(self, seconds: float, request: bytes = b"") -> bytes:
        """The worker's next line, the request sent before; whatever goes wrong ends the worker."""
        worker, late = self._worker, threading.Event()
        if worker is None or worker.stdin is None or worker.stdout is None:
            raise WorkerDied("there is no process to read it; add it again")

        def stop() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            worker.stdin.write(request)
            worker.stdin.flush()
            line = worker.stdout.readline()
        except OSError:
            line = b""
        except BaseException:
            self._end()  # Ctrl-C: what the worker would say next answers a question nobody asks any more
            raise
        finally:
            timer.cancel()
        if line.endswith(b"\n"):
            return line
        self._end()
        if late.is_set():
            raise WorkerDied(f"it took longer than {seconds:g} s to read; save only the article and add that")
        raise WorkerDied(
            f"reading it ended the process that read it ({_ending(worker)}); save only the article and add that"
        )

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None or self._owner != os.getpid():
            return
        worker.kill()
        for stream in (worker.stdin, worker.stdout):
            _closed(stream)
        worker.wait()


def _closed(stream: IO[bytes] | None) -> None:
    try:
        if stream is not None:
            stream.close()
    except BrokenPipeError:
        return  # the rest of a request that nobody reads any more


def _ending(worker: subprocess.Popen[bytes]) -> str:
    code = worker.returncode
    return f"signal {-code}" if code is not None and code < 0 else f"exit status {code}"


_shared = Cage()
atexit.register(_shared.close)


def caged(reader: str, body: bytes, seconds: float = SECONDS) -> Draft:
    """What a reader of `ingest.extract.READERS` makes of some bytes, read in the worker that this process keeps."""
    return _shared.draft(reader, body, seconds)


def draft_from(values: dict[str, Any]) -> Draft:
    """The draft that `dataclasses.asdict` was made of."""
    blocks = tuple(Block(**block) for block in values.pop("blocks"))
    return Draft(blocks, **{**values, "dropped": tuple(values.get("dropped", ()))})


def serve(megabytes: int) -> None:
    """The worker: read files as they come until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source = sys.stdin.buffer
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    from ingest import extract, webpages

    webpages.warm()
    _limit(megabytes)
    _reply(replies, {"ready": True})
    while request := source.readline():
        asked = json.loads(request)
        body = source.read(asked["size"])
        _alarm(asked["seconds"] + 2)
        answer = _read(extract.READERS[asked["reader"]], body)
        _alarm(0)
        _reply(replies, answer)
        if "died" in answer:
            return


def _read(reader: Any, body: bytes) -> dict[str, Any]:
    """The answer to one request: a draft, a refusal in words, or what broke."""
    try:
        return {"draft": asdict(reader(body))}
    except SourceError as error:
        return {"refused": str(error)}
    except MemoryError:
        return {"died": "it needs more memory to read than it may have; save only the article and add that"}
    except Exception as error:  # noqa: BLE001 -- whatever a hostile file provokes is the outcome of that file
        reason = f"{type(error).__name__}: {str(error)[:200]}"
        return {"refused": f"it could not be read ({reason}); save only the article and add that"}


def _reply(replies: IO[bytes], answer: dict[str, Any]) -> None:
    replies.write(json.dumps(answer).encode() + b"\n")
    replies.flush()


def _limit(megabytes: int) -> None:
    """Limit the address space, where the system can; no core files."""
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_048_576, megabytes * 1_048_576))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _alarm(seconds: float) -> None:
    """End this process after so many seconds even inside a library's loop, should the parent be gone; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
