"""Words that news uses for the same thing, so that a question in one wording finds an article in another.

The groups lie in `thesaurus.txt`, one a line, and were written for this project. Only words that can nearly always stand
for each other in a report share a line. A word may stand on several lines, and being alike is not handed on: a ferry and
a tanker are both vessels, each on a line of its own, and stay two things.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from assistant.words import stem

ALIKE = 0.8  # what another word for the same thing counts against the word itself


def groups() -> Iterator[tuple[str, ...]]:
    """The words of each line of the file, without its comments."""
    for line in Path(__file__).with_name("thesaurus.txt").read_text(encoding="utf-8").splitlines():
        if words := tuple(line.partition("#")[0].split()):
            yield words


@functools.cache
def _table() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for words in groups():
        group = {stem(word) for word in words}
        for word in group:
            table.setdefault(word, set()).update(group - {word})
    return {word: frozenset(others) for word, others in table.items()}


@functools.lru_cache(maxsize=50_000)
def others(word: str) -> frozenset[str]:
    """The stems of other words for the same thing and of irregular forms of the word, empty for most words.

    >>> stem("retreat") in others("withdrawal")
    True
    >>> stem("sank") in others("sinking")
    True
    """
    return _table().get(stem(word), frozenset())
