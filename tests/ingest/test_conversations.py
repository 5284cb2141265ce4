"""Conversations as they are kept: listed, found by words, renamed, deleted, and judged."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_answers import DIVERS, STORM, kept_answer

from ingest.conversations import LONGEST_NAME, add_turn, conversation, conversations, delete, rename, turns
from ingest.errors import BriefingError, NotFound
from ingest.hygiene import clean_line
from ingest.judgements import ANSWER, Place, judge, judged_conversations, judgements, of_turn
from ingest.library import Library

HOSTILE = "'; DROP TABLE turns; -- <script>alert(1)</script> ![x](https://evil.example) %_ 日本 🗞️"


@pytest.fixture
def two(library):
    """A library with two conversations, that of the quay being the older one."""
    add_turn(library, "quay", "Why was the quay closed?", kept_answer(STORM, short_answer="Sturm in Tönning"))
    add_turn(library, "quay", "Who looked at the wall?", kept_answer(DIVERS))
    add_turn(library, "bread", "What does a loaf cost?", kept_answer())
    return library


def names(found):
    return [one.name for one in found]


def test_the_last_used_comes_first_and_more_can_be_asked_for(two):
    assert names(conversations(two, most=1)) == ["bread"]
    assert [(one.name, one.turns) for one in conversations(two)] == [("bread", 1), ("quay", 2)]
    add_turn(two, "quay", "And then?", kept_answer())
    assert names(conversations(two)) == ["quay", "bread"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("QUAY", ["quay"]), ("loaf", ["bread"]), ("divers storm", ["quay"]), ("sturm in TÖNNING", ["quay"]),
        ("l", ["bread", "quay"]), ("divers loaf", []), ("verbatim", []), ("%", []), ("  ", ["bread", "quay"]),
    ],
)  # fmt: skip
def test_words_are_looked_for_in_names_questions_and_answers_and_nowhere_else(two, words, found):
    assert names(conversations(two, words)) == found


def test_a_hostile_name_is_a_name(two):
    assert rename(two, "quay", HOSTILE) == clean_line(HOSTILE)
    assert len(turns(two, clean_line(HOSTILE))) == 2
    assert names(conversations(two, "drop table")) == [clean_line(HOSTILE)]
    delete(two, clean_line(HOSTILE))
    assert names(conversations(two)) == ["bread"]


@settings(max_examples=25, deadline=None)
@given(name=st.text(max_size=300))
def test_any_name_is_kept_on_one_line_or_refused_in_words(name, tmp_path_factory):
    library = Library.open(tmp_path_factory.mktemp("names") / "library", create=True)
    add_turn(library, "quay", "Why?", kept_answer())
    wanted = clean_line(name)
    if 0 < len(wanted) <= LONGEST_NAME:
        assert rename(library, "quay", name) == wanted == names(conversations(library))[0]
    else:
        with pytest.raises(BriefingError, match="1 to 200 characters"):
            rename(library, "quay", name)
    library.close()


def test_a_name_is_given_once(two):
    with pytest.raises(BriefingError, match="'bread' already"):
        rename(two, "quay", " bread ")
    assert rename(two, "bread", "bread") == "bread"
    with pytest.raises(NotFound, match="'nowhere'"):
        rename(two, "nowhere", "somewhere")
    with pytest.raises(NotFound, match="'nowhere'"):
        conversation(two, "nowhere")


def test_conversations_are_there_when_the_library_is_opened_again(two):
    rename(two, "quay", "Quay 2")
    judge(two, "Quay 2", 1, "right")
    again = Library.open(two.folder)
    assert names(conversations(again)) == ["bread", "Quay 2"]
    assert len(judgements(again, "Quay 2")) == 1
    again.close()


PLACE = Place(0, "a1", 1, 1)


def test_a_verdict_replaces_the_one_before_and_can_be_taken_back(two):
    judge(two, "quay", 1, "right")
    judge(two, "quay", 1, "wrong")
    judge(two, "quay", 1, "does not say that", PLACE)
    found = judgements(two, "quay")
    assert of_turn(found, 1) == {ANSWER: "wrong", PLACE: "does not say that"}
    assert of_turn(found, 2) == {}
    judge(two, "quay", 1, None, PLACE)
    judge(two, "quay", 1, None)
    judge(two, "quay", 1, None)
    assert judgements(two, "quay") == []


def test_a_judgement_follows_its_conversation_and_goes_with_it(two):
    judge(two, "quay", 2, "right")
    rename(two, "quay", "wall")
    assert (judged_conversations(two), len(judgements(two, "wall"))) == (["wall"], 1)
    delete(two, "wall")
    assert judged_conversations(two) == []
    assert two.database.rows("SELECT * FROM judgements") == []


@pytest.mark.parametrize(("name", "turn"), [("nowhere", 1), ("bread", 2)])
def test_only_an_answer_that_is_there_can_be_judged(two, name, turn):
    with pytest.raises(NotFound, match=f"{name!r} has no answer {turn}"):
        judge(two, name, turn, "right")
