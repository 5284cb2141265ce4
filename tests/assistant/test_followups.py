from time import monotonic

import pytest

from assistant.deeds import deed
from assistant.followups import Asked, standalone
from assistant.question import LONGEST_QUESTION
from assistant.spoken import pointed_at
from assistant.topics import people_of
from ingest.conversations import Turn

BRIDGE = [Asked("What is the Karsk bridge?")]
CAPTAIN = [Asked("Who commanded the Grey Heron?", ("Joren Hask",))]


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (BRIDGE, "Who opened it?", "Who opened the Karsk bridge?"),
        (BRIDGE, "What is its length?", "What is the Karsk bridge's length?"),
        (CAPTAIN, "What did he say?", "What did Joren Hask say?"),
        (CAPTAIN, "Who is his lawyer?", "Who is Joren Hask's lawyer?"),
        ([Asked("Is the water in Tarnwick safe?")], "How many fell ill there?", "How many fell ill in Tarnwick?"),
        ([Asked("Tell me about the night trains.")], "Where do they stop?", "Where do the night trains stop?"),
    ],
)
def test_a_pronoun_is_replaced_by_what_it_points_back_at(before, question, alone):
    assert standalone(question, before) == alone


@pytest.mark.parametrize(
    ("last", "question", "alone"),
    [
        ("How many people died in Sarnholt?", "And in Tarnwick?", "How many people died in Tarnwick?"),
        ("How many people died in Sarnholt?", "And on Thursday?", "How many people died in Sarnholt on Thursday?"),
        ("What did Arden say of the plan?", "What about Hale?", "What did Hale say of the plan?"),
        ("Is the water in Tarnwick safe?", "Since when?", "Since when: Is the water in Tarnwick safe?"),
        ("Who won the recount?", "By how many votes?", "Who won the recount? By how many votes?"),
        ("Is the water in Tarnwick safe?", "Tell me more.", "Is the water in Tarnwick safe?"),
    ],
)
def test_an_elliptic_question_goes_on_from_the_last_one(last, question, alone):
    assert standalone(question, [Asked(last)]) == alone


def test_a_definite_thing_is_completed_by_what_it_belongs_to():
    assert (
        standalone("What are the main causes?", [Asked("Tell me about the Karsk dispute.")])
        == "What are the main causes of the Karsk dispute?"
    )
    assert (
        standalone("Who led the experiment?", [Asked("What was the Hale Experiment?")])
        == "Who led the Hale Experiment?"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Sarnholt?",
        "What is Ondrel and why is it in the news?",
        "Is it true that the trains are late?",
        "What is the price of copper?",
        "Tell me about the recount.",
    ],
)
def test_a_question_that_needs_nothing_stays_as_it_is(question):
    assert standalone(question, BRIDGE) == question


def test_a_first_question_stays_as_it_is_whatever_it_points_at():
    assert standalone("Who opened it?", []) == "Who opened it?"


def test_what_was_spoken_of_stays_over_questions_that_only_point_back():
    before = [*BRIDGE, Asked("Who opened it?"), Asked("When was it closed?")]
    assert standalone("Why is it important?", before) == "Why is the Karsk bridge important?"


def test_a_new_name_takes_over():
    before = [*BRIDGE, Asked("What is the Orvane crossing?")]
    assert standalone("Is it open?", before) == "Is the Orvane crossing open?"


def test_a_correction_is_asked_without_its_preface():
    assert standalone("Sorry, I meant: when was it closed?", BRIDGE) == "When was the Karsk bridge closed?"


def test_people_are_read_from_an_answer():
    assert people_of("Captain Joren Hask met Ada Hale in Port Aldo.") == ("Joren Hask", "Ada Hale")


def test_a_conversation_carries_what_it_is_about(sample):
    from ingest import conversations

    sample.ask("Who won the recount in Ondrel?", conversation="carried")
    answer = sample.ask("By how many votes?", conversation="carried")
    assert answer.standalone_question == "Who won the recount in Ondrel? By how many votes?"
    assert answer.question == "By how many votes?"
    conversations.delete(sample.library, "carried")


@pytest.mark.parametrize(
    ("before", "asked", "wanted"),
    [
        ("Which yard built the ship?", "Who owns it?", "Who owns the yard that built the ship?"),
        ("Who was in command of the tug?", "Has he been charged?", "Has the one who was in command of the tug been charged?"),
        ("Which yard built the ship?", "Who is its director?", "Who is the director of the yard that built the ship?"),
        ("When will ferries to Port Aldo start again?", "How much do they cost?", "How much do ferries cost?"),
        ("When is the Aldo ferry pact due?", "Who signed it?", "Who signed the Aldo ferry pact?"),
        ("How far ahead was Ada Hale?", "What about Wednesday?", "How far ahead was Ada Hale on Wednesday?"),
        ("When will the new tram run?", "and how much is a ticket?", "and how much is a ticket of the new tram?"),
    ],
)  # fmt: skip
def test_what_was_asked_for_is_spoken_of_by_what_the_question_said_of_it(before, asked, wanted):
    assert standalone(asked, [Asked(before)]) == wanted


def test_a_ship_is_nobody_wherever_its_name_stands():
    assert people_of("The Grey Heron sank. Divers reached the Grey Heron. Ada Hale spoke.") == ("Ada Hale",)


ENVOYS = Asked("Who leads the talks?", ("Ada Hale", "Tomas Orr"))


@pytest.mark.parametrize("correction", ["No, the second one.", "no, the other one", "I meant the latter"])
def test_a_correction_asks_the_same_of_the_other(correction):
    before = [ENVOYS, Asked("What did she say?", ("Ada Hale",))]
    assert standalone(correction, before) == "What did Tomas Orr say?"


def test_one_of_those_in_the_last_answer_may_be_told_by_its_place():
    assert standalone("What did the second one say?", [ENVOYS]) == "What did Tomas Orr say?"


@pytest.mark.parametrize("question", ["When was the second bridge opened?", "What did the third one say?"])
def test_a_place_that_nobody_has_changes_nothing(question):
    assert standalone(question, [Asked("Who leads the talks?", ("Ada Hale", "Tomas Orr"))]) == question


def test_a_ship_is_nobody_after_the_word_for_it_either():
    assert people_of("The sinking of the ferry Grey Heron killed Ada Hale.") == ("Ada Hale",)


def test_a_question_is_not_continued_beyond_what_may_be_asked() -> None:
    asked = [Asked("Was Tarnwick, where Tarnwick, Tarnwick and Tarnwick meet, shut?")]
    asked += [Asked(f"And {'Tarnwick and ' * 20}Tarnwick?")] * 7
    for turn in range(len(asked)):
        assert len(standalone(asked[turn].question, asked[:turn])) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    "question",
    [
        "What happened this week?",
        "Who resigned in Velmora this month?",
        "What was said this morning?",
        "Who fell ill this past winter?",
        "Who signed these papers?",
        "Why is this vaccine important?",
        "Was this law passed?",
        "Who is this man?",
    ],
)
def test_this_before_a_noun_of_its_own_points_at_nothing_that_was_spoken_of(question):
    assert standalone(question, BRIDGE) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Why was this bridge closed?", "Why was the Karsk bridge closed?"),
        ("Who opened that bridge?", "Who opened the Karsk bridge?"),
        ("Why was this closed?", "Why was the Karsk bridge closed?"),
        ("Is this safe for lorries?", "Is the Karsk bridge safe for lorries?"),
        ("When was this built?", "When was the Karsk bridge built?"),
        ("Is this the longest one?", "Is the Karsk bridge the longest one?"),
        ("How has this changed trade?", "How has the Karsk bridge changed trade?"),
    ],
)
def test_this_is_replaced_alone_or_together_with_the_noun_of_what_was_spoken_of(question, alone):
    assert standalone(question, BRIDGE) == alone


@pytest.mark.parametrize("question", ["Did it rain in Karsk?", "Will it be raining tomorrow?", "What day is it?"])
def test_the_it_of_the_weather_and_of_the_clock_points_at_nothing(question):
    assert standalone(question, BRIDGE) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("What year was it built?", "What year was the Karsk bridge built?"),
        ("What month will it open?", "What month will the Karsk bridge open?"),
        ("What time is it now?", "What time is it now?"),
        ("What time will it be in Ondrel?", "What time will it be in Ondrel?"),
    ],
)
def test_the_it_of_the_clock_is_followed_by_no_verb(question, alone):
    assert standalone(question, BRIDGE) == alone


def test_an_idle_it_leaves_the_place_to_be_told():
    before = [Asked("Is the water in Tarnwick safe?")]
    assert standalone("What time is it there?", before) == "What time is it in Tarnwick?"


@pytest.mark.parametrize(
    "last",
    [
        "Why did the Karsk talks fail?",
        "Why did the Karsk talks collapse?",
        "Did the Karsk talks fail in June?",
    ],
)
def test_what_a_thing_did_is_no_part_of_what_it_is_called(last):
    assert standalone("Who led them?", [Asked(last)]) == "Who led the Karsk talks?"


@pytest.mark.parametrize(
    "question",
    [
        "No confidence vote result?",
        "No way out for Hale?",
        "Wait times at Karsk hospitals?",
        "Sorry state of Karsk roads?",
        "I want to see the results in Karsk",
        "No will to fight in Karsk?",
        "No would-be buyers in Karsk?",
    ],
)
def test_a_question_may_open_with_the_word_of_a_correction(question):
    assert standalone(question, BRIDGE) == question


@pytest.mark.parametrize("preface", ["No, ", "Sorry ", "wait, no: ", "I meant ", "I want to know "])
def test_a_correction_is_known_by_its_mark_or_by_the_question_behind_it(preface):
    assert standalone(f"{preface}who won in Karsk?", BRIDGE) == "Who won in Karsk?"


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("No has the mayor resigned?", "Has the mayor resigned?"),
        ("sorry are there survivors", "Are there survivors"),
        ("wait will trains run in Karsk?", "Will trains run in Karsk?"),
        ("Actually, could Hale resign?", "Could Hale resign?"),
    ],
)
def test_a_correction_may_be_a_question_that_opens_with_its_verb(question, alone):
    assert standalone(question, BRIDGE) == alone


@pytest.mark.parametrize("said", ["Thanks!", "Hello", "Thank you very much.", "???"])
def test_a_turn_that_asks_nothing_leaves_what_was_spoken_of(said):
    assert standalone("Who opened it?", [*BRIDGE, Asked(said)]) == "Who opened the Karsk bridge?"


def test_a_name_is_replaced_as_a_whole_word_by_what_is_asked_about_next():
    asked = [Asked("How many Velmorans left Velmora?")]
    assert standalone("What about Ondrel?", asked) == "How many Velmorans left Ondrel?"
    assert standalone(r"What about Ondrel\1?", asked) == r"How many Velmorans left Ondrel\1?"


ACCORD = Asked("When is the Karsk bridge accord due?", (), "19 March")


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (
            [Asked("What is the Karsk accord?"), Asked("What did Orr say about it?")],
            "What about Hale?",
            "What did Hale say about the Karsk accord?",
        ),
        (
            [Asked("Who vetoed the UN resolution on shipping?"), Asked("Did China vote against it?")],
            "And India?",
            "Did India vote against the UN resolution on shipping?",
        ),
        ([ACCORD], "And what about Orvane and Little Venn?", "What about Orvane and Little Venn (the Karsk bridge accord)?"),
        (BRIDGE, "What about the Ondrel bridge?", "What is the Ondrel bridge?"),
        (BRIDGE, "And Ondrel?", "What is the Ondrel bridge?"),
        ([Asked("How did the Kremlin react to the fire?")], "And the White House?", "How did the White House react to the fire?"),
    ],
)  # fmt: skip
def test_a_name_is_put_in_the_place_of_one_that_the_last_question_itself_spoke_of(before, question, alone):
    assert standalone(question, before) == alone


def test_a_name_put_in_the_place_of_another_leaves_what_both_are_told_of():
    before = [ACCORD, Asked("And what about Orvane and Little Venn?")]
    assert standalone("Where will it be signed?", before) == "Where will the Karsk bridge accord be signed?"
    before = [*BRIDGE, Asked("What about the Ondrel bridge?")]
    assert standalone("Who built it?", before) == "Who built the Ondrel bridge?"


NAMED_AFTER = Asked("Who replaces Ada Hale at the Karsk Courier?", ("Mira Storvand", "Ada Hale"), "Mira Storvand")


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (NAMED_AFTER, "How old is she?", "How old is Mira Storvand?"),
        (
            Asked("Which minister did Ada Hale dismiss?", ("Ada Hale", "Tomas Orr")),
            "What did he say?",
            "What did Tomas Orr say?",
        ),
        (Asked("Who met Ada Hale?", ("Tomas Orr",)), "What did she say?", "What did Ada Hale say?"),
        (Asked("What did Ada Hale say?", ("Mira Storvand",)), "How old is she?", "How old is Ada Hale?"),
    ],
)
def test_he_and_she_are_first_whom_the_answer_told_where_a_person_was_asked_for(before, question, alone):
    assert standalone(question, [before]) == alone


@pytest.mark.parametrize(
    ("before", "place"),
    [
        ([Asked("Where did Ada Hale go on Sunday?", ("Ada Hale",), "Port Aldo")], "Port Aldo"),
        ([Asked("When did the premier of Orvane visit Karsk?")], "Karsk"),
        ([Asked("Is the water in Tarnwick safe?"), Asked("Who runs the plant?")], "Tarnwick"),
    ],
)
def test_there_is_the_place_that_was_told_or_last_named(before, place):
    assert standalone("How many live there?", before) == f"How many live in {place}?"


@pytest.mark.parametrize(
    ("last", "asks", "alone"),
    [
        ("How many Eskle cars have been recalled?", "Why?", "Why have Eskle cars been recalled?"),
        ("When did the quay close?", "And why?", "Why did the quay close?"),
        ("Why was the ferry late?", "When?", "When was the ferry late?"),
        ("Who closed the quay?", "Why?", "Why: Who closed the quay?"),
    ],
)
def test_a_lone_word_asks_the_last_question_for_something_else(last, asks, alone):
    assert standalone(asks, [Asked(last)]) == alone


@pytest.mark.parametrize(
    ("last", "further", "alone"),
    [
        ("How did the UN vote on the treaty?", "Did Orr vote against it?", "Did Orr vote against the UN vote?"),
        ("What is the Karsk accord?", "Why was the tax important?", "Why was the tax important (the Karsk accord)?"),
    ],
)  # fmt: skip
def test_what_is_put_in_is_a_whole_thing_and_stands_where_it_can_be_read(last, further, alone):
    assert standalone(further, [Asked(last)]) == alone


def test_a_turn_is_pointed_back_at_by_whom_its_short_answer_names_first():
    answer = {"claims": [{"text": "Ada Hale made way for Mira Storvand."}], "short_answer": "Mira Storvand"}
    asked = pointed_at(Turn(1, "Who replaces Ada Hale?", answer, ""))
    assert (asked.people, asked.short) == (("Mira Storvand", "Ada Hale"), "Mira Storvand")


@pytest.mark.parametrize(
    ("last", "meant"),
    [
        ("Why did Ada Hale drop out of the race?", "Ada Hale dropping out of the race"),
        ("When is Ada Hale leaving?", "Ada Hale leaving"),
        ("Has Ada Hale resigned?", "Ada Hale having resigned"),
        ("What did Ada Hale announce?", "what Ada Hale did announce"),
        ("What happened to Ada Hale?", "what happened to Ada Hale"),
        ("Why did Ada Hale not resign?", "Ada Hale not resigning"),
        ("Why didn't Ada Hale resign?", "Ada Hale not resigning"),
        ("Why has Ada Hale suddenly resigned?", "Ada Hale suddenly having resigned"),
        ("Why did Ada Hale apply for bail?", "Ada Hale applying for bail"),
        ("Where did Ada Hale die?", "Ada Hale dying"),
        ("When did Ada Hale quit?", "Ada Hale quitting"),
        ("When did Ada Hale begin the march?", "Ada Hale beginning the march"),
        ("Why did Ada Hale offer a deal?", "Ada Hale offering a deal"),
        ("What did Ada Hale tell reporters on Tuesday?", "what Ada Hale did tell reporters on Tuesday"),
        ("How did Ada Hale respond to the mayor resigning on Friday?", "the mayor resigning"),
    ],
)
def test_it_stands_for_what_somebody_did_and_for_nobody(last, meant):
    assert standalone("What did Tomas Orr say about it?", [Asked(last)]) == f"What did Tomas Orr say about {meant}?"
    assert standalone("How did Tomas Orr react to that?", [Asked(last)]) == f"How did Tomas Orr react to {meant}?"


def test_it_stands_for_no_day_on_which_somebody_spoke():
    assert deed("What did Ada Hale say on Monday about the dam?") == "the dam"
    assert deed("What did Ada Hale say on Monday?") == "what Ada Hale did say on Monday"


@pytest.mark.parametrize(("short", "meant"), [("Eskle Water", "Eskle Water"), ("", "the company that Ada Hale buy")])
def test_it_stands_for_the_thing_that_was_asked_for(short, meant):
    before = [Asked("Which company did Ada Hale buy?", ("Ada Hale",), short)]
    assert standalone("What did she pay for it?", before) == f"What did Ada Hale pay for {meant}?"


def test_it_is_what_was_spoken_of_before_somebody_was():
    assert standalone("When did it open?", [*BRIDGE, Asked("Who is Ada Hale?")]) == "When did the Karsk bridge open?"


def test_it_points_at_nothing_where_only_a_person_was_spoken_of():
    assert standalone("When was it built?", [Asked("Who is Ada Hale?")]) == "When was it built?"


def test_it_goes_on_to_be_what_was_reacted_to():
    before = [Asked("Why did Ada Hale resign?"), Asked("How did Tomas Orr react to that?")]
    assert standalone("What did Mira Storvand say about it?", before) == (
        "What did Mira Storvand say about Ada Hale resigning?"
    )


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("How big is this country?", "How big is the country of Velmora?"),
        ("How did this tradition start?", "How did the tradition of Velmora start?"),
        ("How hard was this winter?", "How hard was this winter?"),
        ("Did this vote end in Ondrel?", "Did this vote end in Ondrel?"),
    ],
)
def test_this_before_a_noun_is_of_the_name_that_was_spoken_of_where_nothing_else_is_named(question, alone):
    assert standalone(question, [Asked("What is Velmora?")]) == alone


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("How will this be paid for?", "How will the Karsk accord be paid for?"),
        ("Can this be undone?", "Can the Karsk accord be undone?"),
        ("Will this help farmers?", "Will the Karsk accord help farmers?"),
        ("Why did this take so long?", "Why did the Karsk accord take so long?"),
        ("How did this come about?", "How did the Karsk accord come about?"),
        ("How much has this cost taxpayers?", "How much has the Karsk accord cost taxpayers?"),
        ("Did this surprise anyone?", "Did the Karsk accord surprise anyone?"),
        ("Could this curb exports?", "Could the Karsk accord curb exports?"),
        ("Was this widely expected?", "Was the Karsk accord widely expected?"),
        ("Does this matter to Ondrel?", "Does the Karsk accord matter to Ondrel?"),
        ("Did that surprise anyone?", "Did the Karsk accord surprise anyone?"),
    ],
)
def test_this_stands_alone_behind_a_helping_verb_where_a_verb_follows(question, alone):
    assert standalone(question, [Asked("What is the Karsk accord?")]) == alone


@pytest.mark.parametrize(
    "question",
    [
        "Why was this change made?",
        "Will this vaccine help farmers?",
        "Will this new EU law pass?",
        "Did this attack end the truce?",
        "Does this senator back the bill?",
        "Will this bus always stop?",
        "Have these men been found?",
        "Has this decade changed trade?",
        "Why is this firm in trouble?",
        "Will these new rules help?",
        "Did that man resign?",
    ],
)
def test_this_does_not_stand_alone_before_a_noun_with_a_verb_of_its_own(question):
    assert standalone(question, BRIDGE) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("Who opposes this treaty?", "Who opposes the Karsk accord?"),
        ("Will this deal help farmers?", "Will the Karsk accord help farmers?"),
        ("Does Ondrel back this plan?", "Does Ondrel back the Karsk accord?"),
        ("What is Ondrel's plan and who opposes this plan?", "What is Ondrel's plan and who opposes this plan?"),
    ],
)
def test_what_was_spoken_of_is_meant_by_another_word_for_it(question, alone):
    assert standalone(question, [Asked("What is the Karsk accord?")]) == alone


def test_a_name_stands_beside_this_noun_where_it_may_not_be_what_the_noun_is_of():
    assert standalone("Why was this man arrested?", [Asked("Tell me about Eskle.")]) == (
        "Why was this man arrested (Eskle)?"
    )


def test_this_before_a_noun_is_of_no_person():
    assert standalone("Who is this man?", [Asked("What did Ada Hale say?")]) == "Who is this man?"


def test_a_question_does_not_grow_beyond_what_may_be_asked_by_what_this_stands_for():
    asked = [Asked(f"What is the {'Karsk' * 300} bridge?")]
    question = "Why was " + "this bridge and " * 100 + "this bridge shut?"
    assert len(standalone(question, asked)) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    ("last", "further", "alone"),
    [
        ("Where did Ada Hale go?", "What did she do there?", "What did Ada Hale do in Karsk?"),
        ("Where was Ada Hale arrested?", "Who lives there?", "Who lives in Karsk?"),
    ],
)
def test_there_is_the_place_that_was_told_though_it_was_asked_when_it_happened(last, further, alone):
    before = [Asked(last, ("Ada Hale",), "Karsk"), Asked("When did it happen?")]
    assert standalone(further, before) == alone


def test_what_happened_is_what_somebody_did_and_no_place_or_firm_of_it():
    before = [Asked("Who is Ada Hale?"), Asked("Which town did Ada Hale flee to?", (), "Karsk")]
    assert standalone("When did it happen?", before) == "When did Ada Hale fleeing happen?"


@pytest.mark.parametrize("opening", ["Sorry, ", "Wait, ", "Actually, "])
def test_a_word_of_correction_is_nothing_that_was_spoken_of(opening):
    before = [Asked("What is the Karsk bridge?"), Asked(f"{opening}when was it built?")]
    assert standalone("Who built it?", before) == "Who built the Karsk bridge?"


@pytest.mark.parametrize(
    "last",
    [
        "How many of the countries were against it?", "How many times were the terms broken?", "How many days will schools be shut?",
        "How many seats will the party have?", "How is Ada Hale?",
    ],
)  # fmt: skip
def test_a_lone_why_is_put_before_a_question_that_has_no_other_form(last):
    assert standalone("Why?", [Asked(last)]) == f"Why: {last}"


def test_many_pronouns_cost_no_time():
    began = monotonic()
    standalone("Who did it?", [Asked(("did this " * 440)[:3990]) for _ in range(6)])
    assert monotonic() - began < 2


@pytest.mark.parametrize(
    ("last", "further", "alone"),
    [
        ("How many people died in Sarnholt in March?", "And in April?", "How many people died in Sarnholt in April?"),
        ("How many people died at Eskle in March?", "And in Tarnwick?", "How many people died in Tarnwick in March?"),
        ("How many houses burned in the Karsk flood?", "And in Orvane?", "How many houses burned in the Karsk flood in Orvane?"),
        ("How many Canadians were affected?", "And in Britain?", "How many people were affected in Britain?"),
        ("How many Canadians were affected?", "And in Karsk?", "How many Canadians were affected in Karsk?"),
        ("How many Americans lost data in the Eskle breach?", "And how many people in Britain?", "How many people lost data in the Eskle breach in Britain?"),
        ("How many ships were lost?", "And how many boats?", "How many boats were lost?"),
        ("How many died in Karsk?", "And how many in Ondrel?", "How many died in Ondrel?"),
    ],
)  # fmt: skip
def test_another_place_or_day_takes_the_place_of_one_and_others_are_counted_as_the_first(last, further, alone):
    assert standalone(further, [Asked(last)]) == alone


def test_a_place_that_a_question_moved_to_is_not_what_the_conversation_is_about():
    before = [Asked("What happened to Eskle Water?"), Asked("How many Canadians were affected?")]
    for moved in ("And in Britain?", "And how many people in Britain?"):
        assert standalone("Who led the company?", [*before, Asked(moved)]) == "Who led the company of Eskle Water?"


def test_the_lawyer_of_somebody_is_asked_what_the_last_was_asked():
    before = [Asked("Why was Ada Hale fired?"), Asked("What did Orr say about it?")]
    assert standalone("And her lawyer?", before) == "What did Ada Hale's lawyer say about Ada Hale being fired?"


def test_what_a_first_question_points_at_is_in_itself():
    before = [Asked("How much is Eskle paying Orvane to leave their league?")]
    assert standalone("What did Hale say about it?", before) == (
        "What did Hale say about Eskle paying Orvane to leave their league?"
    )


def test_long_counts_cost_no_time():
    began = monotonic()
    for asked in ("how many " + "a" * 3980, "how many " + "many " * 780, "how many in " + "? " * 1900 + "x"):
        standalone(asked, [Asked("How many " + "Karsk " * 650 + "died?")])
    assert monotonic() - began < 2


@pytest.mark.parametrize(
    "question",
    [
        "Which Ondrel carmaker has recently doubled its prices?",
        "What prompted the Eskle Kitchen to add new soups to its menu?",
        "Which former channel swimmer announced her engagement?",
    ],
)
def test_whose_something_is_may_be_told_in_the_question_itself(question):
    assert standalone(question, BRIDGE) == question


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("What did President Tomas Orr say last month about its price?", "What did President Tomas Orr say last month about the Karsk bridge's price?"),
        ("Which firm paid for its towers?", "Which firm paid for the Karsk bridge's towers?"),
    ],
)  # fmt: skip
def test_whose_something_is_points_back_from_a_question_that_tells_little_before_it(question, alone):
    assert standalone(question, BRIDGE) == alone


def test_a_place_has_no_cause_and_stays_what_is_spoken_of_while_nothing_else_is_named():
    asked = [Asked("What is going on in Port Vale?")]
    for question, whole in (
        ("How many people are ill?", "How many people are ill (Port Vale)?"),
        ("What caused it?", "What caused it (Port Vale)?"),
        ("Who is responsible?", "Who is responsible (Port Vale)?"),
        ("What do residents say?", "What do residents say (Port Vale)?"),
        ("What do you think?", "What do you think?"),
    ):
        assert standalone(question, asked) == whole
        asked.append(Asked(question))
