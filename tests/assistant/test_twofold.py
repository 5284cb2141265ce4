from datetime import UTC, datetime

import pytest

from assistant.answerer import Answered
from assistant.answers import Claim
from assistant.asking import Asking
from assistant.twofold import Part, as_one, new_claims, parts_of
from ingest.articles import Citation, Paragraph


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Who opened the quay and when did it close?", ["Who opened the quay?", "When did the quay close?"]),
        ("Who runs Tarn Water, and who is the mayor of Tarn?", ["Who runs Tarn Water?", "Who is the mayor of Tarn?"]),
        ("Who is Ada Hale and what did she say?", ["Who is Ada Hale?", "What did Ada Hale say?"]),
        ("Which firm ran the ship and which yard built it?", ["Which firm ran the ship?", "Which yard built the ship?"]),
        ("Did Ada Hale resign? And who is to follow Ada Hale?", ["Did Ada Hale resign?", "Who is to follow Ada Hale?"]),
        ("Who is Ada Hale and by how many votes did she win?", ["Who is Ada Hale?", "By how many votes did Ada Hale win?"]),
    ],
)  # fmt: skip
def test_two_questions_in_one_are_told_apart_and_stand_alone(text, alone):
    assert [part.alone for part in parts_of(text)] == alone


@pytest.mark.parametrize(
    "text",
    [
        "Where and when will the ministers meet?",
        "Who marched in the capital and what for?",
        "Which bridge and which road were closed?",
        "What is known about the crash and how it happened?",
        "What did Ada Hale say and why?",
        "What became of the ferry and of the people who were on it?",
        "What were they arguing about when the quay was shut and who knows why?",
        "Who opened the quay and closed the road?",
    ],
)
def test_one_question_stays_one(text):
    assert parts_of(text) == (Part(text, text),)


def claim(text, number=1):
    return Claim(text, (Citation(Paragraph("a", 1, number, text), 0, len(text)),))


PARTS = (Part("Who won?", "Who won the race?"), Part("Who is king?", "Who is king?"))


def test_what_one_part_lacks_is_named_and_the_other_is_answered():
    found = as_one(
        PARTS, [Answered("answered", (claim("Ada Hale won."),), short="Ada Hale"), Answered("not_in_sources")]
    )
    assert (found.status, found.short, found.missing) == ("partial", "Ada Hale", ("king",))
    assert [one.text for one in found.claims] == ["Ada Hale won."]
    assert found.notices == ("the articles do not say: Who is king?",)


def test_both_parts_answered_are_an_answer_and_neither_is_a_refusal():
    both = [Answered("answered", (claim("Ada Hale won."),)), Answered("answered", (claim("Ivo is king.", 2),))]
    assert as_one(PARTS, both).status == "answered"
    neither = as_one(PARTS, [Answered("not_in_sources", missing=("won",)), Answered("not_in_sources")])
    assert (neither.status, neither.claims, neither.notices) == ("not_in_sources", (), ())


def test_a_sentence_that_answers_both_is_shown_once():
    one = claim("Ada Hale won and is queen.")
    assert new_claims([one], [one, claim("It rained.", 2)]) == [claim("It rained.", 2)]
    assert len(as_one(PARTS, [Answered("answered", (one,)), Answered("answered", (one,))]).claims) == 1


def test_a_sentence_that_answered_two_parts_before_keeps_none_of_the_third_back():
    one, other = claim("Ada Hale won and is queen."), claim("It rained.", 2)
    assert new_claims([one, one], [other, one, other]) == [other]


def test_a_library_answers_the_part_that_it_tells(assistant, write):
    text = "The Tarn quay was opened by Ada Hale on Monday.\n\nThe Tarn quay was opened with a brass band playing."
    list(assistant.add([str(write("quay.txt", text))]))
    answer = assistant.ask("Who opened the Tarn quay and who is the king of Ostia?")
    assert answer.status == "partial"
    assert answer.claims[0].text == "The Tarn quay was opened by Ada Hale on Monday."
    assert "the articles do not say: Who is the king of Ostia?" in answer.notices
    assert {"king", "ostia"} <= set(answer.missing)


def test_claims_stream_as_they_are_found(assistant, write):
    text = "The Tarn quay was opened by Ada Hale on Monday.\n\nThe Orrel mill was closed by Ivo Dorn on Friday."
    list(assistant.add([str(write("quay.txt", text))]))
    *claims, answer = assistant.stream(
        Asking("Who opened the Tarn quay and who closed the Orrel mill?", datetime(2026, 3, 12, tzinfo=UTC))
    )
    assert tuple(claims) == answer.claims
    assert answer.status == "answered"
