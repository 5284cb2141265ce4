"""Making and keeping briefings: which day is meant, what is told of it, and the edition that is kept for ever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant import when
from assistant.alike import look_alikes
from assistant.briefing import Sources, Wishes, briefing
from assistant.edition import Briefing, Coverage, Story
from assistant.json_out import briefing_json
from assistant.lead import ORIGINAL, worded
from assistant.ledger import Ledger
from assistant.newsday import nearest, newsday
from assistant.ranking import weights
from assistant.settings import listed
from ingest import briefings
from ingest.dates import dated, day_of
from ingest.errors import ModelError, NotFound, SettingsError
from ingest.sums import altered, left_out

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.newsday import Newsday
    from ingest.articles import Article
    from ingest.library import Library

DAMAGED = "its stored text was damaged"


@dataclass(frozen=True, slots=True)
class Order:
    """What briefing is asked for: a day or a span of days in words, the moment, topics in place of those set, a model.

    `day` "" means the newest day that has articles, `model` None the one that is set.
    """

    day: str = ""
    since: str = ""
    until: str = ""
    now: datetime | None = None
    topics: tuple[str, ...] | None = None
    model: str | None = None


def made(assistant: Assistant, order: Order) -> Briefing:
    """The briefing that is asked for, kept as an edition of its day.

    Raises `NotFound` when the library holds no article at all; a day without articles has a briefing that says so.
    """
    return _made(assistant, order)[0]


def kept(assistant: Assistant, order: Order) -> briefings.Kept:
    """The briefing that is asked for, as it is kept."""
    return _made(assistant, order)[1]


def kept_edition(assistant: Assistant, order: Order, number: int) -> briefings.Kept:
    """An edition that was kept before, as it was; raises `NotFound`."""
    first, last = _days(assistant, order)
    return briefings.edition(assistant.library, last, number, scope_of(first, last, _topics(assistant, order)))


def _made(assistant: Assistant, order: Order) -> tuple[Briefing, briefings.Kept]:
    first, last = _days(assistant, order)
    settings, library, topics = assistant.settings, assistant.library, _topics(assistant, order)
    wishes = Wishes(topics, listed(settings.watch), weights(settings.rank))
    moment = order.now or datetime.now(UTC)  # before the library is read: what comes in from here on is not told yet
    news = newsday(library, last, settings.zone, first)
    copies = [
        copy
        for copy in library.sightings(copies_only=True)
        if first <= (day_of(dated(copy.published, copy.seen, settings.zone), settings.zone) or date.min) <= last
    ]
    stories = assistant.stories_of([one.id for one in (*news.fresh, *news.gone)])
    fresh = {one.id for one in news.fresh}
    news, stories, damaged = _sound(library, news, stories)
    found = briefing(news, stories, Sources(library.article, Ledger(library), copies), wishes)
    if damaged:
        left = tuple(Coverage(one, "left_out", DAMAGED, one.external_id) for one in damaged if one.id in fresh)
        notice = left_out([(one.id, one.version) for one in damaged])
        found = replace(found, coverage=(*found.coverage, *left), notices=(notice,))
    elif not news.fresh:
        found = replace(found, notices=(_empty(assistant, last, first),))
    name = settings.model if order.model is None else order.model
    found = _worded(assistant, found, name) if name else found
    alike = look_alikes((entry.article.source for entry in found.coverage), assistant.outlets())
    found = replace(found, notices=(*found.notices, *alike))
    scope = scope_of(first, last, topics)
    return found, briefings.keep(library, last, briefing_json(found), made=moment, scope=scope)


def _sound(library: Library, news: Newsday, stories: Sequence[Story]) -> tuple[Newsday, list[Story], list[Article]]:
    """The news and stories without the articles whose stored text was damaged, and these."""
    told = (*news.fresh, *news.between, *news.gone, *(one for story in stories for one in story.articles))
    met = {(one.id, one.version): one for one in told}
    bad = [met[one] for one in altered(library.database, sorted(met))]
    if not bad:
        return news, list(stories), []
    kept = {one.id for one in told} - {one.id for one in bad}
    fresh, between, gone = (
        tuple(one for one in some if one.id in kept) for some in (news.fresh, news.between, news.gone)
    )
    whole = [replace(one, articles=tuple(each for each in one.articles if each.id in kept)) for one in stories]
    return replace(news, fresh=fresh, between=between, gone=gone), [one for one in whole if one.articles], bad


def _topics(assistant: Assistant, order: Order) -> tuple[str, ...]:
    return listed(assistant.settings.topics) if order.topics is None else order.topics


def scope_of(first: date, last: date, topics: tuple[str, ...]) -> str:
    """What narrows or widens a briefing beside its day, in words; "" for the whole of one day.

    >>> scope_of(date(2026, 3, 9), date(2026, 3, 10), ("pensions",))
    'from 2026-03-09; on pensions'
    """
    parts = [f"from {first}"] if first != last else []
    return "; ".join([*parts, *([f"on {', '.join(topics)}"] if topics else [])])


def _days(assistant: Assistant, order: Order) -> tuple[date, date]:
    """The first and the last day that are asked for."""
    zone, now = assistant.settings.zone, order.now or datetime.now(UTC)
    if order.day and (order.since or order.until):
        raise SettingsError("a briefing is of a day or of a span; give --day, or --since and --until")
    days = assistant.days()
    if not days:
        raise NotFound("the library holds no article yet; add some with 'briefing add WHAT'")
    if order.day:
        day = when.span(order.day, now, zone)[0]
        return day, day
    last = when.span(order.until, now, zone)[1] if order.until else days[0]
    first = when.span(order.since, now, zone)[0] if order.since else last
    if first > last:
        raise SettingsError(f"a briefing from {first} to {last} ends before it begins; exchange --since and --until")
    return first, last


def _empty(assistant: Assistant, day: date, first: date) -> str:
    near = nearest(assistant.days(), day)
    span = f"no article is of {day}" if first == day else f"no article is of the days from {first} to {day}"
    return f"{span}; the nearest day that has some is {near}"


def _worded(assistant: Assistant, found: Briefing, name: str) -> Briefing:
    models = assistant.models
    try:
        return worded(found, models.chat(name), models.limits, models.verify, traced=assistant.settings.tracing)
    except ModelError as error:
        return replace(found, notices=(*found.notices, f"{error}; {ORIGINAL}"))
