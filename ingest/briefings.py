"""Kept briefings: every edition as its JSON, in the library's file, for ever."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ingest.changes import mark
from ingest.errors import NotFound
from ingest.library import Library

CLAIMS = ("summary", "points", "numbers", "watch", "unknowns")  # the parts of a told story that are claims themselves


@dataclass(frozen=True, slots=True)
class Kept:
    """One edition of the briefing of a day: when it was made (UTC, ISO), and its JSON as `briefing brief` prints it.

    `scope` says what narrows it, "" for the whole day; editions count from 1.
    """

    day: date
    scope: str
    edition: int
    made: str
    data: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelved:
    """An edition that is kept, without what it says: its day, scope and number, and when it was made (UTC, ISO)."""

    day: date
    scope: str
    edition: int
    made: str


def keep(library: Library, day: date, data: dict[str, Any], *, made: datetime, scope: str = "") -> Kept:
    """Keep a briefing, as a further edition unless the newest one says just the same."""
    body = json.dumps(data, ensure_ascii=False)
    moment = made.astimezone(UTC).isoformat(timespec="seconds")
    with library.database.transaction() as connection:
        row = connection.execute(
            "SELECT * FROM briefings WHERE day = ? AND scope = ? ORDER BY edition DESC LIMIT 1", (str(day), scope)
        ).fetchone()
        if row is not None and row["body"] == body:
            return _kept(row)
        edition = 1 + (row["edition"] if row is not None else 0)
        connection.execute("INSERT INTO briefings VALUES (?, ?, ?, ?, ?)", (str(day), scope, edition, moment, body))
    return Kept(day, scope, edition, moment, data)


def shelved(library: Library) -> list[Shelved]:
    """Every edition that is kept, of whatever scope: the newest day first, of a day the newest edition."""
    rows = library.database.rows(
        "SELECT day, scope, edition, made FROM briefings ORDER BY day DESC, scope, edition DESC"
    )
    return [Shelved(date.fromisoformat(row["day"]), row["scope"], row["edition"], row["made"]) for row in rows]


def kept(library: Library, scope: str = "") -> list[Kept]:
    """The newest edition of each day, the newest day first."""
    rows = library.database.rows(
        "SELECT * FROM briefings b WHERE scope = ? AND edition = "
        "(SELECT max(edition) FROM briefings o WHERE o.day = b.day AND o.scope = b.scope) ORDER BY day DESC",
        (scope,),
    )
    return [_kept(row) for row in rows]


def last_before(library: Library, day: date, scope: str = "") -> Kept | None:
    """The newest edition of the last day before one that was briefed, None when there is none."""
    row = library.database.row(
        "SELECT * FROM briefings WHERE scope = ? AND day < ? ORDER BY day DESC, edition DESC LIMIT 1", (scope, str(day))
    )
    return _kept(row) if row else None


def edition(library: Library, day: date, number: int | None = None, scope: str = "") -> Kept:
    """One edition of a day, the newest when no number is given; raises `NotFound`."""
    row = library.database.row(
        "SELECT * FROM briefings WHERE day = ? AND scope = ? AND edition = coalesce(?, edition) "
        "ORDER BY edition DESC LIMIT 1",
        (str(day), scope, number),
    )
    if row is None:
        which = f"edition {number} of the briefing" if number is not None else "briefing"
        raise NotFound(f"no {which} of {day} was kept; 'briefing brief --day {day}' makes one")
    return _kept(row)


def covered(library: Library, before: date, scope: str = "") -> set[tuple[str, int]]:
    """The article versions, as (id, version), that briefings of the days before one have accounted for."""
    rows = library.database.rows(
        "SELECT DISTINCT json_extract(c.value, '$.article_id') AS article_id, json_extract(c.value, '$.version') AS version "
        "FROM briefings b, json_each(b.body, '$.coverage') c WHERE b.scope = ? AND b.day < ?",
        (scope, str(before)),
    )
    return {(row["article_id"], row["version"]) for row in rows}


def marked(library: Library, data: dict[str, Any]) -> dict[str, Any]:
    """A kept briefing whose citations say whether their words still stand: `changed_since` and `removed`."""
    mark(library, _claims(data))
    return data


def _claims(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every claim of a briefing's JSON."""
    found = list(data.get("lead", ()))
    for told in data.get("stories", ()):
        found += [told["headline"]] if told.get("headline") else []
        found += [claim for part in CLAIMS for claim in told.get(part, ())]
        found += [one["claim"] for part in ("said", "timeline") for one in told.get(part, ())]
        found += [claim for one in told.get("differences", ()) for claim in one["versions"]]
        found += [claim for one in told.get("changes", ()) for claim in (one["before"], one["after"]) if claim]
    return found


def _kept(row: sqlite3.Row) -> Kept:
    return Kept(date.fromisoformat(row["day"]), row["scope"], row["edition"], row["made"], json.loads(row["body"]))
