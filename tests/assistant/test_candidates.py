import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.candidates import candidates, lower_words, trimmed
from assistant.question import understood
from assistant.words import stem

QUESTION = understood("Which company closed the ferry to Port Aldo?")


def texts_of(sentence, lower=frozenset()):
    return [one.text for one in candidates(QUESTION, sentence, lower)]


def test_names_quotations_numbers_and_plain_nouns_are_candidates():
    found = texts_of("On 3 May Eskle Lines, known as “the old firm”, cut 40 jobs and its winter timetable.")
    assert {"Eskle Lines", "the old firm", "3 May", "40", "winter timetable"} <= set(found)


def test_what_the_question_says_itself_is_no_candidate():
    assert "Port Aldo" not in texts_of("The ferry sails to Port Aldo.")


def test_a_part_of_a_ticker_or_an_address_is_no_name():
    assert not {"TO", "Wire"} & set(texts_of("Eskle (ESK.TO) told hale@Wire that it had closed."))


def test_a_word_that_only_opens_the_sentence_is_no_name():
    assert "Under" not in texts_of("Under pressure it closed.", {"under"})
    assert lower_words(["It fell under the wheels."]) >= {"under", "the", "wheels"}


def test_the_new_of_a_name_stays_and_the_questions_own_words_go_but_for_those_within_a_name():
    assert trimmed("New Aldo ferries", {stem("ferry")}) == "New Aldo"
    assert trimmed("Aldo Ferries", {stem("ferry")}) == "Aldo Ferries"
    assert trimmed("University of Aldo", {stem("university")}) == "University of Aldo"
    assert trimmed("the Storm Hale", {stem("storm")}) == "Hale"


@given(st.text(max_size=120))
def test_any_text_gives_candidates_whose_places_lie_in_it(text):
    for one in candidates(QUESTION, text, frozenset()):
        assert 0 <= one.start < one.end <= len(text)
        assert len(one.text) > 1


def test_a_month_is_a_time_without_what_it_is_of():
    found = candidates(understood("When did it open?"), "It was shut until the end of February.", set())
    assert {one.text for one in found if one.sort == "time"} == {"February"}


@pytest.mark.parametrize(
    ("sentence", "ages"),
    [
        ("The 71-year-old Mr Hale will serve six years.", {"71"}),
        ("Ada Hale, 54, won 300 votes.", {"54"}),
        ("Ada Hale (Harbour Party), 54, won 300 votes.", {"54"}),
        ("The forty-year-old bridge has two lanes.", {"forty"}),
        ("He died at the age of 93 on 4 May.", {"93"}),
        ("He was told of two ships.", set()),
    ],
)
def test_only_years_of_age_tell_how_old_somebody_is(sentence, ages):
    found = candidates(understood("How old is Ada Hale?"), sentence, set())
    assert {one.text for one in found if one.sort == "number"} == ages


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Which bakery closed?", "Orla's has closed.", "Orla's"),
        ("Which bakery closed?", "Orla's owner wept.", "Orla"),
        ("Which disease is it?", "It is Arden’s disease.", "Arden’s"),
        ("Which city does he serve?", "Port Vale Mayor Sol Orr wept.", "Port Vale"),
        ("Which country was it?", "Estia’s National Grid failed.", "Estia"),
        ("Which firm was it?", "Eskle and Tarn left.", "Tarn"),
        ("Where was it?", "It fell in Boulder, Colorado, on Monday.", "Boulder, Colorado"),
        ("Which city was it?", "It happened in Hale City.", "Hale City"),
    ],
)
def test_the_name_within_a_longer_one_is_found(question, sentence, expected):
    assert expected in {one.text for one in candidates(understood(question), sentence, frozenset())}


def test_a_title_whose_name_is_cut_off_is_no_phrase():
    texts = [
        one.text
        for one in candidates(understood("Which towns opposed it?"), "Velmoran Gov. Ada Hale went to Osten.", set())
    ]
    assert "Osten" in texts
    assert not {"Gov", "Gov."} & {*texts}
    assert "MS" in [one.text for one in candidates(understood("Which disease does Hale have?"), "Hale has MS.", set())]
