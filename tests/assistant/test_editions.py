"""Briefings as they are asked for, made and kept."""

import itertools
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from fakes import FakeEmbedder

from assistant import editions, settings
from assistant.assistant import Assistant
from assistant.briefing import NO_NEWS
from assistant.editions import Order, made
from assistant.json_out import briefing_json
from ingest import briefings
from ingest.errors import NotFound, SettingsError

NOW = datetime(2026, 3, 14, 9, tzinfo=UTC)
FERRY = """The ferry Grey Heron sank off Port Callow on Monday evening with 164 people aboard, its operator said.

Nine people have died and 26 are missing, the rescue service in Port Callow said.

"We counted them all twice," said Commander Ylva Stroud. It was not clear what made the ship lean."""
PENSIONS = """The National Bank refused to transfer 2.6 billion crowns to the pension reserve in Sarnholt on Monday.

Governor Anselm Quarrie told the committee that the law forbids it. The cabinet will decide on 17 March."""


def row(name, text, published="2026-03-10", title="", source="Harbour Post"):
    return {
        "id": name,
        "url": f"https://{name}.example/",
        "title": title or name,
        "text": text,
        "published": published,
        "source": source,
    }


@pytest.fixture
def add(assistant, write):
    def added(*rows, now=NOW):
        path = write("articles.jsonl", "\n".join(map(json.dumps, rows)))
        return [outcome.article_id for outcome in assistant.add([str(path)], now=now)]

    return added


def told(assistant, day, **given):
    return made(assistant, Order(day=day, now=NOW, **given))


def test_a_day_without_articles_says_so_and_names_the_nearest(assistant, add):
    add(row("ferry", FERRY))
    empty = told(assistant, "2026-04-01")
    assert (empty.stories, empty.coverage) == ((), ())
    assert empty.notices == ("no article is of 2026-04-01; the nearest day that has some is 2026-03-10",)


def test_an_empty_library_has_no_briefing(assistant):
    with pytest.raises(NotFound, match="holds no article yet"):
        assistant.brief()


def test_a_day_of_one_article_is_a_briefing(assistant, add):
    add(row("ferry", FERRY, title="Grey Heron sinks off Port Callow"))
    (story,) = told(assistant, "2026-03-10").stories
    assert (story.news, story.story.sources, story.story.origins) == ("new", 1, 1)
    assert story.summary
    assert story.said[0].speaker == "Ylva Stroud"
    assert [claim.text for claim in story.unknowns] == ["It was not clear what made the ship lean."]


def test_every_sentence_is_the_exact_words_that_it_cites(assistant, add):
    add(row("ferry", FERRY), row("pensions", PENSIONS), row("again", FERRY.replace("Nine", "Ten"), "2026-03-11"))
    for day in ("2026-03-10", "2026-03-11"):
        claims = list(told(assistant, day).claims)
        assert claims
        assert all(claim.text == claim.citations[0].quote for claim in claims)


def test_the_same_day_briefed_again_is_the_same_edition(assistant, add):
    add(row("ferry", FERRY))
    first, again = (json.dumps(briefing_json(told(assistant, "2026-03-10"))) for _ in range(2))
    assert first == again
    assert [one.edition for one in briefings.kept(assistant.library)] == [1]
    assert json.dumps(briefings.edition(assistant.library, date(2026, 3, 10)).data) == first


def test_an_article_that_comes_in_later_makes_a_further_edition(assistant, add):
    add(row("ferry", FERRY))
    told(assistant, "2026-03-10")
    add(row("pensions", PENSIONS))
    told(assistant, "2026-03-10")
    assert [
        len(briefings.edition(assistant.library, date(2026, 3, 10), number).data["stories"]) for number in (1, 2)
    ] == [1, 2]


def test_the_order_in_which_articles_came_in_changes_nothing(tmp_path, write):
    rows = [
        row("ferry", FERRY),
        row("wire", FERRY.replace("Nine", "Ten"), source="Meridian Wire"),
        row("pensions", PENSIONS),
        row("late", PENSIONS.replace("refused", "agreed"), "2026-03-11", source="The Courier"),
    ]
    bytes_made = set()
    for number, order in enumerate(itertools.islice(itertools.permutations(rows), 0, 24, 5)):
        opened = Assistant.open(settings.load(library=tmp_path / str(number)), create=True, embedder=FakeEmbedder())
        list(opened.add([str(write(f"{number}.jsonl", "\n".join(map(json.dumps, order))))], now=NOW))
        days = [briefing_json(told(opened, day)) for day in ("2026-03-10", "2026-03-11")]
        bytes_made.add(json.dumps(days))
        opened.close()
    assert len(bytes_made) == 1


def test_a_story_that_is_told_again_without_news_is_not_new(assistant, add):
    add(row("ferry", FERRY))
    told(assistant, "2026-03-10")
    add(row("reprint", FERRY + "\n\nReporting by the Harbour Post.", "2026-03-11", source="The Courier"))
    (story,) = told(assistant, "2026-03-11").stories
    assert (story.news, story.changes, len(story.summary)) == ("unchanged", (), 1)


def test_what_changed_stands_beside_what_was_said_before(assistant, add):
    add(row("ferry", FERRY))
    told(assistant, "2026-03-10")
    add(row("toll", FERRY.replace("Nine", "Fourteen"), "2026-03-11"))
    (story,) = told(assistant, "2026-03-11").stories
    (change,) = story.changes
    assert (story.news, change.kind) == ("developing", "updated")
    assert change.before
    assert change.before.text.startswith("Nine people")
    assert change.after
    assert change.after.text.startswith("Fourteen people")


def test_an_article_taken_back_takes_its_statements_with_it(assistant, add):
    (ferry,) = add(row("ferry", FERRY))
    told(assistant, "2026-03-10")
    add(row("pensions", PENSIONS, "2026-03-11"))
    assistant.library.mark_gone(ferry, "withdrawn", datetime(2026, 3, 11, 12, tzinfo=UTC))
    briefing = told(assistant, "2026-03-11")
    gone = next(one for one in briefing.stories if not one.story.articles)
    assert {change.kind for change in gone.changes} == {"dropped"}
    assert "taken back by its outlet" in {entry.reason for entry in briefing.coverage}


def test_a_feed_that_dumps_old_entries_tells_nothing_new(assistant, add):
    add(row("pensions", PENSIONS))
    told(assistant, "2026-03-10")
    add(
        row("ferry", FERRY, "2026-03-11"),
        *(row(f"old{number}", f"{FERRY} It was trip {number}.", "2025-06-01") for number in range(20)),
    )
    briefing = told(assistant, "2026-03-11")
    assert {entry.article.external_id for entry in briefing.coverage} == {"ferry"}


def test_a_span_of_days_is_one_briefing_and_leaves_the_days_alone(assistant, add):
    add(row("ferry", FERRY), row("pensions", PENSIONS, "2026-03-11"))
    week = made(assistant, Order(since="2026-03-09", until="2026-03-11", now=NOW))
    assert len(week.stories) == 2
    assert week.title == "3 days to Wednesday, 11 March 2026"
    assert briefings.kept(assistant.library) == []


def test_a_span_that_ends_before_it_begins_is_refused(assistant, add):
    add(row("ferry", FERRY))
    with pytest.raises(SettingsError, match="ends before it begins"):
        made(assistant, Order(since="2026-03-12", until="2026-03-11", now=NOW))
    with pytest.raises(SettingsError, match="--day, or --since"):
        made(assistant, Order(day="2026-03-12", since="2026-03-11", now=NOW))


def test_topics_limit_a_briefing_and_the_rest_is_accounted_for(assistant, add):
    add(row("ferry", FERRY), row("pensions", PENSIONS))
    briefing = told(assistant, "2026-03-10", topics=("pension",))
    assert len(briefing.stories) == 1
    assert {entry.article.external_id: entry.use for entry in briefing.coverage}["ferry"] == "left_out"


def test_every_article_of_the_day_is_accounted_for_once(assistant, add):
    add(
        row("ferry", FERRY),
        row("pensions", PENSIONS),
        row("undated", "Nobody dated this note about the quay at all.", ""),
    )
    coverage = told(assistant, "2026-03-10").coverage + told(assistant, "2026-03-14").coverage
    assert sorted(entry.article.external_id or "" for entry in coverage) == ["ferry", "pensions", "undated"]
    assert "undated" in next(entry.reason for entry in coverage if entry.article.external_id == "undated")


def test_days_that_were_not_briefed_in_between_are_read_for_the_next_briefing(assistant, add):
    add(
        row("ferry", FERRY, "2026-03-10"),
        row("toll", f"{FERRY}\n\nTen people have died.", "2026-03-11", source="The Courier"),
        row("deck", FERRY, "2026-03-12", source="Northern Ledger"),
        row("lists", "Fourteen people have died on the ferry Grey Heron off Port Callow, a court heard.", "2026-03-13"),
    )
    assert told(assistant, "2026-03-10").stories
    assert {entry.article.title for entry in told(assistant, "2026-03-13").coverage} == {"lists"}


def test_a_page_that_tells_nothing_is_no_story_and_is_accounted_for(assistant, add):
    add(
        row("ferry", FERRY),
        row(
            "notice",
            "External links are for reference. The Post is not responsible for the content of external pages.",
            title="Harbour Post",
        ),
    )
    briefing = told(assistant, "2026-03-10")
    assert len(briefing.stories) == 1
    (left_out,) = (entry for entry in briefing.coverage if entry.article.external_id == "notice")
    assert (left_out.use, left_out.reason) == ("left_out", NO_NEWS)


def test_a_page_that_only_invites_its_reader_to_look_is_no_story(assistant, add):
    text = "Look back at the history of Port Callow each day.\n\nCelebrating 90 years of the Post!"
    add(row("ferry", FERRY), row("look", text, title="Look back at the history of Port Callow"))
    briefing = told(assistant, "2026-03-10")
    assert len(briefing.stories) == 1
    assert {entry.reason for entry in briefing.coverage if entry.article.external_id == "look"} == {NO_NEWS}


def test_a_page_whose_text_is_its_outlets_own_is_no_story_though_its_title_names_one(assistant, add):
    text = "Celebrating 90 years of the Post! Look back at Port Callow each day in 2026. Click to read today's story."
    add(row("ferry", FERRY), row("wire", text, title="Two trains collide in Sarnholt, one worker hurt"))
    (left_out,) = (one for one in told(assistant, "2026-03-10").coverage if one.article.external_id == "wire")
    assert (left_out.use, left_out.reason) == ("left_out", NO_NEWS)


@pytest.mark.parametrize("published", ["2026-03-10", "2026-03-09"])
def test_what_comes_in_while_a_briefing_is_made_is_told_by_the_next(assistant, add, monkeypatch, published):
    clock = [NOW]

    class Clock(datetime):
        @classmethod
        def now(cls, tz=None):
            return clock[0].astimezone(tz)

    def reading(self, ids):
        late.extend(add(row("pensions", PENSIONS, published), now=NOW + timedelta(seconds=20)))
        clock[0] = NOW + timedelta(seconds=50)
        return stories_of(self, ids)

    late, stories_of = [], Assistant.stories_of
    add(row("ferry", FERRY), now=NOW - timedelta(seconds=30))
    monkeypatch.setattr(editions, "datetime", Clock)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(Assistant, "stories_of", reading)
        assert [one.article.title for one in made(assistant, Order("2026-03-10")).coverage] == ["ferry"]
    assert [one.article.id for one in made(assistant, Order("2026-03-11")).coverage] == late
