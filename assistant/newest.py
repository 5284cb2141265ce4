"""What a request for news finds: of a thing the newest paragraphs that name it, without one the openings of the newest articles."""

from __future__ import annotations

import heapq
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from assistant.alone import is_note, tells
from assistant.answers import Hit
from assistant.newsday import Day
from assistant.requested import requested
from assistant.retrieve import DEPTH, Found, admitted_articles
from ingest import passages
from ingest.dates import placed
from ingest.sums import altered

if TYPE_CHECKING:
    from assistant.answers import Filters
    from assistant.assistant import Assistant
    from ingest.articles import Article, Paragraph

MOST_ARTICLES = 24  # the newest ones, of which a paragraph each is read


def found(assistant: Assistant, words: str, filters: Filters, now: datetime) -> Found:
    """The hits for a question or a request, best first; where news is wanted the newest first, none dated after the day it is now."""
    request = requested(words)
    if request is None:
        return assistant.found(words, DEPTH, filters)
    zone = assistant.settings.zone
    end = Day.of(now.astimezone(zone).date(), zone).end
    if not request.words:
        return newest(assistant, filters, end)
    naming = assistant.found(request.thing, DEPTH, filters)
    hits = [hit for hit in naming.hits if not request.is_news or _place(hit.article, zone) < end]
    return replace(naming, hits=request.in_order(hits))


def newest(assistant: Assistant, filters: Filters, end: datetime) -> Found:
    """The openings of the newest articles before an instant that the filters admit, copies of others left out."""
    library, zone = assistant.library, assistant.settings.zone
    admitted = admitted_articles(library, filters, zone) if filters else None
    own = (
        (_place(one, zone), one)
        for one in library.outlines()
        if one.origin_of is None and (admitted is None or one.id in admitted)
    )
    latest = heapq.nlargest(MOST_ARTICLES, (one for one in own if one[0] < end), key=lambda one: one[0])
    keys = [(one.id, one.version) for _, one in latest]
    left_out = tuple(altered(library.database, keys))
    articles = passages.articles(library.database, keys)
    openings = [(articles[key], _opening(articles[key])) for key in keys if key in articles and key not in left_out]
    return Found([Hit(paragraph, article, 1.0) for article, paragraph in openings if paragraph], left_out)


def _place(article: Article, zone: tzinfo) -> datetime:
    return placed(article.published, article.added, zone)


def _opening(article: Article) -> Paragraph | None:
    """The first paragraph of an article that tells news."""
    return next((one for one in article.paragraphs if tells(one.text) and not is_note(one.text)), None)
