"""What the labels promise: they point at characters, hold no word of an article, and a wrong offset is noticed."""

import json
import re

import pytest
from fakes import FakeEmbedder

from bench import _labels as labels
from bench._labels import Pair, Quotation, Span
from ingest.pipeline import ingest

SPAN = {"paragraph", "start", "end"}
ROWS = {
    labels.PAIRS: {"id", "one", "other", "label", "kind", "different_time", "held"},
    labels.QUOTATIONS: {"id", "set", "external_id", *SPAN, "speaker", "also", "named", "held"},
}
HARBOUR = {"id": "harbour-1", "paragraphs": ["Mayor Peter Nagel closed the harbour.", "“It is not safe,” he said."]}
SAID = Span("harbour-1", 2, 1, 16)
NAGEL, HE = Span("harbour-1", 1, 6, 17), Span("harbour-1", 2, 18, 20)


def quotation(place=SAID, speaker=NAGEL, also=(HE,)):
    return Quotation("q1", "ukraine", place, speaker, also, True, False)


@pytest.fixture
def harbour(library, write):
    rows = [HARBOUR, HARBOUR | {"id": "harbour-2"}]
    file = write("harbour.jsonl", "\n".join(map(json.dumps, rows)))
    with library.writing():
        assert [one.outcome for one in ingest([str(file)], library, FakeEmbedder)] == ["added", "duplicate"]
    return library


def test_sixty_pairs_and_a_hundred_quotations_are_labelled_each_under_an_id_of_its_own():
    assert len({pair.id for pair in labels.pairs()}) == len(labels.pairs()) == 60
    assert len({one.id for one in labels.quotations()}) == len(labels.quotations()) == 100


def test_every_third_row_is_held():
    for rows in (labels.pairs(), labels.quotations()):
        assert [row.held for row in rows] == [number % 3 == 0 for number in range(1, len(rows) + 1)]


def test_a_pair_that_differs_says_in_what_and_when_and_no_other_does():
    for pair in labels.pairs():
        assert pair.label in labels.LABELS
        assert (pair.kind in labels.KINDS) == (pair.different_time in (True, False)) == (pair.label == "differs")
        assert pair.label == "differs" or (pair.kind, pair.different_time) == (None, None)


def test_a_pair_is_of_two_articles_and_labelled_once():
    assert all(pair.one.external_id != pair.other.external_id for pair in labels.pairs())
    assert len({frozenset(pair.spans) for pair in labels.pairs()}) == len(labels.pairs())


def test_quotations_come_from_three_sets_and_at_most_three_from_one_article():
    found = labels.quotations()
    assert [sum(one.set == name for one in found) for name in labels.SETS] == [40, 30, 30]
    places = [one.place.external_id for one in found]
    assert max(map(places.count, places)) <= 3
    assert len({one.place for one in found}) == len(found)


def test_where_nobody_is_quoted_nobody_is_named():
    nobody = [one for one in labels.quotations() if one.speaker is None]
    assert nobody
    assert all(not one.named and not one.also for one in nobody)


def test_a_speaker_is_not_named_inside_the_quotation():
    for one in labels.quotations():
        assert not any(quotation(speaker=naming, also=()).names(one.place) for naming in one.spans[1:])


def test_every_span_has_characters_in_a_paragraph_that_counts_from_one():
    spans = [span for row in (*labels.pairs(), *labels.quotations()) for span in row.spans]
    assert all(span.paragraph >= 1 and 0 <= span.start < span.end for span in spans)


@pytest.mark.parametrize("file", ROWS, ids=lambda file: file.stem)
def test_no_row_holds_a_word_of_an_article(file):
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row.keys() == ROWS[file]
        spans = [row.get("one"), row.get("other"), row.get("speaker"), *row.get("also", [])]
        assert all(span is None or span.keys() - {"external_id"} == SPAN for span in spans)
        assert all(re.fullmatch(r"[\w-]+", text) for text in texts(row))


def texts(value):
    """Every text in a row, however deep."""
    if isinstance(value, dict | list):
        return [text for inner in (value.values() if isinstance(value, dict) else value) for text in texts(inner)]
    return [value] if isinstance(value, str) else []


def test_labels_that_lie_inside_their_paragraphs_are_in_place_also_where_the_article_is_a_copy(harbour):
    copy = Span("harbour-2", 1, 0, 37)
    assert labels.misplaced([quotation(), Pair("p1", NAGEL, copy, "same", None, None, False)], harbour) == []


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (Span("harbour-9", 1, 0, 4), "no article 'harbour-9'"),
        (Span("harbour-1", 3, 0, 4), "no paragraph 3"),
        (Span("harbour-1", 0, 0, 4), "no paragraph 0"),
        (Span("harbour-1", 2, 18, 99), "offsets 18:99 do not lie inside paragraph 2"),
    ],
)
def test_an_offset_that_is_wrong_is_named(harbour, span, said):
    (found,) = labels.misplaced([quotation(also=(span,))], harbour)
    assert found.startswith("q1: ")
    assert said in found


def test_a_label_points_at_the_words_it_means(harbour):
    known = labels.articles(harbour)["harbour-1"]
    assert [labels.citation(span, known).quote for span in quotation().spans] == [
        "It is not safe,",
        "Peter Nagel",
        "he",
    ]


def test_a_speaker_is_found_by_the_name_or_the_pronoun_and_not_by_another_word():
    assert quotation().names(Span("harbour-1", 1, 0, 17))
    assert quotation().names(HE)
    assert not quotation().names(Span("harbour-1", 1, 0, 5))
    assert not quotation().names(None)


def test_where_nobody_is_quoted_only_nobody_is_right():
    nobody = quotation(speaker=None, also=())
    assert nobody.names(None)
    assert not nobody.names(HE)
