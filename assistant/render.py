"""What answers and briefings share on their way out: numbered citations, counts in words, and text that Markdown shows as it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from assistant.answers import Claim
from assistant.edition import Briefing, Story
from ingest.articles import Article, Citation
from ingest.hygiene import clean_line

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


_MARKDOWN = re.compile(r"([\\`*_{}\[\]#!|<>~$&]|:(?=[a-zA-Z]))|^(\s*(?:\d+(?=[.)]))?)([-+=.)])", re.M)
# Renderers make links of bare addresses and pictures of short codes (":smile:") when all escapes are read already: only a character
# between keeps them from it.
_MADE_LATE = re.compile(
    r"(?<=http:)(?=//)|(?<=https:)(?=//)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|(?<=:)(?=[\w+/\\-]+:)", re.I
)
_FROM_RIGHT = {"R", "AL"}  # Hebrew, Arabic and their like (Unicode, annex 9)
_NOT_IN_A_LINK = re.compile(r"[\s<>\"\\^`{|}]")
_JOINER = "\u2060"  # it is not seen, takes no room, and no line is broken at it


def markdown_escaped(text: str) -> str:
    r"""Text that Markdown shows as it is: no link, image, HTML, formula or directive can come of it.

    >>> print(markdown_escaped("![x](data.png) $5"))
    \!\[x\](data.png) \$5
    >>> print(markdown_escaped("1. Mai"))
    1\. Mai
    >>> markdown_escaped("https://example.org, a@example.org")
    'https:\u2060//example.org, a\u2060@example.org'
    >>> markdown_escaped(":smile: 10:30:15")
    '\\:\u2060smile: 10:\u206030:15'
    """
    escaped = _MARKDOWN.sub(lambda match: "\\" + match[1] if match[1] else f"{match[2]}\\{match[3]}", text)
    return _MADE_LATE.sub(_JOINER, escaped)


def web_link(url: object) -> str:
    """An address that may become a link: of http or https, with a host, and harmless in any form; else "".

    >>> web_link("javascript:alert(1)"), web_link("https://news.example/a>b")
    ('', 'https://news.example/a%3Eb')
    """
    text = clean_line(str(url or ""))
    try:
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
            return ""
    except ValueError:
        return ""
    return _NOT_IN_A_LINK.sub(lambda match: f"%{ord(match[0]):02X}", parts.scheme + text[len(parts.scheme) :])


def isolated(text: str) -> str:
    """A text that is set into another: written from right to left, it does not turn over what stands beside it.

    The characters around it are FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (Unicode, annex 9).
    """
    return f"\u2068{text}\u2069"


def set_in(name: object) -> str:
    """A name from outside on one line, as it is set into a line of ours: kept apart from it where it is written from right to left.

    Else the date, the number and the marks beside it would be shown on its other side.
    """
    line = clean_line(str(name or ""))
    return isolated(line) if any(unicodedata.bidirectional(one) in _FROM_RIGHT for one in line) else line


def in_marks(quote: str) -> str:
    """Words of a source in quotation marks; where they begin or end with marks of their own, a second pair would be one too many.

    >>> in_marks("The quay is shut."), in_marks('"Shut," she said.')
    ('“The quay is shut.”', '"Shut," she said.')
    """
    return quote if {quote[:1], quote[-1:]} & set('"“”„«»‹›「」') else f"“{quote}”"


def begun(words: str) -> str:
    """Words that stand by themselves, begun as a sentence is; what follows a colon elsewhere is stored in small letters.

    >>> begun("no article passes the filters")
    'No article passes the filters'
    """
    return words[:1].upper() + words[1:]


def several(count: int, thing: str) -> str:
    """How many of something there are: "one article", "12,000 articles"."""
    return f"one {thing}" if count == 1 else f"{count:,} {thing}s"


def there_are(count: int, thing: str) -> str:
    """The beginning of a sentence about so many of something.

    >>> there_are(1, "article"), there_are(12_000, "article")
    ('One article is', '12,000 articles are')
    """
    told = several(count, thing)
    return f"{told[0].upper()}{told[1:]} {'is' if count == 1 else 'are'}"


def as_sentence(words: str) -> str:
    """Words that begin small and end open, as a sentence that stands alone.

    >>> as_sentence("no article passes the filters")
    'No article passes the filters.'
    """
    return begun(words) + ("" if words.endswith((".", "!", "?", "…")) else ".")


def claims_of_answer(answer: Mapping[str, Any]) -> list[Json]:
    """The claims of an answer, as JSON, and those of the versions that differ."""
    differing = (version for found in answer.get("differences") or () for version in found.get("versions") or ())
    return [*(answer.get("claims") or ()), *differing]


def beginning(text: str, longest: int) -> str:
    """The first words of a text, whole ones and on one line, in about so many characters; a shorter one as it is.

    >>> beginning("The quay of Port Aldo was closed.", 20)
    'The quay of Port …'
    """
    line = clean_line(text)
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} …"


def told_by(story: Story) -> str:
    """How many articles of which outlets tell a story."""
    outlets = dict.fromkeys(set_in(article.source) for article in story.articles if article.source)
    return told_words(len(story.articles), story.origins, story.sources, list(outlets))


def told_words(articles: int, origins: int, sources: int, outlets: Sequence[str]) -> str:
    """How many articles of which outlets tell a story, and of how many origins where these are fewer.

    >>> told_words(3, 2, 3, ["The Courier", "Harbour Post"])
    '3 articles of 2 independent origins: The Courier, Harbour Post'
    """
    count = several(articles, "article")
    if origins < min(articles, sources):
        count += f" of {origins} independent origins" if origins > 1 else " of one origin"
    return f"{count}: {', '.join(outlets)}" if outlets else count


def coverage_line(briefing: Briefing) -> str:
    """The coverage of a briefing in one line."""
    return coverage_words([entry.use for entry in briefing.coverage])


def coverage_words(uses: Sequence[str]) -> str:
    """What became of the articles of a day, in one line.

    >>> coverage_words(["cited", "left_out", "cited"])
    '3 articles of the day: 2 cited, 1 left out'
    """
    words = {"cited": "cited", "same_story": "on the same stories", "duplicate": "exact copies", "left_out": "left out"}
    told = ", ".join(f"{uses.count(use)} {word}" for use, word in words.items() if use in uses)
    articles = "1 article" if len(uses) == 1 else f"{len(uses)} articles"
    return f"{articles} of the day: {told}" if uses else "no article of the day"
