import json

import pytest
from lxml import html

from ingest.metadata import article_body, declared, says_article, says_not_free


def tree(head="", body="", lang=""):
    return html.document_fromstring(f'<html lang="{lang}"><head>{head}</head><body><p>x</p>{body}</body></html>')


def linked(record):
    return f'<script type="application/ld+json">{record if isinstance(record, str) else json.dumps(record)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Quay closed",
    "author": [{"@type": "Person", "name": "Ada Renn"}, {"@type": "Person", "name": "Jo Vale"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Post"},
    "datePublished": "2026-03-10T07:30:00+01:00",
    "dateModified": "2026-03-10T09:05:00+01:00",
    "inLanguage": "en-GB",
    "url": "https://post.example/quay",
}
SAID = {
    "title": "Quay closed", "author": "Ada Renn, Jo Vale", "source": "Harbour Post", "published": "2026-03-10T07:30:00+01:00",
    "modified": "2026-03-10T09:05:00+01:00", "url": "https://post.example/quay", "language": "en-gb",
}  # fmt: skip


def test_json_ld_says_who_when_and_where():
    assert declared(tree(linked(ARTICLE))) == SAID


@pytest.mark.parametrize(
    "record",
    [
        [ARTICLE],
        {"@graph": [{"@type": "WebPage", "name": "Page"}, ARTICLE]},
        {"@graph": [{"@type": "WebSite", "hasPart": {"@graph": [{**ARTICLE, "@type": ["Thing", "NewsArticle"]}]}}]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "@type": "https://schema.org/ReportageNewsArticle"},
        "<!--\n" + json.dumps(ARTICLE) + "\n-->",
        json.dumps(ARTICLE)[:-1] + ",}",
    ],
    ids=["list", "graph", "nested graph", "in its page", "whole type", "in a comment", "comma too many"],
)
def test_an_article_is_found_however_json_ld_wraps_it(record):
    assert declared(tree(linked(record))) == SAID


def test_people_and_outlets_named_elsewhere_in_the_graph_are_found():
    graph = [
        {**ARTICLE, "author": {"@id": "#ada"}, "publisher": {"@id": "#post"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Renn"},
        {"@type": "Organization", "@id": "#post", "name": "Harbour Post"},
    ]
    found = declared(tree(linked({"@graph": graph})))
    assert (found["author"], found["source"]) == ("Ada Renn", "Harbour Post")


def test_json_ld_that_is_no_json_leaves_the_rest_of_the_page():
    head = linked("{not json") + linked("[" * 100_000) + '<meta property="og:title" content="Quay closed">'
    assert declared(tree(head))["title"] == "Quay closed"


def test_open_graph_speaks_where_json_ld_is_silent():
    head = """<meta property="og:title" content="Quay closed"><meta property="og:site_name" content="Harbour Post">
    <meta property="article:published_time" content="2026-03-10T06:30:00Z"><meta property="og:locale" content="en_GB">
    <meta property="article:modified_time" content="2026-03-10T08:05:00Z"><meta name="author" content="By Ada Renn">
    <link rel="canonical" href="https://post.example/quay">"""
    found = declared(tree(head))
    assert found == {
        "title": "Quay closed", "author": "Ada Renn", "source": "Harbour Post", "published": "2026-03-10T06:30:00+00:00",
        "modified": "2026-03-10T08:05:00+00:00", "url": "https://post.example/quay", "language": "en-gb",
    }  # fmt: skip


@pytest.mark.parametrize("author", ["https://post.example/ada", "ada@post.example", "www.post.example/ada", "", "—"])
def test_an_address_is_no_author(author):
    head = f'<meta property="article:author" content="{author}"><meta name="author" content="{author}">'
    assert declared(tree(head))["author"] == ""


def test_the_instant_is_preferred_to_the_day_and_a_wrong_date_is_passed_over():
    record = {**ARTICLE, "datePublished": "2026-03-10"}
    head = '<meta property="article:published_time" content="2026-03-10T07:30:00+01:00">'
    assert declared(tree(linked(record) + head))["published"] == "2026-03-10T07:30:00+01:00"
    assert (
        declared(tree(linked({**ARTICLE, "datePublished": "today"}) + head))["published"] == "2026-03-10T07:30:00+01:00"
    )


@pytest.mark.parametrize("placeholder", ["0001-01-01T00:00:00Z", "1970-01-01T00:00:00+00:00", "-", "0000-00-00"])
def test_a_placeholder_is_no_date(placeholder):
    assert declared(tree(linked({**ARTICLE, "datePublished": placeholder})))["published"] == ""


def test_a_time_element_that_names_the_publication_is_read():
    body = '<time class="comment-date" datetime="2020-01-01"></time><time class="published" datetime="2026-03-10T07:30:00Z"></time>'
    assert declared(tree(body=body))["published"] == "2026-03-10T07:30:00+00:00"


def test_the_front_page_is_not_the_address_of_every_article():
    head = '<link rel="canonical" href="https://post.example/"><meta property="og:url" content="https://post.example/quay">'
    assert declared(tree(head))["url"] == "https://post.example/quay"
    assert declared(tree('<link rel="canonical" href="https://post.example">'))["url"] == ""


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quay closed | Harbour Post", "Quay closed"),
        ("Quay closed - The Harbour Post", "Quay closed"),
        ("Quay closed - what now?", "Quay closed - what now?"),
        ("Harbour Post", "Harbour Post"),
    ],
)
def test_the_outlet_is_no_part_of_the_title(title, expected):
    head = f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harbour Post">'
    assert declared(tree(head))["title"] == expected


@pytest.mark.parametrize("free", [False, "False", "http://schema.org/False"])
def test_a_page_that_says_it_is_not_free_is_believed(free):
    assert says_not_free(tree(linked({**ARTICLE, "isAccessibleForFree": free})))
    assert not says_not_free(tree(linked({**ARTICLE, "isAccessibleForFree": True})))


def test_only_an_article_says_that_it_is_one():
    assert says_article(tree(linked(ARTICLE)))
    assert says_article(tree('<meta property="og:type" content="article">'))
    assert not says_article(
        tree(linked({"@type": "WebPage", "name": "News"}) + '<meta property="og:type" content="website">')
    )


def test_the_text_that_json_ld_gives_is_found():
    assert article_body(tree(linked({**ARTICLE, "articleBody": "The quay is shut."}))) == "The quay is shut."
    assert article_body(tree(linked(ARTICLE))) == ""
