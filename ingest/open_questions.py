"""Questions that were asked and have no answer yet, kept so that none is lost when the process that answers them ends.

    asked -> noted as open -> its turn is added and the note goes, in one transaction

Who answers holds a lock that the operating system takes back when the process ends, however it ends: a question whose asker
holds it no longer was interrupted.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.errors import LibraryBusy, LibraryError
from ingest.library import Library
from ingest.locks import Lock

FOLDER = "asking"


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question of a conversation that has no answer; `asker` names the process that was to give it."""

    id: int
    conversation: str
    question: str
    asked: str
    asker: str


class Asker:
    """A process that answers questions of one library, as others can see whether it still does."""

    def __init__(self, library: Library) -> None:
        self.name = secrets.token_hex(8)
        folder = library.folder / FOLDER
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            for left in folder.glob("*.lock"):
                is_at_work(library, left.stem)
            self._lock = Lock(_lock_file(library, self.name))
            self._lock.acquire()
        except OSError as error:
            raise LibraryError(
                f"cannot keep questions in the library {str(library.folder)!r}: {error.strerror}; "
                "check that you may write to the folder and that there is space"
            ) from error

    def end(self) -> None:
        """Answer no more."""
        self._lock.release()


def is_at_work(library: Library, asker: str) -> bool:
    """Whether a process that was to answer questions still runs; what an ended one left behind is cleared away.

    True where that cannot be told, as nothing may be written.
    """
    file = _lock_file(library, asker)
    if not file.exists():
        return False
    try:
        lock = Lock(file)
        if not lock.acquire():
            return True
        lock.release()
        file.unlink(missing_ok=True)
    except OSError:
        return True
    return False


def note(library: Library, conversation: str, question: str, asker: str) -> int:
    """Note a question as open, beginning the conversation if there is none of that name; gives its id."""
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    with library.database.transaction() as connection:
        connection.execute(
            "INSERT INTO conversations (name, created, updated) VALUES (?, ?, ?) "
            "ON CONFLICT (name) DO UPDATE SET updated = excluded.updated",
            (conversation, now, now),
        )
        cursor = connection.execute(
            "INSERT INTO open_questions (conversation_id, question, asked, asker) "
            "SELECT id, ?, ?, ? FROM conversations WHERE name = ?",
            (question, now, asker, conversation),
        )
    return int(cursor.lastrowid or 0)


def forget(library: Library, question_id: int) -> None:
    """Let an open question go; one that has its answer is gone already."""
    with library.database.transaction() as connection:
        connection.execute("DELETE FROM open_questions WHERE id = ?", (question_id,))


def open_questions(library: Library, conversation: str) -> list[OpenQuestion]:
    """The open questions of a conversation, the first asked first."""
    rows = library.database.rows(
        "SELECT o.id, c.name, o.question, o.asked, o.asker FROM open_questions o "
        "JOIN conversations c ON c.id = o.conversation_id WHERE c.name = ? ORDER BY o.id",
        (conversation,),
    )
    return [OpenQuestion(*row) for row in rows]


def refuse_while_asked(library: Library, conversation: str) -> None:
    """Raise `LibraryBusy` while another process has a question of a conversation to answer: it would begin it anew."""
    if any(is_at_work(library, one.asker) for one in open_questions(library, conversation)):
        raise LibraryBusy(
            f"an open page has a question of the conversation {conversation!r} to answer; wait for the answer, or change it there"
        )


def _lock_file(library: Library, asker: str) -> Path:
    return library.folder / FOLDER / f"{asker}.lock"
