"""Briefings that are kept for ever."""

from datetime import UTC, date, datetime

import pytest

from ingest import briefings
from ingest.errors import NotFound

NOON = datetime(2026, 3, 11, 12, tzinfo=UTC)
DAY = date(2026, 3, 10)


def data(text, *versions):
    return {
        "day": "2026-03-10",
        "title": text,
        "coverage": [{"article_id": one, "version": two} for one, two in versions],
    }


def test_the_same_briefing_made_again_is_the_same_edition(library):
    first, again = (briefings.keep(library, DAY, data("Calm"), made=NOON) for _ in range(2))
    assert (first.edition, again.edition, again.data) == (1, 1, data("Calm"))


def test_a_day_that_says_something_else_gets_a_further_edition_and_the_first_stays(library):
    for title in ("Calm", "Storm"):
        briefings.keep(library, DAY, data(title), made=NOON)
    assert [briefings.edition(library, DAY, number).data["title"] for number in (1, 2)] == ["Calm", "Storm"]
    assert briefings.edition(library, DAY).edition == 2
    assert [(one.day, one.edition) for one in briefings.kept(library)] == [(DAY, 2)]


def test_an_edition_that_was_never_made_is_named(library):
    with pytest.raises(NotFound, match="no edition 3 of the briefing of 2026-03-10"):
        briefings.edition(library, DAY, 3)


def test_the_last_briefing_is_of_the_last_day_before(library):
    for day in (8, 10, 12):
        briefings.keep(library, date(2026, 3, day), data(str(day)), made=NOON)
    last = briefings.last_before(library, date(2026, 3, 12))
    assert last is not None
    assert last.day == DAY
    assert briefings.last_before(library, date(2026, 3, 8)) is None


def test_what_was_accounted_for_before_a_day_is_known_with_its_versions(library):
    briefings.keep(library, DAY, data("Calm", ("a", 1)), made=NOON)
    briefings.keep(library, date(2026, 3, 11), data("Storm", ("a", 2), ("b", 1)), made=NOON)
    assert briefings.covered(library, date(2026, 3, 11)) == {("a", 1)}
    assert briefings.covered(library, date(2026, 3, 12)) == {("a", 1), ("a", 2), ("b", 1)}


def test_a_narrower_briefing_is_kept_apart_and_tells_nothing_of_the_day(library):
    briefings.keep(library, DAY, data("Pensions", ("a", 1)), made=NOON, scope="on pensions")
    assert briefings.covered(library, date(2026, 3, 12)) == set()
    assert briefings.kept(library) == []
    assert briefings.edition(library, DAY, scope="on pensions").data["title"] == "Pensions"


def test_the_shelf_lists_every_edition_with_the_newest_day_first(library):
    for day, title, scope in (
        (DAY, "Calm", ""),
        (DAY, "Storm", ""),
        (DAY, "Wind", "on wind"),
        (date(2026, 3, 12), "Ice", ""),
    ):
        briefings.keep(library, day, data(title), made=NOON, scope=scope)
    listed = [(one.day.day, one.scope, one.edition) for one in briefings.shelved(library)]
    assert listed == [(12, "", 1), (10, "", 2), (10, "", 1), (10, "on wind", 1)]
