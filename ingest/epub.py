"""Electronic books (EPUB), read into a draft: the chapters in the order of the book's spine, each with its headings."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from ingest.archives import entry, opened
from ingest.articles import MOST_CHARACTERS
from ingest.dates import normalised
from ingest.errors import SourceError
from ingest.htmlblocks import blocks
from ingest.texts import Block, Draft, joined
from ingest.trees import xhtml_tree, xml_root

MOST_CHAPTERS = 300
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CHAPTER_TYPES = frozenset(("application/xhtml+xml", "text/html"))


def read_epub(body: bytes) -> Draft:
    """A draft from an EPUB; raises `SourceError` for one that is damaged, locked or longer than an article may be."""
    with opened(body) as archive:
        if "META-INF/rights.xml" in archive.namelist():
            raise SourceError("it is locked to its shop's reader (DRM); add a copy without it")
        package = _package_path(archive)
        root = xml_root(entry(archive, package))
        found = list(_chapters(archive, root, posixpath.dirname(package)))
    meta = {
        name: joined(root.findtext(f".//{_DC}{name}") or "")
        for name in ("title", "creator", "publisher", "date", "language")
    }
    title = meta["title"]
    if found and found[0].kind == "heading" and found[0].text == title:
        del found[0]
    return Draft(
        tuple(found),
        title=title,
        source=meta["publisher"],
        author=meta["creator"],
        published=normalised(meta["date"]),
        language=meta["language"],
    )


def _package_path(archive: ZipFile) -> str:
    """Where the book's package document lies in the archive."""
    container = xml_root(entry(archive, "META-INF/container.xml"))
    first = container.find(f".//{_CONTAINER}rootfile")
    if first is None or not first.get("full-path"):
        raise SourceError("it does not say where its text begins; save it again from the program that made it")
    return str(first.get("full-path"))


def _chapters(archive: ZipFile, root: Any, folder: str) -> Iterator[Block]:
    """The blocks of the chapters that the spine names, the table of contents left out."""
    items = {item.get("id"): item for item in root.iter(f"{_OPF}item")}
    spine = [items[ref.get("idref")] for ref in root.iter(f"{_OPF}itemref") if ref.get("idref") in items]
    chapters = [
        item
        for item in spine
        if item.get("media-type") in _CHAPTER_TYPES and "nav" not in (item.get("properties") or "").split()
    ]
    if len(chapters) > MOST_CHAPTERS:
        raise SourceError(f"it has {len(chapters)} chapters, more than {MOST_CHAPTERS}; split it into its articles")
    characters = 0
    for item in chapters:
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        for block in blocks(xhtml_tree(entry(archive, path))):
            characters += len(block.text)
            yield block
        if characters > MOST_CHARACTERS:
            raise SourceError(f"it has more than {MOST_CHARACTERS} characters; it is a book, add it in parts")
