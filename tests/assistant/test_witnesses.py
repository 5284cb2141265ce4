import pytest
from tellers import article, ranked

from assistant.witnesses import witnessed

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


def test_an_article_is_no_witness_for_itself():
    assert witnesses(article("Post", FACT)) == []
