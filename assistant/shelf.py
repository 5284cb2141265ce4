"""What a page of briefings chooses from: the days that have articles, the editions that are kept, what came in since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from assistant.editions import scope_of
from assistant.settings import listed
from assistant.when import EARLIEST, LATEST, day_words, moment_words
from ingest import briefings
from ingest.briefings import Shelved

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.render import Json


@dataclass(frozen=True, slots=True)
class KeptDay:
    """A day that was briefed, and how many editions of its briefing are kept."""

    day: date
    editions: int

    @property
    def words(self) -> str:
        """The day and its editions, as a list of them says it."""
        return f"{self.day:%a} {day_words(self.day)}" + (f", {self.editions} editions" if self.editions > 1 else "")


def articles_a_day(assistant: Assistant) -> dict[date, int]:
    """How many articles each day has, the newest day first; days without any are not there."""
    counts = Counter(day for _, day in assistant.titles())
    return {day: counts[day] for day in assistant.days()}


def kept_days(shelf: Iterable[Shelved]) -> list[KeptDay]:
    """The days that were briefed, the newest first."""
    counts = Counter(one.day for one in shelf)
    return [KeptDay(day, counts[day]) for day in sorted(counts, reverse=True)]


def around(days: Iterable[date], day: date) -> tuple[date | None, date | None]:
    """The last of some days before one, and the first after it.

    >>> around([date(2026, 3, 9), date(2026, 3, 12)], date(2026, 3, 10))
    (datetime.date(2026, 3, 9), datetime.date(2026, 3, 12))
    """
    known = list(days)
    return max((one for one in known if one < day), default=None), min(
        (one for one in known if one > day), default=None
    )


def day_addressed(told: str) -> date | None:
    """The day that a part of an address names, None where it names none that can be chosen."""
    try:
        day = date.fromisoformat(told)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def editions_of(assistant: Assistant, shelf: Iterable[Shelved], day: date) -> list[Shelved]:
    """The editions of a day, the newest first, those of the settings' own scope before narrower and wider ones."""
    own = scope_of(day, day, listed(assistant.settings.topics))
    return sorted((one for one in shelf if one.day == day), key=lambda one: (one.scope != own, one.scope, -one.edition))


def edition_words(one: Shelved, zone: tzinfo) -> str:
    """An edition in words: its number, when it was made as the clock of a zone shows it, and what limits it."""
    told = f"Edition {one.edition}, made {moment_words(one.made, zone)}"
    return f"{told}, {one.scope}" if one.scope else told


def edition_as_it_stands(assistant: Assistant, one: Shelved) -> Json:
    """What an edition says, its citations marked where their words have changed since or were taken out; raises `NotFound`."""
    kept = briefings.edition(assistant.library, one.day, one.edition, one.scope)
    return briefings.marked(assistant.library, kept.data)


def came_since(assistant: Assistant, one: Shelved) -> int:
    """How many articles of its day came in after an edition was made."""
    of_day = assistant.filters(datetime.now(UTC), str(one.day), str(one.day))
    made = datetime.fromisoformat(one.made)
    return sum(datetime.fromisoformat(article.added) > made for article in assistant.articles(of_day))
