"""Saved conversations: turns of a question and its answer, kept in the library's file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ingest.changes import standing
from ingest.errors import NotFound
from ingest.library import Library


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and its answer, as the JSON that `briefing ask` prints."""

    number: int
    question: str
    answer: dict[str, Any]
    asked: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's name, how many turns it has, and when the last one was."""

    name: str
    turns: int
    updated: str


def add_turn(library: Library, name: str, question: str, answer: dict[str, Any], *, opened: int | None = None) -> None:
    """Append a turn, beginning the conversation if there is none of that name; the question was noted as `opened`."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with library.database.transaction() as connection:
        connection.execute(
            "INSERT INTO conversations (name, created, updated) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET updated = excluded.updated",
            (name, now, now),
        )
        connection.execute(
            "INSERT INTO turns SELECT c.id, 1 + (SELECT count(*) FROM turns t WHERE t.conversation_id = c.id), ?, ?, ? "
            "FROM conversations c WHERE c.name = ?",
            (question, json.dumps(answer, ensure_ascii=False), now, name),
        )
        connection.execute("DELETE FROM open_questions WHERE id = ?", (opened,))


def turns(library: Library, name: str, *, newest: int = -1) -> list[Turn]:
    """The turns of a conversation in order, only so many of the `newest` where a number is given; none for a name that is not there.

    The answers are as they were given; only what has become of their citations since is of today: `changed_since` and
    `removed`.
    """
    rows = library.database.rows(
        "SELECT t.* FROM turns t JOIN conversations c ON c.id = t.conversation_id WHERE c.name = ? "
        "ORDER BY t.number DESC LIMIT ?",
        (name, newest),
    )
    return [
        Turn(row["number"], row["question"], _marked(library, row["answer"]), row["asked"]) for row in reversed(rows)
    ]


def conversations(library: Library) -> list[Conversation]:
    """All conversations, the last used first."""
    rows = library.database.rows(
        "SELECT c.name, c.updated, count(t.number) AS turns FROM conversations c LEFT JOIN turns t ON t.conversation_id = c.id "
        "GROUP BY c.id ORDER BY c.updated DESC, c.id DESC"
    )
    return [Conversation(row["name"], row["turns"], row["updated"]) for row in rows]


def delete(library: Library, name: str) -> None:
    """Delete a conversation; raises `NotFound` when there is none of that name."""
    with library.database.transaction() as connection:
        if connection.execute("DELETE FROM conversations WHERE name = ?", (name,)).rowcount == 0:
            raise NotFound(f"no conversation is called {name!r}; the page lists those there are")


def _marked(library: Library, stored: str) -> dict[str, Any]:
    """A stored answer whose citations say whether their words still stand."""
    answer: dict[str, Any] = json.loads(stored)
    claims = [*answer.get("claims", ()), *(one for found in answer.get("differences", ()) for one in found["versions"])]
    for citation in (citation for claim in claims for citation in claim["citations"]):
        found = standing(library, citation["article_id"], citation["version"], citation["quote"])
        citation.update(changed_since=found == "changed", removed=found == "removed")
    return answer
