"""What a library remembers of the addresses of its articles: which article each showed, and whether it is due to be seen again.

News changes in its first hours and hardly ever after weeks, so the pauses between two looks at an address double.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.articles import article_id
from ingest.canonical import canonical_url, same_address
from ingest.library import Library

LOOKED_AFTER = timedelta(days=14)  # since its present version was stored


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an address: the article it showed, and the server's marks of that version.

    `own` says that it is the article's own address, not that of an exact copy of it; not `seen`, the article was given under
    that address by a feed or a file.
    """

    article_id: str
    etag: str = ""
    last_modified: str = ""
    own: bool = True
    seen: bool = True


def known(library: Library, url: str) -> Known | None:
    """What is remembered of an address; None for one that was never stored, or whose article was taken out."""
    address = canonical_url(url)
    row = library.database.row("SELECT * FROM validators WHERE address = ?", (address,))
    name = library.at_address(address) or article_id("url", same_address(address))
    if row is not None:
        return Known(row["article_id"], row["etag"], row["last_modified"], own=bool(row["own"]))
    return Known(name, seen=False) if library.content_hash(name) is not None else None


def to_see_again(library: Library, now: datetime) -> list[str]:
    """The addresses of articles that followed feeds brought and that may have changed by now, the newest article first."""
    found = library.database.rows(
        "SELECT a.address, a.checked, v.added FROM validators a "
        "JOIN articles l ON l.id = a.article_id JOIN versions v ON v.article_id = l.id AND v.version = l.version "
        "WHERE v.added > ? AND EXISTS (SELECT 1 FROM feed_entries e JOIN feeds f ON f.id = e.feed_id "
        "WHERE e.article_id = a.article_id AND f.retired = '') ORDER BY v.added DESC, a.address",
        (_text(now - LOOKED_AFTER),),
    )
    return [row["address"] for row in found if _is_due(row["added"], row["checked"], now)]


def remember(connection: sqlite3.Connection, url: str, shown: Known, now: datetime) -> None:
    """Write down what an address showed, so that the next visit can ask whether it changed."""
    connection.execute(
        "INSERT OR REPLACE INTO validators (address, article_id, own, etag, last_modified, checked) VALUES (?, ?, ?, ?, ?, ?)",
        (canonical_url(url), shown.article_id, shown.own, shown.etag, shown.last_modified, _text(now)),
    )


def looked_at(connection: sqlite3.Connection, url: str, now: datetime) -> None:
    """Write down that an address was visited, whatever came of it."""
    connection.execute("UPDATE validators SET checked = ? WHERE address = ?", (_text(now), canonical_url(url)))


def _is_due(stored: str, checked: str, now: datetime) -> bool:
    """Whether as much time has passed since the last look as lay between storing and that look.

    A look that lies ahead was taken by a clock that was set back since.
    """
    last = datetime.fromisoformat(checked)
    return last > now or now - last >= last - datetime.fromisoformat(stored)


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
