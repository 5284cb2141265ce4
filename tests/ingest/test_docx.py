import papers
import pytest
from papers import word

from ingest.docx import read_docx
from ingest.errors import SourceError

LEAD = "The harbour council voted on Monday evening to close the northern quay until June."


def texts(draft, kind="paragraph"):
    return [block.text for block in draft.blocks if block.kind == kind]


def test_headings_paragraphs_lists_and_tables_are_kept_in_order():
    row = "<w:tr>" + "".join(f"<w:tc>{word(cell)}</w:tc>" for cell in ("Karsk", "4,120")) + "</w:tr>"
    body = (
        word("Quay closed", "T")
        + word(LEAD)
        + word("The vote", "H")
        + word("Nine were for it.")
        + f"<w:tbl>{row}{row}</w:tbl>"
    )
    draft = read_docx(papers.docx(body))
    assert draft.title == "Quay closed"
    assert texts(draft) == [LEAD, "Nine were for it.", "Karsk | 4,120", "Karsk | 4,120"]
    assert texts(draft, "heading") == ["The vote"]


CORE = "<dc:title>{}</dc:title><dc:creator>{}</dc:creator><dcterms:created>{}</dcterms:created><dcterms:modified>{}</dcterms:modified>"


def test_properties_give_title_author_and_date():
    core = CORE.format("Quay closed", "Maren Olsdal", "2026-03-10T07:30:00Z", "2026-03-10T09:00:00Z")
    draft = read_docx(papers.docx(word(LEAD), core))
    assert (draft.title, draft.author, draft.published) == ("Quay closed", "Maren Olsdal", "2026-03-10T07:30:00+00:00")


def test_properties_of_a_template_are_not_believed():
    core = CORE.format("Word Document", "python-docx", "2013-12-23T23:15:00Z", "2026-03-10T09:00:00Z")
    draft = read_docx(papers.docx(word(LEAD), core))
    assert (draft.title, draft.author, draft.published) == ("", "", "")


def refused(body, match):
    with pytest.raises(SourceError, match=match):
        read_docx(body)


def test_entities_are_refused():
    laughs = (
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        + f"<w:document {papers.W}><w:body>{word('&b;')}</w:body></w:document>"
    )
    refused(papers.docx("", **{"word/document.xml": laughs}), "entities")
    refused(papers.docx("", **{"word/document.xml": laughs.encode("utf-16")}), "entities")


def test_damage_and_too_much_markup_are_refused_in_words():
    refused(papers.docx("<w:p>"), "damaged")
    refused(papers.docx("", **{"word/document.xml": "<a/>" * 4_000_000}), "far more|markup")
    refused(papers.docx("", **{"docProps/core.xml": "<core"}), "no XML")


def test_no_file_outside_the_document_is_opened():
    target = "file:///etc/hostname"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p" '
        f'Type="{office}/image" Target="{target}" TargetMode="External"/></Relationships>'
    )
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill>'
        f'<a:blip xmlns:r="{office}" r:link="p"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
    )
    draft = read_docx(papers.docx(picture + word(LEAD), **{"word/_rels/document.xml.rels": rels}))
    assert texts(draft) == [LEAD]
