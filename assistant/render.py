"""Answers and briefings as Markdown, HTML and plain text; text from outside is escaped here and nowhere else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.answers import Claim
from assistant.edition import Briefing, Story
from ingest.articles import Article, Citation

Json = dict[str, Any]
Articles = Mapping[tuple[str, int], Article]


def numbered(claims: Iterable[Claim]) -> dict[Citation, int]:
    """The number of each citation, from 1 in order of first use; the same paragraph of an article keeps its number."""
    places: dict[tuple[str, int, int], int] = {}
    numbers: dict[Citation, int] = {}
    for claim in claims:
        for citation in claim.citations:
            paragraph = citation.paragraph
            place = (paragraph.article_id, paragraph.version, paragraph.number)
            numbers[citation] = places.setdefault(place, len(places) + 1)
    return numbers


def marked(claims: Iterable[Claim], numbers: Mapping[Citation, int]) -> str:
    """Claims as one string with `[1]` markers."""
    return " ".join(
        claim.text
        + "".join(f" [{number}]" for number in dict.fromkeys(numbers[citation] for citation in claim.citations))
        for claim in claims
    )


def articles_of(briefing: Briefing) -> dict[tuple[str, int], Article]:
    """The articles of a briefing by id and version."""
    return {
        (article.id, article.version): article
        for told in briefing.stories
        for article in (*told.context, *told.story.articles)
    }


def source_line(citation: Citation, articles: Articles) -> str:
    """Where a citation stands, in words: outlet, title, day, paragraph."""
    article = articles[citation.paragraph.article_id, citation.paragraph.version]
    parts = [
        article.source,
        f"“{article.title}”" if article.title else f"article {article.id}",
        article.published[:10] or "undated",
    ]
    return ", ".join(part for part in parts if part) + f", paragraph {citation.paragraph.number}"


def sources(claims: Iterable[Claim], numbers: Mapping[Citation, int], articles: Articles) -> list[tuple[int, str, str]]:
    """The cited paragraphs as (number, where it stands, address), in order of their numbers."""
    found = {
        numbers[citation]: (
            source_line(citation, articles),
            articles[citation.paragraph.article_id, citation.paragraph.version].url,
        )
        for claim in claims
        for citation in claim.citations
    }
    return [(number, *found[number]) for number in sorted(found)]


_MARKDOWN = re.compile(r"([\\`*_{}\[\]#!|<>~$&]|:(?=[a-zA-Z]))|^(\s*(?:\d+(?=[.)]))?)([-+=.)])", re.M)


def markdown_escaped(text: str) -> str:
    r"""Text that Markdown shows as it is: no link, image, HTML, formula or directive can come of it.

    >>> print(markdown_escaped("![x](https://example.org) $5"))
    \!\[x\](https://example.org) \$5
    >>> print(markdown_escaped("1. Mai"))
    1\. Mai
    """
    return _MARKDOWN.sub(lambda match: "\\" + match[1] if match[1] else f"{match[2]}\\{match[3]}", text)


def briefing_markdown(briefing: Briefing) -> str:
    """A briefing as Markdown, its sources numbered at the end."""
    articles, numbers, claims = articles_of(briefing), numbered(briefing.claims), list(briefing.claims)
    lines = [f"# {briefing.title}", ""]
    lines += [f"> {markdown_escaped(marked([claim], numbers))}\n>" for claim in briefing.lead]
    for told in briefing.stories:
        lines += ["", f"## {told.rank}. {markdown_escaped(told.story.title)}", "", f"*{told_by(told.story)}*", ""]
        lines += [f"- {markdown_escaped(marked([claim], numbers))}" for claim in (*told.summary, *told.points)]
    lines += ["", "## Sources", ""]
    for number, line, url in sources(claims, numbers, articles):
        lines.append(f"{number}. {markdown_escaped(line)}" + (f" <{url}>" if url else ""))
    lines += ["", *(f"*{markdown_escaped(notice)}*" for notice in briefing.notices)]
    lines += ["", f"*{coverage_line(briefing)}*", ""]
    return "\n".join(lines)


def briefing_html(briefing: Briefing) -> str:
    """A briefing as one HTML page that loads nothing from anywhere."""
    articles, numbers, claims = articles_of(briefing), numbered(briefing.claims), list(briefing.claims)
    parts = [_HTML_HEAD.format(title=html.escape(briefing.title)), f"<h1>{html.escape(briefing.title)}</h1>"]
    parts += [f"<p class=lead>{_html_claim(claim, numbers)}</p>" for claim in briefing.lead]
    for told in briefing.stories:
        parts.append(
            f"<h2>{told.rank}. {html.escape(told.story.title)}</h2><p><em>{html.escape(told_by(told.story))}</em></p><ul>"
        )
        parts += [f"<li>{_html_claim(claim, numbers)}</li>" for claim in (*told.summary, *told.points)]
        parts.append("</ul>")
    parts.append("<h2>Sources</h2><ol>")
    for number, line, url in sources(claims, numbers, articles):
        link = f' <a href="{html.escape(url)}" rel="noopener noreferrer nofollow">{html.escape(url)}</a>' if url else ""
        parts.append(f'<li id="s{number}" value="{number}">{html.escape(line)}{link}</li>')
    parts.append("</ol>")
    parts += [f"<p><em>{html.escape(line)}</em></p>" for line in (*briefing.notices, coverage_line(briefing))]
    parts.append("</body></html>")
    return "\n".join(parts) + "\n"


def told_by(story: Story) -> str:
    """How many articles of which outlets tell a story."""
    outlets = ", ".join(dict.fromkeys(article.source for article in story.articles if article.source))
    count = f"{len(story.articles)} articles" if len(story.articles) > 1 else "one article"
    if story.origins < min(len(story.articles), story.sources):
        count += f" of {story.origins} independent origins" if story.origins > 1 else " of one origin"
    return f"{count}: {outlets}" if outlets else count


def coverage_line(briefing: Briefing) -> str:
    """The coverage of a briefing in one line."""
    uses = [entry.use for entry in briefing.coverage]
    words = {"cited": "cited", "same_story": "on the same stories", "duplicate": "exact copies", "left_out": "left out"}
    told = ", ".join(f"{uses.count(use)} {word}" for use, word in words.items() if use in uses)
    articles = "1 article" if len(uses) == 1 else f"{len(uses)} articles"
    return f"{articles} of the day: {told}" if uses else "no article of the day"


def _html_claim(claim: Claim, numbers: Mapping[Citation, int]) -> str:
    marks = dict.fromkeys(numbers[citation] for citation in claim.citations)
    return html.escape(claim.text) + "".join(f'<sup><a href="#s{number}">[{number}]</a></sup>' for number in marks)


_HTML_HEAD = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{font:16px/1.5 Georgia,serif;max-width:44rem;margin:2rem auto;padding:0 1rem}}.lead{{font-size:1.1rem}}
sup a{{text-decoration:none}}</style></head><body>"""
