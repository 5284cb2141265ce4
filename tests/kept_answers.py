"""Invented answers as the JSON that is kept of them."""

from __future__ import annotations

from typing import Any

from editions import claim

Json = dict[str, Any]


def kept_answer(*claims: Json, question: str = "Why was the quay closed?", **other: Any) -> Json:
    """An answer of some claims; without any it is a refusal."""
    answer = {
        "question": question, "standalone_question": question, "status": "answered" if claims else "not_in_sources",
        "engine": "extractive", "claims": list(claims), "short_answer": None, "differences": [], "closest": [], "missing": [],
        "notices": [], "filters": {"since": None, "until": None, "sources": []}, "filters_read": [], "left_out": [], "seconds": {},
        "answer": " ".join(one["text"] + "".join(f" [{cited['number']}]" for cited in one["citations"]) for one in claims),
    }  # fmt: skip
    return answer | other


STORM = claim(1, "The quay was closed because of a storm.")
DIVERS = claim(2, "Divers looked at its wall.")
