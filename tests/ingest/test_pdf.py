import time
from io import BytesIO

import papers
import pytest

from ingest.errors import SourceError
from ingest.pdf import MOST_PAGES, read_pdf

FIRST = (
    "The harbour council voted nine to four on Monday evening to close the northern quay until June, after divers had "
    "found cracks in two of the eleven piers that carry it. Repairs will cost 14.2 million crowns."
)
SECOND = (
    "Passengers will be carried by buses between Tarnwick and Karsk for as long as the ferry cannot land, a spokesman "
    "for the shipping company said. He would not say who is to pay for them, and called the decision hasty."
)
THIRD = (
    "The inspectorate had warned of the state of the piers in two letters, in May and in November of last year. Neither "
    "was answered by the town, which says that it has no record of having received them."
)
STORY = [FIRST, SECOND, THIRD]


def paragraphs(body):
    return [block.text for block in read_pdf(body).blocks if block.kind == "paragraph"]


def reason(body):
    with pytest.raises(SourceError) as caught:
        read_pdf(body)
    return str(caught.value)


def test_wrapped_lines_become_the_paragraphs_that_were_written():
    assert paragraphs(papers.pdf([papers.column(STORY, 60, 700, 400)])) == STORY


def test_paragraphs_parted_by_gaps_need_no_indent():
    flush = [
        (60, y - 8 * number, size, words)
        for number, text in enumerate(STORY)
        for _, y, size, words in papers.column([text], 60, 700 - 60 * number, 400)
    ]
    assert paragraphs(papers.pdf([flush])) == STORY


def test_columns_are_read_one_after_the_other():
    page = papers.column([FIRST, SECOND], 60, 700, 220) + papers.column([THIRD, FIRST], 310, 700, 220)
    assert paragraphs(papers.pdf([page])) == [FIRST, SECOND, THIRD, FIRST]


def test_columns_drawn_row_by_row_are_read_one_after_the_other_too():
    page = papers.column([FIRST, SECOND], 60, 700, 220) + papers.column([THIRD, FIRST], 310, 700, 220)
    page.sort(key=lambda drawn: (-drawn[1], drawn[0]))
    assert paragraphs(papers.pdf([page])) == [FIRST, SECOND, THIRD, FIRST]


def test_a_table_keeps_its_rows_together():
    table = [
        ("District", "Votes", "Lead"),
        ("Karsk", "4,120", "88"),
        ("Tarnwick", "3,051", "12"),
        ("Ysra", "990", "7"),
        ("Ondrel", "18", "2"),
    ]
    cells = [
        (60 + 150 * number, 500 - 14 * row, 10, cell)
        for row, line in enumerate(table)
        for number, cell in enumerate(line)
    ]
    assert paragraphs(papers.pdf([papers.column([FIRST], 60, 700, 400) + cells]))[1:] == [
        " | ".join(line) for line in table
    ]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page():
    lines = papers.column(STORY, 60, 700, 400)
    moved = [(x + 250, y + 12 * 7, size, words) for x, y, size, words in lines[7:]]
    assert paragraphs(papers.pdf([lines[:7] + moved])) == STORY
    assert paragraphs(papers.pdf([lines[:7], [(x, y + 300, size, words) for x, y, size, words in lines[7:]]])) == STORY


def test_a_word_broken_at_the_end_of_a_line_or_page_is_made_whole():
    lines = ["The council spoke of a recon-", "struction of the long-", "term berth, and of the south-", "ern quay."]
    drawn = [(60, 700 - 12 * number, 10, line) for number, line in enumerate(lines)]
    whole = "The council spoke of a reconstruction of the long-term berth, and of the southern quay."
    assert paragraphs(papers.pdf([drawn])) == [whole]
    assert paragraphs(papers.pdf([drawn[:3], [(60, 700, 10, lines[3])]])) == [whole]


def test_running_heads_and_page_numbers_are_no_text_and_are_listed():
    def page(number):
        head, foot = (60, 800, 8, "The Harbour Post"), (280, 30, 8, f"Page {number} of 3")
        return [head, *papers.column([STORY[number - 1]], 60, 700, 400), foot]

    draft = read_pdf(papers.pdf([page(1), page(2), page(3)]))
    assert [block.text for block in draft.blocks if block.kind == "paragraph"] == STORY
    assert [block.text for block in draft.blocks if block.kind == "residue"] == ["The Harbour Post", "Page 1 of 3"]


def test_a_foot_that_names_its_page_is_no_text_even_on_the_only_page():
    page = [*papers.column(STORY, 60, 700, 400), (60, 30, 8, "Bulletin 12/2026, page 1")]
    assert paragraphs(papers.pdf([page])) == STORY


def test_a_line_that_stands_at_the_top_of_every_page_of_running_text_is_kept():
    page = papers.column(["The piers will hold, the council says.", FIRST], 60, 700, 400)
    assert paragraphs(papers.pdf([page, page])).count("The piers will hold, the council says.") == 2


def test_what_is_set_larger_or_bold_is_a_heading_and_the_largest_the_title():
    page = [
        (60, 760, 20, "Quay closed until June"),
        (60, 735, 10, "By Maren Olsdal"),
        *papers.column([FIRST], 60, 700, 400),
    ]
    page += [(60, 600, 10, "What it costs"), *papers.column([SECOND], 60, 580, 400)]
    draft = read_pdf(papers.pdf([page], bold=frozenset(["What it costs"])))
    assert (draft.title, draft.author) == ("Quay closed until June", "Maren Olsdal")
    assert [block.text for block in draft.blocks if block.kind == "heading"] == ["What it costs"]


def test_properties_are_believed_only_where_a_person_will_have_written_them():
    page = [papers.column([FIRST], 60, 700, 400)]
    good = read_pdf(
        papers.pdf(page, "/Title (Quay closed) /Author (Maren Olsdal) /CreationDate (D:20260310073000+01'00')")
    )
    assert (good.title, good.author, good.published) == ("Quay closed", "Maren Olsdal", "2026-03-10T07:30:00+01:00")
    bad = read_pdf(
        papers.pdf(
            page,
            "/Title (Microsoft Word - quay.doc) /Author (Administrator) /Producer (Skia/PDF m1) /CreationDate (D:20260310073000Z)",
        )
    )
    assert (bad.title, bad.author, bad.published) == ("", "", "")


def test_a_large_initial_and_a_raised_number_stay_in_their_words():
    lines = papers.column([FIRST], 60, 700, 400)
    initial, (x, y, size, words), *others = (60, lines[1][1], 24, FIRST[0]), *lines
    raised = (x + 25 + 4.4 * len(words), y + 4, 6, "1")
    page = [initial, (x + 25, y, size, words[1:]), raised, *others]
    assert paragraphs(papers.pdf([page])) == [FIRST.replace(words, words + "1")]


def encrypted(password):
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(papers.pdf([papers.column([FIRST], 60, 700, 400)]))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_password_is_asked_for_in_words_and_an_empty_one_is_tried():
    assert "password" in reason(encrypted("secret"))
    assert paragraphs(encrypted("")) == [FIRST]


def test_a_scan_without_text_is_refused_with_that_reason():
    assert "only pictures" in reason(papers.pdf_of([b"q 595 0 0 842 0 0 cm Q"]))


def test_a_cut_off_file_gives_what_is_whole_or_a_reason():
    body = papers.pdf([papers.column(STORY, 60, 700, 400)] * 3)
    for share in (0.1, 0.4, 0.7, 0.95):
        try:
            assert paragraphs(body[: int(share * len(body))])
        except SourceError as error:
            assert "PDF" in str(error) or "text" in str(error)


def test_too_many_pages_and_too_much_text_are_refused_with_the_limit():
    assert str(MOST_PAGES) in reason(papers.pdf_of([b""] * (MOST_PAGES + 1)))
    assert "200000 characters" in reason(papers.pdf([[(60, 700, 1, "word " * 5_000)]] * 9))


def page_tree_loop():
    return papers.file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


def xref_loop():
    body = papers.pdf([papers.column([FIRST], 60, 700, 400)])
    start = body.rindex(b"xref\n0")
    return body.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def object_loop():
    return papers.file_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"2 0 R"])


def packed_bomb():
    return papers.pdf_of([papers.bomb(40)], coding="/Filter /FlateDecode")


def many_objects():
    return papers.file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>", *[b"null"] * 20_000]
    )


def objects_without_a_table():
    return many_objects().replace(b"startxref", b"startxyz")


def the_same_word_for_ever():
    return papers.pdf_of([b"BT /F1 9 Tf 60 700 Td (x) Tj ET\n" * 100] * 30)


def letters_everywhere():
    return papers.pdf([[(number % 97 * 6, number * 3 % 840, 1 + number % 40, "x") for number in range(3_000)]] * 2)


def form_in_a_form():
    return papers.pdf_of([b"/X Do " * 1_000], extra="/X 6 0 R")


HOSTILE = [
    page_tree_loop,
    xref_loop,
    object_loop,
    packed_bomb,
    many_objects,
    objects_without_a_table,
    the_same_word_for_ever,
    letters_everywhere,
    form_in_a_form,
]


@pytest.mark.parametrize("made", HOSTILE, ids=lambda made: made.__name__)
def test_a_hostile_file_is_read_or_refused_soon(made):
    body, start = made(), time.process_time()
    try:
        assert read_pdf(body).blocks
    except SourceError as error:
        assert len(str(error)) < 300
    assert time.process_time() - start < 5


def test_drawing_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr("ingest.pdf.MOST_COMMANDS", 5_000)
    assert "too large" in reason(papers.pdf_of([b"BT /F1 9 Tf 60 700 Td (x) Tj ET\n" * 5_000]))
    monkeypatch.setattr("ingest.pdf.MOST_SECONDS", -1)
    assert "too long" in reason(papers.pdf_of([b"BT /F1 9 Tf 60 700 Td (x) Tj ET"]))


def test_script_in_a_file_is_not_looked_at():
    page = [papers.column([FIRST], 60, 700, 400)]
    assert paragraphs(papers.pdf(page, extra="/OpenAction << /S /JavaScript /JS (app.alert) >>")) == [FIRST]


@pytest.mark.parametrize("info", ["/CreationDate (on Tuesday)", "/Title 7 /CreationDate [1 2]", "/Author 99 0 R"])
def test_what_a_file_says_wrongly_of_itself_is_no_reason_not_to_read_it(info):
    assert read_pdf(papers.pdf([papers.column([FIRST], 60, 700, 400)], info)).published == ""
