import json
from datetime import UTC, datetime

import pytest
from tellers import article, hits_of, ranked

from assistant.answers import Filters
from assistant.requested import MOST, Request, is_left_open, requested, told_about


@pytest.mark.parametrize(
    ("text", "thing", "is_news"),
    [
        ("What is the latest on Port Vale?", "Port Vale", True),
        ("what's new with the grain harbour", "grain harbour", True),
        ("Any news from Port Vale today?", "Port Vale", True),
        ("Is there anything new about the ferry?", "ferry", True),
        ("What's happening in Port Vale right now?", "Port Vale", True),
        ("news about the ferry, please", "ferry", True),
        ("Please give me the latest news on Ada Hale.", "Ada Hale", True),
        ("Can you tell me about the ferry?", "ferry", False),
        ("Summarise the news about the ferry", "ferry", True),
        ("Sum up the articles on Port Vale!", "Port Vale", False),
        ("What happened in Port Vale?", "Port Vale", False),
        ("What do the articles say about Ada Hale?", "Ada Hale", False),
        ("What about the ferry?", "ferry", False),
        ("What is the Osten grain deal?", "Osten grain deal", False),
        ("So what's NATO?", "NATO", False),
        ("Port Vale", "Port Vale", False),
        ("Treaty of Port Vale", "Treaty of Port Vale", False),
        ("Line 2", "Line 2", False),
    ],
)
def test_it_is_known_about_what_everything_is_wanted(text, thing, is_news):
    request = requested(text)
    assert request is not None
    assert (request.thing, request.is_news) == (thing, is_news)


@pytest.mark.parametrize(
    "text",
    [
        "Who closed Port Vale?",
        "What happened when the ferry sank?",
        "Tell me about who resigned",
        "What about it?",
        "What about the ones that they closed?",
        "What is new about it?",
        "the ferry sank",
        "grain harbour",
        "What did Ada Hale say about the ferry?",
        "Is the latest on Port Vale true?",
        "What is the price of the Osten grain deal?",
        "What is Osten's grain deal?",
        "What is the grain deal that Osten signed?",
        "What is the quickest ferry?",
        "What is the Osten inflation rate?",
        "What is Velmora doing?",
        "What was the Grey Heron carrying?",
        "What is the Velmoran capital?",
        "What is Ada Hale worth?",
        "",
    ],
)
def test_what_asks_anything_more_is_a_question_like_any_other(text):
    assert requested(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "What's new?", "whats new", "What is new today?", "What's the latest news?", "What are today's headlines?", "What is going on?",
        "What's happening?", "What happened yesterday?", "What has happened this week?", "news", "the news, please", "Any news?",
        "Latest news", "today's top stories", "Brief me", "catch me up on the news", "Summarise today's news", "Give me the headlines",
    ],
)  # fmt: skip
def test_news_may_be_wanted_of_nothing_in_particular(text):
    assert requested(text) == Request("", (), is_news=True)


def told(text, *articles):
    return [one.sentence.text for one in told_about(*ranked(text, *articles))]


def test_a_sentence_that_is_about_the_thing_comes_before_one_that_names_it_by_the_way():
    by_the_way = (
        "The envoys from Sarnholt, Tarn, Eskle and Hollmere sent a long letter of thanks to the town of Port Vale."
    )
    about = "Port Vale has rebuilt its quay after the long storm."
    assert told("Tell me about Port Vale", article("a", by_the_way), article("b", about)) == [about, by_the_way]


def test_only_sentences_that_name_all_of_it_and_can_stand_alone_tell_of_it():
    texts = (
        "The port has rebuilt its quay after the storm.",
        "Who will ever rebuild the quay of Port Vale again?",
        "PORT VALE: WHAT YOU NEED TO KNOW TODAY",
        "It was the day on which Port Vale was rebuilt.",
        "The quay of Port Vale was rebuilt in the spring.",
    )
    assert told("What happened in Port Vale?", article("a", *texts)) == [texts[-1]]
    assert told("What happened in Port Vale and Sarnholt?", article("a", *texts)) == []
    assert told("Who rebuilt the quay of Port Vale?", article("a", *texts)) == []


def test_of_what_a_thing_is_the_sentence_that_says_it_is_told_first():
    others = (
        "Ada Hale left the Osten Pact on Monday after a long row.",
        "The Osten Pact has kept grain cheap for years.",
    )
    for what in (
        "The Osten Pact is a treaty on the trade in grain.",
        "Hale spoke of the Osten Pact, a treaty on the trade in grain.",
        "Five towns signed a treaty on grain, called the Osten Pact, in May.",
    ):
        assert told("What is the Osten Pact?", article("a", *others), article("b", what))[0] == what


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, after talks with the Osten Pact, the army left.",
        "The Osten Pact is the target of the raid.",
        "A man known as Osten Pact Orr left.",
    ],
)
def test_what_only_looks_like_it_does_not_say_what_a_thing_is(text):
    assert not requested("What is the Osten Pact?").defined_in(text)


def test_what_a_thing_is_stays_open_where_no_sentence_says_it():
    named = article("a", "Ada Hale left the Osten Pact on Monday after a long row.")
    question, sentences = ranked("what is the osten pact", named)
    assert is_left_open(question, told_about(question, sentences))
    told = article("b", "The Osten Pact is a treaty on the trade in grain.")
    question, sentences = ranked("what is the osten pact", named, told)
    assert not is_left_open(question, told_about(question, sentences))


def test_of_news_the_newest_comes_first_and_every_article_has_its_turn():
    old = article("a", "Port Vale shut its quay at noon.", "Port Vale sent its ships away.", published="2026-03-01")
    new = article("b", "Port Vale opened its quay again.", published="2026-03-04")
    undated = article("c", "Port Vale has a quay of stone.", published="")
    first, *_, last = told("What is the latest on Port Vale?", old, undated, new)
    assert first == "Port Vale opened its quay again."
    assert last == "Port Vale sent its ships away."


def test_the_newest_hits_that_name_the_thing_are_read_first_where_news_is_wanted():
    hits = hits_of(
        article("a", "Port Vale shut its quay.", published="2026-03-01"),
        article("b", "The bakers of Tarn met.", published="2026-03-09"),
        article("c", "Port Vale opened its quay.", published="2026-03-04"),
    )
    a, b, c = hits
    for text, expected in (("What is the latest on Port Vale?", [c, a, b]), ("Tell me about Port Vale", [a, b, c])):
        request = requested(text)
        assert request is not None
        assert request.in_order(hits) == expected


def test_a_request_is_answered_verbatim_with_several_articles_and_what_no_article_names_is_refused(assistant, write):
    rows = [{"source": f"Post {day}", "published": f"2026-03-0{day}", "text": f"Port Vale lost ship number {day} to the storm."} for day in range(1, 8)]  # fmt: skip
    list(assistant.add([str(write("news.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))]))
    answer = assistant.ask("What is the latest on Port Vale?", now=datetime(2026, 3, 8, tzinfo=UTC))
    assert answer.status == "answered"
    assert len(answer.claims) <= MOST
    assert answer.claims[0].citations[0].quote == "Port Vale lost ship number 7 to the storm."
    assert assistant.ask("What is the latest on Sarnholt?").status == "not_in_sources"


def test_what_is_new_is_told_by_the_openings_of_the_newest_articles(assistant, write):
    texts = {
        2: "The bakers of Tarn have struck.",
        4: "Photo: Ada Hale/Harbour Wire\n\nPort Vale has lost its quay.\n\nNobody was hurt.",
        5: "The mayor of Eskle has resigned.",
    }
    rows = [{"source": f"Post {day}", "published": f"2026-03-0{day}", "text": text} for day, text in texts.items()]
    list(assistant.add([str(write("news.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))]))
    now = datetime(2026, 3, 5, 9, tzinfo=UTC)
    answer = assistant.ask("What's new?", now=now)
    assert [claim.text for claim in answer.claims] == [
        "The mayor of Eskle has resigned.",
        "Port Vale has lost its quay.",
        "The bakers of Tarn have struck.",
    ]
    since = assistant.ask("What's new?", Filters(until=datetime(2026, 3, 5, tzinfo=UTC)), now=now)
    assert since.claims[0].text == "Port Vale has lost its quay."


def test_what_is_dated_after_the_day_it_is_now_is_no_news(assistant, write):
    rows = [
        {
            "source": f"Post {day}",
            "published": f"2026-03-0{day}",
            "text": f"Port Vale lost ship number {day} to the storm.",
        }
        for day in range(1, 8)
    ]
    list(assistant.add([str(write("news.jsonl", "".join(json.dumps(row) + "\n" for row in rows)))]))
    for text in ("What's new?", "What is the latest on Port Vale?"):
        answer = assistant.ask(text, now=datetime(2026, 3, 4, 12, tzinfo=UTC))
        assert answer.claims[0].text == "Port Vale lost ship number 4 to the storm."
        assert max(article.published[:10] for article in answer.articles) == "2026-03-04"
