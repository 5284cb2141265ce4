import json
from datetime import UTC, datetime

import pytest

from assistant.answers import Answer, Claim
from assistant.evaluate import Report, evaluate, judged, names_of_articles
from assistant.labelled import Labelled
from ingest import conversations
from ingest.articles import Citation, Paragraph

QUAY = "The quay was closed on Monday because of a storm. The harbour master expects it to open again on Friday."


@pytest.fixture
def harbour(assistant, write):
    """A library of two articles."""
    rows = [
        {"id": "q", "title": "Quay closed", "published": "2026-03-10", "text": QUAY},
        {"id": "b", "title": "Bread dearer", "published": "2026-03-11", "text": "A loaf of bread costs four crowns now, the bakers say."},
    ]  # fmt: skip
    list(assistant.add([str(write("wire.jsonl", "\n".join(map(json.dumps, rows))))]))
    return assistant


def answer(*sentences, number=1, article="a1", short=None):
    """An answer that cites some sentences of one paragraph, each a claim."""
    text = " ".join(sentences)
    paragraph = Paragraph(article, 1, number, text)
    claims = []
    for sentence in sentences:
        start = text.index(sentence)
        claims.append(Claim(sentence, (Citation(paragraph, start, start + len(sentence)),)))
    status = "answered" if claims else "not_in_sources"
    return Answer("Why?", "Why?", tuple(claims), status, short_answer=short, missing=() if claims else ("storm",))


def figures(*pairs):
    """The measures over (row, answer) pairs, by name."""
    report = Report(tuple(judged(row, given, {}) for row, given in pairs))
    return {one.name: (round(one.figure, 3), one.of) for one in report.measures}


def test_a_set_without_labels_measures_only_what_was_answered():
    assert figures((Labelled("Why?"), answer("It rained."))) == {"right": (1, 1), "answered": (1, 1)}


def test_recall_is_of_the_labelled_sentences_and_precision_of_the_cited_ones():
    row = Labelled("Why?", gold_sentences=("A storm came up.", "The waves were high."))
    found = figures(
        (row, answer("A storm came up.", "Bread is dear.", "The cat sleeps.")), (row, answer()),
    )  # fmt: skip
    assert found["recall"] == (0.25, 2)
    assert found["precision"] == (pytest.approx(1 / 3, abs=0.001), 3)
    assert found["right_words"] == (0.5, 2)
    assert found["right"] == (0.5, 2)


def test_a_citation_of_two_sentences_counts_as_two():
    row = Labelled("Why?", gold_sentences=("The waves were high.",))
    assert figures((row, answer("A storm came up. The waves were high.")))["precision"] == (0.5, 2)


def test_refusals_are_balanced_against_answers():
    open_row, closed_row = Labelled("Why?"), Labelled("Who?", answerable=False)
    found = figures((open_row, answer("It rained.")), (open_row, answer()), (closed_row, answer()))
    assert (found["answered"], found["refused"]) == ((0.5, 2), (1, 1))
    assert found["balanced_accuracy"] == (0.75, 3)
    assert "balanced_accuracy" not in figures((closed_row, answer()))


def test_one_phrase_must_be_shown_or_all_of_them():
    shown = answer("The toll is 14.", "It was 9 before.")
    assert figures((Labelled("?", must_contain=("21", "14")), shown))["right_words"] == (1, 1)
    assert figures((Labelled("?", must_contain_all=("9", "14")), shown))["right_words"] == (1, 1)
    assert figures((Labelled("?", must_contain_all=("9", "21")), shown))["right_words"] == (0, 1)


def test_the_place_of_the_first_sentence_is_looked_at():
    places = {"a1": frozenset({"a1", "wire-7"})}
    for labels, right in [
        ({"articles": ("wire-7",)}, True), ({"articles": ("wire-8",)}, False), ({"paragraphs": (("", 4),)}, True),
        ({"paragraphs": (("wire-7", 4),)}, True), ({"paragraphs": (("wire-8", 4),)}, False),
        ({"articles": ("wire-7",), "paragraphs": (("", 5),)}, False),
    ]:  # fmt: skip
        assert judged(Labelled("?", **labels), answer("It rained.", number=4), places).right_place is right


def test_short_answers_are_compared_and_a_missing_one_is_wrong():
    row = Labelled("How many?", answers=("37 votes",))
    found = figures((row, answer("He won by 37 votes.", short="37")), (row, answer("He won by 37 votes.")))
    assert (found["short_em"], found["short_f1"]) == ((0, 2), (0.333, 2))
    assert found["right_words"] == (1, 2)


def test_what_went_wrong_is_said():
    said = [
        judged(row, given, {}).why
        for row, given in [
            (Labelled("?"), answer()), (Labelled("?", answerable=False), answer("It rained.")),
            (Labelled("?", must_contain=("storm",)), answer("It rained.")),
            (Labelled("?", articles=("b",)), answer("It rained.")), (Labelled("?"), answer("It rained.")),
        ]
    ]  # fmt: skip
    assert said == [
        "refused although the articles answer it (missing: storm)", "answered although nothing answers it",
        "the words are not the right ones", "the place is not the right one", "",
    ]  # fmt: skip


def test_a_library_is_asked_and_its_articles_go_by_the_names_they_came_with(harbour):
    rows = [
        Labelled("Why was the quay closed?", articles=("q",), must_contain=("storm",)),
        Labelled("Why was the quay closed?", articles=("wire.jsonl:1",), paragraphs=(("", 1),)),
        Labelled("What did the astronaut Zelda eat?", answerable=False),
    ]
    report = evaluate(harbour, rows)
    assert report.failures == ()
    assert report.as_json()["measures"]["right"] == {"figure": 1, "of": 3}
    assert {"q", "wire.jsonl:1"} <= names_of_articles(harbour.library)[report.outcomes[0].answer.articles[0].id]


def test_the_turns_of_a_conversation_are_asked_in_order_and_none_of_the_users_is_touched(harbour):
    harbour.ask("How much is bread?", conversation="mine")
    before = conversations.turns(harbour.library, "mine")
    rows = [
        Labelled("Why was the quay closed?", conversation="mine"), Labelled("How much is a loaf of bread?"),
        Labelled("When will it open again?", conversation="mine"),
    ]  # fmt: skip
    asked = [outcome.answer.standalone_question for outcome in evaluate(harbour, rows).outcomes]
    assert "quay" in asked[2]
    assert conversations.turns(harbour.library, "mine") == before
    assert [one.name for one in conversations.conversations(harbour.library)] == ["mine"]


def test_a_conversation_that_breaks_off_is_deleted_too(harbour):
    def breaking(rows):
        yield rows[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        evaluate(harbour, [Labelled("Why was the quay closed?", conversation="c")] * 2, breaking)
    assert conversations.conversations(harbour.library) == []


def test_a_question_is_asked_at_its_own_moment(harbour):
    row = Labelled("What was closed yesterday?", now=datetime(2026, 3, 11, 12, tzinfo=UTC))
    [outcome] = evaluate(harbour, [row]).outcomes
    assert outcome.answer.filters.since == datetime(2026, 3, 10, tzinfo=UTC)
