from pathlib import Path

import pytest

from ingest.errors import SourceError
from ingest.extract import READERS
from ingest.webpages import read_html

PAGES = Path(__file__).parent / "pages"
LONG = "The harbour council met on Monday evening and voted to close the northern quay for repairs until June."
NAMES = sorted(path.stem for path in PAGES.glob("*.html"))


def read(html):
    return READERS["text/html"](html.encode())


def shown(draft):
    marks = {"heading": "## ", "paragraph": ""}
    return [marks[block.kind] + " ".join(block.text.replace("\xad", "").split()) for block in draft.blocks if block.kind in marks]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_an_awkward_page_gives_its_article_and_nothing_else(name):
    found = shown(read((PAGES / f"{name}.html").read_text()))
    assert found == (PAGES / f"{name}.txt").read_text().splitlines()


def test_every_awkward_page_has_its_pair():
    assert len(NAMES) > 8
    assert sorted(path.stem for path in PAGES.glob("*.txt")) == NAMES


def test_what_was_dropped_is_kept_for_the_audit():
    draft = read((PAGES / "awkward.html").read_text())
    dropped = [block.text for block in draft.blocks if block.kind == "residue"]
    assert dropped[:3] == ["By Ada Renn and Jo Vale", "Updated March 10, 2026, 7:30 a.m. ET", "5 min read"]


def test_the_headline_is_the_title_and_no_heading():
    draft = read((PAGES / "kinds.html").read_text())
    assert draft.title == "Quay closed"
    assert "## Quay closed" not in shown(draft)


def test_a_page_without_text_is_refused_in_words():
    with pytest.raises(SourceError, match="no article text"):
        read("<html><body><p></p></body></html>")


def test_a_page_of_many_megabytes_is_refused_before_it_is_read():
    with pytest.raises(SourceError, match="longer than 5 million"):
        read_html("<p>" + "a" * 5_000_001)


COUNCIL = "<p>The harbour council met on Monday evening and voted to close the northern quay until June, after all.</p>"
HOSTILE = {
    "nested tags": COUNCIL + "<b>" * 100_000,
    "nested divs": COUNCIL + "<div>" * 50_000,
    "nested quotations": COUNCIL + "<blockquote>x " * 20_000,
    "comments": COUNCIL + "<!-- x -->" * 50_000,
    "open comments": COUNCIL + "<!--" * 200_000,
    "white space": COUNCIL + "<p>" + " " * 500_000 + "</p>",
    "hidden elements": COUNCIL + "<i hidden>x</i>" * 10_000,
    "class names": f"<div class='{'ad-' * 200_000}'>{COUNCIL}</div>",
    "brackets in JSON-LD": f'<script type="application/ld+json">{"[" * 200_000}</script>{COUNCIL}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_exhaust_the_reader_gives_its_text(name):
    assert "voted to close the northern quay" in " ".join(
        shown(read(f"<body><article>{HOSTILE[name]}</article></body>"))
    )


@pytest.mark.parametrize("opening", ["<b>" * 100_000, "<div>" * 50_000])
def test_text_that_is_nested_too_deep_to_be_read_is_no_success(opening):
    with pytest.raises(SourceError, match="no article text"):
        read(opening + COUNCIL)


@pytest.mark.parametrize("attribute", ["a{}", "a{}=x", 'a{}="x y > z"', "a{}='x'", 'a{} = "x"/'])
def test_an_element_of_a_thousand_attributes_is_refused(attribute):
    with pytest.raises(SourceError, match="more than 1000 attributes"):
        read(f"<article><p {' '.join(map(attribute.format, range(1_001)))}>{LONG}</p><p>{LONG}</p></article>")


def test_what_is_packed_into_one_attribute_is_not_counted():
    packed = "&lt;a href=&quot;x&quot;&gt; b=1 " * 2_000
    assert shown(read(f"<article><p data-more=\"{packed}\" data-less='{packed}'>{LONG}</p></article>")) == [LONG]


def test_numbers_that_are_no_characters_cost_no_page():
    page = f"<h1>The quay&#0; is shut</h1><p>{LONG}&#11;It is old.&#xb;</p><p>{LONG.replace('June', 'May&#X1F;')}</p>"
    assert shown(read(page)) == [f"{LONG} It is old.", f"{LONG.replace('June', 'May�')}"]
