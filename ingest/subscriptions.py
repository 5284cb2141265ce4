"""The feeds that a library follows, and how far each was read.

One rule holds it together: what moves a feed on (its validators, its next check) is written in the one transaction that
writes down its new entries, waiting; and an entry ceases to wait only after its article is stored. A run that is killed
anywhere leaves waiting entries, never a gap.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from ingest.canonical import key_of
from ingest.entries import Entry, Feed
from ingest.errors import NotFound, SourceError
from ingest.feed_lists import web_address
from ingest.library import Library

FIRST_PAUSE, LONGEST_PAUSE = timedelta(hours=1), timedelta(hours=24)
READ_WHOLE = timedelta(days=7)  # a server may answer "not modified" for ever: now and then it is not given the chance
LEAST_TRIES = 3  # of fetching an article, before what the feed itself says of it must do
KEEP_TRYING = timedelta(days=7)  # where the feed says nothing that could stand in for it


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is followed; times are UTC in ISO 8601, "" for never.

    `last_error` is in words and "" after a success, `problems` what could not be read at the last one; `retired` is the time since which it is not asked any more.
    """

    id: int
    address: str
    title: str = ""
    kind: str = ""
    etag: str = ""
    last_modified: str = ""
    added: str = ""
    next_check: str = ""
    last_check: str = ""
    last_success: str = ""
    last_whole: str = ""
    last_error: str = ""
    problems: str = ""
    failures: int = 0
    gained: int = 0
    retired: str = ""

    def validators(self, now: datetime) -> tuple[str, str]:
        """What to ask "changed since?" with; nothing when it is time to read the feed whole again."""
        if not self.last_whole or now - datetime.fromisoformat(self.last_whole) >= READ_WHOLE:
            return "", ""
        return self.etag, self.last_modified


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server says of its answer: the marks of this version, and for how long it stays current."""

    etag: str = ""
    last_modified: str = ""
    fresh: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry whose article is not stored yet; `article_id` when the feed's own text stands in for it."""

    feed_id: int
    key: str
    entry: Entry
    tries: int = 0
    article_id: str | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """How fetching the article behind an entry ended: its id when something is stored, else the reason in words.

    `again` says that another try may end better; not `tried`, this was none. `gained` is whether the library had no such
    article before.
    """

    article_id: str | None
    reason: str = ""
    again: bool = False
    tried: bool = True
    gained: bool = False


def subscribe(library: Library, address: str, now: datetime, *, title: str = "") -> tuple[Subscription, bool]:
    """The subscription of an address and whether it is new; one that was retired is followed again.

    Raises `SourceError` for what is no web address.
    """
    address = web_address(address)
    name = key_of(address)
    if not name:
        raise SourceError(f"{address!r} is no web address; give one that begins with https://")
    with library.database.transaction() as connection:
        new = connection.execute(
            "INSERT OR IGNORE INTO feeds (address, name, title, kind, etag, last_modified, added, next_check, last_check, "
            "last_success, last_whole, last_error, problems, failures, gained, retired) "
            "VALUES (?, ?, ?, '', '', '', ?, '', '', '', '', '', '', 0, 0, '')",
            (address, name, title, _text(now)),
        ).rowcount
        connection.execute(
            "UPDATE feeds SET retired = '', failures = 0, next_check = '' WHERE name = ? AND retired != ''", (name,)
        )
    return subscription(library, address), bool(new)


def unsubscribe(library: Library, address: str) -> Subscription:
    """Follow a feed no longer; its articles stay. Raises `NotFound` when it is not followed."""
    found = subscription(library, address)
    with library.database.transaction() as connection:
        connection.execute("DELETE FROM feeds WHERE id = ?", (found.id,))
    return found


def find(library: Library, address: str) -> Subscription | None:
    """The subscription of an address, None when it is not followed."""
    row = library.database.row("SELECT * FROM feeds WHERE name = ?", (key_of(web_address(address)),))
    return _as_subscription(row) if row is not None else None


def subscription(library: Library, address: str) -> Subscription:
    """The subscription of an address; raises `NotFound` when it is not followed."""
    found = find(library, address)
    if found is None:
        raise NotFound(f"no feed {address!r} is followed; 'briefing feeds list' names those that are")
    return found


def subscriptions(library: Library) -> list[Subscription]:
    """All feeds that are or were followed, in the order in which they were added."""
    return [_as_subscription(row) for row in library.database.rows("SELECT * FROM feeds ORDER BY id")]


def due(library: Library, now: datetime, *, everything: bool = False) -> list[Subscription]:
    """The feeds whose next check has come, retired ones apart; with `everything` also those whose check is still to come.

    One that was asked in what is now the future, by a clock that was set back since, is due: else it might not be for years.
    """
    moment = _text(now)
    return [
        feed
        for feed in subscriptions(library)
        if not feed.retired
        and (everything or not feed.next_check or feed.next_check <= moment or feed.last_check > moment)
    ]


def read_now(library: Library, feed: Subscription, found: Feed, marks: Marks, now: datetime) -> int:
    """Write down what a feed says now, its new and changed entries as waiting; gives how many those are."""
    kept = {
        row["entry"]: row["says"]
        for row in library.database.rows("SELECT entry, says FROM feed_entries WHERE feed_id = ?", (feed.id,))
    }
    news = [(key, entry) for key, entry in keyed(found.entries) if kept.get(key) != entry.says]
    with library.database.transaction() as connection:
        connection.execute(
            "UPDATE feeds SET title = ?, kind = ?, etag = ?, last_modified = ?, last_whole = ?, problems = ? WHERE id = ?",
            (
                found.title or feed.title,
                found.kind,
                marks.etag,
                marks.last_modified,
                _text(now),
                "; ".join(found.problems),
                feed.id,
            ),
        )
        connection.executemany(
            "INSERT INTO feed_entries VALUES (?, ?, ?, ?, 0, NULL, '', ?) ON CONFLICT (feed_id, entry) "
            "DO UPDATE SET says = excluded.says, waiting = excluded.waiting, tries = 0, seen = excluded.seen",
            [(feed.id, key, entry.says, entry.to_json(), _text(now)) for key, entry in news],
        )
        _succeeded(connection, feed, now, marks.fresh)
    return len(news)


def unchanged_now(library: Library, feed: Subscription, now: datetime, fresh: timedelta | None = None) -> None:
    """Write down that a feed has not changed since it was last read; `fresh` is how long that stays so."""
    with library.database.transaction() as connection:
        _succeeded(connection, feed, now, fresh)


def failed_now(
    library: Library, feed: Subscription, reason: str, now: datetime, wait: timedelta | None = None
) -> datetime:
    """Write down a failure; gives when the feed is asked again: after a pause that doubles, later if the server says so."""
    doubled = FIRST_PAUSE * (1 << min(feed.failures, 10))
    again = now + max(min(doubled, LONGEST_PAUSE), wait or FIRST_PAUSE)
    with library.database.transaction() as connection:
        connection.execute(
            "UPDATE feeds SET last_check = ?, last_error = ?, failures = failures + 1, next_check = ? WHERE id = ?",
            (_text(now), reason, _text(again), feed.id),
        )
    return again


def retire(library: Library, feed: Subscription, reason: str, now: datetime) -> None:
    """Ask a feed no longer, and keep it with the reason; its articles stay."""
    with library.database.transaction() as connection:
        connection.execute(
            "UPDATE feeds SET last_check = ?, last_error = ?, retired = ? WHERE id = ?",
            (_text(now), reason, _text(now), feed.id),
        )


def move(library: Library, feed: Subscription, address: str) -> bool:
    """Follow a feed at its new address; False when that one is followed already."""
    with library.database.transaction() as connection:
        return bool(
            connection.execute(
                "UPDATE OR IGNORE feeds SET address = ?, name = ? WHERE id = ?",
                (address, key_of(address), feed.id),
            ).rowcount
        )


def waiting(library: Library, feed_ids: Collection[int] | None = None) -> list[Waiting]:
    """The entries whose articles are not stored yet, in the order in which they were seen; of some feeds, or of all."""
    rows = library.database.rows(
        "SELECT feed_id, entry, waiting, tries, article_id, seen FROM feed_entries WHERE waiting IS NOT NULL "
        "ORDER BY seen, feed_id, entry"
    )
    return [
        Waiting(
            row["feed_id"], row["entry"], Entry.from_json(row["waiting"]), row["tries"], row["article_id"], row["seen"]
        )
        for row in rows
        if feed_ids is None or row["feed_id"] in feed_ids
    ]


def settle(library: Library, entries: Sequence[Waiting], end: Ending, now: datetime) -> bool:
    """Write down what became of an entry, in every feed that shows it; its article is stored by then.

    Where that may help it goes on waiting, to be tried at the next update, until it was tried often and long enough;
    gives whether it does.
    """
    waits = end.again and any(
        one.tries + end.tried < LEAST_TRIES or (end.article_id is None and one.seen > _text(now - KEEP_TRYING))
        for one in entries
    )
    with library.database.transaction() as connection:
        connection.executemany(
            "UPDATE feed_entries SET tries = tries + ?, article_id = coalesce(?, article_id), reason = ?, "
            "waiting = CASE WHEN ? THEN waiting END WHERE feed_id = ? AND entry = ?",
            [(end.tried, end.article_id, end.reason, waits, one.feed_id, one.key) for one in entries],
        )
        if end.gained:
            connection.execute("UPDATE feeds SET gained = gained + 1 WHERE id = ?", (entries[0].feed_id,))
    return waits


def keyed(entries: Sequence[Entry]) -> list[tuple[str, Entry]]:
    """The entries by what tells them apart, each once: their address, or their id where several share one address.

    Addresses come first because feeds change ids, and give one id twice, more often than articles move.
    """
    ids: dict[str, set[str]] = {}
    for entry in entries:
        ids.setdefault(key_of(entry.url), set()).add(entry.id or entry.says)
    found: dict[str, Entry] = {}
    for entry in entries:
        address = key_of(entry.url)
        own = entry.id or entry.says
        found.setdefault(address if address and len(ids[address]) == 1 else f"{address} {own}".strip(), entry)
    return list(found.items())


def _as_subscription(row: sqlite3.Row) -> Subscription:
    return Subscription(**{key: row[key] for key in Subscription.__dataclass_fields__})


def _succeeded(connection: sqlite3.Connection, feed: Subscription, now: datetime, fresh: timedelta | None) -> None:
    """Note a success; the next check is due when the user next asks for one, later only if the server says so."""
    again = _text(now + fresh) if fresh else ""
    connection.execute(
        "UPDATE feeds SET last_check = ?, last_success = ?, last_error = '', failures = 0, next_check = ? WHERE id = ?",
        (_text(now), _text(now), again, feed.id),
    )


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
