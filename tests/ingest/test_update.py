"""The daily round over feeds that answer in every way a server can."""

import pytest
from fakes import FakeEmbedder
from web import NOW, Answer, FakeWeb, item, page, rss, story, unreachable

from ingest import subscriptions
from ingest.update import FeedOutcome, update

FEED = "https://courier.example/feed"


@pytest.fixture
def web():
    return FakeWeb()


@pytest.fixture
def round_of(library, web):
    """Follow some feeds and make a round; gives the events."""

    def made(*feeds, now=NOW, **options):
        for address in feeds:
            subscriptions.subscribe(library, address, now)
        return list(update(library, web, FakeEmbedder, now, **options))

    return made


def outcomes(events):
    return [event.outcome for event in events]


def test_the_article_behind_an_entry_is_fetched_and_stored(library, web, round_of):
    web[FEED] = rss(item("https://courier.example/1", date="Tue, 10 Mar 2026 07:30:00 +0100"))
    web["https://courier.example/1"] = story(1)
    feed, article = round_of(FEED)
    assert (feed.outcome, feed.new, article.outcome) == ("read", 1, "added")
    stored = library.article(article.article_id)
    assert stored.url == "https://courier.example/1"
    assert "barges" in stored.text
    assert (stored.published, stored.source) == ("2026-03-10T07:30:00+01:00", "courier.example")
