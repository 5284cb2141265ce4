import re
from html.parser import HTMLParser

import pytest
from editions import edition, poisoned, story

from assistant.html_out import briefing_fragment, briefing_html

HOSTILE = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)", "</style><script>x</script>",
    "javascript:alert(1)", "data:text/html;base64,PHN2Zz4=", "&lt;b&gt;", "{title}{style}", "\u202etxt.exe\u2066", "<!--", "]]>",
]  # fmt: skip


class Elements(HTMLParser):
    """The elements of a page with their attributes, its text, and which elements were never closed."""

    VOID = ("meta", "img", "br")

    def __init__(self, page):
        super().__init__()
        self.found, self.texts, self.open = [], [], []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.open += [tag] if tag not in self.VOID else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)


def test_every_number_leads_to_its_source_and_back():
    found = Elements(briefing_html(edition(story(1), story(2)))).found
    ids = [attributes["id"] for _, attributes in found if "id" in attributes]
    links = [a["href"][1:] for tag, a in found if tag == "a" and a["href"].startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(links) == set(ids)
    assert {name for name in ids if name.startswith("s")} == {f"s{number}" for number in range(1, 21)}
    assert sum(name.startswith("c1-") for name in ids) == 2  # cited in the lead and in its story, with two ways back


def test_the_page_loads_nothing_and_links_only_to_the_web():
    page = briefing_html(edition(story(1)))
    found = Elements(page).found
    assert "default-src 'none'" in page
    assert not {tag for tag, _ in found} & {"script", "img", "link", "iframe", "object", "form", "base"}
    assert not re.search(r"url\(|@import", page)
    outside = [a for tag, a in found if tag == "a" and not a["href"].startswith("#")]
    assert outside
    assert all(a["href"].startswith("https://courier.example/") and "noopener" in a["rel"] for a in outside)


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_word_stays_text_wherever_it_stands(word):
    made = edition(story(1), notices=["The feeds were late."])
    good, bad = briefing_html(made), briefing_html(poisoned(made, word))
    elements = Elements(bad)
    assert {tag for tag, _ in elements.found} <= {tag for tag, _ in Elements(good).found}
    assert not elements.open
    allowed = {
        "id",
        "href",
        "rel",
        "class",
        "value",
        "title",
        "scope",
        "data-label",
        "charset",
        "http-equiv",
        "content",
        "name",
        "lang",
    }
    assert {name for _, attributes in elements.found for name in attributes} <= allowed
    assert all(a["href"].startswith("#") for tag, a in elements.found if tag == "a")
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", bad)


def test_what_stands_side_by_side_says_what_it_is_when_it_is_stacked():
    page = briefing_html(edition(story(1)))
    assert '<td data-label="was">The repair costs 9 million' in page
    assert '<td data-label="The Courier, 2026-03-11">Two people were hurt' in page
    assert "attr(data-label)" in page


def test_the_page_is_made_for_dark_rooms_and_for_paper():
    page = briefing_html(edition(story(1)))
    assert "prefers-color-scheme:dark" in page
    assert "@media print" in page


def test_several_briefings_can_stand_on_one_page():
    one, other = briefing_fragment(edition(story(1))), briefing_fragment(edition(story(1), day="2026-03-12"))
    ids = [a["id"] for page in (one, other) for _, a in Elements(page).found if "id" in a]
    assert len(ids) == len(set(ids))
    assert "<style" not in one
