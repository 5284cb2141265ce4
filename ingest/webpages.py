"""Web pages, read into a draft: the main text, the headings in it, and what the page declares about it.

    text -> tree -> declared metadata
             |----> blocks that are shown -> those that are the article (a second opinion on trafilatura) -> Draft

The only file that imports trafilatura. It is asked where the article is, and for metadata that the page does not
declare: its dates have no time of day. Nothing is fetched.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from ingest import barriers
from ingest.errors import SourceError
from ingest.htmlblocks import Piece, pieces, without_hidden
from ingest.hygiene import with_characters
from ingest.maintext import chosen
from ingest.metadata import article_body, declared, says_article, says_not_free
from ingest.residue import rule_for
from ingest.texts import Block, Draft, is_running, joined, with_metadata
from ingest.trees import html_tree

MOST_CHARACTERS = 5_000_000
MOST_SEEN = 50_000  # characters of a page in which signs of a barrier are looked for
LONGEST_HEADING = 200


def read_html(html: str) -> Draft:
    """A draft from a web page; raises `SourceError` when there is no article in it, with what is there instead."""
    if len(html) > MOST_CHARACTERS:
        most = MOST_CHARACTERS // 1_000_000
        raise SourceError(f"the page is longer than {most} million characters; save only the article and add that")
    tree = _tree(html)
    given, body, unscripted = declared(tree), article_body(tree), _unscripted(tree)
    sight = barriers.Sight(given["title"] or _window(tree), (), "", 0, says_not_free(tree), says_article(tree))
    found = list(pieces(without_hidden(tree)))
    kept = _kept(tree, found, given["title"], body)
    seen = "\n".join([*(piece.text for piece in found), *unscripted])[:MOST_SEEN]
    texts = [piece.text for piece in kept if piece.kind != "h" and rule_for(piece.text) is None]
    barriers.refuse(replace(sight, article=texts, page=seen, linked=_teasers(found, kept)))
    if not texts:
        raise SourceError("no article text was found in the page; save the page with its text shown and add it again")
    meta = _completed(given, tree)
    return replace(with_metadata(Draft(tuple(_blocks(kept, meta["title"]))), meta), modified=meta["modified"])


def warm() -> None:
    """Import what reading a page needs, so that the first page does not pay for it."""
    import trafilatura  # noqa: F401
    from lxml import html  # noqa: F401


def _tree(html: str) -> Any:
    return html_tree(with_characters(html).encode("utf-8", "replace"), "utf-8")


def _kept(tree: Any, found: Sequence[Piece], title: str, body: str) -> list[Piece]:
    """The blocks of the article; those of the page's own JSON-LD where the page shows next to nothing of it."""
    kept = chosen(found, _main_text(tree), title)
    shown = sum(len(piece.text) for piece in kept)
    if shown >= barriers.TINY or len(body) < 2 * max(shown, barriers.TINY):
        return kept
    lines = "".join(f"<p>{line}</p>" for line in body.splitlines() if line.strip())
    return list(pieces(without_hidden(_tree(body if "<p" in body else lines))))


def _teasers(found: Sequence[Piece], kept: Sequence[Piece]) -> int:
    """How many of the paragraphs stand right under a heading that is a link."""
    ours = {id(piece) for piece in kept if piece.kind != "h"}
    return sum(
        above.kind == "h" and above.linked > 0.8 and id(piece) in ours
        for above, piece in zip(found, found[1:], strict=False)
    )


def _main_text(tree: Any) -> str:
    """What trafilatura takes for the article, a line for each of its elements."""
    import trafilatura

    document = trafilatura.bare_extraction(
        copy.deepcopy(tree), with_metadata=False, include_comments=False, include_tables=True, fast=True
    )
    if document is None or document.body is None:
        return ""
    elements = document.body.iter("p", "head", "item", "row", "code", "quote", "list")
    return "\n".join(joined("".join(element.itertext())) for element in elements)


def _completed(given: dict[str, str], tree: Any) -> dict[str, str]:
    """The declared metadata, its gaps filled with what trafilatura guesses; a guessed date is no more than a day."""
    if given["title"] and given["published"] and given["author"] and given["source"]:
        return given
    import trafilatura

    guess = trafilatura.extract_metadata(copy.deepcopy(tree))
    guessed = {} if guess is None else guess.as_dict()
    names = {"title": "title", "author": "author", "source": "sitename", "published": "date"}
    filled = {key: given[key] or joined(guessed.get(theirs) or "") for key, theirs in names.items()}
    return {**given, **filled, "author": filled["author"].replace("; ", ", ")}


def _blocks(kept: Sequence[Piece], title: str) -> Iterator[Block]:
    """The blocks of the draft; a heading right under another is joined to it, so that neither is lost."""
    heading, begun = "", False
    for piece in kept:
        begun = begun or is_running(piece.text)
        if rule_for(piece.text, leading=not begun) is not None:
            yield Block("residue", piece.text)
        elif piece.kind == "h":
            both = f"{heading} – {piece.text}" if heading else piece.text
            heading = both if len(both) <= LONGEST_HEADING else piece.text
        else:
            if heading and heading != title:
                yield Block("heading", heading)
            heading = ""
            yield Block("paragraph", piece.text)


def _window(tree: Any) -> str:
    return joined(tree.findtext(".//title") or "")


def _unscripted(tree: Any) -> list[str]:
    """What a page says to a browser without JavaScript."""
    return [joined(node.text_content()) for node in tree.iter("noscript")]
