"""What an address of the page asks for: a question, or a paragraph of an article. Anybody may write one: it only asks and shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.json_out import citation_json
from assistant.question import LONGEST_QUESTION
from ingest.articles import Citation
from ingest.changes import standing
from ingest.errors import NotFound

if TYPE_CHECKING:
    from ingest.library import Library

Json = dict[str, Any]


def too_long(question: str) -> str:
    """Why a question is not asked, in words; "" for one that is not too long.

    >>> too_long("Who won?")
    ''
    """
    length = len(question.strip())
    if length <= LONGEST_QUESTION:
        return ""
    return f"The question has {length:,} characters, {LONGEST_QUESTION:,} are the most. It was not asked: shorten it."


def linked_paragraph(library: Library, article_id: str, paragraph: str = "", version: str = "") -> Json:
    """The paragraph that an address names, as a citation of the whole of it; the first of the current version by itself.

    Raises `NotFound` for what is not there.
    """
    number, wanted = _number(paragraph, "paragraph"), _number(version, "version")
    versions = library.versions(article_id)
    if wanted is not None and versions and wanted not in versions:
        raise NotFound(f"the article {article_id!r} has no version {wanted}; it has {', '.join(map(str, versions))}")
    article = library.article(article_id, wanted)
    found = next((one for one in article.paragraphs if number in (None, one.number)), None)
    if found is None:
        raise NotFound(f"the article {article_id!r} has no paragraph {number}; it has {len(article.paragraphs)}")
    whole = Citation(found, 0, len(found.text))
    cited = citation_json(whole, 0, {(article.id, article.version): article})
    changed = standing(library, article.id, article.version, whole.quote) == "changed"
    return cited | {"changed_since": changed}


def _number(words: str, what: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and len(words) < 10):
        raise NotFound(f"{words[:40]!r} is no number of a {what}; write it as {what[0]}=2")
    return int(words)
