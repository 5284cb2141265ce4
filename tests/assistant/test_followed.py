"""The feeds that are followed in words: how they fare, and when they are asked again."""

from datetime import UTC, datetime

from assistant.followed import followed, not_due
from ingest.subscriptions import Subscription

NOW = datetime(2026, 3, 12, 9, tzinfo=UTC)
READ = "2026-03-12T07:05:00+00:00"
FEED = Subscription(1, "https://courier.example/feed", "The Courier", last_success=READ, gained=3)


def told(**parts):
    fields = {key: getattr(FEED, key) for key in FEED.__dataclass_fields__}
    (found,) = followed([Subscription(**(fields | parts))], NOW, UTC)
    return found


def test_a_feed_that_fares_well_says_what_it_gave_and_when():
    found = told()
    assert (found.named, found.state, found.problem) == ("The Courier", "fine", "")
    assert found.told == "3 articles gained; last read 12 Mar 2026, 07:05; asked at the next update"


def test_a_feed_that_fails_says_why_and_when_it_is_asked_again():
    found = told(failures=2, last_error="no connection; try again later", next_check="2026-03-12T11:00:00+00:00")
    assert (found.state, found.problem) == ("failing", "no connection; try again later")
    assert found.told.endswith("asked again from 12 Mar 2026, 11:00 on")


def test_a_feed_that_was_never_read_or_is_asked_no_more_says_so():
    assert told(last_success="", gained=1).state == "not asked yet"
    assert told(last_success="").told.startswith("3 articles gained; last read never")
    assert told(retired=READ).state == "not asked any more"
    assert told(title="").named == FEED.address


def test_feeds_that_wait_are_counted():
    waits = Subscription(2, "https://a.example", next_check="2026-03-12T11:00:00+00:00")
    retired = Subscription(3, "https://b.example", next_check="2026-03-12T11:00:00+00:00", retired=READ)
    assert not_due([FEED, waits, retired], NOW) == 1
