"""What stands where in a library: words, paragraphs, chunks, and whose they are."""

import pytest

from ingest import passages
from ingest.keywords import WEIGHTS

TIDE = "The tide broke the quay in Port Aldo, and the quay was closed."
MAYOR = "The mayor of Port Aldo said that the tide was the highest in years."
VOTE = "Voters in Ondrel chose a mayor on Sunday."


@pytest.fixture
def news(assistant, write):
    write("news/tide.txt", f"{TIDE}\n\n{MAYOR}")
    folder = write("news/vote.txt", f"{VOTE}\n\nThe count took four hours.").parent
    list(assistant.add([str(folder)]))
    return assistant


def texts(news, found):
    paragraphs = passages.by_row(news.library.database, [row for row, _ in found])
    return [paragraphs[row].text for row, _ in found]


def test_words_looked_up_one_by_one_score_as_full_text_search_scores_them_together(news):
    words = ["mayor", "tide", "port", "aldo"]
    together = news.library.database.rows(
        "SELECT rowid, -bm25(paragraphs_fts, ?, ?, ?) AS score FROM paragraphs_fts WHERE paragraphs_fts MATCH ? "
        "ORDER BY score DESC",
        (*WEIGHTS, " OR ".join(words)),
    )
    found = news.keywords.search(words, 10)
    assert [row for row, _ in found] == [row["rowid"] for row in together]
    assert [score for _, score in found] == pytest.approx([row["score"] for row in together])


def test_only_the_best_are_given_and_only_of_articles_that_are_admitted(news):
    assert texts(news, news.keywords.search(["mayor", "tide"], 1)) == [MAYOR]
    [voted] = [article.id for article in news.articles() if news.library.article(article.id).paragraphs[0].text == VOTE]
    mask = news.keywords.places.current().admitting({voted})
    assert texts(news, news.keywords.search(["mayor", "tide"], 10, mask)) == [VOTE]


def test_a_word_that_stands_nowhere_finds_nothing(news):
    assert news.keywords.search(["copper"], 10) == []
    assert news.keywords.search([], 10) == []


def test_a_word_is_looked_up_again_once_the_library_has_changed(news, write):
    assert len(news.keywords.search(["quay"], 10)) == 1
    list(news.add([str(write("more.txt", "A second quay was closed in Tarnwick."))]))
    assert len(news.keywords.search(["quay"], 10)) == 2
    assert news.keywords.paragraph_counts(["quay"]) == {"quay": 2}


def test_rows_that_are_given_again_after_a_removal_belong_to_the_new_article(news, write):
    [last] = [article.id for article in news.articles() if VOTE in news.library.article(article.id).text]
    before = news.keywords.places.current()
    news.library.remove(last)
    list(news.add([str(write("new.txt", "Copper was dear.\n\nTin was not."))]))
    [new] = [article.id for article in news.articles() if "Copper" in news.library.article(article.id).text]
    after = news.keywords.places.current()
    [(row, _)] = news.keywords.search(["copper"], 10)
    assert before.of_paragraph[row] == before.articles[last], "the rows are the same"
    assert after.of_paragraph[row] == after.articles[new]


def test_what_is_added_later_stands_behind_what_was_known(news, write):
    before = news.keywords.places.current()
    list(news.add([str(write("more.txt", "A second quay was closed in Tarnwick."))]))
    after = news.keywords.places.current()
    assert list(after.of_paragraph[: len(before.of_paragraph)]) == list(before.of_paragraph)
    assert after.paragraphs == before.paragraphs + 1


def test_paragraphs_and_their_chunks_find_each_other(news):
    chunk_ids, _ = news.vectors.current()
    held = passages.of_chunks(news.library.database, [int(one) for one in chunk_ids])
    every = [paragraph for some in held.values() for paragraph in some.values()]
    back = passages.chunks_of(news.library.database, every)
    assert {paragraph.text for paragraph in every} >= {TIDE, MAYOR, VOTE}
    assert all(chunk_id in back[paragraph] for chunk_id, some in held.items() for paragraph in some.values())


def test_articles_by_the_dozen_are_those_that_are_read_one_by_one(news):
    keys = [(article.id, article.version) for article in news.articles()]
    found = passages.articles(news.library.database, [*keys, ("nowhere", 1)])
    assert found == {key: news.library.article(*key) for key in keys}


def test_what_comes_in_while_a_search_runs_neither_ends_it_nor_passes_its_filters(news, write, monkeypatch):
    before = news.keywords.places.current()
    admitted = before.admitting({article.id for article in news.articles()})
    list(news.add([str(write("late.txt", "A late quay was opened in Tarnwick by the mayor."))]))
    assert "late" not in " ".join(texts(news, news.keywords.search(["quay"], 10, admitted)))
    monkeypatch.setattr(news.keywords.places, "current", lambda: before)
    assert news.keywords.article_scores(["quay"], {article.id for article in news.articles()})
