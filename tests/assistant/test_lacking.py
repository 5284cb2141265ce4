"""What an answer lacks, what is near to it, and how it can be asked more widely."""

from assistant.lacking import lack, near

HIT = {
    "article_id": "a",
    "version": 1,
    "paragraph": 2,
    "text": "Tin rose to 300 crowns.",
    "title": "Tin",
    "source": "The Courier",
    "published": "",
}
FILTERS = {"since": "2026-03-02T00:00:00+00:00", "until": None, "sources": ["The Courier"]}


def answer(**parts):
    return {
        "status": "not_in_sources", "claims": [], "differences": [], "missing": [], "closest": [HIT], "filters": FILTERS,
        "filters_read": [],
    } | parts  # fmt: skip


def test_a_question_that_is_answered_lacks_nothing():
    assert lack(answer(status="answered")) is None
    assert list(near(answer(status="answered"))) == []


def test_what_answers_a_greeting_lacks_nothing():
    assert lack(answer(standalone_question="Hello!", closest=[])) is None
    assert lack(answer(standalone_question="Hello, who won?")).title == "The articles do not say."


def missing_of(**parts):
    return lack(answer(**parts)).missing.replace("\u2068", "").replace("\u2069", "")


def test_a_refusal_names_what_nothing_near_to_the_question_holds_as_the_question_has_it():
    assert lack(answer(missing=["copper"])).title == "The articles do not say."
    asked = {"standalone_question": "Did Copper fall on MARS?", "missing": ["copper", "mars"]}
    assert missing_of(**asked) == "The nearest paragraphs do not mention: Copper, MARS"


def test_a_word_that_is_in_another_of_the_nearest_paragraphs_is_not_said_to_be_missing():
    copper = HIT | {"paragraph": 3, "text": "Coppers fell."}
    assert (
        missing_of(missing=["copper", "mars"], closest=[HIT, copper]) == "The nearest paragraphs do not mention: mars"
    )
    assert missing_of(missing=["copper"], closest=[HIT, copper]) == ""


def test_where_nothing_is_near_the_words_are_not_in_the_articles():
    assert missing_of(missing=["copper"], closest=[]) == "Not found in the articles: copper"


def test_the_nearest_paragraph_is_cited_whole_and_shown_by_its_beginning():
    long = HIT | {"text": "Tin rose again. " * 60}
    (claim,) = lack(answer(closest=[long])).near
    (cited,) = claim["citations"]
    assert cited["quote"] == long["text"][cited["start"] : cited["end"]] == long["text"]
    assert claim["text"].endswith(("Tin …", "rose …", "again. …"))
    assert len(claim["text"]) < 270


def test_what_a_partial_answer_cites_is_no_nearest_paragraph_again():
    claim = {"text": "Tin rose.", "citations": [HIT | {"number": 4, "start": 0, "end": 9, "quote": "Tin rose."}]}
    found = lack(answer(status="partial", claims=[claim], closest=[HIT, HIT | {"paragraph": 3}]))
    assert found.title == "The articles say only part of it."
    assert [one["citations"][0]["number"] for one in found.near] == [5]


def test_each_filter_can_be_left_out_by_itself_and_what_a_person_set_is_told_from_what_was_read():
    days, outlets = lack(answer(filters_read=["outlets"])).widenings
    assert (days.label, days.read, days.given) == ("Ask again over all days", ("outlets",), True)
    assert (outlets.label, outlets.read, outlets.given) == ("Ask again over all outlets", (), False)


def test_without_a_filter_there_is_nothing_to_widen():
    assert lack(answer(filters={"since": None, "until": None, "sources": []})).widenings == ()
