"""Invented briefings as the JSON that is kept of them, and a way to put a hostile word everywhere in one."""

from __future__ import annotations

import itertools
from typing import Any

Json = dict[str, Any]
DAY = "2026-03-11"


def citation(number: int, quote: str, **other: Any) -> Json:
    return {
        "number": number, "article_id": f"a{number}", "external_id": None, "title": f"Report {number}", "source": "The Courier",
        "url": f"https://courier.example/{number}", "published": "2026-03-11T07:30:00+00:00", "version": 1, "paragraph": number,
        "start": 0, "end": len(quote), "quote": quote, "changed_since": False, "removed": False, **other,
    }  # fmt: skip


def claim(number: int, text: str, **other: Any) -> Json:
    return {"text": text, "verdict": "verbatim", "citations": [citation(number, text, **other)]}


def story(number: int, **other: Any) -> Json:
    """A story whose paragraphs have the ten numbers from ten times its own on."""
    place = itertools.count(number * 10)

    def said(text: str) -> Json:
        at = next(place)
        return claim(at, f"{text} {at}.")

    told = {
        "id": f"s{number}", "rank": number, "title": f"The quay of Tarnwick, part {number}", "news": "developing",
        "summary": [said("The quay was closed on Monday"), said("Divers looked at its wall")],
        "changes": [{"kind": "updated", "before": said("The repair costs 9 million"), "after": said("It costs 14 million")}],
        "points": [said("The fish market moved to the car park")],
        "said": [{"speaker": "Ann Hale", "attribution": "named", "quotation": True, "claim": said("We will be quick")}],
        "differences": [
            {"about": "people hurt", "kind": "number", "different_time": False,
             "versions": [said("Two people were hurt"), said("Three people were hurt")]}
        ],
        "numbers": [said("The wall is 310 metres long")],
        "timeline": [{"date": "2026-03-09", "claim": said("A ship struck the wall")}],
        "watch": [], "unknowns": [], "sources": 1, "origins": 1, "rank_terms": {"origins": 1.0}, "outlets": ["The Courier"],
        "articles": [f"a{number * 10 + offset}" for offset in range(10)],
    }  # fmt: skip
    return told | other


def edition(*stories: Json, **other: Any) -> Json:
    """A briefing of some stories, numbered in reading order, every article of which is accounted for."""
    from assistant.layout import claims_of
    from assistant.lengths import renumbered

    cited = {
        one["article_id"]: one for claim in claims_of({"stories": stories}) for one in claim["citations"]
    }  # each article is one paragraph here
    coverage = [
        {"article_id": name, "external_id": None, "version": 1, "use": "cited", "reason": "",
         "title": one["title"], "source": one["source"]}
        for name, one in cited.items()
    ]  # fmt: skip
    coverage.append(
        {
            "article_id": "a0",
            "external_id": "x0",
            "version": 1,
            "use": "left_out",
            "reason": "too short",
            "title": "",
            "source": "",
        }
    )
    made = {
        "day": DAY, "window": ["2026-03-11T00:00:00+00:00", "2026-03-12T00:00:00+00:00"], "since": "2026-03-10",
        "title": "Briefing for Wednesday, 11 March 2026", "lead": [claim(10, "Паром закрыт, the ferry is shut.")],
        "stories": list(stories), "coverage": coverage, "engine": "extractive", "notices": [],
    }  # fmt: skip
    return renumbered(made | other)


def poisoned(value: Any, word: str, keep: tuple[str, ...] = ("day", "window", "since", "published", "use")) -> Any:
    """A copy of a briefing in which every text, but days and what is chosen from a list, is one word."""
    if isinstance(value, dict):
        return {key: one if key in keep else poisoned(one, word, keep) for key, one in value.items()}
    if isinstance(value, list):
        return [poisoned(one, word, keep) for one in value]
    return word if isinstance(value, str) else value
