"""Questions that are written without capitals: their names as the sentences write them, so that "did hale resign" speaks of Hale."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from assistant.question import Question
from assistant.words import STOP_WORDS, WORD, is_date_word, names

SHORTEST = 3  # letters of a word that may be a name
_INSIDE = re.compile(
    r"(?<=[\w,;:’'] )[A-Z]\w+|\b[a-z]\w+"
)  # a word with a capital that opens no sentence, or one without


def as_written(question: Question, texts: Iterable[str]) -> Question:
    """A question whose words have the capitals that texts never write them without; one that has capitals stays as it is.

    >>> from assistant.question import understood
    >>> as_written(understood("did hale resign"), ["The mayor, Ada Hale, may resign."]).text
    'did Hale resign'
    >>> as_written(understood("what is nato"), ["What they asked of NATO, and NATO of them, is in Nato's report."]).text
    'what is NATO'
    """
    if names(question.text):
        return question
    found = Counter(word for text in texts for word in _INSIDE.findall(text))
    plain = {word.casefold() for word in question.words if len(word) >= SHORTEST}
    plain -= {word for word in plain if word in found or word in STOP_WORDS or is_date_word(word)}
    written = {word.casefold(): word for word, _ in reversed(found.most_common()) if word.casefold() in plain}
    if not written:
        return question
    text = WORD.sub(lambda match: written.get(match[0], match[0]), question.text)
    return replace(question, text=text, names=names(text))
