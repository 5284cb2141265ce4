"""From a page of any kind to an article: one reader a media type, then the same checks and ids for all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from ingest.alphabets import disguises
from ingest.articles import MOST_CHARACTERS, Article, Page, Paragraph, article_id, content_hash
from ingest.cage import SECONDS, caged
from ingest.canonical import canonical_url, same_address
from ingest.charsets import text_of
from ingest.dates import doubts, normalised, understood
from ingest.docx import read_docx
from ingest.epub import read_epub
from ingest.errors import SourceError
from ingest.hygiene import clean, clean_line
from ingest.languages import settled
from ingest.mail import read_email, read_web_archive
from ingest.media import DOCX, EMAIL, EPUB, HTML, MARKDOWN, PDF, READABLE, TEXT, WEB_ARCHIVE
from ingest.pdf import read_pdf
from ingest.residue import rule_for
from ingest.texts import FRONT_MATTER, Block, Draft, read_markdown, read_text, with_metadata
from ingest.webpages import read_html

MOST_PARAGRAPHS = 2_000
TEXT_FIELDS = ("title", "text", "html", "url", "source", "author", "published", "language")


def read(page: Page) -> Article:
    """The article of a page, its paragraphs numbered and its residue dropped; raises `SourceError` when there is none."""
    kind = page.media_type
    if kind not in READERS:
        raise SourceError(f"{kind!r} is no kind of article; add {READABLE}")
    is_caged = kind in CAGED and (kind != MARKDOWN or len(page.body) > MOST_MARKDOWN)
    draft = caged(kind, page.body, CAGED[kind]) if is_caged else READERS[kind](page.body)
    return _article(draft, page.fetched_at)


def _text(body: bytes) -> Draft:
    return read_text(clean(decoded(body)))


def _markdown(body: bytes) -> Draft:
    return read_markdown(clean(decoded(body)))


def _html(body: bytes) -> Draft:
    return read_html(clean(decoded(body, html=True)))


def _record(body: bytes) -> Draft:
    """One line of the import format."""
    try:
        record = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"the line is not JSON ({error}); write one article a line") from error
    if not isinstance(record, dict):
        raise SourceError("the line is not a JSON object; write one article a line, with its text in 'text'")
    values = {key: _string(record, key) for key in TEXT_FIELDS}
    draft = _record_text(record, values)
    given = {key: values[key] or str(getattr(draft, key)) for key in FRONT_MATTER}
    external = record.get("id")
    draft = replace(draft, external_id=None if external in (None, "") else clean_line(str(external)))
    return with_metadata(draft, given)


def _record_text(record: dict[str, Any], values: dict[str, str]) -> Draft:
    if values["text"].strip():
        return read_text(clean(values["text"]))
    if values["html"].strip():
        return caged(HTML, clean(values["html"]).encode("utf-8", "replace"))
    paragraphs = record.get("paragraphs")
    if isinstance(paragraphs, list) and all(isinstance(item, str) for item in paragraphs) and paragraphs:
        texts = [clean_line(item) for item in paragraphs]
        return Draft(tuple(Block("residue" if rule_for(text) else "paragraph", text) for text in texts if text))
    raise SourceError("there is no text: give one of 'text', 'html', or 'paragraphs' (a list of strings)")


def _string(record: dict[str, Any], key: str) -> str:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise SourceError(f"the field {key!r} is {type(value).__name__}, not text; put it in quotes")


READERS: dict[str, Callable[[bytes], Draft]] = {
    TEXT: _text,
    MARKDOWN: _markdown,
    HTML: _html,
    "application/json": _record,
    PDF: read_pdf,
    DOCX: read_docx,
    EPUB: read_epub,
    EMAIL: read_email,
    WEB_ARCHIVE: read_web_archive,
}

# Formats whose readers a hostile file can keep busy for minutes, or kill, and how many seconds each may take.
CAGED = {**dict.fromkeys((HTML, MARKDOWN, DOCX, EPUB, EMAIL, WEB_ARCHIVE), SECONDS), PDF: 4 * SECONDS}
MOST_MARKDOWN = 50_000  # bytes that are read in this process: a million brackets take its parser a minute


def decoded(body: bytes, *, html: bool = False) -> str:
    """The bytes as text: by byte-order mark, as UTF-8, by the page's own declaration, at last as Windows-1252.

    Raises `SourceError` for bytes that are no text.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    if b"\x00" in body:
        raise SourceError("it holds bytes that are not text; save it as UTF-8 text and add it again")
    text = text_of(body, [*(_declared_charset(body) if html else ()), "windows-1252"])
    if text is not None:
        return text
    raise SourceError("its characters are in no known encoding; save it as UTF-8 text and add it again")


def _declared_charset(body: bytes) -> list[str]:
    head = body[:4096].decode("ascii", "ignore").lower()
    _, found, rest = head.partition("charset=")
    name = rest.lstrip("\"' ")[:40].split('"')[0].split("'")[0].split(">")[0].split(";")[0].strip(" /")
    return [name] if found and name else []


def _article(draft: Draft, now: datetime) -> Article:
    texts: list[tuple[str, str]] = []
    heading = ""
    for block in draft.blocks:
        text = clean_line(block.text)
        if block.kind == "heading":
            heading = text
        elif block.kind == "paragraph" and any(character.isalnum() for character in text):
            texts.append((text, heading))
    _check_size(texts)
    url = canonical_url(draft.url)
    words = content_hash(text for text, _ in texts)
    name = article_id("url", same_address(url)) if url else article_id("text", words)
    published, doubtful = understood(clean_line(draft.published))
    language, declared_wrongly = settled(clean_line(draft.language)[:20], "\n".join(text for text, _ in texts))
    title, source = clean_line(draft.title), clean_line(draft.source)
    return Article(
        id=name,
        title=title,
        paragraphs=tuple(Paragraph(name, 1, number, *text) for number, text in enumerate(texts, 1)),
        url=url,
        source=source,
        author=clean_line(draft.author),
        published=published,
        language=language,
        modified=normalised(clean_line(draft.modified)),
        notes=(*doubtful, *doubts(published, now), *declared_wrongly, *disguises(title, source)),
        external_id=draft.external_id,
        dropped=tuple(clean_line(block.text) for block in draft.blocks if block.kind == "residue"),
    )


def _check_size(texts: list[tuple[str, str]]) -> None:
    if not texts:
        raise SourceError("there is no text in it; add a file that holds an article's text")
    characters = sum(len(text) for text, _ in texts)
    if len(texts) > MOST_PARAGRAPHS or characters > MOST_CHARACTERS:
        raise SourceError(
            f"it has {len(texts)} paragraphs and {characters} characters, more than one article of "
            f"{MOST_PARAGRAPHS} and {MOST_CHARACTERS}; split it into its articles"
        )
