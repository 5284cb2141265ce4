import gzip

import papers
import pytest

from ingest import media
from ingest.errors import SourceError
from ingest.media import media_type

STORY = b"The harbour council voted on Monday evening to close the northern quay until June.\n\nIt was a close vote."
MAIL = b"From: Maren Olsdal <m@post.example>\r\nSubject: Quay\r\nMIME-Version: 1.0\r\n\r\nThe quay is shut."
SAVED = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/a\r\nMIME-Version: 1.0\r\n\r\n"

KNOWN = [
    (papers.pdf([[(60, 700, 10, "The quay is shut.")]]), media.PDF),
    (papers.docx(papers.word("The quay is shut.")), media.DOCX),
    (papers.epub({"a.xhtml": "<p>The quay is shut.</p>"}), media.EPUB),
    (MAIL, media.EMAIL),
    (SAVED, media.WEB_ARCHIVE),
    (b"\xef\xbb\xbf\n<!DOCTYPE html>\n<title>Quay</title><p>Shut.", media.HTML),
    (b"<!-- saved from the web --><html><p>Shut.</html>", media.HTML),
    (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', media.HTML),
    ("<html><p>Sjøen</p>".encode("utf-16"), media.HTML),
    (b'<?xml version="1.0"?>\n<!-- feed --><rss version="2.0"><channel/></rss>', media.RSS),
    (b'<rdf:RDF xmlns:rdf="x"/>', media.RSS),
    (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', media.ATOM),
    (b'{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1"}', media.JSON_FEED),
    (b'<opml version="2.0"/>', media.OPML),
    (b'<urlset xmlns="x"/>', media.SITEMAP),
    (STORY, media.TEXT),
    ("Паром не ходит с понедельника.".encode("cp1251"), media.TEXT),
]


@pytest.mark.parametrize("suffix", [".txt", ".pdf", ".docx", ".jpg", ""])
@pytest.mark.parametrize(("body", "kind"), KNOWN, ids=lambda value: value if isinstance(value, str) else "")
def test_a_kind_is_told_by_the_bytes_whatever_the_name(body, kind, suffix):
    assert media_type(body, suffix) == kind


def test_the_name_decides_between_kinds_of_text():
    assert media_type(b"# Quay closed\n\nIt is shut.", ".md") == media.MARKDOWN
    assert media_type(b"<h1>Quay closed</h1><p>It is shut.</p>", ".html") == media.HTML
    assert media_type(b"Subject: Quay\nFrom: Maren\n\nIt is shut.", ".eml") == media.EMAIL


@pytest.mark.parametrize(
    "text",
    [
        b"Subject: the quay\n\nFrom: the council's minutes\n\nIt is shut.",
        b"From Monday on the quay is shut, the council says.",
        b"BMW and MZ close their works at the quay; ID3 is built elsewhere.",
        b"%PDF- is how such a file begins, the clerk said, and <rss> how a feed does.",
        b"a < b, the engineer wrote, and b > c.",
    ],
)
def test_a_story_that_only_looks_like_something_else_is_text(text):
    assert media_type(text if not text.startswith(b"%") else b"He said: " + text, ".html") == media.TEXT


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le") + bytes(500)
REFUSED = [
    (OLD_WORD, "old Word document; save it as DOCX"),
    (OLD_WORD.replace(b"W\x00o\x00r\x00d\x00D", b"_\x00o\x00r\x00d\x00D"), "old Office document"),
    (b"{\\rtf1\\ansi The quay is shut.}", "RTF document; save it as DOCX"),
    (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
    (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "picture"),
    (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
    (b"\x00\x00\x00 ftypheic\x00\x00", "film or a picture"),
    (b"ID3\x03\x00\x00\x00\x00\x00\x00", "sound recording"),
    (b"MZ\x90\x00\x03\x00\x00\x00", "program"),
    (b"\x7fELF\x02\x01\x01\x00", "program"),
    (gzip.compress(STORY), "unpack it"),
    (b"7z\xbc\xaf\x27\x1c\x00\x04", "unpack it"),
    (b"SQLite format 3\x00", "database"),
    (papers.zipped({"a.txt": STORY}), "zip archive; unpack it"),
    (papers.zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "Excel workbook"),
    (papers.zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}), "PowerPoint"),
    (papers.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "OpenDocument"),
    (b"From m@post.example Tue Mar 10 07:30:00 2026\nSubject: Quay\n\nShut.", "mailbox"),
    (b"\x00\x01\x02\x03 some text", "not text"),
]


@pytest.mark.parametrize(("body", "words"), REFUSED, ids=lambda value: value if isinstance(value, str) else "")
def test_what_cannot_be_read_is_named_with_what_to_do(body, words):
    with pytest.raises(SourceError, match=words):
        media_type(body, ".txt")
