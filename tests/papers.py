"""Small documents made by hand for the tests: PDF, DOCX and EPUB files of invented texts, sound and hostile ones."""

from __future__ import annotations

import textwrap
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

Drawn = tuple[float, float, float, str]  # x, y, size, words
LETTER = 0.5  # of the size: how wide a letter is taken to be where lines are broken


def column(
    paragraphs: Sequence[str], x: float, y: float, width: float, size: float = 10, hyphens: bool = False
) -> list[Drawn]:
    """Paragraphs as lines from (x, y) downwards, each paragraph's first line indented."""
    drawn = []
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, int(width / (LETTER * size)), break_long_words=hyphens, initial_indent="  ")
        for number, line in enumerate(lines):
            drawn.append((x + (0 if number else size), y, size, line.strip()))
            y -= 1.2 * size
    return drawn


def pdf(pages: Sequence[Iterable[Drawn]], info: str = "", bold: frozenset[str] = frozenset(), extra: str = "") -> bytes:
    """A PDF whose pages show words at places, every piece a text object of its own."""
    streams = [
        "\n".join(
            f"BT /F{2 if words in bold else 1} {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET"
            for x, y, size, words in page
        ).encode("cp1252")
        for page in pages
    ]
    return pdf_of(streams, info, extra)


def pdf_of(streams: Sequence[bytes], info: str = "", extra: str = "", coding: str = "") -> bytes:
    """A PDF with these content streams, one a page; `coding` names the filters that they are packed with."""
    numbers = [5 + 2 * count for count in range(len(streams))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    fonts = "/Font << /F1 3 0 R /F2 4 0 R >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} /MediaBox [0 0 595 842] /Resources << {fonts} >> >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, stream in zip(numbers, streams, strict=True):
        objects.append(f"<< /Type /Page /Parent 2 0 R /Contents {number + 1} 0 R >>".encode())
        objects.append(f"<< /Length {len(stream)} {coding} >>\nstream\n".encode() + stream + b"\nendstream")
    return file_of(objects, info)


def file_of(objects: Sequence[bytes], info: str = "") -> bytes:
    """A PDF of numbered objects, the first of them its catalog, with the table of where they lie."""
    body, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate([*objects, f"<< {info} >>".encode("latin-1")], 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    start = len(body)
    body += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
    body += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    body += (
        f"trailer << /Size {len(places) + 1} /Root 1 0 R /Info {len(places)} 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    )
    return bytes(body)


def bomb(megabytes: int) -> bytes:
    """Zeros, packed to a thousandth."""
    packer = zlib.compressobj(9)
    zeros = bytes(1_000_000)
    return b"".join(packer.compress(zeros) for _ in range(megabytes)) + packer.flush()


def zipped(entries: dict[str, str | bytes]) -> bytes:
    """A zip archive of named texts."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, core: str = "", **more: str | bytes) -> bytes:
    """A Word document with this markup for its body and these core properties."""
    office = "http://schemas.openxmlformats.org"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{office}/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
            '.wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{office}/package/2006/relationships"><Relationship Id="a" '
            f'Type="{office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f'<w:styles {W}><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
            'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
            f"{core}</cp:coreProperties>",
            **more,
        }
    )


def word(text: str, style: str = "") -> str:
    """A paragraph of a Word document."""
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def epub(chapters: dict[str, str], meta: str = "", **more: str | bytes) -> bytes:
    """A book of chapters, the last named first in the archive so that only the spine tells their order."""
    items = "".join(
        f'<item id="i{number}" href="text/{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"{meta}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>",
            **{f"OPS/text/{name}": text for name, text in reversed(chapters.items())},
            **more,
        }
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
