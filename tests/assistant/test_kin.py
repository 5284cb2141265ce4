"""Which names make two articles kin."""

import pytest

from assistant.kin import Window, kin_names, named, nearness, packed, unpacked
from ingest.articles import Article, Paragraph


def article(text, **fields):
    return Article("a", "", (Paragraph("a", 1, 1, text),), **fields)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Hale resigned.", "Senator Ada Hale of Velmora resigned."),
        ("Ada Hale resigned.", "It was Secretary of State Ada Hale."),
        ("Ada Hale resigned.", "It was Ada M. Hale."),
        ("The Osten Harbour Board met.", "A member of the Harbour Board spoke."),
    ],
)
def test_a_person_or_institution_is_the_same_with_and_without_what_goes_with_the_name(one, other):
    assert named(one) & named(other)


def test_a_single_word_is_no_full_name_and_a_short_one_in_capitals_is_no_acronym():
    assert named("Hale went to Osten, and the UN and the OSTENIANS did not.") == frozenset()
    assert named("Hale went to the OHB.") == {"OHB"}


def test_banks_of_two_towns_are_two_banks():
    assert not named("The Bank of Osten failed.") & named("The Bank of Hollmere failed.")


def test_the_outlet_and_the_author_are_not_whom_an_article_tells_of():
    told = article("Birch Courier reporter Ada Hale saw Orsa Lind.", source="Birch Courier", author="Ada Hale")
    assert kin_names(told) == kin_names(article("Orsa Lind left."))


def test_a_language_that_writes_every_noun_with_a_capital_has_no_names():
    assert kin_names(article("Der Hafenrat von Port Aldo sperrte den Nordkai.", language="de")) == frozenset()


def test_one_name_is_none_and_more_than_a_few_count_no_more():
    assert nearness(1) == 0 < nearness(2) == nearness(30)


def test_names_are_kept_as_they_were():
    found = kin_names(article("Ada Hale met Orsa Lind at the Harbour Board."))
    assert len(found) == 3
    assert unpacked(packed(found)) == found
    assert unpacked(b"") == frozenset()


def test_a_story_is_kin_by_several_names_that_few_others_have():
    window = Window(["s", "t", "u", "v"], [packed(frozenset(one)) for one in ({1, 2, 3}, {3, 4}, {3, 4, 5}, {4, 5, 6})])
    assert window.kin(frozenset({1, 2})) == {"s"}
    assert window.kin(frozenset({1, 9})) == set()
    assert window.kin(frozenset({3, 4})) == set()
    assert window.elsewhere(frozenset({1, 3, 9}), {"s"}) == {1: 0, 3: 2, 9: 0}


def test_a_window_without_articles_has_no_kin():
    assert Window([], []).kin(frozenset({1, 2})) == set()
    assert Window(["s"], [b""]).elsewhere(frozenset({1}), set()) == {1: 0}
