"""Which embedding model reads a library: one at a time, so that vectors of two models never meet in one search.

It stays until `hand_over` puts another in its place, in one transaction; the vectors of the one before are then of no use.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from ingest import rows
from ingest.library import Library

_KEY = "reader"
AT_ONCE = 2000  # vectors that are dropped in one transaction


@dataclass(frozen=True, slots=True)
class Reader:
    """The model that reads a library: its identity, and the name that it was loaded by, None where that was not noted."""

    identity: str
    name: str | None = None


def reader(library: Library) -> Reader | None:
    """The model that reads a library, None while none has; where it was not noted, the one that has read most of it."""
    row = library.database.row("SELECT value FROM meta WHERE key = ?", (_KEY,))
    if row is not None:
        noted = json.loads(row["value"])
        return Reader(noted["identity"], noted["name"])
    models = [
        one for one in library.database.rows("SELECT id, identity FROM models") if has_read(library, one["identity"])
    ]
    if len(models) < 2:
        return Reader(models[0]["identity"]) if models else None
    most = max(models, key=lambda one: (count(library, one["identity"]), one["identity"]))
    return Reader(most["identity"])


def has_read(library: Library, identity: str) -> bool:
    """Whether there is a vector of a model."""
    found = library.database.row(
        "SELECT EXISTS (SELECT 1 FROM embeddings e JOIN models m ON m.id = e.model_id WHERE m.identity = ?) AS found",
        (identity,),
    )
    return bool(found and found["found"])


def count(library: Library, identity: str) -> int:
    """How many vectors of a model there are."""
    row = library.database.row(
        "SELECT count(*) AS n FROM embeddings WHERE model_id = (SELECT id FROM models WHERE identity = ?)", (identity,)
    )
    return int(row["n"]) if row else 0


def dimension(library: Library, identity: str) -> int:
    """How many numbers a vector of a model has, 0 for one that never read."""
    row = library.database.row("SELECT dimension FROM models WHERE identity = ?", (identity,))
    return int(row["dimension"]) if row else 0


def note(library: Library, identity: str, name: str) -> None:
    """Remember by which name the model is loaded that reads a library; another model than that one is not noted."""
    known = reader(library)
    if known is not None and known.identity == identity and known.name != name:
        with library.database.transaction() as connection:
            _keep(connection, Reader(identity, name))


def drop(library: Library, identity: str, chunk_ids: Sequence[int]) -> None:
    """Drop the vectors that a model gave to some chunks, to be made anew."""
    with library.database.transaction() as connection:
        connection.executemany(
            "DELETE FROM embeddings WHERE chunk_id = ? AND model_id = (SELECT id FROM models WHERE identity = ?)",
            [(chunk_id, identity) for chunk_id in chunk_ids],
        )
        rows.count_revision(connection)


def hand_over(library: Library, identity: str, name: str) -> None:
    """Let another model read a library from now on; every process that looks sees the one before or this one."""
    with library.database.transaction() as connection:
        _keep(connection, Reader(identity, name))
        rows.count_revision(connection)


def drop_others(library: Library) -> int:
    """Drop the vectors of every model but the one that reads a library; how many there were."""
    known, dropped = reader(library), 0
    kept = known.identity if known else ""
    for model in library.database.rows("SELECT id FROM models WHERE identity != ?", (kept,)) if kept else ():
        while True:
            with library.database.transaction() as connection:
                gone = connection.execute(
                    "DELETE FROM embeddings WHERE model_id = ? AND chunk_id IN "
                    "(SELECT chunk_id FROM embeddings WHERE model_id = ? LIMIT ?)",
                    (model["id"], model["id"], AT_ONCE),
                ).rowcount
                if not gone:
                    connection.execute("DELETE FROM models WHERE id = ?", (model["id"],))
                    break
            dropped += gone
    return dropped


def _keep(connection: sqlite3.Connection, one: Reader) -> None:
    value = json.dumps({"identity": one.identity, "name": one.name})
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, value))
