"""Reading ahead: the order, what is embedded and what is not, and what happens when something fails."""

import threading
from datetime import UTC, datetime

import pytest
from fakes import FakeEmbedder

from ingest.ahead import LARGEST, Foreseen, Read, ahead
from ingest.articles import Article, Page, Paragraph
from ingest.errors import ModelError
from ingest.found import Address, Rejected


def article(number, language="en"):
    told = f"The quay of Tarnwick was closed for {number} days, the harbour office said."
    return Article(f"a{number}", f"Report {number}", (Paragraph(f"a{number}", 1, 1, told),), language=language)


def read(number, language="en"):
    return Read(Page(f"{number}.txt", b"", "text/plain", datetime.now(UTC)), article(number, language))


class Noting(FakeEmbedder):
    """An embedder that notes which texts it was given, in which thread."""

    languages = frozenset({"en"})

    def __init__(self):
        super().__init__()
        self.texts, self.threads = [], set()

    def embed_documents(self, texts):
        self.texts += texts
        self.threads.add(threading.current_thread())
        return super().embed_documents(texts)


def test_every_item_comes_in_its_order_with_the_vectors_of_its_chunks():
    model = Noting()
    items = [read(1), Rejected("x", "it is empty"), Address("https://news.example/"), *map(read, range(2, 300))]
    given = []
    for item, loaded in ahead(items, lambda: model, lambda _: True):
        given.append(item)
        if isinstance(item, Read):
            text = f"{item.article.title}\n{item.article.paragraphs[0].text}"
            assert loaded().embed_documents([text]) == FakeEmbedder().embed_documents([text])
    assert given == items
    assert len(model.texts) == 299  # each text once, and none again where it is stored
    assert threading.current_thread() not in model.threads


def test_what_is_known_or_in_a_language_that_is_not_read_is_not_embedded():
    model = Noting()
    given = list(ahead([read(1), read(2, "de"), read(3)], lambda: model, lambda one: one.id != "a1"))
    assert [text.split("\n")[0] for text in model.texts] == ["Report 3"]
    assert len(given) == 3


def test_no_model_is_loaded_where_nothing_is_new():
    def loaded():
        raise AssertionError("not needed")

    assert len(list(ahead(map(read, range(9)), loaded, lambda _: False))) == 9


def test_a_text_that_was_not_foreseen_is_embedded_when_it_is_asked_for():
    model = Noting()
    foreseen = Foreseen(model, {"one": [1.0, 0.0]})
    assert foreseen.embed_documents(["one"]) == [[1.0, 0.0]]
    assert foreseen.embed_documents(["one", "two"]) == FakeEmbedder().embed_documents(["one", "two"])
    assert model.texts == ["one", "two"]


def test_a_model_that_cannot_be_loaded_is_told_where_the_first_article_needs_it():
    def loaded():
        raise ModelError("no such model")

    given = ahead([Rejected("x", "it is empty"), read(1)], loaded, lambda _: True)
    assert next(given)[0] == Rejected("x", "it is empty")
    _, needed = next(given)
    with pytest.raises(ModelError):
        needed()


def test_an_embedding_that_fails_is_raised_where_its_article_is_stored():
    class Failing(FakeEmbedder):
        def embed_documents(self, texts):
            raise ModelError(f"out of memory at {len(texts)}")

    _, needed = next(ahead([read(1)], Failing, lambda _: True))
    with pytest.raises(ModelError, match="out of memory"):
        needed()


def test_no_more_is_read_ahead_than_two_blocks():
    taken = []

    def items():
        for number in range(2_000):
            taken.append(number)
            yield read(number)

    model = FakeEmbedder()
    for at, _ in enumerate(ahead(items(), lambda: model, lambda _: True)):
        assert len(taken) <= at + 1 + 2 * LARGEST


def test_left_half_way_it_ends():
    given = ahead(map(read, range(1_000)), FakeEmbedder, lambda _: True)
    next(given)
    given.close()
    left = [one for one in threading.enumerate() if one.name.startswith("embedding")]
    for one in left:
        one.join(5)
    assert not any(one.is_alive() for one in left)
