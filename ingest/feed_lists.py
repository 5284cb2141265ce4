"""Lists of addresses: OPML outlines, sitemaps, and indexes of sitemaps; read by lxml after the gate of `feed_markup`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from ingest.entries import Entry, Feed, dated, newest
from ingest.errors import SourceError
from ingest.hygiene import clean_line, with_characters

MOST_ADDRESSES = 2_000


def read_opml(text: str, url: str) -> Feed:
    """The feeds that an OPML list names, at any depth, each once."""
    tree = _tree(text)
    found, problems = [], []
    for outline in tree.iter():
        given = {str(name).lower(): value for name, value in outline.attrib.items()}
        named = given.get("xmlurl") or (
            given.get("url", "") if given.get("type", "").lower() in {"rss", "atom"} else ""
        )
        if address := web_address(named, url):
            found.append(address)
        elif named:
            problems.append(f"{named[:200]!r} is no web address; it was left out")
    addresses, cut = _each_once(found)
    if not addresses:
        problems.append("it names no feed")
    return Feed("opml", _text(tree, "title"), problems=(*problems[:20], *cut), addresses=addresses)


def read_sitemap(text: str, url: str) -> Feed:
    """The pages that a sitemap lists, the newest if there are too many; a news sitemap also dates and titles them."""
    tree = _tree(text)
    listed = [_said(element) for element in _named(tree, "url")]
    kept, cut = newest(listed, lambda said: said.get("publication_date") or said.get("lastmod", ""))
    entries, problems = [], []
    for said in kept:
        if address := web_address(said.get("loc", ""), url):
            entries.append(
                Entry(
                    id=address, url=address, title=clean_line(said.get("title", "")), published=dated(said.get("publication_date", "")),
                    updated=dated(said.get("lastmod", "")), language=said.get("language", ""),
                )
            )  # fmt: skip
        else:
            problems.append(f"an entry has no web address but {said.get('loc', '')[:200]!r}; it was left out")
    return Feed("sitemap", _text(tree, "name"), tuple(entries), (*problems[:20], *cut))


def read_index(text: str, url: str) -> Feed:
    """The sitemaps that an index lists, the last changed first."""
    listed = []
    for element in _named(_tree(text), "sitemap"):
        said = _said(element)
        if address := web_address(said.get("loc", ""), url):
            listed.append((dated(said.get("lastmod", "")), address))
    addresses, cut = _each_once(address for _, address in sorted(listed, key=lambda one: one[0], reverse=True))
    return Feed("index", problems=cut if addresses else ("it names no sitemap",), addresses=addresses)


def web_address(given: str, base: str = "") -> str:
    """An absolute http(s) address without its fragment, "" for anything else.

    >>> web_address("../feed#top", "https://courier.example/a/b"), web_address("feed://x.example/"), web_address("mailto:a@b")
    ('https://courier.example/feed', 'http://x.example/', '')
    """
    given = clean_line(given)
    if given.lower().startswith("feed:"):
        given = given[5:] if given[5:].lower().startswith("http") else "http:" + given[5:]
    try:
        whole = urljoin(base, given).partition("#")[0] if given else ""
    except ValueError:
        return ""
    return whole if whole.lower().startswith(("http://", "https://")) and " " not in whole else ""


def _tree(text: str) -> Any:
    """The parsed text, as far as it can be read: no entity is resolved, nothing is loaded."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        tree = etree.fromstring(with_characters(text).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"its XML cannot be read ({error}); its sender has to mend it") from error
    if tree is None:
        raise SourceError("its XML cannot be read; its sender has to mend it")
    return tree


def _name(element: Any) -> str:
    """The name of an element without its namespace, declared or not."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _said(element: Any) -> dict[str, str]:
    """The texts inside an element by their names."""
    return {_name(part): (part.text or "").strip() for part in element.iter()}


def _named(tree: Any, name: str) -> Iterator[Any]:
    return (element for element in tree.iter() if _name(element) == name)


def _text(tree: Any, name: str) -> str:
    return next((clean_line(element.text) for element in _named(tree, name) if element.text), "")


def _each_once(addresses: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Each address once, in order, at most so many, and in words what was cut."""
    found = tuple(dict.fromkeys(addresses))
    if len(found) <= MOST_ADDRESSES:
        return found, ()
    return found[:MOST_ADDRESSES], (f"it names {len(found)} addresses; the first {MOST_ADDRESSES} were taken",)
