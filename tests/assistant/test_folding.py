import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.folding import Folded, span_of

TEXT = "The minister said: “We will not\u00a0sign” – and left. “Not today,” she added, “not ever.”"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ('"we will not sign" - and left', "“We will not\u00a0sign” – and left"),
        ("'We will not sign'", "We will not\u00a0sign"),
        ("We  will\nnot sign.", "We will not\u00a0sign"),
        ("said: “We will not sign” … “Not today,”", "said: “We will not\u00a0sign” – and left. “Not today,”"),
    ],
)
def test_quoted_words_are_found_whatever_their_quotes_dashes_and_spaces(quote, found):
    start, end = span_of(quote, TEXT)
    assert TEXT[start:end] == found


@pytest.mark.parametrize("quote", ["We will sign", "", "…", '""', "not ever … Not today", "We will not sign today"])
def test_words_that_do_not_stand_there_are_not_found(quote):
    assert span_of(quote, TEXT) is None


def test_pieces_of_a_quotation_must_stand_near_each_other():
    far = "First words. " + "Something else is told here. " * 30 + "Last words."
    assert span_of("First words … Last words", far) is None


@given(st.text(max_size=60))
def test_folding_keeps_the_place_of_every_character(text):
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@given(st.text(min_size=1, max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_a_piece_of_a_text_is_found_in_it(quote, before, after):
    text = f"{before} {quote} {after}"
    found = (
        span_of(f"«{quote}»", text)
        if any(c.isalnum() for c in quote) and "…" not in quote and "..." not in quote
        else (0, 1)
    )
    assert found is not None
    assert 0 <= found[0] < found[1] <= len(text)


def test_a_sentence_that_has_dots_itself_is_found_whole():
    text = "It was [the quay … it was [the quay, he said."
    sentence = text[text.index("[the quay … it") :]
    assert span_of(sentence, text) == (text.index(sentence), len(text))
    again = "We came… Then we came… and left."
    assert span_of("We came… and left.", again) == (again.index("we came"), len(again))
