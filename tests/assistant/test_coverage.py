import pytest

from assistant.coverage import coverage, credit, rarity_from_counts


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("criticised", "The plan was criticized."),
        ("Zelensky", "President Zelenskyy spoke."),
        ("UN", "The United Nations sent aid."),
        ("American", "The United States agreed."),
        ("British", "Officials from Britain came."),
    ],
)
def test_a_word_counts_whole_in_another_form_or_by_another_name(word, text):
    assert credit(word, text) == 1


@pytest.mark.parametrize(
    ("word", "text"), [("Russia", "The Kremlin was silent."), ("withdrawal", "The troops retreat.")]
)
def test_a_word_counts_in_part_where_another_stands_for_it(word, text):
    assert 0 < credit(word, text) < 1


@pytest.mark.parametrize(
    ("word", "text"), [("us", "The U.S. agreed."), ("ferry", "The train left."), ("May", "March ended.")]
)
def test_a_word_that_is_not_there_does_not_count(word, text):
    assert credit(word, text) == 0


def test_coverage_weighs_rare_words_more():
    rarity = rarity_from_counts({"minister": 90, "lighthouse": 1}, 100)
    assert coverage("The lighthouse shone.", rarity) > 0.8 > 0.5 > coverage("The minister shone.", rarity)
    assert coverage("anything", {}) == 0
