"""What must hold of everything that is read from a stranger's bytes; each function raises where it does not."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from assistant.quotations import with_end, with_speaker
from ingest import dates, extract
from ingest.articles import Article, Citation, Page, Paragraph
from ingest.cage import draft_from
from ingest.canonical import canonical_url
from ingest.chunks import chunks
from ingest.errors import SourceError
from ingest.hygiene import clean_line
from ingest.sentences import sentence_spans
from ingest.texts import Draft

NOW = datetime(2026, 3, 11, 9, tzinfo=UTC)
ZONES = (UTC, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/St_Johns"))
MOST_LOOKED_AT = 60  # paragraphs of an article whose sentences are looked at


def in_this_process(kind: str, body: bytes, _seconds: float = 0.0) -> Draft:
    """A draft as the cage gives it: read, written as JSON, read back; it stands in for `extract.caged`."""
    draft = extract.READERS[kind](body)
    copied = draft_from(json.loads(json.dumps(asdict(draft))))
    assert copied == draft
    return copied


def article_of(page: Page) -> Article | None:
    """The article of a page, whole; None for one that is refused in words."""
    try:
        article = extract.read(page)
    except SourceError as error:
        refused(error)
        return None
    whole(article)
    return article


def refused(error: BaseException | str) -> None:
    """A refusal is one line of text."""
    words = str(error)
    assert words.strip()
    assert not any(unicodedata.category(one) in {"Cc", "Cs"} for one in words), words


def whole(article: Article) -> None:
    """Everything of an article is clean text, its numbers and offsets resolve, and its chunks hold all of it."""
    lines(article.title, article.source, article.author, article.language, *article.dropped, article.external_id or "")
    assert canonical_url(article.url) == article.url
    for note in article.notes:
        refused(note)
    for day in (article.published, article.modified):
        placed(day)
    assert [one.number for one in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))
    for paragraph in article.paragraphs:
        lines(paragraph.text, paragraph.heading)
        assert paragraph.text
        assert paragraph.article_id == article.id
    assert len(article.content_hash) == 64
    article.text.encode()
    parts = chunks(article)
    held = {number for part in parts for number in range(part.first, part.last + 1)}
    assert held == {one.number for one in article.paragraphs}
    assert all(part.text.strip() for part in parts)
    for paragraph in article.paragraphs[:MOST_LOOKED_AT]:
        sentences(paragraph, article.language)


def lines(*texts: str) -> None:
    """Each is one line of stored text."""
    for text in texts:
        assert clean_line(text) == text, text


def sentences(paragraph: Paragraph, language: str) -> None:
    """The sentences of a paragraph are in order and leave nothing out; some are cited with their speakers."""
    text, at, spans = paragraph.text, 0, sentence_spans(paragraph.text, language)
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()
    for start, end in {*spans[:2], *spans[-1:]}:
        short = Citation(paragraph, start, end)
        cited(short, start, end)
        for longer in (with_speaker(short, language), with_end(short)):
            assert longer.start <= start
            assert longer.end >= end
            cited(longer, longer.start, longer.end)


def cited(citation: Citation, start: int, end: int) -> None:
    assert citation.quote == citation.paragraph.text[start:end]
    assert citation.quote


def placed(day: str) -> None:
    """A stored date is one, stays what it is, and has its place in every zone."""
    if not day:
        return
    assert dates.normalised(day) == day
    assert dates.precision(day)
    for zone in ZONES:
        assert dates.instant_of(day, zone) is not None
        assert dates.day_of(day, zone) is not None
        assert dates.dated(day, NOW.isoformat(), zone)
        dates.placed(day, NOW.isoformat(), zone)
    dates.doubts(day, NOW)


def web(*addresses: str) -> None:
    """Each is an absolute web address on one line."""
    for address in addresses:
        assert address.lower().startswith(("http://", "https://")), address
        assert clean_line(address) == address
        assert " " not in address
