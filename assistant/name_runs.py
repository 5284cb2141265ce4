"""The names in the runs of capitalised words of a text: each without the titles and the words of bodies that stand in its run."""

from __future__ import annotations

import functools
import re

from assistant.names import is_country_word
from assistant.noun_phrases import CAPITAL, GIVEN, OPENERS, ORGANISATION, PARTICLE, RANKS
from assistant.words import STOP_WORDS, is_date_word

_RUN = re.compile(rf"(?<![\w’'-]){CAPITAL}(?:\s(?:{PARTICLE}\s){{0,2}}{CAPITAL})*(?:,?\s(?:Jr|Sr)\b\.?)?")
# The words of a name, where they begin, and the titles before them.
Part = tuple[tuple[str, ...], int, tuple[str, ...]]


def named_in(text: str) -> list[Part]:
    """The names in the runs of capitalised words of a text.

    >>> named_in("Then Mayor Ada Hale left Osten.")
    [(('Ada', 'Hale'), 11, ('Mayor',)), (('Osten',), 25, ())]
    """
    runs = ((match.start(), _parts(match[0])) for match in _RUN.finditer(text))
    return [(words, begin + start, ranks) for begin, parts in runs for words, start, ranks in parts]


@functools.lru_cache(maxsize=20_000)
def _parts(run: str) -> tuple[Part, ...]:
    """The names in a run of capitalised words, those behind a title or an organisation's word apart."""
    found: list[Part] = []
    words: list[str] = []
    ranks: list[str] = []
    start = 0
    for match in re.finditer(r"[^\s,]+,?", run):
        word = match[0].rstrip(",")
        plain = word.casefold().rstrip(".")
        opens = match.start() == 0 and (plain in STOP_WORDS or plain in OPENERS)
        given = plain in GIVEN and not words and match.end() < len(run)
        land = not words and is_country_word(word) and run.count(" ", match.end()) >= 2
        if opens or land or plain in RANKS or (plain in ORGANISATION and not given) or is_date_word(plain):
            if words:
                found.append((tuple(words), start, tuple(ranks)))
            words, ranks = [], [*ranks, word] if plain in RANKS else []
            continue
        if not words:
            start = match.start()
        words.append(word)
        if re.search(r"[’']s?$", word):
            found.append((tuple(words), start, tuple(ranks)))
            words, ranks = [], []
    if words:
        found.append((tuple(words), start, tuple(ranks)))
    return tuple(found)
