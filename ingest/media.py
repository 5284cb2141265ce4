"""What bytes are, told from the bytes themselves; a file's name decides only between kinds of plain text.

What cannot be read is named in words, with what to do about it.
"""

from __future__ import annotations

import re

from ingest.archives import entry, opened
from ingest.errors import SourceError

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF, EPUB = "application/pdf", "application/epub+zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EMAIL, WEB_ARCHIVE = "message/rfc822", "multipart/related"
RSS, ATOM, JSON_FEED = "application/rss+xml", "application/atom+xml", "application/feed+json"
OPML, SITEMAP = "text/x-opml", "application/sitemap+xml"
FEEDS = frozenset((RSS, ATOM, JSON_FEED, OPML, SITEMAP))

BY_SUFFIX = {
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".eml": EMAIL, ".mht": EMAIL, ".mhtml": EMAIL,
}  # fmt: skip
READABLE = ".txt, .md, .html, .pdf, .docx, .epub, .eml, .mhtml, .jsonl, feeds and lists of feeds (.xml, .opml)"
# Text that is no article by itself: passed over in a folder, read when it is named.
OTHER_TEXT = frozenset(
    ".bat .c .cfg .conf .cpp .css .csv .go .h .ini .ipynb .java .js .json .lock .log .ps1 .py .r .rb .rs .sh .sql .srt "
    ".svg .tex .toml .ts .tsv .vtt .xml .xsl .yaml .yml".split()
)

_XML_ROOTS = {
    "rss": RSS, "rdf": RSS, "feed": ATOM, "opml": OPML, "urlset": SITEMAP, "sitemapindex": SITEMAP, "html": HTML,
}  # fmt: skip
_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!doctype[^>\[]{0,1000}(?:\[.{0,20000}?\]\s*)?>)", re.I | re.S
)
_ROOT = re.compile(r"\s*<(?:[\w.-]{1,40}:)?([\w-]{1,40})(?=[\s/>])")
_TAG = re.compile(r"</?(?:p|div|h[1-6]|body|head|article|br|span|table|title|meta)\b[^>]{0,500}>", re.I)
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60}):[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n)*")
_MAILED = {"from", "subject", "to", "date"}
_BY_MACHINE = {
    "message-id",
    "mime-version",
    "received",
    "return-path",
    "delivered-to",
    "snapshot-content-location",
    "dkim-signature",
}
_SAVE_TEXT = "only its text can be read: copy that into a text file"
_REFUSED_TEXT = (
    (b"{\\rtf", "an RTF document; save it as DOCX"),
    (b"%!PS", "a PostScript file; save it as PDF"),
    (b"From ", "a mailbox of several messages; save each message as EML"),
)
_REFUSED = (
    (0, b"\x89PNG", f"a picture; {_SAVE_TEXT}"), (0, b"\xff\xd8\xff", f"a picture; {_SAVE_TEXT}"),
    (0, b"GIF8", f"a picture; {_SAVE_TEXT}"), (8, b"WEBP", f"a picture; {_SAVE_TEXT}"),
    (0, b"II*\x00", f"a picture; {_SAVE_TEXT}"), (0, b"MM\x00*", f"a picture; {_SAVE_TEXT}"),
    (0, b"BM", f"a picture; {_SAVE_TEXT}"), (4, b"ftyp", f"a film or a picture; {_SAVE_TEXT}"),
    (0, b"AT&TFORM", "a DjVu scan; save it as PDF with its text"),
    (0, b"ID3", f"a sound recording; {_SAVE_TEXT}"), (0, b"OggS", f"a sound recording; {_SAVE_TEXT}"),
    (0, b"fLaC", f"a sound recording; {_SAVE_TEXT}"), (0, b"RIFF", f"a sound recording or film; {_SAVE_TEXT}"),
    (0, b"\x1aE\xdf\xa3", f"a film; {_SAVE_TEXT}"),
    (0, b"\x1f\x8b", "a packed file (gzip); unpack it and add what is in it"),
    (0, b"BZh", "a packed file (bzip2); unpack it and add what is in it"),
    (0, b"\xfd7zXZ", "a packed file (xz); unpack it and add what is in it"),
    (0, b"(\xb5/\xfd", "a packed file (zstd); unpack it and add what is in it"),
    (0, b"7z\xbc\xaf", "an archive (7z); unpack it and add the folder"),
    (0, b"Rar!", "an archive (rar); unpack it and add the folder"),
    (257, b"ustar", "an archive (tar); unpack it and add the folder"),
    (0, b"\x7fELF", "a program, not an article"), (0, b"MZ", "a program, not an article"),
    (0, b"\xca\xfe\xba\xbe", "a program, not an article"), (0, b"\xcf\xfa\xed\xfe", "a program, not an article"),
    (0, b"\x00asm", "a program, not an article"),
    (0, b"SQLite format 3\x00", "a database, not an article"),
    (0, b"bplist", "a Safari web archive or settings file; save the page as HTML"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("WordDocument", "an old Word document; save it as DOCX"),
    ("Workbook", "an old Excel workbook; copy its text into a text file"),
    ("PowerPoint Document", "an old PowerPoint presentation; save it as PDF"),
    ("__substg1.0", "an Outlook message; save it as EML"),
    ("EncryptedPackage", "an Office document with a password; save it without one"),
)


def media_type(body: bytes, suffix: str = "") -> str:
    """The media type of some bytes; raises `SourceError` that names what they are when they cannot be read.

    >>> media_type(b"%PDF-1.7 ...", ".txt"), media_type(b"<!doctype html><p>Ferry toll rises", ".txt")
    ('application/pdf', 'text/html')
    """
    start = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:100]
    if start.startswith(b"%PDF-") or (b"%PDF-" in body[:1024] and b"startxref" in body[-2048:]):
        return PDF
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(body)
    if body.startswith(_OLE):
        _refuse(
            next(
                (words for name, words in _OLE_STREAMS if name.encode("utf-16-le") in body),
                "an old Office document; save it as DOCX",
            )
        )
    if not is_text(body):
        _refuse(
            next(
                (words for at, magic, words in _REFUSED if body.startswith(magic, at)),
                f"not text, nor of a kind that can be read; these are: {READABLE}",
            )
        )
    for mark, words in _REFUSED_TEXT:
        if start.startswith(mark) and (mark != b"From " or _is_mailbox(start)):
            _refuse(words)
    return _text_type(_head(body), suffix.lower())


def is_text(body: bytes) -> bool:
    """Whether bytes can be read as text: UTF-16 with its mark, or bytes with hardly a control character among them."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    head = body[:8192]
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in head)
    return b"\x00" not in head and controls * 50 <= len(head)


def _refuse(words: str) -> None:
    raise SourceError(f"it is {words}")


def _is_mailbox(start: bytes) -> bool:
    return re.match(rb"From \S+@\S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ", start) is not None


def _head(body: bytes) -> str:
    """The beginning of a text, good enough to tell its kind."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body[:65_536].decode("utf-16", "replace")
    return body[:65_536].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n")


def _text_type(head: str, suffix: str) -> str:
    """The kind of a text, by its root element or its mail headers; the suffix decides where those say nothing."""
    root = _root(head)
    if root in _XML_ROOTS:
        return _XML_ROOTS[root]
    by_name = BY_SUFFIX.get(suffix, TEXT)
    mail = _mail_type(head, known=by_name == EMAIL)
    if mail:
        return mail
    if head.lstrip().startswith("{") and "https://jsonfeed.org/version/" in head.replace("\\/", "/")[:2000]:
        return JSON_FEED
    if by_name == HTML:
        return HTML if _TAG.search(head) else TEXT
    return TEXT if by_name == EMAIL else by_name


def _root(head: str) -> str:
    """The name of the first element of an XML or HTML text, "" when the text does not begin with one."""
    at, declared = 0, ""
    while match := _BEFORE_ROOT.match(head, at):
        declared = declared or ("html" if match[0].lstrip().lower().startswith("<!doctype html") else "")
        at = match.end()
    match = _ROOT.match(head, at)
    return declared or (match[1].lower() if match else "")


def _mail_type(head: str, *, known: bool) -> str:
    """The kind of mail a text is by its headers, "" for none; a name that says mail asks for less."""
    names, at = set(), 0
    text = head.lstrip()
    while match := _HEADER.match(text, at):
        names.add(match[1].lower())
        at = match.end()
    if not at or (text[at : at + 1] not in ("\n", "") and not known):
        return ""
    if not names & _MAILED or not (known or names & _BY_MACHINE):
        return ""
    return (
        WEB_ARCHIVE
        if "snapshot-content-location" in names or "\nfrom: <saved by " in f"\n{text[:at].lower()}"
        else EMAIL
    )


def _zipped(body: bytes) -> str:
    with opened(body) as archive:
        names = set(archive.namelist())
        if "[Content_Types].xml" in names:
            if any(name.startswith("word/document") for name in names):
                return DOCX
            kind = next(
                (
                    words
                    for folder, words in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation"))
                    if any(name.startswith(folder) for name in names)
                ),
                "an Office file",
            )
            _refuse(f"{kind}; save it as PDF or copy its text into a text file")
        declared = entry(archive, "mimetype")[:100].strip().decode("ascii", "replace") if "mimetype" in names else ""
        if declared == EPUB or "META-INF/container.xml" in names:
            return EPUB
        if declared.startswith("application/vnd.oasis.opendocument"):
            _refuse("an OpenDocument file; save it as DOCX or PDF")
    raise SourceError("it is a zip archive; unpack it and add the folder")
