import re

import pytest
from editions import claim, edition, poisoned, story
from markdown_it import MarkdownIt

from assistant.markdown_out import briefing_markdown

HOSTILE = [
    "![p](https://evil.example/p.png)", "[x](javascript:alert(1))", "<https://evil.example>", "<javascript:alert(1)>", "# Title",
    "1. one", "| a | b |", "```", "---", "<b>x</b>", "[1]: https://evil.example", "$x$", "*x*", "&copy;", "> x", "\u202eevil\u202c",
]  # fmt: skip


def shapes(page):
    """The kinds of block and inline that a page is made of."""
    tokens = MarkdownIt("commonmark").enable("table").parse(page)
    return {token.type for block in tokens for token in (block, *(block.children or ()))}


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_word_stays_text_wherever_it_stands(word):
    page = briefing_markdown(poisoned(edition(story(1)), word))
    assert shapes(page) <= shapes(briefing_markdown(edition(story(1)))) - {"link_open", "link_close"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", page)


def test_a_source_is_linked_by_its_address_alone():
    page = briefing_markdown(edition(story(1, summary=[claim(1, "Shut.", url="https://x.example/a>b [c](d)")])))
    links = [
        token.attrs["href"]
        for block in MarkdownIt("commonmark").parse(page)
        for token in block.children or ()
        if token.type == "link_open"
    ]
    assert "https://x.example/a%3Eb%20%5Bc%5D(d)" in links
    assert all(link.startswith(("https://x.example/", "https://courier.example/")) for link in links)


def test_was_and_now_are_lines_of_their_own():
    page = briefing_markdown(edition(story(1)))
    assert re.search(
        r"- updated\n  - was: The repair costs 9 million 12. \[3\]\n  - now: It costs 14 million 13. \[4\]\n", page
    )
