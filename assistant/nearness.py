"""How near the words of a question and of a sentence come in meaning, each word read in its own sentence.

For every word the nearest word of the other text is taken (the late interaction of Khattab and Zaharia, SIGIR 2020), with
the vectors that the embedding model gives the words on its way to that of the text; nothing was trained for it. It finds
"scrapped" borne out by "withdrawn", where counting words in common finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.coverage import is_name
from assistant.question import Question
from assistant.words import WORD, stem
from ingest.embedder import Worded

Read = Callable[[Sequence[str]], Sequence[Worded]]
_ASKS = re.compile(r"wh(?:at|ich|en|ere|y|o|om|ose)|how", re.I)
UNKNOWN = 0.6  # what stands for a cosine where there is no word to compare


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines of nearest words: of the word that asks, of the sentence's words but names, of the question's content words."""

    asking: float
    said: float
    held: Mapping[str, float]


def nearness(question: Question, asked: Worded, sentence: str, told: Worded) -> Nearness:
    """How near the words of a question and a sentence come."""
    if not len(asked.words) or not len(told.words):
        return Nearness(UNKNOWN, UNKNOWN, {})
    cosines = told.words.astype(np.float32) @ asked.words.astype(np.float32).T
    nearest = cosines.max(axis=0)
    plain = [row for row, (start, _) in enumerate(told.places) if not sentence[start].isupper()]
    return Nearness(
        float(nearest[_asking(question, asked)]), float(cosines[plain].max(axis=1).mean()) if plain else UNKNOWN,
        {word: float(nearest[at]) for word, at in _places(question, asked).items()},
    )  # fmt: skip


def _asking(question: Question, asked: Worded) -> int:
    """Which word of a question asks; the first where none does."""
    asks = (at for at, (start, end) in enumerate(asked.places) if _ASKS.fullmatch(question.text, start, end))
    return next(asks, 0)


def _places(question: Question, asked: Worded) -> dict[str, int]:
    """Where each content word of a question stands among its words."""
    forms: dict[str, int] = {}
    for at, (start, end) in enumerate(asked.places):
        forms.setdefault(stem(question.text[start:end]), at)
    return {word: forms[stem(word)] for word in question.words if stem(word) in forms}


def borne_out(question: Question, held: Sequence[Mapping[str, float]], rarity: Mapping[str, float]) -> float:
    """How near some sentences together come to the question's words that are no names, the rare ones counting more.

    Names are left out: that an article speaks of whom the question names does not say that it tells what is asked of them.
    """
    plain = [word for word in question.words if not is_name(word, question) and any(word in one for one in held)]
    total = sum(rarity[word] for word in plain)
    if not total:
        return UNKNOWN
    return sum(rarity[word] * max(one.get(word, 0.0) for one in held) for word in plain) / total


def without_names(question: Question) -> str:
    """The text of a question without the names in it.

    >>> from assistant.question import understood
    >>> without_names(understood("Which insurer covers the Grey Heron?"))
    'Which insurer covers the ?'
    """
    named = {stem(word) for word in question.words if is_name(word, question)}
    return " ".join(WORD.sub(lambda match: "" if stem(match[0]) in named else match[0], question.text).split())
