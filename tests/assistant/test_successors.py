import pytest
from tellers import article, ranked

from assistant.question import understood
from assistant.successors import asked_successor, successors

LEAVES = "Harbour Minister Sol Arden leaves the cabinet of Velmora in May."


def follower(question, *articles):
    found = successors(*ranked(question, *articles))
    return found and (found[1], found[0][0].sentence.text)


def told(sentence, question="Who will replace Arden?"):
    found = follower(question, article("Post", LEAVES, sentence))
    return found and found[0]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who will replace Sol Arden?", "Sol Arden"),
        ("Who is taking over from Sol Arden?", "Sol Arden"),
        ("Who has been named to succeed Arden as minister?", "Arden"),
        ("Who is Arden's successor?", "Arden"),
        ("Who replaced the windows?", ""),
        ("Who will Arden replace?", ""),
        ("What will replace Arden?", ""),
    ],
)
def test_who_follows_somebody_is_asked_in_several_ways(question, name):
    assert asked_successor(understood(question)) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Hale will replace Arden from 1 June.",
        "The premier named Ada Hale to succeed Mr Arden.",
        "Arden will be succeeded by his deputy, Ada Hale.",
        "Ada Hale, a former judge, will take over from him.",
        "The deputy minister, Ada Hale, will assume the title of acting harbour minister on 1 June.",
        "The premier picked Ada Hale as acting harbour minister.",
    ],
)
def test_a_sentence_tells_who_follows_by_either_of_the_two_or_by_the_office(sentence):
    assert told(sentence) == "Ada Hale"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Hale will replace the harbour lamps.",
        "Ada Hale could replace Arden.",
        "Ada Hale praised Arden for his work.",
        "Ada Hale will become deputy harbour minister.",
        "Ada Hale will become finance minister.",
        "Sol Arden became harbour minister in 2019.",
    ],
)
def test_who_does_something_else_or_may_follow_only_is_nobodys_successor(sentence):
    assert told(sentence) is None


def test_the_newest_article_tells_who_follows():
    first = article("Post", LEAVES, "Ada Hale will replace Arden.", published="2026-03-10")
    second = article("Wire", LEAVES, "Nils Orr will replace Arden after all.", published="2026-03-12")
    assert follower("Who will replace Sol Arden?", first, second) == (
        "Nils Orr",
        "Nils Orr will replace Arden after all.",
    )


def test_the_successor_of_another_of_that_name_is_not_told():
    assert told("Ada Hale will replace Arden.", "Who will replace Sol Arden?") == "Ada Hale"
    assert told("Ada Hale will replace Arden.", "Who will replace Ida Arden?") is None


def test_an_article_about_others_tells_no_successor():
    other = article("Post", "A bridge was opened in Karn.", "Ada Hale will take over from him.")
    assert follower("Who will replace Sol Arden?", other) is None
