"""Answers and briefings as JSON, Markdown, HTML and plain text; text from outside is escaped here and nowhere else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from assistant.answers import Answer, Briefing, Claim, Difference, Hit, Story, ToldStory
from ingest.articles import Article, Citation
from ingest.changes import changes
from ingest.dates import precision
from ingest.pipeline import Outcome
from ingest.subscriptions import Subscription
from ingest.update import FeedOutcome

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


def citation_json(citation: Citation, number: int, articles: Articles) -> Json:
    """A citation as every command prints it."""
    paragraph = citation.paragraph
    article = articles[paragraph.article_id, paragraph.version]
    return {
        "number": number, "article_id": article.id, "external_id": article.external_id, "title": article.title,
        "source": article.source, "url": article.url, "published": article.published, "version": paragraph.version,
        "paragraph": paragraph.number, "start": citation.start, "end": citation.end, "quote": citation.quote,
        "changed_since": False, "removed": False,
    }  # fmt: skip


def claim_json(claim: Claim, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    """A claim with its citations."""
    cited = [citation_json(citation, numbers[citation], articles) for citation in claim.citations]
    return {"text": claim.text, "verdict": claim.verdict, "citations": cited}


def hit_json(hit: Hit, *, explain: bool = False) -> Json:
    """A hit, with the terms of its score when asked for."""
    found = {
        "article_id": hit.article.id, "external_id": hit.article.external_id, "version": hit.paragraph.version,
        "paragraph": hit.paragraph.number, "score": round(hit.score, 6), "text": hit.paragraph.text,
        "title": hit.article.title, "source": hit.article.source, "url": hit.article.url, "published": hit.article.published,
    }  # fmt: skip
    return found | ({"terms": dict(hit.terms)} if explain else {})


def answer_json(answer: Answer) -> Json:
    """An answer as `briefing ask --json` prints it."""
    articles = {(article.id, article.version): article for article in answer.articles}
    numbers = numbered([*answer.claims, *(claim for one in answer.differences for claim in one.versions)])
    filters = answer.filters
    return {
        "question": answer.question, "standalone_question": answer.standalone_question, "status": answer.status,
        "engine": answer.engine, "claims": [claim_json(claim, numbers, articles) for claim in answer.claims],
        "answer": marked(answer.claims, numbers), "short_answer": answer.short_answer,
        "filters": {
            "since": filters.since.isoformat() if filters.since else None,
            "until": filters.until.isoformat() if filters.until else None,
            "sources": list(filters.sources),
        },
        "differences": [_difference_json(one, numbers, articles) for one in answer.differences],
        "closest": [hit_json(hit) for hit in answer.closest], "missing": list(answer.missing),
        "notices": list(answer.notices), "filters_read": list(answer.filters_read), "seconds": dict(answer.seconds),
    }  # fmt: skip


def marked(claims: Iterable[Claim], numbers: Mapping[Citation, int]) -> str:
    """Claims as one string with `[1]` markers."""
    return " ".join(
        claim.text
        + "".join(f" [{number}]" for number in dict.fromkeys(numbers[citation] for citation in claim.citations))
        for claim in claims
    )


def outcome_json(outcome: Outcome) -> Json:
    """What became of one added item; one that is a feed, not an article, says so."""
    return {
        "item": outcome.item, "outcome": outcome.outcome, "article_id": outcome.article_id, "external_id": outcome.external_id,
        "duplicate_of": outcome.duplicate_of, "reason": outcome.reason, "paragraphs": outcome.paragraphs,
        "origin_of": outcome.origin_of,
        "is_feed": outcome.is_feed,
    }  # fmt: skip


def feed_json(feed: Subscription) -> Json:
    """A feed that is or was followed; times are UTC, null for never."""
    return {
        "feed": feed.address, "title": feed.title, "kind": feed.kind, "added": feed.added, "last_check": feed.last_check or None,
        "last_success": feed.last_success or None, "last_error": feed.last_error or None, "problems": feed.problems or None,
        "failures": feed.failures, "gained": feed.gained, "next_check": feed.next_check or None,
        "retired": feed.retired or None,
    }  # fmt: skip


def update_json(event: FeedOutcome | Outcome) -> Json:
    """What became of a feed or an article in an update: only a feed's has the key "feed"."""
    if isinstance(event, Outcome):
        return outcome_json(event)
    return {
        "feed": event.feed, "title": event.title, "outcome": event.outcome, "new": event.new, "reason": event.reason,
        "next_check": event.next_check,
    }  # fmt: skip


def article_json(article: Article, versions: list[int], *, whole: bool, keyword_only: bool = False) -> Json:
    """An article; `whole` with its paragraphs and what was dropped."""
    found: Json = {
        "article_id": article.id, "external_id": article.external_id, "title": article.title, "source": article.source,
        "author": article.author, "url": article.url, "published": article.published, "precision": precision(article.published),
        "modified": article.modified or None, "language": article.language, "keyword_only": keyword_only,
        "version": article.version, "versions": versions, "origin_of": article.origin_of, "notes": list(article.notes),
        "gone": article.gone or None, "gone_reason": article.gone_reason,
    }  # fmt: skip
    if whole:
        found["paragraphs"] = [
            {"number": paragraph.number, "text": paragraph.text, "heading": paragraph.heading}
            for paragraph in article.paragraphs
        ]
        found["dropped"] = list(article.dropped)
    return found


def version_json(older: Article, newer: Article) -> Json:
    """What a newer version of an article says that the one before it did not, and the other way round."""
    return {
        "version": newer.version, "added": newer.added,
        "title": {"before": older.title, "after": newer.title} if older.title != newer.title else None,
        "paragraphs": [
            {"kind": change.kind,
             "before": change.before.number if change.before else None, "after": change.after.number if change.after else None,
             "text_before": change.before.text if change.before else None,
             "text_after": change.after.text if change.after else None}
            for change in changes(older, newer)
        ],
    }  # fmt: skip


def story_json(story: Story) -> Json:
    """A story and its articles."""
    articles = [{"article_id": article.id, "external_id": article.external_id} for article in story.articles]
    return {
        "id": story.id, "title": story.title, "articles": articles, "sources": story.sources, "origins": story.origins
    }  # fmt: skip


def briefing_json(briefing: Briefing) -> Json:
    """A briefing as `briefing brief --json` prints it."""
    articles, numbers = articles_of(briefing), numbered(briefing.claims)
    return {
        "day": briefing.day.isoformat(), "window": [instant.isoformat() for instant in briefing.window],
        "title": briefing.title, "lead": [claim_json(claim, numbers, articles) for claim in briefing.lead],
        "stories": [_told_json(told, numbers, articles) for told in briefing.stories],
        "coverage": [
            {"article_id": entry.article.id, "external_id": entry.external_id, "version": entry.article.version,
             "use": entry.use, "reason": entry.reason}
            for entry in briefing.coverage
        ],
    }  # fmt: skip


def articles_of(briefing: Briefing) -> dict[tuple[str, int], Article]:
    """The articles of a briefing by id and version."""
    return {(article.id, article.version): article for told in briefing.stories for article in told.story.articles}


def _told_json(told: ToldStory, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    return {
        "id": told.story.id, "rank": told.rank, "title": told.story.title,
        "summary": [claim_json(claim, numbers, articles) for claim in told.summary],
        "points": [claim_json(claim, numbers, articles) for claim in told.points],
        "said": [], "differences": [], "changes": [], "numbers": [], "unknowns": [], "watch": [], "timeline": [],
        "sources": told.story.sources, "origins": told.story.origins, "rank_terms": dict(told.rank_terms),
        "articles": [article.id for article in told.story.articles],
    }  # fmt: skip


def _difference_json(difference: Difference, numbers: Mapping[Citation, int], articles: Articles) -> Json:
    versions = [claim_json(claim, numbers, articles) for claim in difference.versions]
    return {
        "about": difference.about, "kind": difference.kind, "different_time": difference.different_time, "versions": versions
    }  # fmt: skip


# -- for people -------------------------------------------------------------------------------------------------


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


_MARKDOWN = re.compile(r"([\\`*_{}\[\]#!|<>~$&]|:(?=[a-zA-Z]))|^(\s*)([-+=]|\d+[.)])", re.M)


def markdown_escaped(text: str) -> str:
    r"""Text that Markdown shows as it is: no link, image, HTML, formula or directive can come of it.

    >>> print(markdown_escaped("![x](https://example.org) $5"))
    \!\[x\](https://example.org) \$5
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
    parts.append(f"</ol><p><em>{html.escape(coverage_line(briefing))}</em></p></body></html>")
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
