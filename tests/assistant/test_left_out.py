"""Articles whose stored text was damaged: left out of what is found, told, and nothing else is refused for them."""

import sqlite3
from contextlib import closing

import pytest

from ingest.library import FILE_NAME

QUAY = "The quay in Port Aldo was closed on Monday after a storm tore away its wall."
FERRY = "The ferry of Port Aldo left from the fish market on Tuesday, as its quay was closed."
QUESTION = "When was the quay in Port Aldo closed?"


@pytest.fixture
def news(assistant, write):
    write("news/quay.txt", QUAY)
    list(assistant.add([str(write("news/ferry.txt", FERRY).parent)]))
    return assistant


def damaged(assistant, text):
    """Make `text` what is stored of the quay, as a flipped bit would; gives the article's id."""
    with closing(sqlite3.connect(assistant.library.folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("UPDATE paragraphs SET text = CAST(? AS TEXT) WHERE text = ?", (text, QUAY))
        (row,) = connection.execute("SELECT article_id FROM paragraphs WHERE CAST(text AS BLOB) = ?", (text,))
    return row[0]


ALTERED = [
    pytest.param(QUAY.replace("Monday", "Sunday").encode(), id="another word"),
    pytest.param(QUAY.encode().replace(b"quay", b"q\xf5ay"), id="no text any more"),
]


@pytest.mark.parametrize("text", ALTERED)
def test_an_article_whose_text_was_altered_is_left_out_of_an_answer_and_told(news, text):
    name = damaged(news, text)
    answer = news.ask(QUESTION)
    assert {citation.paragraph.text for claim in answer.claims for citation in claim.citations} == {FERRY}
    (notice,) = [one for one in answer.notices if name in one]
    assert "not what was stored" in notice
    assert "'briefing check --repair'" in notice


@pytest.mark.parametrize("text", ALTERED)
def test_a_search_gives_the_others_in_its_place(news, text):
    damaged(news, text)
    assert [hit.paragraph.text for hit in news.search(QUESTION, 1)] == [FERRY]


@pytest.mark.parametrize("text", ALTERED)
def test_once_it_is_repaired_it_is_found_again_and_nothing_is_told(news, text):
    damaged(news, text)
    news.search(QUESTION)
    news.check(repair=True)
    answer = news.ask(QUESTION)
    assert QUAY in {citation.paragraph.text for claim in answer.claims for citation in claim.citations}
    assert not [one for one in answer.notices if "not what was stored" in one]


def test_where_nothing_else_is_found_the_answer_says_so_and_why(assistant, write):
    list(assistant.add([str(write("quay.txt", QUAY))]))
    damaged(assistant, QUAY.replace("Monday", "Sunday").encode())
    answer = assistant.ask(QUESTION)
    assert answer.claims == ()
    assert any("not what was stored" in one for one in answer.notices)


def test_a_sound_library_has_nothing_to_tell(news):
    assert news.found(QUESTION).notices == []
    assert not [one for one in news.ask(QUESTION).notices if "not what was stored" in one]


@pytest.mark.parametrize("text", ALTERED)
def test_a_briefing_leaves_it_out_accounts_for_it_and_says_why(news, text):
    name = damaged(news, text)
    briefing = news.brief()
    cited = {one.paragraph.text for claim in briefing.lead for one in claim.citations}
    assert cited == {FERRY}
    assert {one.article.id: one.use for one in briefing.coverage}[name] == "left_out"
    assert name in briefing.notices[0]


def test_a_day_of_which_nothing_else_is_told_has_a_briefing_that_says_so(assistant, write):
    list(assistant.add([str(write("quay.txt", QUAY))]))
    damaged(assistant, QUAY.replace("Monday", "Sunday").encode())
    briefing = assistant.brief()
    assert (briefing.lead, briefing.stories) == ((), ())
    assert "not what was stored" in briefing.notices[0]


def test_an_outlet_that_cannot_be_read_any_more_refuses_no_question_and_is_told_by_a_check(news):
    with closing(sqlite3.connect(news.library.folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute(r"UPDATE versions SET source = CAST(x'506f7374f5' AS TEXT)")
    assert news.ask(QUESTION).claims
    (file,) = [one for one in news.check() if one["part"] == "library"]
    assert not file["ok"]
    assert "author, outlet or address of" in file["state"]


def test_an_answer_of_a_conversation_with_letters_that_are_none_is_told_by_a_check(news):
    news.ask(QUESTION, conversation="quay")
    with closing(sqlite3.connect(news.library.folder / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("UPDATE turns SET answer = CAST(replace(CAST(answer AS BLOB), 'Port', x'50f57274') AS TEXT)")
        assert connection.execute("SELECT CAST(answer AS BLOB) FROM turns").fetchone()[0].count(b"\xf5")
    assert "1 answers of conversations cannot be read" in news.check()[0]["state"]
