import papers
import pytest

from ingest.epub import read_epub
from ingest.errors import SourceError

ONE = '<?xml version="1.0"?><!DOCTYPE html><html><head><title>x</title></head><body><h1>The quay</h1><p>It is shut.</p></body></html>'
TWO = (
    "<html><body><h2>The ferry</h2><p>It goes <b>no</b>where.</p><ul><li>Karsk</li><li>Tarnwick</li></ul></body></html>"
)
META = "<dc:title>Harbour Post</dc:title><dc:creator>Maren Olsdal</dc:creator><dc:date>2026-03-10</dc:date><dc:language>en</dc:language>"


def test_chapters_are_read_in_the_order_of_the_spine_with_their_headings():
    draft = read_epub(papers.epub({"1.xhtml": ONE, "2.xhtml": TWO}, META))
    assert [(block.kind[0], block.text) for block in draft.blocks] == [
        ("h", "The quay"), ("p", "It is shut."), ("h", "The ferry"), ("p", "It goes nowhere."), ("p", "Karsk"), ("p", "Tarnwick"),
    ]  # fmt: skip
    assert (draft.title, draft.author, draft.published, draft.language) == (
        "Harbour Post",
        "Maren Olsdal",
        "2026-03-10",
        "en",
    )


def test_elements_closed_where_they_open_do_not_swallow_the_text():
    chapter = '<html><head><title/><script src="x"/></head><body><p><a id="p1"/>It is <br/>shut.</p><div/><p>Yes.</p></body></html>'
    assert [block.text for block in read_epub(papers.epub({"1.xhtml": chapter}, META)).blocks] == [
        "It is shut.",
        "Yes.",
    ]


def test_an_entity_is_not_resolved():
    outside = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>It is &x; shut.</p></body></html>'
    )
    (block,) = read_epub(papers.epub({"1.xhtml": outside}, META)).blocks
    assert block.text.startswith("It is")
    assert len(block.text) < 20


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"META-INF/rights.xml": "<rights/>"}, "DRM"),
        ({"META-INF/container.xml": "<container/>"}, "where its text begins"),
        ({"META-INF/container.xml": "<container"}, "no XML"),
        ({"OPS/text/1.xhtml": f"<p {' '.join(f'a{number}=1' for number in range(50_000))}>"}, "attributes"),
        ({"OPS/text/1.xhtml": "<p>" + "word " * 50_000}, "200000 characters"),
    ],
)
def test_a_book_that_cannot_be_read_is_refused_in_words(more, words):
    with pytest.raises(SourceError, match=words):
        read_epub(papers.epub({"1.xhtml": ONE}, META, **more))


def test_a_chapter_that_is_missing_is_named():
    book = papers.epub({"1.xhtml": ONE}, META).replace(b"OPS/text/1.xhtml", b"OPS/text/2.xhtml")
    with pytest.raises(SourceError, match=r"'OPS/text/1\.xhtml' is missing"):
        read_epub(book)
