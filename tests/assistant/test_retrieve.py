import pytest

from ingest import keywords

QUAY = "The quay in Port Aldo was closed on Monday after a storm."


@pytest.fixture
def news(assistant, write):
    write("news/quay.txt", f"{QUAY}\n\nThe harbour master said that the quay would open again on Friday.")
    write("news/vote.txt", "Voters in Ondrel chose a mayor on Sunday.\n\nThe count took four hours.")
    write("news/quay-again.txt", "A wall fell in Tarnwick.\n\nNobody was hurt, and the quay was not touched.")
    list(assistant.add([str(write("news/last.txt", "Rain is expected in the north.").parent)]))
    return assistant


def test_each_score_is_the_sum_of_its_terms(news):
    hits = news.search("When does the quay open again?")
    assert hits
    assert all(hit.score == pytest.approx(sum(value for _, value in hit.terms)) for hit in hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_article_that_speaks_of_the_words_throughout_lifts_its_paragraphs(news):
    terms = {hit.paragraph.text: dict(hit.terms) for hit in news.search("quay")}
    throughout, once = terms[QUAY], terms["Nobody was hurt, and the quay was not touched."]
    assert throughout["article"] > once["article"] > 0


def test_article_scores_cover_only_the_articles_named(news):
    every = {article.id for article in news.articles()}
    scores = keywords.article_scores(news.library, ["quay"], every)
    assert len(scores) == 2
    one = max(scores, key=scores.__getitem__)
    assert keywords.article_scores(news.library, ["quay"], {one}) == {one: scores[one]}


def test_words_with_query_syntax_in_them_are_only_words(news):
    assert keywords.article_scores(news.library, ['quay" OR "mayor'], {article.id for article in news.articles()}) == {}


def test_at_most_a_few_paragraphs_of_one_article_are_given(assistant, write):
    list(
        assistant.add(
            [str(write("long.txt", "\n\n".join(f"The quay was closed on day {number}." for number in range(12))))]
        )
    )
    assert len(assistant.search("quay")) == 4
