"""Articles as `briefing articles` shows them: for programs, and for people with what is doubtful and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ui.terminal import console

if TYPE_CHECKING:
    from ingest.articles import Article
    from ingest.library import Library

Json = dict[str, Any]


def described_articles(library: Library, articles: Iterable[Article], *, whole: bool) -> Iterator[Json]:
    """Each article as JSON; `whole` with its paragraphs, and what each version changed."""
    from assistant.called import called
    from assistant.json_out import article_json, version_json
    from ingest.outlines import openings
    from ingest.sums import damage_told

    wordless, begins = library.keyword_only(), {} if whole else openings(library.database)
    for article in articles:
        numbers = library.versions(article.id)
        found = article_json(article, numbers, whole=whole, keyword_only=article.id in wordless)
        found["called"] = called(article, begins.get(article.id, ""))
        if whole:
            found["damage"] = list(damage_told(library.database, article.id, *numbers))
            versions = [library.article(article.id, number) for number in numbers]
            found["changes"] = [version_json(older, newer) for older, newer in pairwise(versions)]
        yield found


def print_article(article: Json) -> None:
    """One line an article, with its paragraphs and history below it where they are there."""
    from assistant.render import set_in

    out = console()
    where = ", ".join(filter(None, (set_in(article["source"]), article["published"][:10] or "undated")))
    where += ", gone" if article["gone"] else ""
    out.print(f"{article['article_id']}  {set_in(article['called'])}  ({where})")
    for line in _remarks(article) if "paragraphs" in article else ():
        out.print(f"   {line}")
    for paragraph in article.get("paragraphs", ()):
        heading = f"[{paragraph['heading']}] " if paragraph["heading"] else ""
        out.print(f"\n{paragraph['number']}. {heading}{paragraph['text']}")
    for change in article.get("changes", ()):
        out.print(f"\nVersion {change['version']}, stored {change['added']}:")
        for line in _changed(change):
            out.print(f"   {line}")


def _remarks(article: Json) -> Iterator[str]:
    yield from article["damage"]
    if article["origin_of"]:
        yield f"a near copy of {article['origin_of']} (same origin)"
    if article["gone"]:
        yield f"no longer shown at its address, noted {article['gone'][:10]}: {article['gone_reason']}"
    if article["keyword_only"]:
        yield f"in {article['language'] or 'an unknown language'}: keyword search only"
    yield from article["notes"]


def _changed(change: Json) -> Iterator[str]:
    if change["title"]:
        yield f"title: {change['title']['before']} -> {change['title']['after']}"
    for one in change["paragraphs"]:
        if one["kind"] == "added":
            yield f"+ {one['after']}. {one['text_after']}"
        elif one["kind"] == "removed":
            yield f"- {one['before']}. {one['text_before']}"
        else:
            yield f"- {one['before']}. {one['text_before']}"
            yield f"+ {one['after']}. {one['text_after']}"
