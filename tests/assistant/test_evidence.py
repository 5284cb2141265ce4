import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tellers import article, ranked

import assistant
from assistant.answers import Hit
from assistant.evidence import EMBEDDED, Weights, answering_spans, evidence, holds, scored, sentences_of, weights
from assistant.question import understood
from ingest.articles import Article, Paragraph
from ingest.embedder import worded

TEXTS = (
    "The quay in Port Aldo was closed on Monday after a storm. It opened again on Friday.",
    "Mayor Ada Hale said that repairs would cost 4 million crowns. However, nobody was hurt.",
)


@pytest.fixture
def hits():
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(TEXTS, 1))
    article = Article(id="a", version=1, title="Storm closes quay", paragraphs=paragraphs)
    return [Hit(paragraph, article, 1 / number, (("cosine", 0.5),)) for number, paragraph in enumerate(paragraphs, 1)]


def read(texts):
    """Texts and their words by the letters in them: enough to tell texts apart."""
    return [
        worded(text, embed([text])[0], places, [embed([text[slice(*one)]])[0] for one in places])
        for text in texts
        for places in [[match.span() for match in re.finditer(r"\w+", text)]]
    ]


def embed(texts):
    rows = np.array(
        [[text.casefold().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts], float
    )
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def test_sentences_carry_exact_places_and_what_they_are_read_with(hits):
    found = sentences_of(hits)
    assert [one.text for one in found] == [
        "The quay in Port Aldo was closed on Monday after a storm.", "It opened again on Friday.",
        "Mayor Ada Hale said that repairs would cost 4 million crowns.", "However, nobody was hurt.",
    ]  # fmt: skip
    assert [one.before for one in found][:2] == ["Storm closes quay", found[0].text]
    assert [one.leans for one in found] == [False, True, False, True]


def test_a_question_in_a_text_is_no_sentence_that_answers():
    told = "It opens again on Friday.", "Ada Hale quit and asked: “Who will follow me?”"
    text = f"When does the quay of Port Aldo open? {told[0]} “Will it really open?” {told[1]}"
    paragraph = Paragraph("a", 1, 1, text)
    article = Article(id="a", version=1, title="Quay", paragraphs=(paragraph,))
    assert tuple(one.text for one in sentences_of([Hit(paragraph, article, 1.0, (("cosine", 0.5),))])) == told


def test_what_stands_between_the_paragraphs_of_a_page_is_no_sentence_that_answers():
    lines = (
        "HALE RATTLES THE GUILDS OF ALDO",
        "Ada Hale/Harbour Coast Guard South",
        "Contributing: Ivo Orr and Sol Arden of the Wire",
        "The quay of Port Aldo was closed on Monday.",
    )
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(lines, 1))
    article = Article(id="a", version=1, title="Quay", paragraphs=paragraphs)
    found = sentences_of([Hit(paragraph, article, 1.0, (("cosine", 0.5),)) for paragraph in paragraphs])
    assert [one.text for one in found] == [*lines[-1:]]


def test_where_to_write_and_to_sign_up_can_answer():
    text = "Police asked witnesses to email them at tips@harbour.example. Sign up for the harbour guard ends on Friday."
    paragraph = Paragraph("a", 1, 1, text)
    found = sentences_of([Hit(paragraph, Article("a", "Quay", (paragraph,)), 1.0, (("cosine", 0.5),))])
    assert " ".join(one.text for one in found) == text


def test_no_more_sentences_are_scored_than_allowed(hits):
    assert len(sentences_of(hits, most=3)) == 3


def test_only_the_sentences_that_words_speak_for_most_are_embedded(hits):
    """The one that answers stands last of forty, further down than is embedded."""
    idle = [Paragraph("z", 1, number, f"The gulls of yard {number} were loud all day.", "") for number in range(1, 40)]
    told = [*idle, Paragraph("z", 1, 40, "The repairs will cost 4 million crowns.", "")]
    article = replace(hits[0].article, id="z", paragraphs=tuple(told))
    question, seen = understood("How much will the repairs cost?"), []

    def reading(texts):
        seen.extend(texts)
        return read(texts)

    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in told], 40)
    assert len(sentences) == 40
    ranked = scored(question, sentences, {"repairs": 3.0, "cost": 2.0}, reading)
    assert len(ranked) == EMBEDDED == len(seen) - 2
    assert ranked[0].sentence.text.startswith("The repairs")


def test_the_sentence_with_the_words_and_the_kind_asked_for_comes_first(hits):
    question = understood("How much will the repairs cost?")
    ranked = scored(question, sentences_of(hits), {"repairs": 3.0, "cost": 2.0}, read)
    assert ranked[0].sentence.text.startswith("Mayor Ada Hale said")
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)


def test_nothing_is_scored_where_there_is_no_sentence():
    assert scored(understood("Who?"), [], {}, read) == []


@pytest.mark.parametrize(
    ("question", "text", "held"),
    [
        ("Who closed the quay?", "Ada Hale closed it.", 1.0),
        ("Did Ada Hale say who closed the quay?", "Ada Hale spoke.", 0.0),
        ("Who are the envoys?", "Ada Hale and Sol Arden travelled.", 1.0),
        ("How many houses burned?", "The fire took 12 houses.", 1.0),
        ("How many houses burned?", "The fire was out.", 0.0),
        ("Where did they meet?", "They met in Port Aldo.", 1.0),
    ],
)
def test_a_text_holds_the_kind_asked_for_unless_the_question_names_it_itself(question, text, held):
    assert holds(understood(question), text) == held


@pytest.mark.parametrize(
    ("question", "weak", "strong"),
    [
        ("Who are the envoys?", "Ada Hale travelled.", "Ada Hale and Sol Arden travelled."),
        ("How many houses burned?", "The fire burned for 12 hours.", "The fire took 12 houses."),
        ("Where did they meet?", "Pressure from Moscow grew.", "They met in Port Aldo."),
    ],
)
def test_what_only_looks_like_the_thing_asked_for_counts_less(question, weak, strong):
    asked = understood(question)
    assert 0 < holds(asked, weak) < holds(asked, strong)


def test_answering_spans_are_offsets_into_the_text():
    text = "Repairs cost 4 million crowns in May 2025."
    assert [text[slice(*span)] for span in answering_spans(understood("How much did repairs cost?"), text)] == [
        "4 million crowns"
    ]


def test_names_that_the_article_lacks_speak_against_an_answer(hits):
    known, unknown = (understood(f"What did {name} say about repairs?") for name in ("Hale", "Brandt"))
    told = [
        evidence(one, scored(one, sentences_of(hits), dict.fromkeys(one.words, 1.0), read), dict.fromkeys(one.words, 1.0))
        for one in (known, unknown)
    ]  # fmt: skip
    assert told[0]["nowhere"] < told[1]["nowhere"]
    assert told[0]["names_absent"] == 0 < told[1]["names_absent"]
    assert weights("question").probability(told[0]) > weights("question").probability(told[1])


@pytest.mark.parametrize(("published", "absent"), [("2026-03-10", 0), ("2026-05-10", 1), ("", 2)])
def test_an_article_has_the_month_in_which_it_was_published_without_naming_it(published, absent):
    question, found = ranked("Who opened the quay in March 2026?", article("a", "Ada Hale opened the quay.", published=published))  # fmt: skip
    told = evidence(question, found, dict.fromkeys(question.words, 1.0))
    assert told["nowhere"] == pytest.approx(absent / len(question.words))


def test_a_probability_stays_between_nought_and_one():
    certain = Weights(0.0, {"meaning": 1000.0})
    assert 0 <= certain.probability({"meaning": -1.0}) < certain.probability({"meaning": 1.0}) <= 1


def test_every_fitted_weight_belongs_to_a_feature_and_every_feature_has_one(hits):
    fitted = json.loads((Path(assistant.__file__).parent / "weights.json").read_text())
    question = understood("How much will the repairs cost?")
    rarity = dict.fromkeys(question.words, 1.0)
    ranked = scored(question, sentences_of(hits), rarity, read)
    assert set(fitted["sentence"]["weights"]) == set(ranked[0].features)
    assert set(fitted["question"]["weights"]) == set(evidence(question, ranked, rarity))


def test_a_question_is_borne_out_by_what_is_asked_of_a_name_and_not_by_the_name(hits):
    question = understood("Which insurer covers Port Aldo?")
    ranked = scored(question, sentences_of(hits), dict.fromkeys(question.words, 1.0), read)
    told = understood("When was the quay of Port Aldo closed?")
    better = scored(told, sentences_of(hits), dict.fromkeys(told.words, 1.0), read)
    found = [
        evidence(one, some, dict.fromkeys(one.words, 1.0))["borne_out"]
        for one, some in ((question, ranked), (told, better))
    ]
    assert found[0] < found[1] == pytest.approx(1.0, abs=0.01)


def test_how_long_is_told_by_until_when():
    question = understood("How long will the quay be shut?")
    assert holds(question, "It stays shut until Tuesday 24 March.") == 1.0
    assert holds(question, "It was shut on Tuesday 24 March.") < 1.0
    assert holds(understood("How many quays are shut?"), "They stay shut until Tuesday 24 March.") == 0.0


def test_what_only_leads_to_a_list_is_no_sentence_that_answers():
    paragraphs = tuple(
        Paragraph("a", 1, number, text)
        for number, text in enumerate(("The two people of the crew are:", "Ada Hale will steer the ship."), 1)
    )
    article = Article("a", "Crew", paragraphs)
    found = sentences_of([Hit(paragraph, article, 1.0, (("cosine", 0.5),)) for paragraph in paragraphs])
    assert [one.text for one in found] == ["Ada Hale will steer the ship."]


def test_a_sentence_that_tells_something_before_its_list_is_heard():
    text = "The road near Osten will be closed from April 3 to April 9 at these junctions:"
    paragraph = Paragraph("a", 1, 1, text)
    found = sentences_of([Hit(paragraph, Article("a", "Roads", (paragraph,)), 1.0, (("cosine", 0.5),))])
    assert [one.text for one in found] == [text]
