import subprocess
import sys

import pytest

from ingest import conversations
from ingest.errors import LibraryError
from ingest.library import Library
from ingest.open_questions import Asker, forget, is_at_work, note, open_questions

ASKED = "Who closed the quay of Port Aldo?"
# Asks a question and ends as a killed process does: nothing is given back.
KILLED = """
import os, sys
from pathlib import Path
from ingest.library import Library
from ingest.open_questions import Asker, note
library = Library.open(Path(sys.argv[1]))
note(library, "quay", sys.argv[2], Asker(library).name)
os._exit(9)
"""


@pytest.fixture
def asker(library):
    begun = Asker(library)
    yield begun
    begun.end()


def questions(library):
    return [one.question for one in open_questions(library, "quay")]


def test_an_open_question_begins_its_conversation_and_goes_when_its_answer_comes(library, asker):
    first, second = (note(library, "quay", text, asker.name) for text in (ASKED, "And why?"))
    assert [one.name for one in conversations.conversations(library)] == ["quay"]
    assert questions(library) == [ASKED, "And why?"]
    conversations.add_turn(library, "quay", ASKED, {"claims": []}, opened=first)
    assert questions(library) == ["And why?"]
    forget(library, second)
    assert questions(library) == []


def test_a_turn_that_nobody_noted_takes_no_open_question_with_it(library, asker):
    note(library, "quay", ASKED, asker.name)
    conversations.add_turn(library, "quay", ASKED, {"claims": []})
    assert questions(library) == [ASKED]


def test_open_questions_go_with_their_conversation(library, asker):
    note(library, "quay", ASKED, asker.name)
    conversations.delete(library, "quay")
    assert questions(library) == []


def test_a_process_that_was_killed_is_known_to_be_gone_and_its_question_is_still_there(library, asker):
    done = subprocess.run([sys.executable, "-c", KILLED, str(library.folder), ASKED], check=False)
    assert done.returncode == 9
    (left,) = open_questions(library, "quay")
    assert left.question == ASKED
    assert not is_at_work(library, left.asker)
    assert is_at_work(library, asker.name)


def test_what_ended_processes_leave_behind_is_cleared_away(library):
    for _ in range(3):
        Asker(library).end()
    last = Asker(library)
    assert [file.stem for file in (library.folder / "asking").glob("*.lock")] == [last.name]
    last.end()


def test_a_library_that_cannot_be_written_to_says_so(library):
    (library.folder / "asking").write_text("a file where the folder should be")
    with pytest.raises(LibraryError, match="check that you may write"):
        Asker(Library.open(library.folder))
