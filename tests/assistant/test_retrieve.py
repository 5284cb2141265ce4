from copy import copy
from dataclasses import replace

import pytest

from assistant import retrieve
from ingest.errors import ModelError

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
    scores = news.keywords.article_scores(["quay"], every)
    assert len(scores) == 2
    one = max(scores, key=scores.__getitem__)
    assert news.keywords.article_scores(["quay"], {one}) == {one: scores[one]}


def test_words_with_query_syntax_in_them_are_only_words(news):
    assert news.keywords.article_scores(['quay" OR "mayor'], {article.id for article in news.articles()}) == {}


def test_at_most_a_few_paragraphs_of_one_article_are_given(assistant, write):
    list(
        assistant.add(
            [str(write("long.txt", "\n\n".join(f"The quay was closed on day {number}." for number in range(12))))]
        )
    )
    assert len(assistant.search("quay")) == 4


class Judge:
    """A re-ranker that likes texts with a word in them, so much as it is told."""

    identity = "judge"

    def __init__(self, word, liking=9.0):
        self.word, self.liking, self.read = word, liking, []

    def scores(self, _, texts):
        self.read += texts
        return [self.liking if self.word in text else -3.0 for text in texts]


def with_reranker(assistant, reranker):
    models = copy(assistant.models)
    models.reranker = reranker
    return replace(assistant.retriever, models=models)


def judged(news, judge):
    return with_reranker(news, lambda: judge)


def test_a_re_ranker_moves_the_right_paragraph_up(news):
    query = "When was the quay closed?"
    assert "again on Friday" not in news.search(query)[0].paragraph.text
    assert "again on Friday" in judged(news, Judge("again on Friday")).hits(query, 10)[0].paragraph.text


def test_one_that_finds_all_alike_leaves_the_order(news):
    query = "When was the quay closed?"
    alike = judged(news, Judge("no such word")).hits(query, 10)
    assert [hit.paragraph for hit in alike] == [hit.paragraph for hit in news.search(query)]


def test_what_a_re_ranker_says_is_a_term_beside_those_of_the_fused_score(news):
    query = "When was the quay closed?"
    fused = {hit.paragraph: dict(hit.terms) for hit in news.search(query)}
    hits = judged(news, Judge("Friday")).hits(query, 10)
    for hit in hits:
        says = retrieve.RERANK_WEIGHT * ("Friday" in hit.paragraph.text)
        assert dict(hit.terms) == fused[hit.paragraph] | {"rerank": says}
        assert hit.score == pytest.approx(sum(fused[hit.paragraph].values()) + says)


def test_those_it_does_not_read_keep_their_order_behind(news, monkeypatch):
    monkeypatch.setattr(retrieve, "RERANKED", 2)
    fused, judge = [hit.paragraph for hit in news.search("When was the quay closed?")], Judge("nobody")
    judge.scores = lambda query, texts: [float(at) for at in range(len(texts))]
    hits = judged(news, judge).hits("When was the quay closed?", 10)
    assert [hit.paragraph for hit in hits] == [fused[1], fused[0], *fused[2:]]
    assert ["rerank" in dict(hit.terms) for hit in hits] == [True, True] + [False] * (len(fused) - 2)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_a_re_ranker_reads_title_and_heading_with_the_paragraph(assistant, write):
    told = "# Storm in Port Aldo\n\n## Repairs\n\nThe quay was closed until Friday, it said."
    list(assistant.add([str(write("a.md", told))]))
    judge = Judge("quay")
    judged(assistant, judge).hits("quay", 10)
    assert judge.read == ["Storm in Port Aldo\nRepairs\nThe quay was closed until Friday, it said."]


def test_a_question_in_any_language_is_put_to_the_re_ranker_as_it_is(news):
    judge, asked = Judge("Friday"), []
    judge.scores = lambda query, texts: asked.append(query) or [0.0] * len(texts)
    judged(news, judge).hits("Wann wurde der quay geschlossen?", 10)
    assert asked == ["Wann wurde der quay geschlossen?"]


def test_an_answer_is_read_off_the_paragraphs_in_their_new_order(news):
    news.retriever = judged(news, Judge("Friday"))
    answer = news.ask("When will the quay open again?")
    assert "Friday" in answer.claims[0].text


def test_a_score_that_is_no_number_is_refused(news):
    with pytest.raises(ModelError, match="infinite or no number; set BRIEFING_RERANKER"):
        judged(news, Judge("quay", float("nan"))).hits("quay", 10)


def test_no_re_ranker_is_loaded_where_nothing_is_found(assistant):
    hits = with_reranker(assistant, lambda: pytest.fail("it was loaded")).hits("quay", 10)
    assert hits == []
