import pytest
from tellers import article, ranked

from assistant.differences import differences, newest_first
from assistant.rescheduled import moved

OLD = article("Post", "Ada Hale will leave the harbour board on 28 February.", published="2025-12-20")
QUESTION = "When will Hale leave the board?"


def later(text, published="2025-12-23"):
    return article("Wire", text, "Ada Hale chairs the board.", published=published)


def answer(question, *articles):
    asked, found = ranked(question, *articles)
    first, short = newest_first(asked, found, None, ())
    return first[0].sentence.hit.article.source, short and short.text


@pytest.mark.parametrize(
    "text",
    [
        "Hale, of the board, is leaving as soon as 1 January, weeks earlier than planned.",
        "Hale is to leave the board on 1 January, two months earlier.",
        "The day on which Hale leaves the board was brought forward to 1 January.",
    ],
)
def test_the_day_to_which_a_later_article_says_it_was_moved_is_the_answer(text):
    assert answer(QUESTION, OLD, later(text)) == ("Wire", "1 January")


def test_the_new_day_and_the_old_one_are_versions_of_different_times():
    new = later("Hale, of the board, is leaving on 1 January, weeks earlier than planned.")
    question, found = ranked(QUESTION, OLD, new)
    (difference,) = differences(question, found, found[:1], ())
    assert (difference.kind, difference.different_time) == ("date", True)
    assert [claim.citations[0].paragraph.article_id for claim in difference.versions] == ["Wire", "Post"]


@pytest.mark.parametrize(
    "text",
    [
        "Hale met the board on 1 January, weeks earlier than planned.",
        "Hale could leave the board on 1 January, weeks earlier than planned.",
        "Tomas Orr will leave the crew on 1 January, weeks earlier than planned.",
        "On 1 January and 2 February Hale leaves the board, weeks earlier than planned.",
        "Hale is to leave the board weeks earlier than planned.",
    ],
)
def test_another_deed_another_person_and_what_may_be_move_no_day(text):
    assert moved(*ranked(QUESTION, OLD, later(text))) is None


def test_an_older_article_moves_no_day():
    old = later("Hale, of the board, is leaving on 1 January, weeks earlier than planned.", published="2025-12-18")
    assert moved(*ranked(QUESTION, OLD, old)) is None


def test_a_day_that_is_told_anew_was_not_moved():
    same = later("Hale, of the board, is leaving on 28 February, weeks later than planned.")
    assert moved(*ranked(QUESTION, OLD, same)) is None
