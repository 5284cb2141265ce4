"""Phrases of the kind asked for that are no answer: of another dimension, of the other end, of the one asked about, of another office."""

import numpy as np
import pytest

from assistant.answer_phrases import Reader
from assistant.answers import Hit
from assistant.evidence import Scored, sentences_of
from assistant.misfits import cannot_be, other_ends
from assistant.question import understood
from assistant.short import UNSURE, short_answer
from ingest.articles import Article, Paragraph

READ = Reader(lambda texts: np.ones((len(texts), 1)), lambda words: dict.fromkeys(words, 1.0))


def misfit(question, phrase, sentence):
    return cannot_be(understood(question), phrase, sentence, sentence.index(phrase))


def short(question, *texts):
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(texts, 1))
    article = Article(id="a", version=1, title="", paragraphs=paragraphs)
    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in paragraphs])
    ranked = [Scored(sentence, {}, np.zeros(1), -float(rank)) for rank, sentence in enumerate(sentences)]
    return short_answer(understood(question), ranked, READ)


@pytest.mark.parametrize(
    ("question", "text", "fits", "misfits"),
    [
        ("How tall is the tower?", "The tower is 40 metres tall and weighs 900 tonnes.", "40 metres", "900 tonnes"),
        ("How heavy was the bell?", "The bell of 3 feet weighed 800 pounds.", "800 pounds", "3 feet"),
        ("How long did the march last?", "The march of 900 tonnes lasted 5 hours.", "5 hours", "900 tonnes"),
        ("How much will the recall cost?", "The recall of 3 million cars costs $40 million.", "$40 million", "3 million"),
        ("How much did Hale spend?", "Hale spent 240 million crowns on 12 ships.", "240 million", "12"),
    ],
)  # fmt: skip
def test_a_number_of_another_dimension_is_no_answer(question, text, fits, misfits):
    assert not misfit(question, fits, text)
    assert misfit(question, misfits, text)


@pytest.mark.parametrize(
    ("question", "phrase", "text"),
    [
        ("How fast was the car travelling?", "90 miles", "The car was travelling at 90 miles per hour."),
        ("How fast was the train?", "120 km", "The train ran at 120 km/h."),
        ("How fast did the economy grow?", "2.3 percent", "The economy grew by 2.3 percent."),
        ("How high did inflation rise?", "9.1%", "Inflation rose to 9.1% in May."),
        ("How much of its budget does Vellin spend on police?", "40 percent", "Vellin spends 40 percent of it on police."),
        ("How much time did Orr spend in prison?", "12 years", "Orr spent 12 years in prison."),
        ("How much did it cost?", "300", "It cost 300 zlotys."),
        ("How much do teachers earn?", "30,000", "Teachers earn 30,000 a year."),
        ("How much did Orr pay?", "300", "Orr paid 300 to guards."),
        ("How much food was donated?", "12 tonnes", "They donated 12 tonnes of it."),
        ("How far is Karsk?", "2 hours", "Karsk is 2 hours away."),
        ("How much did it cost?", "2.4 billion", "It cost R2.4 billion."),
    ],
)  # fmt: skip
def test_a_unit_may_stand_behind_a_number_and_several_may_answer(question, phrase, text):
    assert not misfit(question, phrase, text)


def test_where_no_dimension_is_asked_for_any_number_may_answer():
    text = "The fire took 12 houses and 900 tonnes of grain."
    assert not any(misfit("How much burned?", one, text) for one in ("12", "900 tonnes"))


@pytest.mark.parametrize(
    ("question", "person", "is_misfit"),
    [
        ("Who stole Imhof's book?", "Rosa Imhof", True),
        ("Who could follow Rosa Imhof?", "Rosa Imhof", True),
        ("Who beat Livia Brandel?", "Tomas Brandel", False),
        ("Who is Imhof's wife?", "Rosa Imhof", False),
        ("Who stole the book?", "Rosa Imhof", False),
        ("Who founded Imhof?", "Rosa Imhof", False),
        ("Who runs Imhof?", "Rosa Imhof", False),
    ],
)
def test_whom_a_question_names_is_not_who_is_asked_for(question, person, is_misfit):
    assert misfit(question, person, f"It was told of {person} on Monday.") == is_misfit


def test_who_holds_another_office_is_not_who_is_asked_for():
    text = "Governor Ada Hale met Ivo Orr, the mayor of Port Vale."
    assert misfit("Who is the mayor of Port Vale?", "Ada Hale", text)
    assert not misfit("Who is the mayor of Port Vale?", "Ivo Orr", text)
    assert not misfit("Who leads the march?", "Ada Hale", text)
    deputy = "Sol Arden, a deputy mayor of Port Vale, was arrested."
    assert misfit("Who is the mayor of Port Vale?", "Sol Arden", deputy)
    assert not misfit("Who is the deputy mayor of Port Vale?", "Sol Arden", deputy)


@pytest.mark.parametrize(
    ("question", "text", "skipped"),
    [
        ("When does the season end?", "The season lasts from June 1 until Nov. 30.", ["June 1"]),
        ("When does the season begin?", "The season lasts from June 1 until Nov. 30.", ["Nov. 30"]),
        ("When did the strike end?", "It began on 3 May and ended on 9 May.", ["3 May"]),
        ("When did the strike start?", "It began on 3 May and ended on 9 May.", ["9 May"]),
        ("When will the quay close?", "The season begins Sunday, June 1.", ["June 1"]),
        ("When was the season?", "The season lasts from June 1 until Nov. 30.", []),
        ("When will the talks over the strait take place?", "They begin on 3 May.", []),
        ("When did the schools open?", "Schools remained shut until 3 September.", []),
    ],
)
def test_when_something_begins_is_not_when_it_ends(question, text, skipped):
    assert sorted({text[slice(*span)] for span in other_ends(question, text)}) == skipped


def test_a_short_answer_is_none_of_these():
    assert short("When does the season end?", "The season lasts from June 1 until Nov. 30.").text == "Nov. 30"
    assert short("How tall is the tower?", "The tower weighs 900 tonnes and is 40 metres tall.").text == "40 metres"
    assert (
        short("Who painted the wall?", "The song 'Grey Harbour' tells of the wall, and Ada Hale painted it.").text
        == "Ada Hale"
    )


def test_who_holds_an_office_is_only_perhaps_told_where_no_sentence_says_so():
    found = short("Who is the mayor of Port Vale?", "In Port Vale the mayor and Ivo Orr met.")
    assert (found.text, found.is_sure) == ("Ivo Orr", False)
    assert found.probability <= UNSURE


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        (
            "What new law did the council pass?",
            "The council passed a new law, the Clean Rivers Act.",
            "Clean Rivers Act",
        ),
        ("What budget airline collapsed?", "The budget airline Volaro collapsed with 12,000 passengers.", "Volaro"),
    ],
)
def test_what_new_or_cheap_thing_it_was_has_one(question, text, told):
    assert understood(question).kind == "other"
    assert short(question, text).text == told


@pytest.mark.parametrize(
    "question",
    [
        "What did Ada Hale sell at auction?", "What do the farmers sell for a living?", "Which vote did the government lose?",
        "What budget cuts were announced?", "What did the museum open for children?", "What vote will be held on Sunday?",
    ],
)  # fmt: skip
def test_not_every_question_with_a_budget_or_a_vote_asks_for_a_number(question):
    assert understood(question).kind != "number"


def test_what_happened_has_no_short_answer():
    assert short("What happened in Port Vale on 7 May?", "PORT VALE, 7 May (Wire) - The harbour was opened.") is None


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What was Eskle's revenue last year?", "Eskle had revenues of $12 million last year.", "$12 million"),
        ("What did Eskle shares close at?", "Eskle shares closed at $57.99.", "$57.99"),
        ("What was the senate vote on the bill?", "The final vote of the senate was 79 to 18.", "79 to 18"),
        ("How many US soldiers left?", "Of the US soldiers 300 left.", "300"),
    ],
)
def test_sums_votes_and_prices_are_numbers(question, text, told):
    assert understood(question).kind == "number"
    assert short(question, text).text == told


def test_the_thing_counted_is_no_acronym_before_it():
    assert understood("How many US soldiers left?").counted == "soldiers"


@pytest.mark.parametrize(
    ("question", "fits", "misfits"),
    [
        ("Who sold the ferry?", "Ivo Orr", "Ada Hale"),
        ("Who sold the ferry in May?", "Ivo Orr", "Ada Hale"),
    ],
)
def test_who_tells_what_another_did_did_not_do_it(question, fits, misfits):
    text = "Ada Hale, the buyer's lawyer, said in a statement that Ivo Orr had sold the ferry."
    assert not misfit(question, fits, text)
    assert misfit(question, misfits, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who said that Ivo Orr had sold the ferry?", "Ada Hale said that Ivo Orr had sold the ferry."),
        ("Who accused Ivo Orr of a theft?", "Ada Hale said on Monday that Ivo Orr had stolen it."),
        ("Who sold the ferry?", "Ada Hale said that she had sold the ferry."),
        ("Who sold the ferry?", "Ada Hale said that a debt had made her sell the ferry."),
        ("Who sold the ferry?", "Ada Hale sold the ferry."),
    ],
)
def test_who_tells_of_himself_or_is_asked_for_as_a_speaker_may_be_the_answer(question, text):
    assert not misfit(question, "Ada Hale", text)


@pytest.mark.parametrize(
    ("question", "phrase", "text", "is_one"),
    [
        ("Which relatives are named in the papers?", "African", "African leaders' relatives are named in the papers.", True),
        ("Which ships were sold?", "Danish", "Four Danish ferries were sold.", True),
        ("Which nationality is the captain?", "Danish", "The Danish captain was questioned.", False),
        ("Which language is spoken there?", "Danish", "They speak Danish at home.", False),
        ("Which army won?", "Danish", "The Danish won the war.", False),
        ("What did the school teach?", "Danish", "The school taught Danish and geography.", False),
    ],
)  # fmt: skip
def test_whose_a_thing_is_is_not_the_thing(question, phrase, text, is_one):
    assert misfit(question, phrase, text) is is_one


def test_what_came_on_top_is_not_the_number_where_the_sentence_tells_that():
    text = "The firm said that an additional 2 million people were hit, bringing the total to 9.5 million."
    assert misfit("How many people were hit?", "2 million", text)
    assert not misfit("How many people were hit?", "9.5 million", text)
    assert not misfit("How many more people were hit?", "2 million", text)
    assert not misfit("How many people were hit?", "2 million", "An additional 2 million people were hit.")
    assert misfit("How many died?", "40", "On Monday 40 more people died, which took the toll to 300.")


def test_the_place_of_a_dateline_did_nothing():
    text = "PORT VALE, Velmora, March 11 (Vale Wire) - Ada Hale marched through the harbour."
    assert misfit("Who marched through the harbour?", "PORT VALE", text)
    assert not misfit("Who marched through the harbour?", "Ada Hale", text)
    assert not misfit("Where did Ada Hale march?", "PORT VALE", text)


@pytest.mark.parametrize(
    ("question", "text", "fits", "misfits"),
    [
        ("When did the strike begin?", "The guild struck, its first walkout since 1977, on Tuesday.", "Tuesday", "1977"),
        ("When did the strike begin?", "There has not been a walkout since 1977, the guild said on Friday.", "Friday", "1977"),
        ("How long did the strike last?", "In the first meeting in 22 days they ended 35 days of strike.", "35 days", "22 days"),
    ],
)  # fmt: skip
def test_when_it_was_so_before_is_not_when_it_was(question, text, fits, misfits):
    assert not misfit(question, fits, text)
    assert misfit(question, misfits, text)


@pytest.mark.parametrize(
    ("question", "phrase", "text"),
    [
        ("When was the quay closed?", "1977", "The quay has been closed since 1977."),
        ("When was Ivo Orr first elected?", "2016", "Ivo Orr was first elected in 2016."),
        ("When did the fever appear?", "2019", "The fever first appeared in 2019."),
        ("When was Hale put under house arrest?", "2019", "Hale has been under house arrest since 2019."),
        ("When did Mount Karsk last erupt?", "1977", "Mount Karsk has not erupted since 1977."),
        ("When did the power go out?", "Sunday", "There has been no power since Sunday."),
        ("When was the previous strike?", "1977", "It is the first strike since 1977."),
        ("When did Hale become mayor?", "2016", "Hale has led the country's largest city since 2016."),
        ("How long has Hale led the guild?", "22 years", "Hale has led the guild first in Osten for 22 years."),
    ],
)
def test_since_when_something_is_so_is_when_it_began(question, phrase, text):
    assert not misfit(question, phrase, text)


def test_how_many_times_is_no_sum():
    text = "Hale promised hundreds of times to pay $40 million for the wall."
    assert misfit("How much money did Hale promise?", "hundreds", text)
    assert not misfit("How much money did Hale promise?", "$40 million", text)
    assert not misfit("How much money did Hale owe?", "hundreds", "Hale owed hundreds of millions of them.")


def test_what_could_be_is_only_perhaps_the_answer():
    told = short("How many years was Hale jailed for?", "Hale could face 9 years in prison.")
    assert (told.text, told.is_sure) == ("9 years", False)
    assert short("How many years was Hale jailed for?", "Hale was jailed for 9 years, which may be cut.").is_sure
    assert short("How many years could Hale face?", "Hale could face 9 years in prison.").is_sure
    assert short("How many years does Hale face?", "Hale could face 9 years in prison.").is_sure
    assert short("Where was Hale held?", "Hale, who may face 9 years in prison, was held in Osten.").is_sure
    assert short("How far was the blast heard?", "The blast could be heard 40 kilometres away.").is_sure


def test_where_somebody_is_from_is_not_where_he_was():
    text = "Hale, who is from Port Vale, was held in Osten, and freed by Velmora."
    assert not misfit("Where is Hale from?", "Port Vale", text)
    assert misfit("Where is Hale from?", "Osten", text)
    assert misfit("Where is Hale from?", "Velmora", text)
    assert not misfit("Where was Hale held?", "Osten", text)
    assert not misfit("Where is Hale from?", "Port Vale", "Hale comes from the coastal town of Port Vale.")
    assert not misfit("Where are they from?", "Skerra", "They come from Osten and Skerra.")
    assert not misfit("Where is Hale from?", "Osten", "Hale was born in the village of Osten.")
    assert not misfit(
        "Where did the ferry sail from?", "Osten", "From Skerra it is far, but the ferry sailed off Osten."
    )


def test_what_a_single_thing_is_sold_for_is_a_sum():
    text = "The new bun has two patties and costs 9 crowns."
    assert misfit("How much is a Harbour Bun?", "two", text)
    assert not misfit("How much is a Harbour Bun?", "9 crowns", text)
    assert not misfit("How much is an average rise?", "4 percent", "An average rise is 4 percent.")
    assert not misfit("How much is each family given?", "20 kg", "Each family is given 20 kg.")
