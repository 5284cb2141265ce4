"""What became of the things that were handed in, and of feeds that were asked, in words for a page; nothing is escaped here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.render import Json
from ingest.pipeline import KINDS

Tone = Literal["good", "plain", "bad"]
_TONES: dict[str, Tone] = {
    "added": "good",
    "updated": "good",
    "read": "good",
    "rejected": "bad",
    "failed": "bad",
    "retired": "bad",
}
_SAID = {
    "unchanged": "it is in the library already, word for word",
    "duplicate": "an exact copy of an article that is in the library; it is remembered as met here too",
    "updated": "its words have changed: the library has a new version, and keeps the old one",
}
FEED = "feed"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one thing: a word for it with its tone, what it is called, why, and the article to open, "" for none."""

    word: str
    tone: Tone
    item: str
    told: str
    article_id: str = ""


def line(event: Json) -> Line:
    """An event of adding or updating, as `briefing add --json` and `briefing update --json` print it."""
    outcome, reason = event["outcome"], event["reason"] or ""
    tone = _TONES.get(outcome, "plain")
    if "feed" in event:
        new = f"{event['new']} new or changed" if outcome == "read" else "nothing new" if outcome == "unchanged" else ""
        return Line(outcome, tone, event["title"] or event["feed"], "; ".join(filter(None, (new, reason))))
    if event["is_feed"] and outcome != "failed":
        return Line(FEED, "good", event["item"], reason)
    told = "; ".join(filter(None, (_SAID.get(outcome, ""), reason)))
    if outcome == "added" and not told:
        told = "1 paragraph" if event["paragraphs"] == 1 else f"{event['paragraphs']} paragraphs"
    return Line(outcome, tone, event["item"], told, event["article_id"] or "")


def is_bad(event: Json) -> bool:
    """Whether an event says that something did not go in."""
    return line(event).tone == "bad"


def is_news(event: Json) -> bool:
    """Whether an event brought words into the library that were not there."""
    return "feed" not in event and not event["is_feed"] and event["outcome"] in {"added", "updated"}


def counted(events: Iterable[Json]) -> str:
    """How many articles and feeds came to what, in one line.

    >>> counted([])
    'nothing'
    """
    events = list(events)
    asked = [one for one in events if "feed" in one]
    words = Counter(line(one).word for one in events if "feed" not in one)
    told = [f"{words[kind]} {kind}" for kind in KINDS if words[kind]]
    if asked:
        failed = sum(one["outcome"] == "failed" for one in asked)
        told.insert(0, _many(len(asked), "feed") + " asked" + (f" ({failed} failed)" if failed else ""))
    if words[FEED]:
        told.append(_many(words[FEED], "feed") + " followed")
    return ", ".join(told) or "nothing"


def in_order(events: Sequence[Json]) -> list[Line]:
    """What became of each, what did not go in first: that is what somebody has to do something about."""
    return [line(one) for one in sorted(events, key=lambda one: not is_bad(one))]


def rest_told(lines: Sequence[Line]) -> str:
    """What is said of lines that are too many to be shown.

    >>> rest_told([Line("added", "good", "a.md", ""), Line("rejected", "bad", "b.md", "it is empty")])
    '… and 2 more, of which 1 did not go in'
    """
    bad = sum(one.tone == "bad" for one in lines)
    return f"… and {len(lines):,} more" + (f", of which {bad:,} did not go in" if bad else "")


def _many(count: int, thing: str) -> str:
    """A count among others, which is easier to read in figures."""
    return f"1 {thing}" if count == 1 else f"{count} {thing}s"
