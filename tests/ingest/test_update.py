"""The daily round over feeds that answer in every way a server can."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from fakes import FakeEmbedder
from web import NOW, Web, found, html, item, rss, story, with_etag
from websites import answer, redirect

from ingest import subscriptions
from ingest.errors import LibraryError
from ingest.keeping import Desk
from ingest.library import Library
from ingest.pipeline import Outcome
from ingest.update import Event, FeedOutcome, update

FEED = "https://courier.example/feed"
FIRST = "https://courier.example/1"
TEXT = "The bridge over the Orm stays shut until the autumn, the council said, because two of its piers have moved."

Round = Callable[..., list[Event]]


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def round_of(library: Library, web: Web) -> Round:
    """Follow some feeds and make a round; gives the events."""

    def made(*feeds: str, now: datetime = NOW, **options: Any) -> list[Event]:
        for address in feeds:
            subscriptions.subscribe(library, address, now)
        return list(update(Desk(library, web.fetcher, FakeEmbedder, now), **options))

    return made


def outcomes(events: list[Event]) -> list[str]:
    return [event.outcome for event in events]


def articles(events: list[Event]) -> list[Outcome]:
    return [event for event in events if isinstance(event, Outcome)]


def feed_of(library: Library) -> subscriptions.Subscription:
    (feed,) = subscriptions.subscriptions(library)
    return feed


def test_the_article_behind_an_entry_is_fetched_and_stored(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = rss(item(FIRST, date="Tue, 10 Mar 2026 07:30:00 +0100"))
    web[FIRST] = story(1)
    feed, article = round_of(FEED)
    assert isinstance(feed, FeedOutcome)
    assert (feed.outcome, feed.new, article.outcome) == ("read", 1, "added")
    (stored,) = library.outlines()
    assert (stored.url, stored.source) == (FIRST, "courier.example")
    assert stored.published.startswith("2026-03-10T07:30")
    assert "barges" in library.article(stored.id).text
    assert feed_of(library).gained == 1


def test_a_second_round_stores_nothing_anew(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = with_etag(rss(item(FIRST)), '"v1"')
    web[FIRST] = with_etag(story(1), '"a1"')
    round_of(FEED)
    before = library.revision
    assert outcomes(round_of()) == ["unchanged", "unchanged"]
    assert library.revision == before
    assert web.validators("courier.example/feed") == ["", '"v1"']
    assert web.validators("courier.example/1") == ["", '"a1"']


def test_entries_that_are_only_dated_anew_are_no_news(web: Web, round_of: Round) -> None:
    web[FEED] = rss(item(FIRST, guid="one", date="Tue, 10 Mar 2026 07:30:00 +0100"))
    web[FIRST] = story(1)
    round_of(FEED)
    web[FEED] = rss(item(FIRST, guid="other", date="Wed, 11 Mar 2026 07:30:00 +0100"))
    feed, *_ = round_of()
    assert isinstance(feed, FeedOutcome)
    assert (feed.outcome, feed.new) == ("read", 0)


def test_the_feeds_own_text_stands_in_for_a_page_that_cannot_be_had(
    library: Library, web: Web, round_of: Round
) -> None:
    web[FEED] = rss(item(FIRST, title="Bridge shut", text=TEXT))
    web[FIRST] = answer(b"no", status="503 Busy")
    _, article = round_of(FEED)
    assert article.outcome == "added"
    assert article.reason == "the feed's own text, because the server answered 503: it is overloaded or being mended"
    assert library.outlines()[0].source == "Ostrel Courier"


def test_the_full_article_becomes_a_version_when_its_page_can_be_had_later(
    library: Library, web: Web, round_of: Round
) -> None:
    web[FEED] = rss(item(FIRST, title="Bridge shut", text=TEXT))
    web[FIRST] = answer(b"no", status="503 Busy")
    round_of(FEED)
    web[FIRST] = story(1)
    (full,) = articles(round_of())
    assert full.outcome == "updated"
    (stored,) = library.outlines()
    assert library.versions(stored.id) == [1, 2]


def test_a_few_words_of_a_feed_do_not_replace_an_article_that_was_read(
    library: Library, web: Web, round_of: Round
) -> None:
    web[FEED] = rss(item(FIRST, text=TEXT))
    web[FIRST] = story(1)
    round_of(FEED)
    web[FEED] = rss(item(FIRST, text=TEXT + " It was built in 1911."))
    web[FIRST] = answer(b"no", status="503 Busy")
    (article,) = articles(round_of())
    assert article.outcome == "failed"
    assert article.reason is not None
    assert article.reason.endswith("the stored article stays as it is")
    assert "barges" in library.article(library.outlines()[0].id).text


def test_an_entry_without_an_address_is_stored_as_the_feed_tells_it(web: Web, round_of: Round) -> None:
    web[FEED] = rss(item(title="Bridge shut", text=TEXT, guid="b-1"))
    (article,) = articles(round_of(FEED))
    assert (article.outcome, article.item) == ("added", "Bridge shut")
    assert outcomes(round_of()) == ["read"]


def test_an_article_that_cannot_be_had_is_fetched_in_a_later_round(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = with_etag(rss(item(FIRST)), '"v1"')
    web[FIRST] = ConnectionResetError("reset")
    (article,) = articles(round_of(FEED))
    assert article.outcome == "failed"
    assert article.reason is not None
    assert article.reason.endswith("it is tried again at the next update")
    assert not library.outlines()
    web[FIRST] = story(1)
    assert outcomes(round_of()) == ["unchanged", "added"]


def test_an_article_is_not_tried_for_ever(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = rss(item(FIRST))
    web[FIRST] = ConnectionResetError("reset")
    round_of(FEED)
    for day in range(1, 10):
        round_of(now=NOW + timedelta(days=day))
    assert not subscriptions.waiting(library)
    asked = web.asked["courier.example/1"]
    round_of(now=NOW + timedelta(days=10))
    assert web.asked["courier.example/1"] == asked


def test_a_stopped_round_is_taken_up_where_it_ended(library: Library, web: Web, round_of: Round) -> None:
    urls = [f"https://courier.example/{number}" for number in range(5)]
    web[FEED] = with_etag(rss(*(item(url) for url in urls)), '"v1"')
    for number, url in enumerate(urls):
        web[url] = story(number)
    subscriptions.subscribe(library, FEED, NOW)
    stopped = update(Desk(library, web.fetcher, FakeEmbedder, NOW))
    assert next(stopped).outcome == "read"
    assert next(stopped).outcome == "added"
    stopped.close()
    assert len(library.outlines()) == 1
    rest = articles(round_of())
    assert sorted(outcomes(list(rest))) == ["added"] * 4 + ["unchanged"]
    assert len(library.outlines()) == 5


def test_a_round_that_breaks_while_it_stores_leaves_nothing_out(
    library: Library, web: Web, round_of: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    urls = [f"https://courier.example/{number}" for number in range(4)]
    web[FEED] = with_etag(rss(*(item(url) for url in urls)), '"v1"')
    for number, url in enumerate(urls):
        web[url] = story(number)
    sound, stored = library.add, []

    def full(*arguments: Any, **options: Any) -> Any:
        stored.append(arguments)
        if len(stored) == 3:
            raise LibraryError("the disk is full")
        return sound(*arguments, **options)

    monkeypatch.setattr(library, "add", full)
    with pytest.raises(LibraryError, match="the disk is full"):
        round_of(FEED)
    assert len(library.outlines()) == 2
    assert len(subscriptions.waiting(library)) >= 2
    round_of()
    assert {article.url for article in library.outlines()} == set(urls)


def test_an_article_in_two_feeds_is_fetched_once(library: Library, web: Web, round_of: Round) -> None:
    other = "https://courier.example/world"
    web[FEED], web[other], web[FIRST] = rss(item(FIRST)), rss(item(FIRST)), story(1)
    round_of(FEED, other)
    assert web.asked["courier.example/1"] == 1
    assert not subscriptions.waiting(library)


def test_a_page_that_changes_becomes_a_new_version(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = with_etag(rss(item(FIRST)), '"v1"')
    web[FIRST] = with_etag(story(1), '"a1"')
    round_of(FEED)
    web[FIRST] = with_etag(
        story(1, "The sluice was opened again at noon, the port office added in the evening."), '"a2"'
    )
    assert outcomes(round_of()) == ["unchanged", "updated"]
    (stored,) = library.outlines()
    assert library.versions(stored.id) == [1, 2]


def test_a_page_that_disappears_is_marked_and_its_text_stays(library: Library, web: Web, round_of: Round) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    round_of(FEED)
    del web[FIRST]
    (seen,) = articles(round_of())
    assert seen.reason == "the server answered 404: it does not know it; the stored article is kept and marked as gone"
    (stored,) = library.outlines()
    assert (stored.gone, stored.gone_reason) != ("", "")
    assert "barges" in library.article(stored.id).text
    web[FIRST] = story(1)
    round_of(now=NOW + timedelta(days=1))
    assert library.outlines()[0].gone == ""


def test_a_page_that_says_it_was_withdrawn_is_marked(library: Library, web: Web, round_of: Round) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    round_of(FEED)
    notice = "This article has been withdrawn because the figures in it could not be confirmed by the port office."
    web[FIRST] = html("Harbour report 1", notice)
    (seen,) = articles(round_of())
    assert seen.outcome == "unchanged"
    assert library.outlines()[0].gone_reason == f"the page says: {notice}"
    assert library.versions(library.outlines()[0].id) == [1]


def test_the_copy_of_an_article_that_disappears_marks_nothing(library: Library, web: Web, round_of: Round) -> None:
    copy = "https://gazette.example/1"
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    round_of(FEED)
    web[FEED], web[copy] = rss(item(FIRST), item(copy)), story(1)
    assert "duplicate" in outcomes(round_of())
    del web[copy]
    round_of(now=NOW + timedelta(days=1))
    assert library.outlines()[0].gone == ""


def test_pages_are_looked_at_in_pauses_that_double(web: Web, round_of: Round) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    now = datetime.now(NOW.tzinfo)  # the library dates what it stores itself
    round_of(FEED, now=now)
    for hour in range(1, 17):
        round_of(now=now + timedelta(hours=hour))
    assert web.asked["courier.example/1"] == 1 + 5  # after 1, 2, 4, 8 and 16 hours


def test_a_host_that_does_not_answer_is_not_waited_for_once_for_each_page(
    library: Library, web: Web, round_of: Round
) -> None:
    urls = [f"https://dead.example/{number}" for number in range(20)]
    web[FEED] = rss(*(item(url) for url in urls))
    for url in ["https://dead.example/robots.txt", *urls]:
        web[url] = ConnectionResetError("reset")
    told = articles(round_of(FEED))
    assert [one.outcome for one in told] == ["failed"] * 20
    assert sum("has not answered 3 times" in (one.reason or "") for one in told) >= 15
    assert len(subscriptions.waiting(library)) == 20


# What a feed's server can say


def test_a_feed_that_moved_for_good_is_followed_at_its_new_address(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = redirect("https://courier.example/new", 301)
    web["https://courier.example/new"] = rss(item(FIRST))
    web[FIRST] = story(1)
    feed, *_ = round_of(FEED)
    assert feed.reason == "its address is now 'https://courier.example/new'"
    assert feed_of(library).address == "https://courier.example/new"


def test_a_feed_that_moved_for_today_keeps_its_address(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = redirect("https://courier.example/new", 302)
    web["https://courier.example/new"] = rss()
    round_of(FEED)
    assert feed_of(library).address == FEED


def test_a_feed_that_moved_to_a_login_page_keeps_its_address(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = redirect("https://portal.example/login", 301)
    web["https://portal.example/login"] = html("Log in", "Please log in to the network.")
    (feed,) = round_of(FEED)
    assert feed.outcome == "failed"
    assert feed_of(library).address == FEED


def test_two_feeds_that_turn_out_to_be_one_are_asked_once(library: Library, web: Web, round_of: Round) -> None:
    new = "https://courier.example/new"
    web[FEED], web[new] = redirect(new, 308), rss()
    assert any("followed already" in (event.reason or "") for event in round_of(FEED, new))
    assert [bool(feed.retired) for feed in subscriptions.subscriptions(library)] == [True, False]


def test_a_feed_that_is_gone_for_good_is_not_asked_any_more(library: Library, web: Web, round_of: Round) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    round_of(FEED)
    web[FEED] = answer(b"", status="410 Gone")
    (feed,) = round_of()[:1]
    assert feed.outcome == "retired"
    assert feed.reason == "the server answered 410: it says it is gone for good; it is not asked any more"
    asked = web.asked["courier.example/feed"]
    round_of(everything=True)
    assert web.asked["courier.example/feed"] == asked
    assert len(library.outlines()) == 1


def test_a_failing_feed_is_asked_again_after_a_pause_that_doubles(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = answer(b"", status="500 Fault")
    pauses, now = [], NOW
    for _ in range(7):
        round_of(FEED, now=now)
        then = datetime.fromisoformat(feed_of(library).next_check)
        pauses.append((then - now) / timedelta(hours=1))
        assert round_of(now=then - timedelta(seconds=1)) == []
        now = then
    assert pauses == [1, 2, 4, 8, 16, 24, 24]
    web[FEED] = rss()
    assert outcomes(round_of(now=now)) == ["read"]
    assert (feed_of(library).failures, feed_of(library).last_error) == (0, "")


@pytest.mark.parametrize("wrong_by", [timedelta(hours=1), timedelta(days=30), timedelta(days=20_000)])
def test_a_feed_that_was_asked_by_a_clock_that_was_set_back_since_is_asked_again_once(
    web: Web, round_of: Round, wrong_by: timedelta
) -> None:
    web[FEED] = answer(b"", status="500 Fault")
    round_of(FEED, now=NOW + wrong_by)
    assert len(round_of()) == 1
    assert round_of() == []  # and not in a loop: now the pause counts
    web[FEED] = found(rss(), cache_control="max-age=3600")
    round_of(now=NOW + wrong_by, everything=True)
    assert outcomes(round_of()) == ["read"]
    assert round_of() == []


def test_an_article_that_was_looked_at_by_a_clock_that_was_set_back_since_is_looked_at_again(
    web: Web, round_of: Round
) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    now = datetime.now(NOW.tzinfo)
    round_of(FEED, now=now)
    round_of(now=now + timedelta(days=10))
    asked = web.asked["courier.example/1"]
    for _ in range(3):
        round_of(now=now + timedelta(hours=1))
    assert web.asked["courier.example/1"] == asked + 1


def test_a_feed_is_left_alone_for_as_long_as_its_server_asks(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = answer(b"", status="429 Too Many", retry_after="18000")
    (feed,) = round_of(FEED)
    assert feed.reason == "the server answered 429: it is asked too often"
    assert feed_of(library).next_check == "2026-03-12T12:00:00+00:00"


def test_a_feed_that_says_it_stays_fresh_is_not_asked_meanwhile(web: Web, round_of: Round) -> None:
    web[FEED] = found(rss(), cache_control="public, s-maxage=5, max-age=600")
    round_of(FEED)
    assert round_of(now=NOW + timedelta(seconds=599)) == []
    assert outcomes(round_of(now=NOW + timedelta(seconds=600))) == ["read"]


def test_not_modified_is_no_answer_to_who_did_not_ask(library: Library, web: Web, round_of: Round) -> None:
    web[FEED] = answer(b"", status="304 Not Modified")
    (feed,) = round_of(FEED)
    assert feed.outcome == "failed"
    assert feed_of(library).last_success == ""


def test_a_feed_whose_mark_never_changes_is_read_whole_once_a_week(web: Web, round_of: Round) -> None:
    web[FEED] = with_etag(rss(), '"always"')
    round_of(FEED)
    web[FEED], web[FIRST] = with_etag(rss(item(FIRST)), '"always"'), story(1)
    assert outcomes(round_of(now=NOW + timedelta(days=6))) == ["unchanged"]
    assert outcomes(round_of(now=NOW + timedelta(days=7))) == ["read", "added"]


def test_nothing_is_deleted_because_a_feed_has_become_shorter(library: Library, web: Web, round_of: Round) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    round_of(FEED)
    web[FEED] = rss()
    round_of()
    assert len(library.outlines()) == 1


def test_an_index_of_sitemaps_brings_the_articles_of_its_sitemaps(web: Web, round_of: Round) -> None:
    index = "https://courier.example/sitemap.xml"
    web[index] = (
        "<sitemapindex><sitemap><loc>https://courier.example/news.xml</loc></sitemap>"
        "<sitemap><loc>https://other.example/news.xml</loc></sitemap></sitemapindex>"
    )
    web["https://courier.example/news.xml"] = f"<urlset><url><loc>{FIRST}</loc></url></urlset>"
    web[FIRST] = story(1)
    feed, article = round_of(index)
    assert article.outcome == "added"
    assert feed.reason == "the sitemap 'https://other.example/news.xml' could not be read: it lies on another host"


def test_a_fault_of_the_program_is_one_failure_and_the_rest_goes_on(
    web: Web, round_of: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = "https://gazette.example/feed"
    web[FEED], web[other], web[FIRST] = "<rss>broken</rss>", rss(item(FIRST)), story(1)
    from ingest import polling

    sound = polling.read_feed

    def faulty(body: bytes, *rest: str) -> Any:
        if b"broken" in body:
            raise RecursionError("too deep")
        return sound(body, *rest)

    monkeypatch.setattr(polling, "read_feed", faulty)
    events = round_of(FEED, other)
    assert sorted(outcomes(events)) == ["added", "failed", "read"]
    assert any("RecursionError: too deep" in (event.reason or "") for event in events)
