"""What a sentence tells: as done, announced, alleged or denied, and of which days."""

import json
from datetime import UTC, date, datetime

import pytest
from fakes import FakeEmbedder

from assistant import intake, settings
from assistant.assistant import Assistant
from assistant.ledger import RULES, Ledger
from assistant.statements import statements
from ingest import readings
from ingest.articles import Article, Paragraph


def stated(*paragraphs, published="2026-03-11"):
    told = tuple(Paragraph("a", 1, number, text) for number, text in enumerate(paragraphs, 1))
    return statements(Article("a", "", told, published=published))


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("The quay was closed on Monday.", "done"),
        ("The quay will be closed on Friday.", "announced"),
        ("A preliminary report is due on 10 April.", "announced"),
        ("The company denied that a lamp had failed.", "denied"),
        ("Police accused the crew of sleeping.", "alleged"),
        ("Two officials said the bill was dead.", "alleged"),
    ],
)
def test_a_statement_says_how_sure_it_is(sentence, modality):
    assert [one.modality for one in stated(sentence)] == [modality]


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("The quay was closed on Monday.", [date(2026, 3, 9)]),
        ("The quay will be closed on Monday.", [date(2026, 3, 16)]),
        ("The town has spent much since Monday and would send the bill.", [date(2026, 3, 9)]),
        ("They must answer by Friday.", [date(2026, 3, 13)]),
        ("The accord will be signed on 19 March.", [date(2026, 3, 19)]),
        ("The quay closed yesterday.", [date(2026, 3, 10)]),
        ("It closed in March.", []),
        ("The commission promised a result by midday on Friday.", [date(2026, 3, 13)]),
        ("The count was to resume at 07:00 on Friday.", [date(2026, 3, 13)]),
        ("The union has called a march in the capital for Friday evening.", [date(2026, 3, 13)]),
        ("Rain is forecast for Saturday.", [date(2026, 3, 14)]),
        ("The number of cases has risen to 173, from 118 on Monday.", [date(2026, 3, 9)]),
        ("A fund for the families had reached 640,000 crowns by Monday evening.", [date(2026, 3, 9)]),
        ("'Nobody can tell you when it will,' Dr Hale told the meeting on Monday night.", [date(2026, 3, 9)]),
    ],
)
def test_a_day_of_the_week_lies_behind_or_ahead_as_the_sentence_tells(sentence, days):
    assert list(stated(sentence)[0].days) == days


def days(*paragraphs):
    return {one.text.split()[0]: list(one.days) for one in stated(*paragraphs)}


def test_a_day_without_a_year_in_an_article_that_looks_back_may_be_of_the_year_it_tells_of():
    told = days(
        "Envoys of Velmora first met the guilds after the siege of December 2023.",
        "Nobody expected much of the talks.",
        "January 22 brought the seventh round, at which a draft took shape.",
        "The draft of February 28 was never signed.",
        "Two days before, on February 26, the guilds had left the table.",
    )
    assert [*told.values()] == [[]] * 5


def test_of_another_year_in_its_own_paragraph_a_day_may_be_too():
    told = days(
        "The bridge of Tarnwick was built in 1987. On 2 February the river took its pillars.",
        "Divers found a third crack on 3 February.",
    )
    assert told["On"] == []
    assert told["Divers"] == [date(2026, 2, 3)]


def test_what_happened_these_days_and_what_is_announced_is_of_the_own_year_whatever_was_told_before():
    told = days(
        "The guilds met in February 2024. On 4 March the council voted.",
        "The accord will be signed on 12 April.",
    )
    assert (told["On"], told["The"]) == ([date(2026, 3, 4)], [date(2026, 4, 12)])


@pytest.mark.parametrize(
    "meets", ["The bank meets on 26 March to set its rate.", "The guilds of Aldo meet on 26 March."]
)
def test_what_is_told_of_a_day_to_come_as_if_it_were_now_is_of_the_own_year_and_what_follows_too(meets):
    told = days("Prices rose by 5 percent from February 2025 on.", meets, "It met on 5 March last.")
    assert (told["The"], told["It"]) == ([date(2026, 3, 26)], [date(2026, 3, 5)])


def test_of_a_day_that_only_the_other_year_can_have_seen_what_follows_is_doubted_too():
    told = days(
        "Prices rose by 5 percent from February 2025 on.", "The bank met on 26 March.", "It met again on 5 March."
    )
    assert (told["The"], told["It"]) == ([], [])


@pytest.mark.parametrize("aside", ["who was elected in 2022", "elected in 2022", "which he left in May 2019"])
def test_a_year_that_is_told_aside_says_nothing_of_the_day_of_the_news(aside):
    assert days(f"Hale, {aside}, resigned on 2 February after the vote.")["Hale,"] == [date(2026, 2, 2)]


@pytest.mark.parametrize(
    "first", ["Hale was elected in 2022.", "In Osten, in 2022, the guilds met.", "The war, it began in 2022."]
)
def test_a_year_that_is_the_news_of_its_paragraph_may_be_that_of_its_days(first):
    assert days(f"{first} On 2 February the vote was counted.")["On"] == []


def test_a_question_and_a_scrap_state_nothing():
    assert stated("Was it ever open at all?", "Read more here") == ()


def test_what_a_page_says_to_its_reader_is_no_statement_and_a_correction_is_one():
    told = stated(
        "The quay was closed on Monday. Please verify you're not a robot by clicking the box.",
        "You agree to receive occasional updates and special offers.",
        "Correction: eleven pillars have cracks, not ten.",
    )
    assert [one.text.split()[0] for one in told] == ["The", "Correction:"]


def test_a_statement_is_its_exact_words():
    for one in stated("The quay closed. “We lost,” said Ada Hale.", "It reopens on 12 May, she said."):
        assert one.text == one.citation.paragraph.text[one.citation.start : one.citation.end]


def test_what_the_ledger_recalls_is_what_was_read(sample):
    articles = [sample.library.article(outline.id) for outline in sample.articles()]
    first, again = (Ledger(sample.library).statements(articles) for _ in range(2))
    assert sum(map(len, first.values())) > 300
    assert [fields(one) for each in first.values() for one in each] == [
        fields(one) for each in again.values() for one in each
    ]


def test_the_ledger_reads_an_article_once(sample, monkeypatch):
    articles = [sample.library.article(outline.id) for outline in sample.articles()]
    Ledger(sample.library).statements(articles)
    monkeypatch.setattr("assistant.ledger.statements", lambda _: pytest.fail("read again"))
    assert len(Ledger(sample.library).statements(articles)) == len(articles)


def test_other_rules_make_the_ledger_read_anew(sample):
    versions = [(outline.id, outline.version) for outline in sample.articles()]
    Ledger(sample.library).statements(sample.library.article(*version) for version in versions)
    assert readings.readings(sample.library, versions, rules=-1) == {}


def fields(one):
    return one.citation, one.speaker, one.attribution, one.modality, one.days


@pytest.mark.parametrize(("published", "at_once"), [("", 3), ("2026-03-12", 3), ("2026-03-02", 1)])
def test_of_a_large_import_the_ledger_reads_the_rest_when_it_is_asked_for(tmp_path, monkeypatch, published, at_once):
    monkeypatch.setattr(intake, "READ_AHEAD", 3)
    monkeypatch.setattr(intake, "OF_THE_PAST", 1)
    text = "The quay of Tarnwick was closed for {} days, Ada Hale said on Monday."
    rows = [{"title": f"Report {day}", "text": text.format(day), "published": published} for day in range(4)]
    told = tmp_path / "told.jsonl"
    told.write_text("\n".join(map(json.dumps, rows)))
    assistant = Assistant.open(settings.load(library=tmp_path / "library"), create=True, embedder=FakeEmbedder())
    added = [outcome.article_id for outcome in assistant.add([str(told)], datetime(2026, 3, 15, tzinfo=UTC))]
    versions = [(article_id, 1) for article_id in added]
    assert len(readings.readings(assistant.library, versions, RULES)) == at_once
    assert all(Ledger(assistant.library).statements(map(assistant.library.article, added)).values())
    assert len(readings.readings(assistant.library, versions, RULES)) == 4
    assistant.close()


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Raiders killed 130 people in Aumere on 13 November.", []),
        ("After gunmen stormed the hall on the 13th of November, Hale spoke.", []),
        ("The plan, made during the 13 November raid, is in force.", []),
        ("The feast was opened and ends on 26 July.", [date(2026, 7, 26)]),
        ("Hale, who had proclaimed the end on 26 July, spoke.", [date(2026, 7, 26)]),
        ("Guards were told to appear in court on 13 November.", [date(2026, 11, 13)]),
        ("Hale announced a march on 13 November.", [date(2026, 11, 13)]),
        ("Tickets priced at 9 crowns go on sale on 13 November.", [date(2026, 11, 13)]),
    ],
)
def test_what_was_done_on_a_day_that_would_lie_ahead_is_of_no_day_that_is_known(sentence, days):
    (one,) = stated(sentence, published="2026-07-15")
    assert list(one.days) == days


def test_a_day_that_something_is_likened_to_is_none_on_which_it_was():
    assert days("The feast is Velmora's equivalent to March 4.")["The"] == []


def test_the_planned_launch_of_a_day_of_the_week_lies_ahead():
    told = days("Tuesday afternoon’s planned launch draws crowds.", "On Tuesday’s launch nobody was hurt.")
    assert (told["Tuesday"], told["On"]) == ([date(2026, 3, 17)], [date(2026, 3, 10)])


def test_a_sentence_that_announces_a_list_states_nothing():
    assert not stated("According to the harbour office, the signs include:")
    assert len(stated("The mayor wrote that it was “over at last” and added:")) == 1


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("If no accord is signed by the end of Monday, the ports may shut.", [date(2026, 3, 16)]),
        ("Some 45 boats were anchored outside the quay by Tuesday.", [date(2026, 3, 10)]),
        ("The crews were told to leave the quay by Tuesday.", [date(2026, 3, 17)]),
        ("The demands include higher wages, according to a news release from Monday.", [date(2026, 3, 9)]),
        ("The quay is shut from Monday.", [date(2026, 3, 16)]),
        ("He asked, “What is behind this Tuesday leak I keep reading about?” and left.", []),
        ("The council met this Tuesday in Osten.", [date(2026, 3, 10)]),
        ("Osten is hosting a fair on Tuesday, March 24, at the mill.", [date(2026, 3, 24)]),
        ("It fell on Tuesday, and March 24 is a feast.", [date(2026, 3, 10), date(2026, 3, 24)]),
        ("As of now, the earliest possible launch is at noon on Saturday.", [date(2026, 3, 14)]),
    ],
)
def test_a_day_is_behind_or_ahead_as_its_clause_leads_to_it(sentence, days):
    assert [sorted(one.days) for one in stated(sentence)] == [days]


def test_a_date_beside_its_day_of_the_week_is_of_the_own_year():
    told = days("The fair began in April 2025.", "Claims are due by Tuesday, May 5.", "Plums ripen on May 6.")
    assert (told["Claims"], told["Plums"]) == ([date(2026, 5, 5)], [])
