"""Questions that ask for several things: when they do, and which sentences add one that is not shown yet."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.evidence import answering_spans
from assistant.kinds import THINGS
from assistant.question import Question
from assistant.words import WORD, content_words, stem

MOST_ITEMS = 8  # sentences shown to a question that asks for a list
NEW_WORDS = 4  # content words that a sentence must add where no kind of thing is asked for
_ASKS = re.compile(
    r"^\W*(?:list\b|name (?:all|the|some|every)\b|who (?:are|were|else)\b|what (?:are|were) (?:the|all|some)\b)|\b(?:names|list) of\b|"
    r"^\W*(?:which|what) (?:\w+ )?(?!\w*ss\b|\w*us\b|news\b|was\b|is\b|has\b|does\b)\w+s\b(?! of\b)(?!['’])",
    re.I,
)
_COUNTRY_LIKE = re.compile(r"^\W*(?:which|what) (?:\w+ )?(?:people|men|women|children)\b", re.I)
_ONE_THING = re.compile(r"^\W*what (?:is|was|does|has)\b", re.I)


def asks_for_list(question: Question) -> bool:
    """Whether a question asks for several things.

    >>> from assistant.question import understood
    >>> [asks_for_list(understood(text)) for text in ("Which countries signed?", "Who were the envoys?", "Who is Ada Hale?")]
    [True, True, False]
    """
    text = question.text
    return bool(_ASKS.search(text) or _COUNTRY_LIKE.search(text)) and not _ONE_THING.search(text)


def adds_item(question: Question, shown: Iterable[str], text: str) -> bool:
    """Whether a sentence names something asked for that the shown ones do not."""
    if question.kind in THINGS:
        return not items(question, text) <= {one for other in shown for one in items(question, other)}
    known = {stem(word) for other in (question.text, *shown) for word in content_words(other)}
    return sum(stem(word) not in known for word in content_words(text)) >= NEW_WORDS


def items(question: Question, text: str) -> set[str]:
    """The things of the kind asked for that a sentence names, by their last words."""
    return {stem(WORD.findall(text[start:end])[-1]) for start, end in answering_spans(question, text)}
