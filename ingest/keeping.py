"""What becomes of a visit: the article stored or marked, and the address remembered.

Visit -> store, mark, remember -> Outcome
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.embedder import Embedder
from ingest.fetch import Fetcher
from ingest.library import Library
from ingest.pipeline import Outcome, store
from ingest.remembered import Known, looked_at, remember
from ingest.visits import Visit


@dataclass(frozen=True, slots=True)
class Desk:
    """A library, and what brings articles into it: a fetcher, an embedding model and the present moment."""

    library: Library
    fetcher: Fetcher
    embedder: Callable[[], Embedder | None]
    now: datetime


def keep(desk: Desk, visited: Visit, remembered: Known | None) -> Outcome:
    """Store what a visit read, or mark the stored article that it found gone; an article that is not shown stays."""
    if visited.article is not None and visited.page is not None:
        outcome = replace(store(visited.article, visited.page, desk.library, desk.embedder), item=visited.url)
        _remember(desk, visited, outcome)
        return outcome
    if remembered is None:
        missing = "; check the address" if visited.ended == "gone" else ""
        return Outcome(visited.url, "failed" if visited.again else "rejected", reason=visited.reason + missing)
    return _of_stored(desk, visited, remembered)


def _remember(desk: Desk, visited: Visit, outcome: Outcome) -> None:
    response, name = visited.response, outcome.article_id
    if response is None or name is None:
        return
    shown = Known(name, response.etag, response.last_modified, own=outcome.outcome != "duplicate")
    with desk.library.database.transaction() as connection:
        remember(connection, visited.url, shown, desk.now)
    if shown.own:
        desk.library.mark_back(name)


def _of_stored(desk: Desk, visited: Visit, remembered: Known) -> Outcome:
    """What a visit that read nothing means for the article that is stored."""
    name, library = remembered.article_id, desk.library
    newly_gone = visited.ended == "gone" and remembered.own and not library.article(name).gone
    if visited.asked:
        with library.database.transaction() as connection:
            looked_at(connection, visited.url, desk.now)
    if visited.ended == "unchanged":
        library.mark_back(name)
    if newly_gone:
        library.mark_gone(name, visited.reason, desk.now)
    if visited.ended == "refused":
        return Outcome(visited.url, "failed", name, reason=f"{visited.reason}; the stored article stays as it is")
    told = f"{visited.reason}; the stored article is kept and marked as gone" if newly_gone else None
    return Outcome(visited.url, "unchanged", name, reason=told)
