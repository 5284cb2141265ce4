"""From an article to the chunks that are embedded: a paragraph each, long ones in parts, short neighbours together.

The built-in model reads 256 tokens and cuts the rest off silently; 150 words of news with their title stay under that
(about 1.35 tokens a word). Sizes were compared on labelled questions: `bench/chunking.py` says what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ingest.articles import Article, Chunk, Paragraph
from ingest.sentences import sentence_spans

MOST_WORDS = 150
FEWEST_WORDS = 60


def chunks(article: Article) -> list[Chunk]:
    """The chunks of an article in reading order; every paragraph is in at least one."""
    return [
        Chunk(article.id, article.version, group[0].number, group[-1].number, _with_context(article, group[0], part))
        for group in _groups(article.paragraphs)
        for part in _parts(group, article.language)
    ]


def _groups(paragraphs: tuple[Paragraph, ...]) -> Iterator[list[Paragraph]]:
    """Neighbours under one heading, joined while they are short."""
    group: list[Paragraph] = []
    words = 0
    for paragraph in paragraphs:
        length = len(paragraph.text.split())
        if group and (words >= FEWEST_WORDS or words + length > MOST_WORDS or paragraph.heading != group[-1].heading):
            yield group
            group, words = [], 0
        group.append(paragraph)
        words += length
    if group:
        yield group


def _parts(group: list[Paragraph], language: str) -> Iterator[str]:
    """The text of a group, in parts of whole sentences where it is too long."""
    text = "\n".join(paragraph.text for paragraph in group)
    if len(text.split()) <= MOST_WORDS:
        yield text
        return
    part: list[str] = []
    for start, end in sentence_spans(text, language):
        sentence = text[start:end].split()
        if part and len(part) + len(sentence) > MOST_WORDS:
            yield " ".join(part)
            part = []
        part += sentence
    if part:
        yield " ".join(part)


def _with_context(article: Article, paragraph: Paragraph, text: str) -> str:
    return "\n".join(line for line in (article.title, paragraph.heading, text) if line)
