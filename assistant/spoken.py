"""The turns of a conversation as a further question is told of them."""

from __future__ import annotations

from assistant.followups import Asked
from assistant.prompts import Exchange
from assistant.question import asked_text
from assistant.topics import people_of
from ingest.conversations import Turn
from ingest.hygiene import clean_line

LONGEST_TITLE = 120  # characters of one that is put into a question


def pointed_at(turn: Turn, *, titled: bool = True) -> Asked:
    """A turn as a further question may point back at it; not `titled` where that is put to a chat model, which a title could instruct."""
    short = turn.answer.get("short_answer") or ""
    claims = turn.answer["claims"]
    people = dict.fromkeys((*people_of(short), *people_of(" ".join(claim["text"] for claim in claims))))
    titles = (str(citation.get("title") or "") for claim in claims for citation in claim.get("citations", ()))
    title = clean_line(next(titles, "")) if titled else ""
    return Asked(asked_text(turn.question), tuple(people), short, title if len(title) <= LONGEST_TITLE else "")


def exchange(turn: Turn) -> Exchange:
    """A turn as a chat model is told it."""
    return Exchange(turn.answer["standalone_question"], turn.answer["answer"])
