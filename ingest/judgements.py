"""What a reader judged of answers: whether one is right, and which paragraphs do not say what they are cited for.

A judgement belongs to a turn of a conversation, whose question, filters, answer and citations are kept as they were given;
it is deleted with its conversation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ingest.errors import NotFound
from ingest.library import Library

Verdict = Literal["right", "wrong", "does not say that"]
WHOLE = -1  # the sentence number of a judgement on an answer as a whole


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph beside the sentence that cites it; `claim` counts the sentences of an answer from 0."""

    claim: int
    article_id: str
    version: int
    paragraph: int


ANSWER = Place(WHOLE, "", 0, 0)  # an answer as a whole


@dataclass(frozen=True, slots=True)
class Judgement:
    """One verdict: on the answer of a turn as a whole, or on a paragraph that it cites; `given` is UTC, ISO."""

    turn: int
    place: Place
    verdict: Verdict
    given: str


def judge(library: Library, conversation: str, turn: int, verdict: Verdict | None, place: Place = ANSWER) -> None:
    """Keep a verdict in place of an earlier one on the same, or with None take it back; raises `NotFound`."""
    where = (turn, place.claim, place.article_id, place.version, place.paragraph)
    with library.database.transaction() as connection:
        row = connection.execute(
            "SELECT c.id FROM conversations c JOIN turns t ON t.conversation_id = c.id WHERE c.name = ? AND t.number = ?",
            (conversation, turn),
        ).fetchone()
        if row is None:
            raise NotFound(f"the conversation {conversation!r} has no answer {turn}; it may have been deleted")
        connection.execute(
            "DELETE FROM judgements WHERE conversation_id = ? AND turn = ? AND claim = ? AND article_id = ? "
            "AND version = ? AND paragraph = ?",
            (row["id"], *where),
        )
        if verdict is not None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(
                "INSERT INTO judgements VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (row["id"], *where, verdict, now)
            )


def judgements(library: Library, conversation: str) -> list[Judgement]:
    """What was judged of a conversation's answers, in the order of its turns; none for a name that is not there."""
    rows = library.database.rows(
        "SELECT j.* FROM judgements j JOIN conversations c ON c.id = j.conversation_id WHERE c.name = ? "
        "ORDER BY j.turn, j.claim, j.article_id, j.version, j.paragraph",
        (conversation,),
    )
    return [
        Judgement(
            row["turn"], Place(row["claim"], row["article_id"], row["version"], row["paragraph"]), row["verdict"], row["given"]
        )
        for row in rows
    ]  # fmt: skip


def judged_conversations(library: Library) -> list[str]:
    """The names of the conversations of which something was judged, the oldest first."""
    rows = library.database.rows(
        "SELECT name FROM conversations WHERE id IN (SELECT conversation_id FROM judgements) ORDER BY created, id"
    )
    return [row["name"] for row in rows]


def of_turn(found: Iterable[Judgement], turn: int) -> dict[Place, Verdict]:
    """The verdicts on one turn's answer by what they are on."""
    return {one.place: one.verdict for one in found if one.turn == turn}
