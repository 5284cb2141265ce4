import pytest
from fakes import FakeEmbedder
from tellers import article, hits_of

from assistant.answers import Hit
from assistant.coverage import coverage, credit, rarity_from_counts, years_missing
from assistant.extractive import Extractive
from assistant.kept_vectors import KeptVectors
from assistant.question import understood
from ingest.articles import Article, Paragraph


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


@pytest.mark.parametrize(
    ("text", "published", "years"),
    [
        ("The Vikings won the cup.", "2024-06-02", ("2025",)),
        ("The Vikings won the cup.", "2025-06-02", ()),
        ("The Vikings won the cup.", "2026-02-01", ()),
        ("The Vikings won the cup.", "2026-06-02", ("2025",)),
        ("The Vikings won the cup of 2025.", "2026-06-02", ()),
        ("The Vikings won the cup.", "", ()),
    ],
)
def test_a_year_is_missing_that_an_article_neither_names_nor_is_of(text, published, years):
    article = Article("a", "Cup", (Paragraph("a", 1, 1, text),), published=published)
    hit = Hit(article.paragraphs[0], article, 1.0)
    assert years_missing(understood("Who won the cup of 2025?"), hit) == years
    assert years_missing(understood("Who won the cup?"), hit) == ()


@pytest.mark.parametrize(
    "question", ["How many of the 2000 workers were hurt?", "Did 1950 people march?", "Who won in 2025?"]
)
def test_a_number_of_things_is_no_year_and_last_year_is_one(question):
    told = article("Post", "Hale won last year. Forty of the workers were hurt.", published="2026-06-10")
    assert years_missing(understood(question), hits_of(told)[0]) == ()


def test_of_another_year_than_the_one_asked_about_an_answer_is_in_part_and_its_short_answer_not_sure():
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    told = article("Post", "The Vikings of Port Vale won the harbour cup.", published="2024-06-02")
    of_it, of_another = (
        answerer.answer(understood(f"Who won the {year} harbour cup of Port Vale?"), hits_of(told))
        for year in (2024, 2025)
    )
    assert (of_it.status, of_another.status) == ("answered", "partial")
    assert of_another.missing == ("2025",)
    assert of_another.claims
    assert of_another.short is None or not of_another.short_sure


def test_a_number_of_people_of_whom_something_else_is_told_is_only_perhaps_the_answer():
    answerer = Extractive(KeptVectors(FakeEmbedder), lambda words: dict.fromkeys(words, 1.0))
    told = article("Post", "Five people were aboard the trains that met in the tunnel of Port Vale.")
    question = "How many people {} aboard the trains that met in the tunnel of Port Vale?"
    were, died = (answerer.answer(understood(question.format(verb)), hits_of(told)) for verb in ("were", "died"))
    assert (were.short, were.short_sure) == ("Five", True)
    assert died.short is None or not died.short_sure
