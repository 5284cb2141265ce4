"""What was read off article versions and is kept beside them, so that nothing is read twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingest.library import Library

Version = tuple[str, int]  # an article's id and the number of its version
AT_ONCE = 500  # how many are asked for in one query


def readings(library: Library, versions: Iterable[Version], rules: int) -> dict[Version, str]:
    """The readings of some versions by the present rules, as JSON; what was not read, or by other rules, is left out."""
    wanted, found = set(versions), dict[Version, str]()
    ids = sorted({article_id for article_id, _ in wanted})
    for start in range(0, len(ids), AT_ONCE):
        part = tuple(ids[start : start + AT_ONCE])
        marks = ", ".join("?" * len(part))
        rows = library.database.rows(
            f"SELECT article_id, version, body FROM readings WHERE article_id IN ({marks}) AND rules = ?",  # noqa: S608
            (*part, rules),
        )
        found.update((place, row["body"]) for row in rows if (place := (row["article_id"], row["version"])) in wanted)
    return found


def keep_readings(library: Library, bodies: Mapping[Version, str], rules: int) -> None:
    """Keep readings in place of older ones; those of versions that were removed meanwhile are dropped."""
    with library.database.transaction() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO readings SELECT v.article_id, v.version, ?, ? FROM versions v "
            "WHERE v.article_id = ? AND v.version = ?",
            ((rules, body, *version) for version, body in sorted(bodies.items())),
        )
