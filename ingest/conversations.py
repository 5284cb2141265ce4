"""Saved conversations: turns of a question and its answer, kept in the library's file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ingest.changes import mark
from ingest.errors import BriefingError, NotFound
from ingest.hygiene import clean_line, folded
from ingest.library import Library

LONGEST_NAME = 200  # characters


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and its answer, as the JSON that `briefing ask` prints."""

    number: int
    question: str
    answer: dict[str, Any]
    asked: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation's name, how many turns it has, and when the last and the first one were (UTC, ISO)."""

    name: str
    turns: int
    updated: str
    created: str = ""


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


def conversations(library: Library, words: str = "", most: int | None = None) -> list[Conversation]:
    """The conversations, the last used first; with `words`, those that hold each of them.

    They are looked for in the name, the questions and the answers; part of a word is enough, case makes no difference.
    `most` limits how many are given.
    """
    wanted = folded(words).split()
    holding = _holding(library, wanted) if wanted else None
    rows = library.database.rows(
        "SELECT id, name, created, updated, "
        "coalesce((SELECT max(number) FROM turns t WHERE t.conversation_id = c.id), 0) AS turns "
        "FROM conversations c ORDER BY updated DESC, id DESC LIMIT ?",
        (-1 if most is None or holding is not None else most,),
    )
    found = [row for row in rows if holding is None or row["id"] in holding]
    return [Conversation(row["name"], row["turns"], row["updated"], row["created"]) for row in found[:most]]


def conversation(library: Library, name: str) -> Conversation:
    """One conversation by its name; raises `NotFound`."""
    row = library.database.row(
        "SELECT created, updated, (SELECT count(*) FROM turns t WHERE t.conversation_id = c.id) AS turns "
        "FROM conversations c WHERE name = ?",
        (name,),
    )
    if row is None:
        raise _missing(name)
    return Conversation(name, row["turns"], row["updated"], row["created"])


def rename(library: Library, name: str, new: str) -> str:
    """Give a conversation another name, which is given back as it is kept: on one line, without anything invisible.

    Raises `NotFound`, or `BriefingError` for a name that is empty, too long or another conversation's.
    """
    wanted = clean_line(new)
    if not wanted or len(wanted) > LONGEST_NAME:
        raise BriefingError(
            f"a conversation's name has 1 to {LONGEST_NAME} characters, this one {len(wanted)}; give it another one"
        )
    with library.database.transaction() as connection:
        taken = connection.execute("SELECT 1 FROM conversations WHERE name = ? AND name != ?", (wanted, name))
        if taken.fetchone():
            raise BriefingError(f"another conversation is called {wanted!r} already; give this one another name")
        if connection.execute("UPDATE conversations SET name = ? WHERE name = ?", (wanted, name)).rowcount == 0:
            raise _missing(name)
    return wanted


def delete(library: Library, name: str) -> None:
    """Delete a conversation and what was judged of its answers; raises `NotFound` when there is none of that name."""
    with library.database.transaction() as connection:
        if connection.execute("DELETE FROM conversations WHERE name = ?", (name,)).rowcount == 0:
            raise _missing(name)


def _missing(name: str) -> NotFound:
    return NotFound(f"no conversation is called {name!r}; 'briefing conversations' lists those there are")


def _holding(library: Library, words: list[str]) -> set[int]:
    """The ids of the conversations whose name, questions and answers together hold each of some words."""
    rows = library.database.rows(
        "SELECT c.id, c.name, t.question, json_extract(t.answer, '$.answer') AS answer, "
        "json_extract(t.answer, '$.short_answer') AS short FROM conversations c LEFT JOIN turns t ON t.conversation_id = c.id"
    )
    texts: dict[int, list[str]] = {}
    for row in rows:
        texts.setdefault(row["id"], [row["name"]]).extend(
            str(row[part]) for part in ("question", "answer", "short") if row[part]
        )
    return {key for key, parts in texts.items() if _holds(folded("\n".join(parts)), words)}


def _holds(text: str, words: list[str]) -> bool:
    return all(word in text for word in words)


def _marked(library: Library, stored: str) -> dict[str, Any]:
    """A stored answer whose citations say whether their words still stand."""
    answer: dict[str, Any] = json.loads(stored)
    claims = [*answer.get("claims", ()), *(one for found in answer.get("differences", ()) for one in found["versions"])]
    mark(library, claims)
    return answer
