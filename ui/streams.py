"""The standard streams as a command may be given them: closed, full, cut off, or unable to show every letter."""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
import traceback
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
_CURES = {
    errno.ENOSPC: "free some space and run the command again",
    errno.EFBIG: "files may not grow as large here (ulimit -f)",
    errno.EIO: "look at where the output goes",
}


def made_safe() -> None:
    """See to it that there are three streams and that what is printed never fails for want of a letter.

    Called before any file is opened: the next one would get the number of a stream that is closed, and what a library prints
    would be written into it.
    """
    _taken_descriptors()
    for name, mode in _STREAMS:
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115  it stays open
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def json_line(value: Any) -> str:
    """A value as one line of JSON for stdout, in ASCII where that does not take every letter."""
    return json.dumps(value, ensure_ascii=not takes_every_letter(sys.stdout))


def takes_every_letter(stream: TextIO) -> bool:
    """Whether a stream can show all of Unicode."""
    return codecs.lookup(stream.encoding or "utf-8").name.startswith("utf")


def tell(words: str) -> None:
    """A line on stderr about how things go; nothing that is done ends because nobody can read it."""
    with suppress(OSError):
        sys.stderr.write(f"{words}\n")
        sys.stderr.flush()


def lost(error: OSError) -> int | None:
    """The exit code where output could not be written, which is said unless nobody reads it; None for what else it is."""
    if error.errno not in {errno.EPIPE, *_CURES} or error.filename is not None or _is_from_within(error):
        return None
    for stream in (sys.stdout, sys.stderr):
        _to_nowhere_if_broken(stream)
    if error.errno != errno.EPIPE:
        tell(f"briefing: cannot write the output: {error.strerror}; {_CURES[error.errno or 0]}")
    return 1


def _is_from_within(error: OSError) -> bool:
    """Whether an error comes from what prints nothing."""
    frames = traceback.walk_tb(error.__traceback__)
    return any(frame.f_globals.get("__name__", "").startswith(("ingest.", "assistant.")) for frame, _ in frames)


def _taken_descriptors() -> None:
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)


def _to_nowhere_if_broken(stream: TextIO) -> None:
    """What a stream still holds would be written when the interpreter ends, which then says so in its own words."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
