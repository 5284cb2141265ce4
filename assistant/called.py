"""What an article is called where it is listed or opened: its title, or its first words where it has none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.articles import Article
from ingest.hygiene import clean_line
from ingest.outlines import LOOKED_AT, opening

LONGEST = 90  # characters of the first words: about a line of the page
UNTITLED = "an article without a title"


def called(article: Article, begins: str = "") -> str:
    """An article's title; without one its first words, which are those of `begins` for an article without its paragraphs.

    >>> called(Article("3f9c2a41b07e", "", ()), "The quay is shut."), called(Article("3f9c2a41b07e", "", ()))
    ('The quay is shut', 'article 3f9c2a41b07e')
    """
    text = begins or opening([one.text for one in article.paragraphs[:LOOKED_AT]])
    return clean_line(article.title) or first_words(text) or f"article {article.id}"


def shown_title(data: Mapping[str, Any]) -> str:
    """What the article of a citation, a hit or an entry of a briefing's coverage is called, "" for an untitled one that was kept without that.

    >>> shown_title({"title": "", "called": "The quay is shut"}), shown_title({"title": "Quay shut"})
    ('The quay is shut', 'Quay shut')
    """
    return clean_line(str(data.get("title") or data.get("called") or ""))


def first_words(text: str) -> str:
    """The first words of a text as a title: whole words, without a full stop.

    >>> first_words("The quay of Port Aldo is shut. It rained."), first_words("word " * 40)[-11:]
    ('The quay of Port Aldo is shut. It rained', 'word word …')
    """
    line = clean_line(text)
    return line.rstrip(".") if len(line) <= LONGEST else f"{line[:LONGEST].rsplit(' ', 1)[0].rstrip(' ,;:–—-')} …"
