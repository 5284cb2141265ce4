"""A briefing, or whatever else is laid out like one, as Markdown; text from outside goes through `_shown`, where it is escaped, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.layout import Json, Layout, Line, Section, Source, StoryBlock, laid_out
from assistant.render import in_marks
from assistant.render import markdown_escaped as _shown


def briefing_markdown(data: Json) -> str:
    """The JSON of a briefing as Markdown, its sources numbered at the end and every article of the day accounted for."""
    return markdown_of(laid_out(data))


def markdown_of(layout: Layout) -> str:
    """A layout as Markdown."""
    return "\n".join(_page(layout)).rstrip("\n") + "\n"


def _page(layout: Layout) -> Iterator[str]:
    yield from (f"# {_shown(layout.title)}", "")
    for line in layout.lead:
        yield from (f"> {_told(line)}", ">")
    for story in layout.stories:
        yield from _story(story)
    if layout.sources:
        yield from ("", "## Sources", "")
        for source in layout.sources:
            yield from _source(source)
    yield from _close(layout)


def _story(story: StoryBlock) -> Iterator[str]:
    yield from ("", f"## {story.rank}{_shown(story.title)}", "")
    if story.told_by:
        yield from (f"*{_shown(story.told_by)}*", "")
    for section in story.sections:
        yield from _section(section)


def _close(layout: Layout) -> Iterator[str]:
    for notice in layout.notices:
        yield from ("", f"*{_shown(notice)}*")
    if layout.coverage_line:
        yield from ("", f"*{_shown(layout.coverage_line)}*", "")
    for use, articles in layout.coverage:
        yield from (f"- {_shown(use)}", *(f"  - {_shown(article)}" for article in articles))


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield from (f"### {_shown(section.title)}", "")
    for pairing in section.pairings:
        yield f"- {_shown(pairing.title)}"
        yield from (f"  - {_shown(name)}: {_told(line)}" for name, line in pairing.cells)
    yield from (f"- {_told(line)}" for line in section.lines)
    yield ""


def _told(line: Line) -> str:
    label = f"**{_shown(line.label)}:** " if line.label else ""
    warning = f" *({_shown(line.warning)})*" if line.warning else ""
    return label + _shown(line.words) + "".join(f" [{number}]" for number in line.numbers) + warning


def _source(source: Source) -> Iterator[str]:
    address = f" <{source.url}>" if source.url else ""
    yield f"- [{source.number}] {_shown(source.place)}{address}"
    for quote in source.quotes:
        yield f"  - {_shown(in_marks(quote.text))}" + (f" *({_shown(quote.warning)})*" if quote.warning else "")
