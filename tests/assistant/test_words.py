import pytest

from assistant.names import acronyms, skeleton
from assistant.question import understood
from assistant.thesaurus import others
from assistant.words import content_words, names, stem


@pytest.mark.parametrize(("one", "other"), [("criticised", "criticizing"), ("Hale’s", "Hale"), ("U.S.", "American")])
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


def test_the_pronoun_us_is_not_the_country():
    assert stem("us") != stem("US")
    assert content_words("Did the US help us?") == ("us", "help")


@pytest.mark.parametrize(("one", "other"), [("Zelensky", "Zelenskyy"), ("Kharkov", "Kharkiv"), ("Gaddafi", "Gadafi")])
def test_spellings_of_a_foreign_name_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


def test_different_names_have_different_skeletons():
    assert len({skeleton(name) for name in ("Brandel", "Brandt", "Hale", "Storvand", "Storrand")}) == 5


def test_an_acronym_is_known_from_its_long_form():
    assert "nbv" in acronyms("The National Bank of Velmora kept its rate.")


def test_names_with_loose_hyphens_have_acronyms_too():
    assert "tr" in acronyms("The Tor- Rail- line")


def test_the_word_that_opens_a_question_is_no_name():
    assert names("Did Ada Hale visit Port Aldo?") == ("Ada Hale", "Port Aldo")


def test_what_is_counted_is_read_from_the_question():
    assert understood("How many more people were ill?").counted == "people"
    assert understood("Who was ill?").counted == ""


def test_news_words_for_the_same_thing_stand_for_each_other_both_ways():
    assert stem("upcoming") in others("next")
    assert stem("next") in others("upcoming")
    assert others("lighthouse") == frozenset()
