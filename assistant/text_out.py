"""A briefing, or whatever else is laid out like one, as plain text, as it is read in an e-mail: lines of at most 76 characters, nothing to be interpreted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from assistant.layout import Json, Layout, Line, Section, Source, StoryBlock, laid_out
from assistant.render import in_marks

WIDTH = 76  # RFC 5322, section 2.1.1: lines should be no longer than 78 characters


def briefing_text(data: Json) -> str:
    """The JSON of a briefing as plain text, its sources numbered at the end."""
    return text_of(laid_out(data))


def text_of(layout: Layout) -> str:
    """A layout as plain text."""
    return "\n".join(_page(layout)).rstrip("\n") + "\n"


def _page(layout: Layout) -> Iterator[str]:
    yield from _title(layout.title, "=")
    for line in layout.lead:
        yield from (*_wrapped(_told(line)), "")
    for story in layout.stories:
        yield from _story(story)
    if layout.sources:
        yield from ("", *_title("Sources", "-"))
        for source in layout.sources:
            yield from _source(source)
    yield from _close(layout)


def _story(story: StoryBlock) -> Iterator[str]:
    yield from ("", *_title(story.rank + story.title, "-"))
    if story.told_by:
        yield from (*_wrapped(story.told_by), "")
    for section in story.sections:
        yield from _section(section)


def _close(layout: Layout) -> Iterator[str]:
    for notice in layout.notices:
        yield from ("", *_wrapped(notice))
    if layout.coverage_line:
        yield from ("", *_wrapped(layout.coverage_line))
    for use, articles in layout.coverage:
        yield f"{use}:"
        for article in articles:
            yield from _wrapped(article, "- ")


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"{section.title}:"
    for pairing in section.pairings:
        yield from _wrapped(pairing.title, "- ")
        for name, line in pairing.cells:
            yield from _wrapped(f"{name}: {_told(line)}", "    ")
    for line in section.lines:
        yield from _wrapped(_told(line), "- ")
    yield ""


def _told(line: Line) -> str:
    label, warning = f"{line.label}:" if line.label else "", f"({line.warning})" if line.warning else ""
    return " ".join(filter(None, (label, line.words, *(f"[{number}]" for number in line.numbers), warning)))


def _source(source: Source) -> Iterator[str]:
    yield from _wrapped(source.place, f"[{source.number}] ")
    for quote in source.quotes:
        yield from _wrapped(in_marks(quote.text) + (f" ({quote.warning})" if quote.warning else ""), "    ")
    if source.url:
        yield f"    <{source.url}>"


def _title(text: str, rule: str) -> Iterator[str]:
    lines = _wrapped(text)
    yield from (*lines, rule * max(map(len, lines), default=0), "")


def _wrapped(text: str, first: str = "") -> list[str]:
    rest = " " * len(first)
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
