"""What a reader chose for one library and wants to find again: short texts by name, kept in the library's file."""

from __future__ import annotations

from ingest.library import Library

MODEL = "model"  # the chat model that words the answers, "" for none
_KEY = "choice:"  # the table also holds what is not chosen


def choice(library: Library, name: str) -> str | None:
    """What was chosen, None where nothing was."""
    row = library.database.row("SELECT value FROM meta WHERE key = ?", (_KEY + name,))
    return str(row["value"]) if row else None


def choose(library: Library, name: str, value: str | None) -> None:
    """Keep a choice in place of the one before; None forgets it."""
    with library.database.transaction() as connection:
        connection.execute("DELETE FROM meta WHERE key = ?", (_KEY + name,))
        if value is not None:
            connection.execute("INSERT INTO meta VALUES (?, ?)", (_KEY + name, value))
