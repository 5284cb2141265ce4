"""What became of things in words: what went wrong comes first, and feeds are told from articles."""

from assistant import became
from assistant.json_out import outcome_json, update_json
from ingest.pipeline import Outcome
from ingest.update import FeedOutcome


def told(*events):
    return [update_json(one) for one in events]


def test_what_did_not_go_in_is_told_first_with_its_reason():
    lines = became.in_order(
        told(Outcome("a.md", "added", "1" * 12, paragraphs=3), Outcome("b.md", "rejected", reason="it is empty"))
    )
    assert [(one.word, one.item, one.told, one.tone) for one in lines] == [
        ("rejected", "b.md", "it is empty", "bad"),
        ("added", "a.md", "3 paragraphs", "good"),
    ]
    assert [one.article_id for one in lines] == ["", "1" * 12]


def test_what_is_in_the_library_already_is_said_to_be():
    for kind, words in (("unchanged", "already"), ("duplicate", "exact copy"), ("updated", "new version")):
        assert words in became.line(outcome_json(Outcome("a.md", kind, "1" * 12))).told


def test_feeds_are_counted_apart_from_articles():
    events = told(
        FeedOutcome("https://a.example/f", "The Courier", "read", 2),
        FeedOutcome("https://b.example/f", "", "failed", reason="no connection"),
        Outcome("https://a.example/1", "added", "1" * 12),
        Outcome("https://c.example/f", "added", reason="it is followed", is_feed=True),
    )
    assert became.counted(events) == "2 feeds asked (1 failed), 1 added, 1 feed followed"
    assert [became.is_bad(one) for one in events] == [False, True, False, False]
    assert [became.is_news(one) for one in events] == [False, False, True, False]
    assert [became.line(one).item for one in events][:2] == ["The Courier", "https://b.example/f"]
    assert became.line(events[0]).told == "2 new or changed"
