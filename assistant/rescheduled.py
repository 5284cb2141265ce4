"""A day that was moved: where a later article says of what a question asks that it comes earlier or later than it was to.

"When does Hale leave?" -> the best sentence with a day -> a later article's sentence that tells the same of Hale, with
another day, and says that it was moved ("three weeks earlier than planned", "was put off to 8 April")
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from assistant import tellings
from assistant.answers import Hit
from assistant.coverage import credit
from assistant.evidence import Scored, Sentence, sentences_of
from assistant.question import Question

BEST = 3  # of the sentences, among which the day lies that was moved
MOST_READ = 60  # sentences of an article
_MOVED = re.compile(
    r"\b(?:earlier|sooner|later) than (?:\w+ )?(?:planned|expected|scheduled|announced|intended|thought|due|set|foreseen)"
    r"|\b(?:days?|weeks?|months?|years?) (?:earlier|sooner|later|ahead of schedule|behind schedule)\b"
    r"|\b(?:moved|brought|pushed|put|shifted) (?:up|forward|back|off|to)\b|\b(?:postpon|delay|reschedul|defer)\w+|\binstead of (?:on )?(?:\d|[A-Z])",
    re.I,
)
_UNSURE = re.compile(r"\b(?:could|may|might|if|unless|whether|perhaps|not|never|wants?|urged?|asked)\b")


def moved(question: Question, ranked: Sequence[Scored]) -> tuple[Scored, Scored] | None:
    """The sentence that tells the day to which something was moved, and the one that tells its old day; None where none does."""
    doing = [word for word in question.words if word not in question.name_words]
    if question.kind != "time" or not question.name_words or not doing:
        return None
    for old in ranked[:BEST]:
        days = {*tellings.explicit_days(old.sentence.text, old.sentence.hit.article)}
        if len(days) == 1:
            later = [(one, day) for one, day in _moved(question, doing, ranked, old) if day not in days]
            if newest := max(later, key=lambda told: told[0].hit.article.published, default=None):
                return replace(old, sentence=newest[0], features={}, vector=np.zeros_like(old.vector)), old
    return None


def _moved(
    question: Question, doing: Sequence[str], ranked: Sequence[Scored], old: Scored
) -> Iterator[tuple[Sentence, object]]:
    """The sentences of later articles about the same that say that it was moved, with the one day that each tells."""
    before = old.sentence.hit.article
    for article in dict.fromkeys(one.sentence.hit.article for one in ranked):
        whole = f"{article.title}\n{article.text}"
        is_later = tellings.later(article, before) and article.published > before.published
        if not is_later or not all(credit(name, whole) for name in question.name_words):
            continue
        for one in sentences_of([Hit(paragraph, article, 0.0) for paragraph in article.paragraphs], MOST_READ):
            days = {*tellings.explicit_days(one.text, article)}
            told = all(credit(word, one.text) for word in doing)
            named = any(credit(name, one.text) for name in question.name_words)
            if len(days) == 1 and told and named and _MOVED.search(one.text) and not _UNSURE.search(one.text):
                yield one, days.pop()
