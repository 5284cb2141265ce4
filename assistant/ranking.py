"""In which order a briefing tells its stories: a sum of named terms, each times its weight, never a model's opinion.

origins     how many outlets tell it independently          log2(1 + n)
freshness   when in the day its newest article came out     0 to 1
news        how much of it is new to the reader             1 for a new story, log2(1 + changes) / 2 for an old one, else -3
watch       names of the reader's watch list in it          1 each, 2 at most
names       how many of the day's stories name its people   log2(n)
length      how much is told                                log2(1 + words / 100)
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC

from assistant.edition import Story
from assistant.newsday import Day
from assistant.words import names, stems
from ingest.articles import Article
from ingest.dates import placed
from ingest.errors import SettingsError

WEIGHTS: Mapping[str, float] = {
    "origins": 1.0, "freshness": 0.2, "news": 0.8, "watch": 1.5, "names": 0.2, "voices": 0.3, "length": 0.1,
}  # fmt: skip
UNCHANGED, MOST_WATCHED = -3.0, 2


def weights(given: str) -> dict[str, float]:
    """The weights with those that are given as "origins=2 length=0"; raises `SettingsError` for others.

    >>> weights("length=0")["length"], weights("")["origins"]
    (0.0, 1.0)
    """
    found = dict(WEIGHTS)
    for part in given.replace(",", " ").split():
        name, _, number = part.partition("=")
        try:
            if name not in found:
                raise ValueError
            found[name] = float(number)
            if not math.isfinite(found[name]):
                raise ValueError
        except ValueError:
            raise SettingsError(
                f"{part!r} is no weight of the rank; write NAME=NUMBER with a name of {', '.join(found)}"
            ) from None
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """What the rank of a story depends on beside its articles.

    `changed` counts the changes since the reader's last briefing, None for a story that is new to him; `voices` the speakers it
    quotes; `watched` is the reader's watch list; `common` says in how many of the day's stories a name stands.
    """

    changed: int | None = None
    voices: int = 0
    watched: Sequence[str] = ()
    common: Mapping[str, int] = field(default_factory=dict)


def rank_terms(story: Story, day: Day, standing: Standing) -> dict[str, float]:
    """What the rank of a story is made of before it is weighed."""
    changed = standing.changed
    words = sum(len(article.text.split()) for article in story.articles)
    news = 1.0 if changed is None else math.log2(1 + changed) / 2 if changed else UNCHANGED
    return {
        "origins": round(math.log2(1 + story.origins), 4),
        "freshness": round(_freshness(story, day), 4),
        "news": round(news, 4),
        "watch": float(min(MOST_WATCHED, len(watch_list_names(story.articles, standing.watched)))),
        "names": round(math.log2(max([1, *(standing.common.get(name, 1) for name in story_names(story))])), 4),
        "voices": round(math.log2(1 + standing.voices), 4),
        "length": round(math.log2(1 + words / 100), 4),
    }


def weighed(terms: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """The terms of a rank times their weights: what is printed, and adds up to the score."""
    return {name: round(value * weights[name], 4) for name, value in terms.items()}


def ranks_without(terms: Sequence[Mapping[str, float]]) -> list[dict[str, int]]:
    """For each of some stories, given in the order of their ranks, where it would stand without each of its terms.

    >>> ranks_without([{"origins": 2.0, "watch": 1.5}, {"origins": 2.5, "watch": 0.0}])
    [{'origins': 1, 'watch': 2}, {'origins': 2, 'watch': 1}]
    """
    found = []
    without = {
        name: [sum(value for term, value in each.items() if term != name) for each in terms]
        for name in dict.fromkeys(name for each in terms for name in each)
    }
    for at in range(len(terms)):
        places = {}
        for name in terms[at]:
            scores = without[name]
            places[name] = 1 + sum((-score, number) < (-scores[at], at) for number, score in enumerate(scores))
        found.append(places)
    return found


def story_names(story: Story) -> frozenset[str]:
    """The full names in the titles and openings of a story."""
    texts = (
        f"{article.title}. {article.paragraphs[0].text if article.paragraphs else ''}" for article in story.articles
    )
    return frozenset(name for text in texts for name in names(text) if " " in name)


def name_counts(stories: Iterable[Story]) -> Counter[str]:
    """In how many stories each name stands."""
    return Counter(name for story in stories for name in story_names(story))


def watch_list_names(articles: Iterable[Article], watched: Sequence[str]) -> tuple[str, ...]:
    """The entries of a watch list whose words all stand in the title and text of one of some articles.

    >>> from ingest.articles import Paragraph
    >>> quay = Article("a", "Ferry late", (Paragraph("a", 1, 1, "The Grey Heron was late."),))
    >>> watch_list_names([quay], ["grey heron", "pensions"])
    ('grey heron',)
    """
    told = [stems(f"{article.title}\n{article.text}") for article in articles] if watched else []
    return tuple(entry for entry in watched if (wanted := stems(entry)) and any(wanted <= words for words in told))


def _freshness(story: Story, day: Day) -> float:
    newest = max((placed(article.published, article.added, UTC) for article in story.articles), default=day.start)
    return min(1.0, max(0.0, (newest - day.start) / (day.end - day.start)))
