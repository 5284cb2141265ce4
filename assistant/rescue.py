"""A library's file looked at and mended: what the library can be opened with, and what has to be done before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest import leftover, soundness, word_index
from ingest.disk import SALVAGE, is_damaged
from ingest.errors import LibraryError
from ingest.library import FILE_NAME, Library
from ingest.salvage import keep_log, salvage

Json = dict[str, Any]


def rescued(folder: Path, now: datetime) -> Iterator[Json]:
    """What had to be done to a library's file before it can be opened, a finding each; nothing for a file that is sound.

    Nothing that was there is lost or overwritten. Raises `LibraryError` where nothing can be saved, and while another process has the library open.
    """
    file = folder.expanduser().absolute() / FILE_NAME
    if not file.is_file() or not file.stat().st_size:
        return
    problem = leftover.problem_of(file)
    if problem is not None:
        kept = keep_log(file, problem, now)
        yield _mended(
            f"{problem.words}, and the last writes with them; the log is kept as {str(kept)!r}, the library goes on without"
        )
    if _is_damaged(folder):
        yield _mended(salvage(file, now).told)


def _is_damaged(folder: Path) -> bool:
    try:
        library = Library.open(folder)
    except LibraryError as error:
        if is_damaged(error):
            return True
        raise
    try:
        found = soundness.faults(library.database)
        if found.pages and word_index.wanting(library):  # the index of words alone, perhaps, which is soon made anew
            with library.writing(), suppress(LibraryError):
                word_index.make_anew(library)
            found = soundness.faults(library.database)
        return bool(found.pages)
    finally:
        library.close()


def file_state(library: Library, *, repair: bool) -> tuple[str, bool]:
    """What is wrong with a library's file, "" for nothing, and whether something was mended; with `repair` what can be is."""
    found = soundness.faults(library.database)
    left = soundness.mend(library.database, found) if repair else found
    mended = len(left.told) < len(found.told)
    if left.pages:
        return f"{'; '.join(left.told)}; {SALVAGE}", mended
    cure = "it stays as it is: restore a backup" if repair else "'briefing check --repair' mends what can be"
    return ("; ".join([*left.told, cure]) if left.told else ""), mended


def _mended(state: str) -> Json:
    return {"part": "file", "ok": True, "state": state, "repaired": True}
