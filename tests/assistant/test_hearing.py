"""Who is heard: at most two paragraphs of an article and two in five of an outlet, while others have something to say."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from assistant.answers import Hit
from assistant.hearing import PARAGRAPHS_AN_ARTICLE, heard, heard_sentences, outlets, share
from ingest.articles import Article, Paragraph


def hit(name, number, outlet, score, origin=None):
    paragraph = Paragraph(name, 1, number, f"Paragraph {number} of {name}.")
    return Hit(paragraph, Article(name, name, (paragraph,), source=outlet, origin_of=origin), score)


def planted(count, outlet="Quill Daily", score=1.0):
    return [hit(f"lie {number}", at, outlet, score) for number in range(count) for at in (1, 2, 3)]


def honest(count, score=0.8):
    return [
        hit(f"{outlet} {number}", 1, outlet, score)
        for number in range(count)
        for outlet in ("Post", "Courier", "Ledger")
    ]


def test_an_outlet_with_many_texts_has_two_places_in_five():
    found = heard([*planted(5), *honest(5)], 16)
    assert Counter(one.article.source for one in found)["Quill Daily"] == share(16) == 6
    assert max(Counter(one.article.id for one in found).values()) <= PARAGRAPHS_AN_ARTICLE
    assert len(found) == 16


def test_where_nobody_else_has_anything_to_say_it_has_all_places():
    assert heard(planted(9), 16) == planted(9)[:16]
    far = honest(5, score=0.4)
    assert heard([*planted(9), *far], 16) == planted(9)[:16]


def test_places_that_others_cannot_fill_are_not_left_empty():
    found = heard([*planted(9), *honest(1)], 16)
    assert Counter(one.article.source for one in found)["Quill Daily"] == 13
    assert len(found) == 16


def test_the_same_text_on_five_sites_is_one_voice():
    copies = [hit(f"copy {number}", at, f"Site {number}", 1.0, origin="first") for number in range(5) for at in (1, 2)]
    found = heard([*copies, *honest(5)], 16)
    assert sum(one.article.origin_of == "first" for one in found) == 6
    assert len(set(outlets(one.article for one in copies).values())) == 1


def test_articles_without_an_outlet_speak_each_for_itself():
    alone = [hit(f"a {number}", 1, "", 1.0) for number in range(20)]
    assert heard(alone, 16) == alone[:16]


def test_long_texts_leave_room_for_the_sentences_of_others():
    sentences = [(one, number) for one in [*planted(2)[:2], *honest(4)] for number in range(20)]
    found = heard_sentences(sentences, lambda one: one[0], 32)
    assert Counter(one.article.source for one, _ in found)["Quill Daily"] == share(32) == 12


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.integers(1, 4), st.sampled_from("XYZ"), st.floats(0.01, 2)), max_size=40
    ),
    st.integers(1, 20),
)
def test_what_is_given_is_of_the_hits_in_their_order_and_as_many_as_there_may_be(rows, most):
    hits = sorted((hit(*row) for row in rows), key=lambda one: -one.score)
    found = heard(hits, most)
    assert len(found) == min(most, len(hits))
    places = [next(at for at, one in enumerate(hits) if one is each) for each in found]
    assert places == sorted(places)


def test_without_the_limits_the_planted_texts_have_all_places(monkeypatch):
    monkeypatch.setattr("assistant.hearing.PARAGRAPHS_AN_ARTICLE", 99)
    monkeypatch.setattr("assistant.hearing.SHARE_AN_OUTLET", 1.0)
    assert {one.article.source for one in heard([*planted(6), *honest(5)], 16)} == {"Quill Daily"}
