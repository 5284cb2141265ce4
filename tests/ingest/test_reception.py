"""Addresses that are handed in: told by what they show, stored, followed or refused in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fakes import FakeEmbedder
from web import NOW, Web, found, html, item, rss, story, with_etag
from websites import answer, redirect

from ingest import subscriptions
from ingest.found import Address, FeedList
from ingest.keeping import Desk
from ingest.library import Library
from ingest.pipeline import Outcome
from ingest.reception import Reception

HOME = "https://courier.example"
FEED, FIRST = f"{HOME}/feed", f"{HOME}/1"
OPML = f"<opml><body><outline xmlUrl='{FEED}'/><outline xmlUrl='https://gazette.example/feed'/></body></opml>"
Adding = Callable[[str], list[Outcome]]


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def reception(library: Library, web: Web) -> Reception:
    return Reception(Desk(library, web.fetcher, FakeEmbedder, NOW))


@pytest.fixture
def add(reception: Reception) -> Adding:
    return lambda url: list(reception.visit(Address(url)))


def test_a_page_is_stored_under_its_address(library: Library, web: Web, add: Adding) -> None:
    web[FIRST] = story(1)
    (outcome,) = add(FIRST)
    assert (outcome.item, outcome.outcome) == (FIRST, "added")
    assert (library.outlines()[0].url, library.outlines()[0].source) == (FIRST, "courier.example")


def test_a_page_that_says_the_same_again_is_unchanged_and_hardly_fetched(web: Web, add: Adding) -> None:
    web[FIRST] = with_etag(story(1), '"a1"')
    assert [one.outcome for _ in range(2) for one in add(FIRST)] == ["added", "unchanged"]
    assert web.validators("courier.example/1") == ["", '"a1"']


def test_a_page_that_says_something_new_is_a_new_version(library: Library, web: Web, add: Adding) -> None:
    web[FIRST] = with_etag(story(1), '"a1"')
    add(FIRST)
    web[FIRST] = with_etag(story(1, "The quay was opened again at noon, to the relief of the crews."), '"a2"')
    (outcome,) = add(FIRST)
    assert outcome.outcome == "updated"
    assert library.versions(outcome.article_id or "") == [1, 2]


def test_a_page_that_is_gone_is_marked_and_kept(library: Library, web: Web, add: Adding) -> None:
    web[FIRST] = story(1)
    (stored,) = add(FIRST)
    web[FIRST] = answer(b"", status="410 Gone")
    for told in ("the stored article is kept and marked as gone", "the stored article stays, marked as gone"):
        (outcome,) = add(FIRST)
        assert (outcome.outcome, outcome.article_id) == ("failed", stored.article_id)
        assert told in (outcome.reason or "")
    assert library.outlines()[0].gone


def test_a_page_of_another_outlet_cannot_take_an_articles_place(library: Library, web: Web, add: Adding) -> None:
    web[FIRST] = story(1)
    add(FIRST)
    thief = "https://thief.example/1"
    web[thief] = html("Harbour report 1", "Nothing of it is true. " * 20, head=f"<link rel='canonical' href='{FIRST}'>")
    add(thief)
    assert {article.url for article in library.outlines()} == {FIRST, thief}
    assert [library.versions(article.id) for article in library.outlines()] == [[1], [1]]


def test_the_address_that_a_page_declares_on_its_own_host_counts(library: Library, web: Web, add: Adding) -> None:
    web[f"{HOME}/print/1"] = story(1).replace("</title>", f"</title><link rel='canonical' href='{FIRST}'>")
    add(f"{HOME}/print/1")
    assert library.outlines()[0].url == FIRST


def test_a_text_in_an_encoding_that_only_the_server_names_is_read(library: Library, web: Web, add: Adding) -> None:
    text = "Порт закрыт до пятницы из-за шторма, сообщила администрация. " * 3
    web[FIRST] = answer(text.encode("koi8-r"), content_type="text/plain; charset=koi8-r")
    add(FIRST)
    assert "Порт закрыт" in library.article(library.outlines()[0].id).text


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (answer(b"", status="404 Not Found"), "the server answered 404: it does not know it; check the address"),
        (answer(b"", status="451 Unavailable"), "may not show it for legal reasons"),
        (answer(b""), "the server gave no content"),
        (answer(b"\x89PNG\r\n\x1a\n\x00\x00", content_type="text/html"), "it is a picture"),
        (redirect("http://127.0.0.1/"), "redirects from https"),
        (ConnectionResetError("reset"), "try again later"),
        (found(html("Empty", "")), ""),
    ],
)
def test_what_shows_no_article_is_refused_in_words(
    library: Library, web: Web, add: Adding, page: bytes, told: str
) -> None:
    web[FIRST] = page
    (outcome,) = add(FIRST)
    assert outcome.outcome in {"failed", "rejected"}
    assert told in (outcome.reason or "")
    assert outcome.reason
    assert not library.outlines()


def test_a_feed_is_followed_and_its_articles_stored(web: Web, add: Adding) -> None:
    web[FEED], web[FIRST] = rss(item(FIRST)), story(1)
    feed, article = add(FEED)
    assert (feed.item, feed.outcome, feed.is_feed) == (FEED, "added", True)
    assert feed.reason == "Ostrel Courier: 1 new entry"
    assert (article.item, article.outcome) == (FIRST, "added")
    assert web.asked["courier.example/feed"] == 1
    (again,) = add(FEED)
    assert (again.outcome, again.is_feed) == ("unchanged", True)


def test_a_feed_that_moved_for_good_is_followed_where_it_is_now(library: Library, web: Web, add: Adding) -> None:
    web[FEED] = redirect(f"{HOME}/new")
    web[f"{HOME}/new"] = rss()
    add(FEED)
    assert [feed.address for feed in subscriptions.subscriptions(library)] == [f"{HOME}/new"]


def test_the_feeds_of_a_list_are_followed_and_asked_at_the_next_update(
    library: Library, web: Web, reception: Reception
) -> None:
    web[f"{HOME}/list.opml"] = OPML
    for visit, told in ((Address(f"{HOME}/list.opml"), "added"), (FeedList("mine.opml", (FEED,)), "unchanged")):
        assert {(one.outcome, one.is_feed) for one in reception.visit(visit)} == {(told, True)}
    assert len(subscriptions.due(library, NOW)) == 2
    assert web.asked["courier.example/feed"] == 0


def test_only_what_can_be_read_as_a_feed_is_followed_when_a_feed_is_meant(
    library: Library, web: Web, reception: Reception
) -> None:
    web[FIRST] = html("News", "Words.", head="<link rel=alternate type=application/rss+xml href=/feed>")
    (outcome,) = reception.subscribe(FIRST)
    assert outcome.outcome == "failed"
    assert f"the page names '{FEED}', add that" in (outcome.reason or "")
    assert "404" in next(iter(reception.subscribe(FEED))).reason  # type: ignore[operator]
    assert "no web address" in next(iter(reception.subscribe("ftp://x.example"))).reason  # type: ignore[operator]
    assert subscriptions.subscriptions(library) == []


def test_a_retired_feed_that_is_named_again_is_followed_again(library: Library, web: Web, add: Adding) -> None:
    web[FEED] = rss()
    add(FEED)
    web[FEED] = answer(b"", status="410 Gone")
    add(FEED)
    assert subscriptions.due(library, NOW) == []
    web[FEED] = rss()
    add(FEED)
    assert [feed.retired for feed in subscriptions.due(library, NOW)] == [""]


def test_an_address_is_fetched_although_robots_may_not_and_entries_are_not(web: Web, add: Adding) -> None:
    web[f"{HOME}/robots.txt"] = answer(b"User-agent: *\nDisallow: /")
    web[FIRST], web[FEED] = story(1), rss(item(f"{HOME}/2", text="The mill is sold. " * 9))
    assert [one.outcome for one in add(FIRST)] == ["added"]
    _, entry = add(FEED)
    assert entry.outcome == "added"
    assert "asks programs not to read" in (entry.reason or "")
    assert web.asked["courier.example/2"] == 0
