"""What a library needs around it on this machine: room, permissions, the model's files, a sane clock and settings."""

from __future__ import annotations

import importlib.metadata
import os
import shutil
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.chatmodel import ENV_FILE
from assistant.condition import Condition
from assistant.storage import size_words
from ingest import earlier, embedder
from ingest.clock import is_impossible
from ingest.library import FILE_NAME

if TYPE_CHECKING:
    from assistant.settings import Settings

LEAST_ROOM = 100_000_000  # bytes
NOBODY_ELSE = stat.S_IRWXG | stat.S_IRWXO


def version(_: Settings, *, repair: bool) -> Condition:  # noqa: ARG001  nothing of it can be mended here
    """Which version of the product runs, on which Python."""
    try:
        own = importlib.metadata.version("cited-briefing")
    except importlib.metadata.PackageNotFoundError:
        own = "not installed as a package"
    return Condition(f"cited-briefing {own}, Python {'.'.join(map(str, sys.version_info[:3]))}")


def clock(_: Settings, *, repair: bool) -> Condition:  # noqa: ARG001  nor does anybody else set the clock
    """Whether the machine's clock can be right."""
    now = datetime.now(UTC)
    if is_impossible(now):
        return Condition(
            f"this machine's clock says {now:%Y-%m-%d}, which cannot be; set it before adding articles", ok=False
        )
    return Condition(f"{now:%Y-%m-%d %H:%M} UTC")


def disk(settings: Settings, *, repair: bool) -> Condition:  # noqa: ARG001  nothing of the user's is deleted for room
    """How much room is left where the library lies."""
    folder = _existing(settings.library.expanduser().absolute())
    free = shutil.disk_usage(folder).free
    used = sum(file.stat().st_size for file in settings.library.expanduser().glob(f"{FILE_NAME}*"))
    needed = max(LEAST_ROOM, used)  # a copy of the library, which a backup or another model's embeddings may take
    told = f"{size_words(free)} free"
    return Condition(
        told if free >= needed else f"{told}: make room, {size_words(needed)} should be", ok=free >= needed
    )


def before(settings: Settings, *, repair: bool) -> Condition | None:  # noqa: ARG001  it is the user's to delete
    """The copy of the library from before its format changed, where there is one."""
    told = earlier.told(settings.library.expanduser().absolute() / FILE_NAME)
    return Condition(told) if told else None


def permissions(settings: Settings, *, repair: bool) -> Condition:
    """Whether the library can be written, and nobody else may read it or the keys in `.env`."""
    folder = settings.library.expanduser().absolute()
    files = [folder, folder / FILE_NAME]
    shut = [str(file) for file in files if file.exists() and not os.access(file, os.W_OK)]
    if shut:
        return Condition(f"{shut[0]!r} cannot be written: questions are answered, but nothing can be added", ok=False)
    keys = Path(ENV_FILE)
    open_to_others = keys.is_file() and os.name == "posix" and keys.stat().st_mode & NOBODY_ELSE
    if not open_to_others:
        return Condition(
            "the library can be written" + (", the keys in .env are the user's alone" if keys.is_file() else "")
        )
    if not repair:
        return Condition(
            f"others on this machine may read {ENV_FILE!r}, which may hold keys: chmod 600 {ENV_FILE}", ok=False
        )
    keys.chmod(stat.S_IMODE(keys.stat().st_mode) & ~NOBODY_ELSE)
    return Condition(f"{ENV_FILE!r} was open to others, now it is the user's alone", repaired=True)


def model_files(settings: Settings, *, repair: bool) -> Condition:  # noqa: ARG001  a model is installed by its user
    """Whether the files of the embedding model are there, and the ones that were published; raises `ModelError`."""
    name = settings.embedding_model
    known_as = embedder.checked(name)
    told = f"{name or embedder.BUILT_IN!r}, {known_as}"
    return Condition(
        told if known_as else f"{name!r} is no folder on this machine; it is looked for when it is first needed"
    )


def chat_model(settings: Settings, *, repair: bool) -> Condition | None:  # noqa: ARG001  a key is the user's to give
    """Whether the chat model that is set can be asked at all; nothing is sent to it."""
    if not settings.model:
        return None
    from assistant import chatmodel

    chatmodel.load(settings.model, settings.model_timeout)
    where = (
        "on this machine or where its address says"
        if settings.model.partition(":")[0] == "ollama"
        else "by its provider"
    )
    return Condition(f"{settings.model!r} is ready to be asked, {where}; 'Test connection' on the page asks it")


def _existing(folder: Path) -> Path:
    return next(one for one in (folder, *folder.parents) if one.exists())
