"""`briefing add`, `update` and `feeds` over a web that is made up, as a person and as a program sees them."""

import json

import pytest
from web import Web, html, item, rss, story
from websites import answer

from assistant import intake

FEED, FIRST = "https://courier.example/feed", "https://courier.example/1"
LOST = "https://lost.example/feed"


@pytest.fixture(autouse=True)
def web(monkeypatch):
    made = Web()
    made[FEED], made[FIRST] = rss(item(FIRST)), story(1)
    made[LOST] = answer(b"", status="500 Fault")
    monkeypatch.setattr(intake, "fetcher", lambda settings: made.fetcher)
    return made


@pytest.fixture
def told(briefing):
    """Run a command that prints JSON; gives its exit code and what it printed, line by line."""

    def run(*arguments):
        code, out, _ = briefing(*arguments, "--json")
        return code, [json.loads(line) for line in out.splitlines()]

    return run


def test_a_feed_that_is_added_is_an_item_beside_its_articles(told):
    code, (feed, article, summary) = told("add", FEED)
    assert code == 0
    assert (feed["item"], feed["outcome"], feed["article_id"], feed["is_feed"]) == (FEED, "added", None, True)
    assert (article["item"], article["outcome"], article["is_feed"]) == (FIRST, "added", False)
    assert summary["summary"]["added"] == 1
    assert summary["summary"]["feeds"] == 1


def test_an_update_tells_of_each_feed_and_sums_up(told, write):
    list_of_feeds = f"<opml><body><outline xmlUrl='{FEED}'/><outline xmlUrl='{LOST}'/></body></opml>"
    assert told("add", str(write("mine.opml", list_of_feeds)))[1][-1]["summary"]["feeds"] == 2
    code, lines = told("update")
    assert code == 0
    feeds = {line["feed"]: line for line in lines if "feed" in line}
    assert feeds[FEED] == {
        "feed": FEED, "title": "Ostrel Courier", "outcome": "read", "new": 1, "reason": None, "next_check": None,
    }  # fmt: skip
    assert feeds[LOST]["reason"] == "the server answered 500: it has a fault"
    assert lines[-1]["summary"]["feeds"] == {"read": 1, "unchanged": 0, "retired": 0, "failed": 1, "not_due": 0}
    assert lines[-1]["summary"]["added"] == 1
    again = told("update")[1]
    assert again[-1]["summary"]["feeds"]["not_due"] == 1
    assert again[-1]["summary"]["added"] == again[-1]["summary"]["updated"] == 0


def test_an_update_in_which_every_feed_fails_ends_with_code_one(briefing, write):
    briefing("add", str(write("mine.opml", f"<opml><body><outline xmlUrl='{LOST}'/></body></opml>")))
    assert briefing("update")[0] == 1
    code, out, _ = briefing("update")
    assert (code, out) == (0, "0 feeds asked, 1 not due yet (--all asks them too); articles: nothing new\n")
    assert briefing("update", "--all")[0] == 1


def test_feeds_are_listed_with_how_they_fare(web, told, briefing):
    told("add", FEED)
    (feed,) = told("feeds")[1]
    assert feed.keys() >= {"feed", "title", "last_success", "last_error", "gained", "next_check", "retired", "failures"}
    assert (feed["title"], feed["gained"], feed["last_error"]) == ("Ostrel Courier", 1, None)
    assert told("feeds", "list")[1] == [feed]
    web[FEED] = answer(b"", status="410 Gone")
    briefing("update")
    out = briefing("feeds")[1]
    assert out.startswith(f"retired  {FEED}  Ostrel Courier  (1 article gained)\n")
    assert "the server answered 410: it says it is gone for good" in out


def test_a_feed_is_followed_no_longer_and_its_articles_stay(told, briefing):
    told("feeds", "add", FEED)
    assert told("feeds", "remove", FEED)[1] == [{"removed": [FEED]}]
    assert told("feeds")[1] == []
    assert len(told("articles")[1]) == 1
    code, _, err = briefing("feeds", "remove", FEED)
    assert (code, err) == (1, f"briefing: no feed {FEED!r} is followed; 'briefing feeds list' names those that are\n")


def test_what_is_no_feed_is_not_followed(web, told):
    web[FIRST] = html("News", "Words.")
    code, lines = told("feeds", "add", FIRST)
    assert code == 1
    assert "it is a web page, not a feed" in lines[0]["reason"]
    assert told("feeds")[1] == []


def test_a_changed_page_and_a_lost_one_are_told_and_shown(web, briefing, told):
    second = "https://courier.example/2"
    web[FEED] = rss(item(FIRST), item(second))
    web[second] = html(
        "The mill", "The mill of Orm was sold to a baker from the next valley for nine thousand crowns on Friday. " * 2
    )
    told("add", FEED)
    web[FIRST] = story(1, "The quay was opened again at noon, to the relief of the crews.")
    del web[second]
    out = briefing("update")[1]
    assert f"updated   {FIRST}" in out
    assert (
        f"unchanged {second}  the server answered 404: it does not know it; the stored article is kept and marked as gone"
        in out
    )
    listed = briefing("articles")[1]
    assert listed.count(", gone)") == 1
    shown = {one["url"]: one for one in told("articles")[1]}
    assert shown[FIRST]["versions"] == [1, 2]
    assert shown[second]["gone_reason"] == "the server answered 404: it does not know it"


def test_the_check_tells_of_the_feeds(web, told):
    told("add", FEED)
    found = {one["part"]: one for one in told("check")[1]}
    assert found["feeds"]["ok"]
    assert "1 followed; last success 20" in found["feeds"]["state"]
    assert found["feeds"]["feeds"][0]["gained"] == 1
    web[FEED] = answer(b"", status="500 Fault")
    told("update")
    code, lines = told("check")
    assert code == 1
    (feeds,) = [one for one in lines if one["part"] == "feeds"]
    assert f"{FEED!r}: the server answered 500: it has a fault" in feeds["state"]


def test_without_feeds_an_update_says_how_to_follow_one(briefing, write):
    briefing("add", str(write("a.txt", "The quay of Ostrel was closed on Monday.")))
    code, out, _ = briefing("update")
    assert (code, out) == (0, "no feed is followed; 'briefing feeds add ADDRESS' follows one\n")
