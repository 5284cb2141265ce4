import pytest
from tellers import article, ranked

from assistant.witnesses import is_denied, witnessed

FACT = "The Karn bridge reopens to lorries on 1 April after four months, officials in Port Aldo said."


def witnesses(shown, *others):
    _, found = ranked("When does the Karn bridge reopen?", shown, *others)
    (first,) = [one for one in found if one.sentence.hit.article == shown]
    return [citation.paragraph.article_id for citation in witnessed(first, found)]


def test_a_fact_that_several_articles_tell_is_cited_from_each():
    wire = article("Wire", f"PORT ALDO, Velmora, March 10 (Wire) - {FACT}")
    assert witnesses(article("Post", FACT), wire) == ["Wire"]


def test_near_copies_of_the_shown_article_come_after_independent_ones():
    copy, own = article("Copy", FACT, origin_of="Post"), article("Own", FACT)
    assert witnesses(article("Post", FACT), copy, own) == ["Own", "Copy"]


@pytest.mark.parametrize(
    ("word", "instead"),
    [("1 April", "8 April"), ("four", "nine"), ("Port Aldo", "Port Vale"), ("reopens", "never reopens")],
)
def test_another_day_number_name_or_a_denial_is_no_witness(word, instead):
    assert witnesses(article("Post", FACT), article("Wire", FACT.replace(word, instead))) == []


@pytest.mark.parametrize(
    ("shown", "other"),
    [
        (FACT, FACT.replace("four months", "months")),
        (FACT.replace("reopens", "reopens temporarily"), FACT),
    ],
)
def test_what_lacks_a_figure_or_a_limit_of_the_shown_sentence_is_no_witness_and_what_adds_one_is(shown, other):
    assert witnesses(article("Post", shown), article("Wire", other)) == []
    assert witnesses(article("Post", other), article("Wire", shown)) == ["Wire"]


def test_an_article_is_no_witness_for_itself():
    assert witnesses(article("Post", FACT)) == []


CLOSED = "The rope factory in Nordhavn was closed on Monday because of {} and will stay closed until spring, its owner Ada Hale said."


@pytest.mark.parametrize("reason", ["a rise in the price of steel", "a rise in the price of bread", "fog"])
def test_another_reason_is_no_witness(reason):
    shown = article("Post", CLOSED.format("a quarrel over rents"))
    assert witnesses(shown, article("Wire", CLOSED.format(reason))) == []


def test_what_gives_no_reason_is_no_witness_for_one_and_is_borne_out_by_what_gives_one():
    reasoned, plain = CLOSED.format("cracks in its roof"), CLOSED.replace("because of {} ", "")
    assert witnesses(article("Post", reasoned), article("Wire", plain)) == []
    assert witnesses(article("Post", plain), article("Wire", reasoned)) == ["Wire"]


def test_another_place_behind_the_same_preposition_is_no_witness():
    built = "The new hospital of Nordhavn will be built at the old {} within the next four years, the county council decided."
    shown = article("Post", built.format("barracks"))
    assert witnesses(shown, article("Wire", built.format("barracks"))) == ["Wire"]
    assert witnesses(shown, article("Wire", built.format("barracks").replace("old barracks", "wide fairground"))) == []
    shared = built.replace("at the old {}", "at the old {} in Port Aldo")
    other = shared.format("barracks").replace("old barracks", "wide fairground")
    assert witnesses(article("Post", shared.format("barracks")), article("Wire", other)) == []


def test_the_day_behind_a_reason_is_none_and_who_is_due_to_come_has_none():
    told = CLOSED.replace("on Monday ", "").format("a quarrel over rents on Friday")
    assert witnesses(article("Post", told), article("Wire", told.replace(" on Friday", ""))) == ["Wire"]
    due = "The minister is due to fly to Nordhavn for talks on the rope factory with its owner Ada Hale."
    assert witnesses(article("Post", due), article("Wire", due.replace("is due to fly", "will fly"))) == ["Wire"]


@pytest.mark.parametrize(
    "text",
    [
        "The power failure lasted two days.",
        "Flight No. 7 landed in Nordhavn.",
        "The ferry No 12 and the tram no. 3 were late.",
        "Refuse collectors went on strike.",
        "Tonnes of refuse lay in the streets.",
        "There is no doubt that Ada Hale won.",
        "Ada Hale not only won but won big.",
        "No fewer than 40 people marched.",
    ],
)
def test_a_plain_fact_is_no_denial(text):
    assert not is_denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council failed to agree.",
        "The bill failed in the senate.",
        "The ferry is failing to keep its timetable.",
        "Drivers refuse to work.",
        "The union will refuse the offer.",
        "Ada Hale refused the offer.",
        "Her refusal to resign was noted.",
        "No ferry left.",
        "There is no doubt that Ada Hale did not win.",
        "He won't go.",
        "The mayor denied it.",
    ],
)
def test_what_is_told_as_not_so_is_a_denial(text):
    assert is_denied(text)
