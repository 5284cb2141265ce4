from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from assistant.answer_phrases import EMBEDDED, Features, Reader, best_phrases, is_wrong, phrase_features
from assistant.answers import Hit
from assistant.asked import wanted
from assistant.evidence import Scored, sentences_of
from assistant.question import understood
from ingest.articles import Article, Paragraph


def near(texts):
    """Vectors of two texts that are alike as far as they have words in common."""
    words = sorted({word for text in texts for word in text.lower().split()})
    vectors = np.array([[word in text.lower().split() for word in words] for text in texts], dtype=float)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def ranked(*texts, vectors=None):
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(texts, 1))
    article = Article(id="a", version=1, title="", paragraphs=paragraphs)
    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in paragraphs])
    vectors = np.zeros((len(texts), 1)) if vectors is None else vectors
    return [
        Scored(sentence, {}, vector, -float(rank))
        for rank, (sentence, vector) in enumerate(zip(sentences, vectors, strict=True))
    ]


def flat(texts):
    return np.ones((len(texts), 1))


FLAT = Reader(flat, lambda words: dict.fromkeys(words, 1.0))


def found(question, *texts):
    asked = understood(question)
    sentences = ranked(*texts)
    phrases = best_phrases(asked, wanted(asked), sentences, FLAT)
    features = Features(asked, wanted(asked), sentences)
    return {phrase.text: features.of(phrase) for phrase in phrases}


def test_a_name_that_ends_like_an_owner_speaks_for_its_short_form():
    phrases = found("Which bakery closed?", "The bakery Orla’s has closed its doors.", "Fans of Orla’s bread wept.")
    assert "Orla’s" in phrases
    assert "Orla" not in phrases


def test_a_last_name_speaks_for_the_full_one():
    phrases = found("Which team won the cup?", "The Port Vale Herons won the cup.", "The Herons won on Sunday.")
    assert "Port Vale Herons" in phrases
    assert "Herons" not in phrases


def test_a_phrase_beside_the_noun_asked_for_is_marked():
    phrases = found(
        "Which airline banned lamps?", "The airline Eskle Air banned lamps, and all of the town of Tarn wept."
    )
    assert (phrases["Eskle Air"]["beside"], phrases["Tarn"]["beside"]) == (1.0, 0.0)


def test_to_whom_something_is_done_is_marked_where_it_is_asked_who_does_it():
    told = "Velmora sent pumps to Eskle."
    led_in = {text: of["led_in"] for text, of in found("Which country sent pumps?", told).items()}
    assert (led_in["Velmora"], led_in["Eskle"]) == (0.0, 1.0)
    assert not any(of["led_in"] for of in found("To which country did they send pumps?", told).values())


@pytest.mark.parametrize(
    "told",
    [
        "Hale said Eskle Air had left the city.",
        "“Eskle Air left the city,” said Hale.",
        "According to Hale, Eskle Air left.",
    ],
)
def test_who_only_tells_it_is_marked(told):
    speaks = {text: of["speaks"] for text, of in found("Which airline left the city?", told).items()}
    assert (speaks["Hale"], speaks["Eskle Air"]) == (1.0, 0.0)


def test_a_people_is_no_place():
    asked = understood("Where did the ferry sink?")
    sentences = ranked("The ferry sank off Velmora, Ukrainian divers found.")
    wrong = {one.text: is_wrong(wanted(asked), one) for one in best_phrases(asked, wanted(asked), sentences, FLAT)}
    assert (wrong["Ukrainian"], wrong["Velmora"]) == (True, False)


def test_what_is_done_to_somebody_stands_behind_the_words():
    told = ("Tarn hired the envoys for Eskle.", "Tarn saw the envoys leave Eskle.")
    behind = {text: of["behind_words"] for text, of in found("Which town did the envoys leave?", *told).items()}
    assert behind["Eskle"] > behind["Tarn"]
    assert not any(of["behind_words"] for of in found("Which town hired the envoys?", *told).values())


@pytest.mark.parametrize(("day", "fresh"), [(date(2026, 3, 11), 1.0), (date(2027, 3, 11), 0.0), (None, 0.0)])
def test_a_phrase_of_an_article_of_the_day_is_fresh(day, fresh):
    (sentence,) = ranked("The ferry of Tarn is shut.")
    hit = replace(sentence.sentence.hit, article=replace(sentence.sentence.hit.article, published="2026-03-11"))
    sentences = [replace(sentence, sentence=replace(sentence.sentence, hit=hit))]
    asked = understood("Which town lost its ferry?", day)
    (phrase,) = [one for one in best_phrases(asked, wanted(asked), sentences, FLAT) if one.text == "Tarn"]
    assert Features(asked, wanted(asked), sentences).of(phrase)["fresh"] == pytest.approx(fresh, abs=0.01)


def test_words_of_the_question_close_by_support_a_phrase():
    phrases = found("Who sold the lighthouse?", "Ada Hale sold the lighthouse, said a man who had come with Sol Orr.")
    assert phrases["Ada Hale"]["support"] > phrases["Sol Orr"]["support"]


def test_the_statement_with_a_phrase_is_compared_with_the_sentences():
    texts = ("Eskle banned its lamps", "The mayor of Tarn welcomed that")
    asked = understood("Which town banned lamps?")
    want = wanted(asked)
    both = near([*texts, want.stated("Eskle"), want.stated("Tarn"), asked.text])
    reader = Reader(
        lambda given: both[[2 if "Eskle" in one else 3 if "Tarn" in one else 4 for one in given]], FLAT.rarity
    )
    sentences = ranked(*texts, vectors=both[:2])
    phrases = [one for one in best_phrases(asked, want, sentences, reader) if one.text in {"Eskle", "Tarn"}]
    stated = {
        one.text: f["stated"]
        for one, f in zip(phrases, phrase_features(asked, want, phrases, sentences, reader), strict=True)
    }
    assert stated["Eskle"] > stated["Tarn"]


def test_no_more_phrases_than_are_embedded_are_looked_at_closely():
    names = ", ".join(
        f"{first}{last}" for first in ("Kar", "Vel", "Or", "Tam") for last in ("sk", "mora", "rin", "do", "ley")
    )
    assert len(found("Which town was flooded?", f"The towns of {names} were flooded.")) == EMBEDDED
