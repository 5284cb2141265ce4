"""A briefing, or whatever else is laid out like one, as HTML that loads nothing from anywhere; text from outside goes through `_shown`, and nowhere else."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterator

from assistant.layout import Json, Layout, Line, Pairing, Section, Source, StoryBlock, laid_out
from assistant.render import in_marks

_shown = html.escape


def briefing_html(data: Json) -> str:
    """The JSON of a briefing as one standalone page: it reads well wide and narrow, light and dark, and in print."""
    return html_of(laid_out(data))


def html_of(layout: Layout) -> str:
    """A layout as one standalone page."""
    head = _HEAD.format(title=_shown(layout.title), day=_shown(layout.day), style=_STYLE)
    return "\n".join([head, *_Drawing("").body(layout), "</body></html>"]) + "\n"


def briefing_fragment(data: Json) -> str:
    """The same as a part of somebody else's page; its anchors carry the day, so that several can stand on one page."""
    layout = laid_out(data)
    return "\n".join(_Drawing(f"b{layout.day}-").body(layout)) + "\n"


class _Drawing:
    """One drawing of a layout, which counts how often each source has been pointed at: every use gets its way back."""

    def __init__(self, prefix: str) -> None:
        self.prefix = _shown(prefix)
        self.uses: Counter[int] = Counter()

    def body(self, layout: Layout) -> Iterator[str]:
        yield f"<main>\n<h1>{_shown(layout.title)}</h1>"
        yield from (f'<p class="lead">{self.line(line)}</p>' for line in layout.lead)
        for story in layout.stories:
            yield from self.story(story)
        if layout.sources:
            yield '<section class="sources">\n<h2>Sources</h2>\n<ol>'
            yield from (self.source(source) for source in layout.sources)
            yield "</ol>\n</section>"
        yield "</main>"
        if layout.notices or layout.coverage_line:
            yield from self.footer(layout)

    def footer(self, layout: Layout) -> Iterator[str]:
        yield "<footer>"
        yield from (f"<p><em>{_shown(notice)}</em></p>" for notice in layout.notices)
        if layout.coverage_line:
            yield f"<p>{_shown(layout.coverage_line)}</p>"
        for use, articles in layout.coverage:
            yield f"<h3>{_shown(use)}</h3>\n<ul>{''.join(f'<li>{_shown(one)}</li>' for one in articles)}</ul>"
        yield "</footer>"

    def story(self, story: StoryBlock) -> Iterator[str]:
        yield f"<article>\n<h2>{story.rank}{_shown(story.title)}</h2>"
        if story.told_by:
            yield f'<p class="by">{_shown(story.told_by)}</p>'
        for section in story.sections:
            yield from self.section(section)
        yield "</article>"

    def section(self, section: Section) -> Iterator[str]:
        if section.title:
            yield f"<h3>{_shown(section.title)}</h3>"
        yield from (self.pairing(pairing) for pairing in section.pairings)
        if section.lines:
            yield "<ul>"
            yield from (f"<li>{self.line(line)}</li>" for line in section.lines)
            yield "</ul>"

    def pairing(self, pairing: Pairing) -> str:
        heads = "".join(f'<th scope="col">{_shown(name)}</th>' for name, _ in pairing.cells)
        cells = "".join(f'<td data-label="{_shown(name)}">{self.line(line)}</td>' for name, line in pairing.cells)
        caption = f"<caption>{_shown(pairing.title)}</caption>"
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody><tr>{cells}</tr></tbody></table>"

    def line(self, line: Line) -> str:
        label = f"<b>{_shown(line.label)}:</b> " if line.label else ""
        warning = f' <em class="warning">({_shown(line.warning)})</em>' if line.warning else ""
        return label + _shown(line.words) + "".join(map(self.mark, line.numbers)) + warning

    def mark(self, number: int) -> str:
        self.uses[number] += 1
        here = f"{self.prefix}c{number}-{self.uses[number]}"
        return f'<sup><a id="{here}" href="#{self.prefix}s{number}">[{number}]</a></sup>'

    def source(self, source: Source) -> str:
        backs = " ".join(
            f'<a href="#{self.prefix}c{source.number}-{use}" title="back to where it is cited">↩</a>'
            for use in range(1, self.uses[source.number] + 1)
        )
        quotes = "".join(
            f"<blockquote>{_shown(in_marks(quote.text))}"
            + (f' <em class="warning">({_shown(quote.warning)})</em>' if quote.warning else "")
            + "</blockquote>"
            for quote in source.quotes
        )
        address = _shown(source.url)
        link = (
            f' <a class="address" href="{address}" rel="noopener noreferrer nofollow">{address}</a>' if address else ""
        )
        anchor = f'id="{self.prefix}s{source.number}" value="{source.number}"'
        return f"<li {anchor}>{_shown(source.place)}{link} {backs}{quotes}</li>"


_HEAD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer"><meta name="generator" content="Cited Briefing">
<meta name="dcterms.created" content="{day}">
<style>{style}</style></head><body>"""
_STYLE = """
:root{--ink:#1c1c1c;--soft:#5a5a5a;--line:#d4d4d4;--paper:#fff;--link:#0b57a4;--warn:#8a4300}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--soft:#a8a8a8;--line:#444;--paper:#161616;--link:#8ab8f0;--warn:#f0b072}}
body{font:17px/1.55 Georgia,"DejaVu Serif",serif;color:var(--ink);background:var(--paper);max-width:42rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}
h1,h2,h3,p,li,td,blockquote{unicode-bidi:plaintext}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.3rem;line-height:1.25;margin:2.2rem 0 .2rem}
h3{font-size:1rem;margin:1.2rem 0 .3rem}ul,ol{padding-left:1.4rem;margin:.4rem 0}li{margin:.35rem 0}
a{color:var(--link)}sup{line-height:0}sup a{text-decoration:none;padding:0 .1em}:target{outline:2px solid var(--link);outline-offset:2px}
.lead{font-size:1.12rem}.by,footer{color:var(--soft);font-size:.9rem}.warning{color:var(--warn)}
table{width:100%;table-layout:fixed;border-collapse:collapse;margin:.7rem 0}caption{text-align:left;font-weight:bold;font-size:.92rem}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border:1px solid var(--line)}th{font-size:.85rem;color:var(--soft);font-weight:normal}
.sources{font-size:.92rem}.address{word-break:break-all}blockquote{margin:.2rem 0 .6rem;color:var(--soft)}footer{border-top:1px solid var(--line);margin-top:2.5rem}
@media (max-width:34rem){table,tbody,tr,td{display:block}thead{display:none}caption{display:block}td::before{content:attr(data-label) ": ";color:var(--soft);font-size:.85rem}}
@page{size:A4;margin:2cm}
@media print{:root{--ink:#000;--soft:#444;--line:#999;--paper:#fff;--link:#000;--warn:#000}body{font-size:10.5pt;max-width:none;margin:0;padding:0}
h2,h3,caption{break-after:avoid}li,tr,blockquote{break-inside:avoid}.address{color:#444}}
"""
