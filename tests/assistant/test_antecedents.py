from time import monotonic

import pytest

from assistant.followups import Asked, standalone
from assistant.spoken import pointed_at
from ingest.conversations import Turn

BOMBS = Asked("Why did Hale give Estia old tanks?", ("Ada Hale",))
STREET = Asked("Which street did the bakers fill?", (), "Quay Lane", "Bakers fill the lane")


@pytest.mark.parametrize(
    ("last", "further", "alone"),
    [
        (BOMBS, "What did Spain say about it?", "What did Spain say about Hale giving Estia old tanks?"),
        (
            Asked("When did Russia leave the fish deal?"),
            "How did Kenya react to that?",
            "How did Kenya react to Russia leaving the fish deal?",
        ),
        (Asked("When did Russia leave the fish deal?"), "Who condemned it?", "Who condemned Russia leaving the fish deal?"),
        (Asked("When did Russia leave the fish deal?"), "How big is it?", "How big is Russia?"),
        (Asked("When did Russia leave the fish deal?"), "Did it give reasons?", "Did Russia give reasons?"),
    ],
)  # fmt: skip
def test_what_is_said_of_it_is_said_of_what_somebody_did_by_surname_or_a_country_did(last, further, alone):
    assert standalone(further, [last]) == alone


def test_what_is_said_of_it_is_said_of_the_whole_thing_that_was_acted_on():
    before = [Asked("Who vetoed the UN resolution on shipping?", ("Livion Storvand",), "Livion Storvand")]
    assert standalone("Did China vote against it?", before) == "Did China vote against the UN resolution on shipping?"


def test_what_somebody_gets_something_for_is_what_he_did():
    before = [Asked("Who tended the light at Cape Orr in the 1870s?", ("Mira Tol",), "Mira Tol")]
    assert standalone("Was she paid for it?", before) == "Was Mira Tol paid for tending the light at Cape Orr?"
    assert standalone("What did she pay for it?", before) == "What did Mira Tol pay for the light at Cape Orr?"


@pytest.mark.parametrize(
    ("last", "further", "alone"),
    [
        (STREET, "What time did it start?", "What time did it start (Bakers fill the lane)?"),
        (Asked("Will Ada Hale be asked to the Karsk anniversary?"), "When does it start?", "When does the Karsk anniversary start?"),
        (Asked("Who bombed the Karsk bridge?"), "When did it happen?", "When did bombing the Karsk bridge happen?"),
        (Asked("How did Ada Hale react to the ferry fire?"), "Where did it happen?", "Where did the ferry fire happen?"),
        (Asked("What did Hale say about the collapse of the Soviet Union?"), "When did it happen?", "When did the collapse of the Soviet Union happen?"),
        (Asked("What happened in the Orr valley?"), "When did it start?", "When did what happened in the Orr valley start?"),
        (Asked("How many died when the Heron hit the quay?"), "When did it happen?", "When did it happen (the Heron hit the quay)?"),
        (Asked("Why did China restrict exports?"), "When does it take effect?", "When does China restricting exports take effect?"),
        (Asked("What is the gas levy?"), "When does it take effect?", "When does the gas levy take effect?"),
        (Asked("What is the Karsk bridge?"), "When did it open?", "When did the Karsk bridge open?"),
        (Asked("Tell me about the Karsk talks."), "When did they end?", "When did the Karsk talks end?"),
    ],
)  # fmt: skip
def test_what_starts_or_takes_place_is_an_event_and_no_street_or_person(last, further, alone):
    assert standalone(further, [last]) == alone


def test_a_title_that_tells_of_a_time_limits_no_question():
    street = Asked("Which street did the bakers fill?", (), "Quay Lane", "Bakers filled the lane last week")
    assert (
        standalone("What time did it start?", [street]) == "What time did it start (the street that the bakers fill)?"
    )


def test_what_was_said_to_have_happened_is_spoken_of_further():
    before = [Asked("Why did China restrict exports?"), Asked("When does it take effect?")]
    assert standalone("What did Spain say about it?", before) == "What did Spain say about China restricting exports?"


def test_what_somebody_did_to_the_one_who_was_asked_for_names_him():
    before = [Asked("Who did Ada Hale name as envoy?", ("Mira Tol", "Ada Hale"), "Mira Tol")]
    assert (
        standalone("What did Spain say about that?", before)
        == "What did Spain say about Ada Hale naming Mira Tol as envoy?"
    )


def test_he_is_the_speaker_who_was_asked_about_before_others_in_the_answer():
    before = [Asked("What did Tol say about the dam?", ("Livion Storvand",))]
    assert standalone("When did he say it?", before).startswith("When did Tol say")


def test_there_is_at_an_event():
    before = [Asked("How many envoys attended the St Aldo summit?", (), "17")]
    assert standalone("Why wasn't Ada Hale there?", before) == "Why wasn't Ada Hale at the St Aldo summit?"


def test_they_are_those_who_were_counted_until_something_else_is_spoken_of():
    before = [Asked("How many night schools does Port Aldo Watch say Karsk runs?", (), "53")]
    assert standalone("What does Ondrel say about them?", before) == "What does Ondrel say about the night schools?"
    before.append(Asked("How many towns are they in?"))
    assert standalone("Who runs them?", before) == "Who runs the night schools?"
    before.append(Asked("Tell me about the Karsk talks."))
    assert standalone("When did they end?", before) == "When did the Karsk talks end?"


def test_he_is_the_one_who_was_asked_for_and_no_word_for_a_people_or_a_body():
    before = [Asked("Which Japanese minister visited Kyiv?")]
    assert standalone("How old is he?", before) == "How old is the Japanese minister that visited Kyiv?"
    before = [Asked("Who is Tomas Orr?"), Asked("Did Congress approve the levy?")]
    assert standalone("What did he say?", before) == "What did Tomas Orr say?"


def test_a_turn_is_pointed_back_at_by_the_title_of_what_it_cites_first():
    claims = [{"text": "It rained.", "citations": [{"title": "Rain in\nKarsk"}]}, {"text": "No.", "citations": []}]
    assert pointed_at(Turn(1, "Did it rain?", {"claims": claims, "short_answer": None}, "")).title == "Rain in Karsk"


@pytest.mark.parametrize(("title", "titled"), [("Rain in Karsk", False), ("Rain " * 50, True)])
def test_no_title_is_pointed_at_that_is_long_or_could_instruct_a_chat_model(title, titled):
    claims = [{"text": "It rained.", "citations": [{"title": title}]}]
    turn = Turn(1, "Did it rain?", {"claims": claims, "short_answer": None}, "")
    assert pointed_at(turn, titled=titled).title == ""


def test_a_long_question_about_it_costs_no_time():
    began = monotonic()
    before = [BOMBS, *(Asked(("was said about it " * 230)[:3990]) for _ in range(4))]
    standalone("say was " * 500 + "it?", before)
    assert monotonic() - began < 2


BANNED = Asked("Which app did Eskle take down in May?", ("Tomas Orr",), "Karsk Chat")


@pytest.mark.parametrize(
    ("before", "further", "alone"),
    [
        ([BANNED], "Who founded it?", "Who founded Karsk Chat?"),
        ([BANNED, Asked("What was the reason for that?")], "Who founded it?", "Who founded Karsk Chat?"),
        ([Asked("Which app did Eskle ban?")], "Who founded it?", "Who founded the app that Eskle ban?"),
        ([Asked("Which app did Eskle ban?", (), "Ada Hale")], "Why was it banned?", "Why was the app that Eskle ban banned?"),
        ([Asked("Which app did Eskle ban?")], "What did it say?", "What did Eskle say?"),
        ([Asked("What role did Eskle play?")], "How big is it?", "How big is Eskle?"),
    ],
)  # fmt: skip
def test_it_is_what_was_asked_for_and_not_who_acted_on_it_unless_it_acts(before, further, alone):
    assert standalone(further, before) == alone


@pytest.mark.parametrize(
    ("before", "further", "alone"),
    [
        (BANNED, "What was the reason for that?", "What was the reason for Eskle taking the app down in May?"),
        (Asked("Why did the ferry sink?"), "What caused it?", "What caused the ferry sinking?"),
        (Asked("Where did an Eskle barge catch fire?"), "What caused it?", "What caused Eskle barge catching fire?"),
        (Asked("Why did the ferry sink?"), "Who owns it?", "Who owns the ferry?"),
    ],
)
def test_what_is_caused_is_what_was_done_or_happened_to_a_thing(before, further, alone):
    assert standalone(further, [before]) == alone
