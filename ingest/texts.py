"""Plain text and Markdown, read into a draft: title, blocks (paragraphs and headings), metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from ingest.residue import rule_for

FRONT_MATTER = {"title", "source", "author", "published", "url", "language"}
HEADING_WORDS = 12
HEADING_CHARACTERS = 90

_BLANK = re.compile(r"\n[ \t]*\n")
_MARKER = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a dropped line, in reading order."""

    kind: Literal["paragraph", "heading", "residue"]
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source says an article is, before it has an id: blocks and whatever metadata it gave."""

    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    modified: str = ""
    external_id: str | None = None
    dropped: tuple[str, ...] = field(default=())


def with_metadata(draft: Draft, given: Mapping[str, str]) -> Draft:
    """The draft with the title, address, outlet, author, date and language that are given."""
    known = {key: value for key, value in given.items() if key in FRONT_MATTER}
    return replace(draft, **known)  # type: ignore[arg-type]  # every key of FRONT_MATTER is a text field


def read_text(text: str) -> Draft:
    """A draft from plain text: blank lines part paragraphs; without any, each line is a paragraph."""
    given, body = split_front_matter(text)
    lines = body.strip().splitlines()
    if _BLANK.search(body.strip()):
        pieces = [joined(piece) for piece in _without_residue_lines(_BLANK.split(body))]
    else:
        pieces = [line.strip() for line in lines]
    return _titled(tuple(classified([piece for piece in pieces if piece])), given)


def read_markdown(text: str) -> Draft:
    """A draft from Markdown: its first level-one heading is the title unless the front matter gives one."""
    given, body = split_front_matter(text)
    blocks = list(_markdown_blocks(body))
    title = given.get("title", "")
    if not title and blocks and blocks[0].kind == "heading":
        title = blocks.pop(0).text
    return with_metadata(Draft(tuple(blocks)), {**given, "title": title})


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The known keys of a leading `---` block, and the text after it."""
    match = re.match(r"\s*---[ \t]*\n(.*?)\n---[ \t]*(?:\n|$)", text, re.S)
    if not match:
        return {}, text
    pairs = (line.partition(":") for line in match[1].splitlines())
    given = {key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs}
    return {key: value for key, value in given.items() if key in FRONT_MATTER}, text[match.end() :]


def classified(pieces: Sequence[str]) -> Iterator[Block]:
    """Pieces of plain text as blocks: residue, headings (short lines without an end mark before text), paragraphs."""
    begun = next((number for number, piece in enumerate(pieces) if is_running(piece)), len(pieces))
    residue = {number for number, piece in enumerate(pieces) if rule_for(piece, leading=number < begun) is not None}
    kept = [(number, piece) for number, piece in enumerate(pieces) if number not in residue]
    following = {number: after for (number, _), (_, after) in zip(kept, kept[1:], strict=False)}
    for number, piece in enumerate(pieces):
        if number in residue:
            yield Block("residue", piece)
        elif looks_like_heading(piece, following.get(number, "")):
            yield Block("heading", piece)
        else:
            yield Block("paragraph", piece)


def is_running(piece: str) -> bool:
    """Whether a piece is running text, so that what stands before it may be a byline and nothing after it."""
    return len(piece) > HEADING_CHARACTERS


def looks_like_heading(line: str, after: str) -> bool:
    """Whether a line is a heading: short, no end mark, a capital or digit first, and longer text after it."""
    return (
        len(line) <= HEADING_CHARACTERS
        and len(line.split()) <= HEADING_WORDS
        and line[-1].isalnum()
        and not (line[0].islower() or _MARKER.match(line))
        and len(after.split()) > max(len(line.split()), 8)
    )


def joined(piece: str) -> str:
    """A paragraph whose lines were wrapped, on one line; a list keeps its items apart with semicolons untouched."""
    return " ".join(piece.split())


def _without_residue_lines(pieces: Sequence[str]) -> Iterator[str]:
    """Pieces with each residue line as a piece of its own, so that it can be named when it is dropped."""
    for piece in pieces:
        text: list[str] = []
        for line in piece.splitlines():
            if line.strip() and rule_for(line) is not None:
                yield from ("\n".join(text), line) if text else (line,)
                text = []
            else:
                text.append(line)
        yield "\n".join(text)


def _titled(blocks: tuple[Block, ...], given: dict[str, str]) -> Draft:
    title = given.get("title", "")
    text = [number for number, block in enumerate(blocks) if block.kind != "residue"]
    if not title and text and blocks[text[0]].kind == "heading":
        title = blocks[text[0]].text
        blocks = tuple(block for number, block in enumerate(blocks) if number != text[0])
    return with_metadata(Draft(blocks), {**given, "title": title})


def _markdown_blocks(body: str) -> Iterator[Block]:
    from markdown_it import MarkdownIt

    context = ""
    for token in MarkdownIt("commonmark").enable("table").parse(body):
        if token.type in {"fence", "code_block"}:
            yield Block("residue", joined(token.content) or "```")
        elif token.type.endswith("_open"):
            context = token.type
        elif token.type == "inline":
            text = joined("".join(_visible(token.children or [])))
            if not text:
                continue
            if rule_for(text) is not None:
                yield Block("residue", text)
            else:
                yield Block("heading" if context == "heading_open" else "paragraph", text)


def _visible(tokens: Sequence[object]) -> Iterator[str]:
    for token in tokens:
        kind, content = getattr(token, "type", ""), getattr(token, "content", "")
        if kind in {"softbreak", "hardbreak"}:
            yield " "
        elif kind in {"text", "code_inline"}:
            yield content
