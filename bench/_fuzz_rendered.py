"""What goes out, read back: every form of a briefing and of a text that is shown holds the words as they are, and nothing beside."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from typing import Any

from editions import edition, poisoned, story
from lxml import etree, html
from markdown_it import MarkdownIt

from assistant.feed_out import briefings_atom, briefings_json_feed
from assistant.html_out import briefing_html
from assistant.layout import Layout, laid_out
from assistant.mail_out import briefing_eml
from assistant.markdown_out import briefing_markdown
from assistant.render import markdown_escaped
from assistant.text_out import briefing_text
from bench._holds import NOW
from ingest.feeds import read_feed
from ingest.hygiene import clean_line

MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OURS = {"html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "b", "em", "sup", "a", "article",
        "section", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "footer"}  # fmt: skip
SHAPES = {"inline", "paragraph_open", "heading_open", "bullet_list_open", "list_item_open", "blockquote_open"}
WITHIN = {"text", "softbreak", "em_open", "em_close", "strong_open", "strong_close", "link_open", "link_close"}
LONGEST = 600  # characters of a text that stands in a hundred places
JOINER = "\u2060"


def exports(data: bytes) -> None:
    """A briefing in which every text is one of the lines that are given, by turns."""
    words = [line[:LONGEST] for line in data.decode("utf-8", "surrogateescape").split("\n")]
    made = poisoned(edition(story(1), story(2)), words[0])
    made["stories"] = [poisoned(one, words[at % len(words)]) for at, one in enumerate(made["stories"])]
    made = json.loads(json.dumps(made))
    wanted = [joined(text) for text in texts(laid_out(made))]
    in_markdown(briefing_markdown(made), wanted)
    in_html(briefing_html(made), wanted)
    in_text(briefing_text(made), wanted)
    in_feeds(made)
    in_mail(made, wanted)


def shown(data: bytes) -> None:
    """A text of several lines that is shown as Markdown: it stays words."""
    for line in data.decode("utf-8", "surrogateescape").split("\n"):
        told = clean_line(line)
        tokens = MARKDOWN.parse(f"- {markdown_escaped(told)}")
        found = [one for token in tokens for one in token.children or ()]
        assert all(token.type in SHAPES or token.type.endswith("_close") for token in tokens)
        assert all(one.type == "text" for one in found), [one.type for one in found]
        assert joined("".join(one.content for one in found)) == joined(told)


def texts(layout: Layout) -> Iterator[str]:
    """The words of a layout that every form shows."""
    yield from (layout.title, *layout.notices, layout.coverage_line)
    yield from (line.words for line in layout.lead)
    for told in layout.stories:
        yield from (told.title, told.told_by)
        for section in told.sections:
            yield from (section.title, *(line.words for line in section.lines))
            yield from (line.words for pairing in section.pairings for _, line in pairing.cells)
    for source in layout.sources:
        yield from (source.place, *(quote.text for quote in source.quotes))
    yield from (one for _, articles in layout.coverage for one in articles)


def joined(text: str) -> str:
    """A text without the spaces that a form may put in or leave out."""
    return "".join(text.replace(JOINER, "").split())


def holds(shown_text: str, wanted: Iterable[str]) -> None:
    found = joined(shown_text)
    for text in wanted:
        assert text in found, text


def in_markdown(text: str, wanted: Iterable[str]) -> None:
    tokens = MARKDOWN.parse(text)
    inside = [one for token in tokens for one in token.children or ()]
    assert {token.type for token in tokens if not token.type.endswith("_close")} <= SHAPES
    assert {one.type for one in inside} <= WITHIN
    for one in inside:
        assert one.type != "link_open" or str(one.attrs["href"]).startswith(("http://", "https://"))
    holds("".join(one.content for one in inside), wanted)


def in_html(text: str, wanted: Iterable[str]) -> None:
    tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    tags = {str(one.tag) for one in tree.iter()}
    assert tags <= OURS, tags - OURS
    assert all(name in ALLOWED for one in tree.iter() for name in one.attrib)
    for link in tree.iter("a"):
        assert link.get("href", "").startswith(("#", "http://", "https://"))
    holds(tree.text_content(), wanted)


ALLOWED = {
    "lang",
    "charset",
    "http-equiv",
    "content",
    "name",
    "class",
    "id",
    "href",
    "title",
    "value",
    "scope",
    "data-label",
    "rel",
}


def in_text(text: str, wanted: Iterable[str]) -> None:
    bare = text.replace("\u2068", "").replace("\u2069", "")  # around names that are written from right to left
    assert all(line == clean_line(line) or line.startswith(" ") for line in bare.split("\n") if line.strip())
    holds(text, wanted)


def in_feeds(made: dict[str, Any]) -> None:
    """The feeds of briefings are sound, and our own reader reads them; it takes tags out of titles, so those are looked at here."""
    kept, title = [(NOW.isoformat(), made)], laid_out(made).title
    atom, listed = briefings_atom(kept), briefings_json_feed(kept)
    assert etree.fromstring(atom).findtext("{*}entry/{*}title", "") == title
    assert json.loads(listed)["items"][0]["title"] == title
    for body in (atom, listed.encode()):
        found = read_feed(body)
        assert not found.problems, found.problems
        (entry,) = found.entries
        assert entry.published.startswith("2026-03-11T09:00:00")


def in_mail(made: dict[str, Any], wanted: Iterable[str]) -> None:
    message = message_from_bytes(briefing_eml(made, NOW), policy=policy.default)
    assert joined(str(message["Subject"])).replace("=?", "") == joined(laid_out(made).title).replace("=?", "")
    plain = message.get_body(("plain",))
    assert plain is not None
    holds(plain.get_content(), wanted)


TARGETS = {"exports": exports, "shown": shown}
