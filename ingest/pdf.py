"""PDF files, read into a draft: the only file that imports pypdf.

pypdf gives the words in the order in which they are drawn, with their places; `typeset` makes paragraphs of them.
Nothing in a file is run or followed, and pypdf unpacks no stream beyond `MOST_STREAM` bytes.
"""

from __future__ import annotations

import logging
import math
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ingest.articles import MOST_CHARACTERS
from ingest.columns import Line
from ingest.dates import normalised
from ingest.errors import SourceError
from ingest.properties import sensible_author, sensible_date, sensible_title
from ingest.texts import Block, Draft, with_metadata
from ingest.typeset import Set, blocks, body_size, read_pages

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 300
MOST_STREAM = 20_000_000
MOST_COMMANDS = 600_000  # and their operands, a page: about three seconds
MOST_SECONDS = 25  # of computing, a file; browsers print letter by letter: 10 s for the longest article
MOST_TRAILERS = 200  # one for each time a file was saved; pypdf may read each to the end of the file
MOST_TITLE = 250
_TRAILER = re.compile(rb"trailer\s*<<")
_BROWSER = re.compile(r"skia|chrom|mozilla|webkit|wkhtml|quartz|safari|firefox", re.I)
_BYLINE = re.compile(
    r"By ([A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|and|de|van|von|al|bin)){1,6})(?:[,|·•]? (\w[\w ,.]{5,20}))?"
)


def read_pdf(body: bytes) -> Draft:
    """A draft from a PDF; raises `SourceError` for one that is encrypted, scanned, damaged or too long."""
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells of every oddity of a file on stderr
    try:
        with apply_configuration(
            zlib_maximum_output_length=MOST_STREAM,
            lzw_maximum_output_length=MOST_STREAM,
            run_length_maximum_output_length=MOST_STREAM,
            array_based_stream_maximum_output_length=MOST_STREAM,
            stream_parsing_work_maximum_count=MOST_COMMANDS,
            disable_legacy_handling=True,
        ):
            return _read(_opened(body))
    except (SourceError, MemoryError):
        raise
    except DependencyError as error:
        raise SourceError("it is encrypted; save a copy of it without protection and add that") from error
    except Exception as error:  # pypdf raises whatever its parsers stumble over in a damaged file
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise SourceError(
            f"the PDF is damaged or too large to read ({reason}); save or print it as a PDF anew"
        ) from error


def _opened(body: bytes) -> PdfReader:
    from pypdf import PasswordType, PdfReader

    if len(_TRAILER.findall(body)) > MOST_TRAILERS:
        raise SourceError("it is damaged: its end is there too often; save or print it as a PDF anew")
    reader = PdfReader(BytesIO(body))
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise SourceError("it is protected by a password; save a copy of it without one and add that")
    pages = len(reader.pages)
    if not pages:
        raise SourceError("it has no pages; save or print it as a PDF anew")
    if pages > MOST_PAGES:
        raise SourceError(f"it has {pages} pages, more than {MOST_PAGES}; split it into its articles")
    return reader


def _read(reader: PdfReader) -> Draft:
    paragraphs, dropped = read_pages(_pages(reader))
    if not paragraphs:
        raise SourceError(
            "there is no text in it, only pictures of pages; run text recognition (OCR) over it and add the result"
        )
    found = list(blocks(paragraphs))
    meta = _metadata(reader)
    title = _title(meta["title"], paragraphs)
    author, day = next(filter(any, map(_byline, found[:5])), ("", ""))
    text = [_as_text(block) for block in found if not (block.kind == "heading" and block.text == title)]
    residue = [Block("residue", line) for line in dropped]
    given = {"title": title, "author": meta["author"] or author, "published": meta["published"] or day}
    return with_metadata(Draft((*text, *residue)), given)


def _byline(block: Block) -> tuple[str, str]:
    """The author that a byline names, and the date if it gives one; two times "" for what is no byline."""
    match = _BYLINE.fullmatch(block.text)
    day = normalised(match[2]) if match and match[2] else ""
    return (match[1], day) if match and (day or not match[2]) else ("", "")


def _as_text(block: Block) -> Block:
    """A byline is no heading of what comes after it."""
    return Block("paragraph", block.text) if block.kind == "heading" and any(_byline(block)) else block


def _pages(reader: PdfReader) -> Iterator[list[list[Line]]]:
    characters, start = 0, time.thread_time()
    for number, page in enumerate(reader.pages, 1):
        lines = page_lines(page, number)
        if time.thread_time() - start > MOST_SECONDS:
            raise SourceError(
                f"it takes too long to read ({MOST_SECONDS} seconds by page {number}); split it into its articles"
            )
        characters += sum(len(piece.text) for line in lines for piece in line)
        if characters > MOST_CHARACTERS:
            raise SourceError(
                f"it has more than {MOST_CHARACTERS} characters by page {number}; split it into its articles"
            )
        yield lines


def page_lines(page: PageObject, number: int) -> list[list[Line]]:
    """The lines of a page in the order in which they are drawn, each of its pieces; upright text before any other."""
    if page.rotation:
        page.transfer_rotation_to_content()
    return _drawn(page, number, (0,)) or _drawn(page, number, (90, 180, 270))


def _drawn(page: PageObject, number: int, orientations: tuple[int, ...]) -> list[list[Line]]:
    lines: list[list[Line]] = [[]]

    def draw(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        for count, words in enumerate(text.split("\n")):
            if count and lines[-1]:
                lines.append([])
            if words.strip():
                lines[-1].append(_piece(words, number, (cm, tm, size), font))
            elif words and lines[-1]:
                lines[-1][-1] = replace(lines[-1][-1], text=lines[-1][-1].text + words)

    page.extract_text(orientations=orientations, visitor_text=draw)
    return [line for line in lines if line]


def _piece(words: str, number: int, place: tuple[list[float], list[float], float], font: Any) -> Line:
    """Words with where they begin and how high their letters stand on the page."""
    cm, tm, size = place
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    across, up = tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]
    name = str(font.get("/BaseFont", "")) if font else ""
    height = abs(size) * math.hypot(across, up) or 1.0
    return Line(number, round(x, 1), round(y, 1), round(height, 1), words, "bold" in name.lower())


def _metadata(reader: PdfReader) -> dict[str, str]:
    """Title, author and date that a file gives of itself, where a person gave them; else ""."""
    info = _info(reader)
    given = {
        key: " ".join(str(info.get(f"/{key}") or "").split()) for key in ("Title", "Author", "Creator", "Producer")
    }
    # A browser prints a page on the day it is saved, which is not the day it was published.
    printed = _BROWSER.search(given["Creator"] + given["Producer"])
    return {
        "title": sensible_title(given["Title"]),
        "author": sensible_author(given["Author"]),
        "published": "" if printed else sensible_date(_created(info)),
    }


def _info(reader: PdfReader) -> Any:
    """What a file says of itself; nothing where that is damaged, which is no reason not to read its text."""
    try:
        return reader.metadata or {}
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  as in `read_pdf`
        return {}


def _created(info: Any) -> str:
    """When a file says it was made, in ISO 8601; "" where it says nothing that can be read."""
    try:
        made = info.creation_date if info else None
    except ValueError:
        return ""
    return made.isoformat() if made else ""


def _title(given: str, paragraphs: list[Set]) -> str:
    """The title: the given one if it stands on the first page, else the largest heading there, else the given one."""
    first = [paragraph for paragraph in paragraphs if paragraph.page == paragraphs[0].page]
    same = next((paragraph.text for paragraph in first if _plain(paragraph.text) == _plain(given)), "")
    if same or (given and _plain(given) in _plain(" ".join(paragraph.text for paragraph in first))):
        return same or given
    largest = max(first, key=lambda paragraph: paragraph.size)
    is_title = largest.size > 1.12 * body_size(paragraphs) and len(largest.text) <= MOST_TITLE
    return largest.text if is_title else given


def _plain(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()
