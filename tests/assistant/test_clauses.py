import pytest

from assistant.clauses import own_clauses

TOLD = "The council of Sarnholt bought the old mill on Friday. It will hold a museum, Mayor Orr said."


def clauses(sentence):
    return [sentence[start:end] for start, end in own_clauses(sentence, [TOLD])]


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("The council bought the mill, and thousands cheered loudly.", ["thousands cheered loudly"]),
        ("The council bought the mill (secret payments were made).", ["secret payments were made"]),
        ("Because workers protested, the council bought the mill.", ["workers protested"]),
    ],
)
def test_a_clause_without_a_word_of_the_source_is_found(sentence, own):
    assert clauses(sentence) == own


@pytest.mark.parametrize(
    "sentence",
    ["The council bought the mill, which will hold a museum.", "On Friday, in the end, the mill was bought.", "Sarnholt has a mill, and soon a museum."],
)  # fmt: skip
def test_reworded_sentences_have_none(sentence):
    assert clauses(sentence) == []
