"""Word documents (DOCX), read into a draft: the only file that imports mammoth.

mammoth makes simple HTML of the document's own styles; title, author and date come from its core properties.
"""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from ingest.archives import entry, opened
from ingest.errors import SourceError
from ingest.htmlblocks import blocks
from ingest.properties import sensible_author, sensible_date, sensible_title
from ingest.texts import Draft, joined, with_metadata
from ingest.trees import html_tree, xml_root

MOST_XML = 12_000_000  # some 50 times the longest article: Word wraps each word in two hundred characters of markup
_FIELDS = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
    "modified": "{http://purl.org/dc/terms/}modified",
    "language": "{http://purl.org/dc/elements/1.1/}language",
}
_TYPE_DECLARATIONS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh"


def read_docx(body: bytes) -> Draft:
    """A draft from a Word document; raises `SourceError` for one that is damaged or a trap."""
    with opened(body) as archive:
        _check_parts(archive)
        meta = _core(archive)
    found = list(blocks(html_tree(_html(body), "utf-8")))
    title = meta["title"]
    if found and found[0].kind == "heading" and (not title or title == found[0].text):
        title = found.pop(0).text
    return with_metadata(Draft(tuple(found)), {**meta, "title": title})


def _html(body: bytes) -> bytes:
    import mammoth

    try:
        # No picture is read: an empty one stands for each. Nothing outside the file is ever opened.
        result = mammoth.convert_to_html(
            BytesIO(body),
            style_map=_STYLES,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(lambda _image: {"src": ""}),
        )
    except MemoryError:
        raise
    except Exception as error:  # mammoth raises whatever its parser stumbles over in a damaged file
        reason = joined(str(error))[:120] or type(error).__name__
        raise SourceError(f"the Word document is damaged ({reason}); save it again from Word") from error
    return f"<body>{result.value}</body>".encode()


def _check_parts(archive: ZipFile) -> None:
    """Refuse markup that is too long, or that declares entities: no word processor writes any."""
    parts = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
    if sum(info.file_size for info in parts) > MOST_XML:
        raise SourceError(f"it has more than {MOST_XML // 1_000_000} MB of markup; split it into its articles")
    for info in parts:
        text = entry(archive, info.filename)
        if any(declaration in text for declaration in _TYPE_DECLARATIONS):
            raise SourceError("its markup declares entities, which no word processor does; it was not opened")


def _core(archive: ZipFile) -> dict[str, str]:
    """Title, author, date and language as the document's properties give them, "" for what they do not."""
    name = "docProps/core.xml"
    tree = xml_root(entry(archive, name)) if name in archive.namelist() else None
    values = {
        key: joined((tree.findtext(f".//{tag}") if tree is not None else "") or "") for key, tag in _FIELDS.items()
    }
    return {
        "title": sensible_title(values["title"]),
        "author": sensible_author(values["author"]),
        "published": sensible_date(values["created"], values["modified"]),
        "language": values["language"],
    }
