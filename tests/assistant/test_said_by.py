"""What somebody said is told by the sentences that are his word in their article, not by those that only name him."""

import numpy as np
import pytest

from assistant.answers import Hit
from assistant.evidence import Scored, sentences_of
from assistant.question import understood
from assistant.said_by import asked_word, beside_speaker, said_by
from ingest.articles import Article, Paragraph

TEXTS = (
    "Ada Hale, the mayor of Port Vale, said that the harbour would open in May.",
    "Ivo Orr said that Hale had promised a new harbour.",
    "Ada Hale walked through the harbour on Monday with the fishermen.",
    "“The bridge is another matter,” Hale told reporters.",
    "The harbour was shut after a storm.",
    "Rosa Hale, a singer, said that the harbour was her home.",
)


def ranked(*texts):
    """Sentences in the order given, each a little less likely than the one before."""
    paragraphs = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(texts, 1))
    article = Article(id="a", version=1, title="", paragraphs=paragraphs)
    sentences = sentences_of([Hit(paragraph, article, 1.0) for paragraph in paragraphs])
    return [Scored(sentence, {}, np.zeros(1), -float(rank)) for rank, sentence in enumerate(sentences)]


def told(question, *texts):
    found = said_by(understood(question), ranked(*texts))
    return found and ([one.sentence.text for one in found[0]], found[1])


@pytest.mark.parametrize(
    ("question", "speaker", "about"),
    [
        ("What did Ada Hale say about the harbour?", ("Ada", "Hale"), ("harbour",)),
        ("And how did Hale react to the storm?", ("Hale",), ("storm",)),
        ("What has Ada Hale said?", ("Ada", "Hale"), ()),
        ("What is Ada Hale's position on the harbour?", ("Ada", "Hale"), ("harbour",)),
        ("What was the reaction of Ada Hale to the storm?", ("Ada", "Hale"), ("storm",)),
        ("What did Mayor Hale tell Orr about tolls?", ("Hale",), ("orr", "tolls")),
        ("What did President Tomas Orr say about taxes last week?", ("Tomas", "Orr"), ("taxes",)),
        ("What did Ms Hale announce on Monday?", ("Hale",), ("monday",)),
        ("What is Ada Hale saying about the harbour?", ("Ada", "Hale"), ("harbour",)),
    ],
)
def test_it_is_read_whose_word_is_asked_for_and_on_what(question, speaker, about):
    asked = asked_word(understood(question))
    assert (asked.speaker, asked.about) == (speaker, about)


@pytest.mark.parametrize(
    "question",
    [
        "What did the mayor of Port Vale say?", "What did he say?", "What did Hale buy?", "Who said that Hale had resigned?", "What happened in Port Vale?", "",
        "What did the lawyer of Ada Hale say about the bridge?", "What did critics of Ada Hale say?", "What did a book by Ada Hale say?",
        "What did Ada Hale and Tomas Orr say?", "What was Ada Hale warned about?", "What was Ada Hale told about the bridge?",
    ],
)  # fmt: skip
def test_other_questions_ask_for_nobodys_word(question):
    assert asked_word(understood(question)) is None


def test_only_his_own_word_tells_what_he_said_and_that_on_it_comes_first():
    assert told("What did Ada Hale say about the harbour?", *TEXTS) == ([TEXTS[0]], "answered")
    assert told("What did Ada Hale say?", *TEXTS) == ([TEXTS[0], TEXTS[3]], "answered")
    assert told("What did Rosa Hale say about the harbour?", *TEXTS) == ([TEXTS[5]], "answered")


def test_what_is_said_of_some_of_it_is_an_answer_in_part():
    assert told("What did Ivo Orr say about the harbour tax?", *TEXTS) == ([TEXTS[1]], "partial")


def test_the_day_asked_about_is_told_by_the_article_that_is_of_it():
    of_monday, of_friday = ("What did Ada Hale say on " + day for day in ("Monday?", "Friday?"))
    text = "Ada Hale, the mayor of Port Vale, said that the harbour would open in May."
    article = Article(
        id="a", version=1, title="", paragraphs=(Paragraph("a", 1, 1, text),), published="2026-03-10"
    )  # a Tuesday
    sentences = sentences_of([Hit(article.paragraphs[0], article, 1.0)])
    found = [Scored(sentence, {}, np.zeros(1), 0.0) for sentence in sentences]
    assert said_by(understood(of_monday), found)[1] == "answered"
    assert said_by(understood(of_friday), found) is None


def test_what_is_told_of_him_as_done_comes_behind_his_word():
    done = "Ada Hale will have the harbour dredged in May."
    assert told("What did Ada Hale announce about the harbour?", done, TEXTS[0], TEXTS[5]) == (
        [TEXTS[0], done],
        "answered",
    )


def test_a_body_or_a_group_that_is_described_is_asked_for_its_own_word():
    of_railway = "Vale Railways said on Tuesday that it had bought ten trains."
    of_critics = "Critics say that the trains are too old."
    texts = ("The railway runs along the harbour.", of_railway, of_critics)
    assert told("What did the railway announce?", *texts) == ([of_railway], "answered")
    assert told("What do critics think of the trains?", *texts) == ([of_critics], "answered")
    assert told("What did the harbour police say about the trains?", *texts) is None


def test_the_word_of_an_office_is_that_of_its_holder():
    texts = (*TEXTS[1:], TEXTS[0])
    assert told("What did the mayor of Port Vale say about the harbour?", *texts) == ([TEXTS[0]], "answered")
    assert told("What did the mayor of Osten say about the harbour?", *texts) is None


def test_the_word_of_an_office_is_that_of_the_one_person_whom_the_articles_call_by_it():
    texts = (
        "The bank of Osten is old.",
        "The governor, Ada Hale, met Finance Minister Ivo Orr on Monday.",
        "“We shall wait,” Hale told reporters.",
        "Orr said that he would not wait.",
    )
    assert told("What did the governor of the bank say?", *texts) == ([texts[2]], "answered")
    assert told("What did the finance minister say?", *texts) == ([texts[3]], "answered")
    assert told("What did the governor of the museum say?", *texts) is None
    assert told("What did the governor say?", *texts, "The governor, Sol Arden, said no.") is None


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What did the bishop say about the harbour?", []),
        ("What did the mayor of Osten say about the harbour?", []),
        ("What did the mayor of Port Vale say about the harbour?", [0]),
        ("what did the mayor of port vale say about the harbour", [0]),
        ("What did the mayor of Port Vale say?", []),
        ("What did the Port Vale mayor say about the harbour?", [0]),
        ("What did Ivo Orr say about the harbour?", [1]),
        ("What did the bishop buy?", [0, 1, 2, 3, 4, 5]),
        ("What did he say about the harbour?", [0, 1, 2, 3, 4, 5]),
    ],
)
def test_nobody_else_speaks_for_somebody_of_whom_the_sentences_around_tell_nothing(question, left):
    every = ranked(*TEXTS)
    assert [every.index(one) for one in beside_speaker(understood(question), every)] == left


@pytest.mark.parametrize(
    ("who", "mention"),
    [
        ("the Osten Ferry Union", "The OFU said on Monday that the wall would hold."),
        ("the Osten Ferry Union", "The O.F.U. said on Monday that the wall would hold."),
        ("the OFU", "The Osten Ferry Union said on Monday that the wall would hold."),
        ("the United Nations", "The UN said on Monday that the wall would hold."),
    ],
)
def test_a_body_is_mentioned_and_speaks_by_its_initials_too(who, mention):
    question = f"What did {who} say about the wall?"
    left = beside_speaker(understood(question), ranked("The wall stood for years.", mention))
    assert mention in [one.sentence.text for one in left]
    assert told(question, mention) == ([mention], "answered")


def test_small_words_are_nobodys_initials():
    assert beside_speaker(understood("What did the United States say?"), ranked("It told us who came.")) == []


def test_whoever_speaks_of_a_town_is_not_its_mayor():
    of_osten = (
        "The mayor of Osten said on Monday that nobody had asked her whether the harbour of Port Vale should open."
    )
    of_vale = "The Port Vale mayor spoke of the harbour."
    every = ranked(of_osten, of_vale)
    left = beside_speaker(understood("What did the mayor of Port Vale say about the harbour?"), every)
    assert [one.sentence.text for one in left] == [of_vale]


def test_where_he_says_nothing_of_it_nothing_is_told():
    assert told("What did Ivo Orr say about the tax?", *TEXTS) is None
    assert told("What did Sol Arden say about the harbour?", *TEXTS) is None
    assert told("What did Ada Hale say about the harbour?") is None


def test_a_question_in_small_letters_asks_for_the_same():
    assert told("what did hale say about the harbour", *TEXTS)[0][0] == TEXTS[0]


@pytest.mark.parametrize(
    "question",
    [
        "What new figures has Karn Water given this month?",
        "What are the latest numbers that Karn Water has published?",
        "What figures did Karn Water release?",
    ],
)
def test_the_figures_that_somebody_gives_are_his_sentences_with_a_number(question):
    given = "Karn Water said that 1,200 homes were dry."
    texts = (given, "Karn Water said that it was sorry.", "The town counted 900 dry homes.")
    assert told(question, *texts) == ([given], "answered")


def test_figures_that_somebody_gives_of_a_thing_are_about_it():
    homes, pipes = "Karn Water said that 1,200 homes were dry.", "Karn Water said that 14 pipes had burst."
    assert told("What figures did Karn Water give on pipes?", homes, pipes) == ([pipes], "answered")
    assert told("What figures did Karn Water give on wages?", homes, pipes) is None


def test_a_namesake_speaks_for_nobody_where_the_article_tells_only_of_him():
    texts = "Ivan Hale opened the wall.", "“I am glad of the wall,” Hale said."
    assert told("What did Ada Hale say about the wall?", *texts) is None
    assert beside_speaker(understood("What did Ada Hale say about the wall?"), ranked(*texts)) == []
    assert told("What did Ivan Hale say about the wall?", *texts) == ([texts[1], texts[0]], "answered")


@pytest.mark.parametrize("other", ["But Hale left.", "President Hale left.", "Ivan and Ada Hale left."])
def test_who_is_called_by_a_last_name_may_be_any_whom_the_article_does_not_rule_out(other):
    text = "“I am glad of the wall,” Hale said."
    assert told("What did Ada Hale say about the wall?", text, other) == ([text], "answered")
