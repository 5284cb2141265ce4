import math

import pytest

from assistant import measures


def test_average_precision_counts_what_is_not_ranked_as_nothing():
    assert measures.average_precision(["a", "b"], {"a", "b"}) == 1
    assert measures.average_precision(["x", "a"], {"a", "b"}) == 0.25
    assert measures.average_precision([], {"a"}) == 0


def test_an_item_ranked_twice_counts_once():
    assert measures.average_precision(["a", "a", "b"], {"a", "b"}) == 1
    assert measures.ndcg(["a", "a", "b"], {"a", "b"}) == 1


def test_ndcg_looks_at_the_first_k_only_and_asks_no_more_of_them_than_fits():
    assert measures.ndcg(["x"] * 1 + ["a"], {"a"}, k=1) == 0
    assert measures.ndcg(["a"], {"a", "b"}, k=1) == 1
    assert measures.ndcg(["x", "a"], {"a", "b"}) == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))


def test_whoever_always_answers_has_half_of_the_balanced_accuracy():
    assert measures.balanced_accuracy(1, 0) == 0.5


@pytest.mark.parametrize(
    ("given", "gold", "exact", "f1"),
    [
        ("The 37 votes.", ["37 votes"], 1, 1),
        ("37", ["37 votes"], 0, pytest.approx(2 / 3)),
        ("37 votes", ["Brandel", "37"], 0, pytest.approx(2 / 3)),
        ("Livia", ["Tomas"], 0, 0),
        (None, ["37 votes"], 0, 0),
    ],
)
def test_a_short_answer_is_compared_as_squad_does(given, gold, exact, f1):
    assert measures.exact_match(given, gold) == exact
    assert measures.token_f1(given, gold) == f1


def test_a_rewritten_question_is_compared_by_its_content_words_alone():
    assert measures.content_f1("Who closed the bridges?", "Who was closing that bridge?") == 1
    assert measures.content_f1("Why?", "Why was the bridge closed?") == 0
    assert measures.content_f1("Why?", "Who?") == 1


def test_an_answer_counts_only_within_the_first_words_read():
    texts = ["word " * 799, "Karsk bridge"]
    assert measures.among_first_words(texts, ["karsk"])
    assert not measures.among_first_words(texts, ["bridge"])
    assert not measures.among_first_words(texts, [])


def test_a_number_is_not_found_inside_a_longer_one():
    assert not measures.says("1,945 boats", "45 boats")
    assert not measures.says("anything", "…")


def test_sentences_cut_differently_are_the_same_unless_what_is_left_is_short():
    gold = "The ferry  sank at dawn , and nine of its crew were lost in the strait ."
    assert measures.same_sentence("the ferry sank at dawn , and nine of its crew were lost", gold)
    assert measures.same_sentence(f"It was dark. {gold}", gold)
    assert not measures.same_sentence("the ferry sank", gold)
    assert not measures.same_sentence("Anything at all.", " ")


def test_rouge_counts_each_run_of_words_as_often_as_both_texts_hold_it():
    assert measures.rouge("the sea, the sea", "The sea rose.", 1) == pytest.approx(2 * 2 / (4 + 3))
    assert measures.rouge("the sea, the sea", "The sea rose.", 2) == pytest.approx(2 * 1 / (3 + 2))
    assert measures.rouge("The ferry sank.", "the FERRY sank", 2) == 1.0


def test_rouge_of_texts_without_a_common_run_is_nothing():
    assert measures.rouge("ferries", "ferry", 1) == 0.0  # words are not stemmed
    assert measures.rouge("one", "one", 2) == 0.0
    assert measures.rouge("", "", 1) == 0.0


def test_b_cubed_of_articles_that_are_all_apart_is_precise_and_of_all_in_one_group_complete():
    labels = {"a": "x", "b": "x", "c": "y", "d": "y"}
    apart = measures.b_cubed({name: name for name in labels}, labels)
    assert (apart.precision, apart.recall) == (1, 0.5)
    one = measures.b_cubed(dict.fromkeys(labels, "1"), labels)
    assert (one.precision, one.recall) == (0.5, 1)
    assert one.f1 == pytest.approx(2 / 3)


def test_b_cubed_counts_each_article_not_each_group():
    found = measures.b_cubed(dict(zip("abcde", "11112", strict=True)), dict(zip("abcde", "xxxxy", strict=True)))
    assert (found.precision, found.recall, found.f1, found.articles) == (1, 1, 1, 5)
    assert measures.b_cubed({}, {}).f1 == 0
