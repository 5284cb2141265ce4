"""An article as sentences that can be edited, reworded, taken out or added to, each edit remembered with both its wordings."""

from __future__ import annotations

import difflib
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench import _changes as changes
from bench import _named as named
from bench import _negated as negated
from bench import _reworded as reworded
from bench import _roles as roles
from bench._kept import Row
from bench._outcomes import outcome
from bench.edits import RESIDUE, Maker, Sentence, paragraphs, suitable
from ingest.sentences import sentence_spans

MOST_PARAGRAPHS, FEWEST_SENTENCES = 12, 8
MOST_REPEATED = 24  # words of a note's two quotations
AROUND = 3  # words that a note of correction repeats around what was wrong
# What is another day when it is told a day later
MOVING = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|overnight|ago|this (?:morning|afternoon|evening|week|weekend|month|year)|"
    r"(?:last|next) (?:night|week|weekend|month|year)|(?:past|next|last) (?:\w+ )?(?:hours?|days?)|earlier|later|correction|{day})\b",
    re.IGNORECASE,
)
_MOVING_TEXT = MOVING.pattern
MAKERS: dict[str, Maker] = {
    "number": changes.number, "date": changes.date, "name": named.name, "outcome": outcome,
    "negation": negated.negation, "attribution": roles.speaker,
}  # fmt: skip
Texts = list[list[str]]  # paragraphs, each its sentences


@dataclass(frozen=True, slots=True)
class Injection:
    """One thing that is told otherwise than before: its kind, and the sentences that tell it before and after."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    case: str = ""


def moving(weekday: str) -> re.Pattern[str]:
    """What says another day when it is told on that weekday in place of the day before."""
    return re.compile(_MOVING_TEXT.replace("{day}", weekday), re.IGNORECASE)


def whole_sentences(article: Row, without: re.Pattern[str] | None = None) -> Texts:
    """The first paragraphs of an article as sentences, less residue and what `without` finds."""
    found: Texts = []
    for paragraph in article.get("paragraphs") or paragraphs(article["text"]):
        text = re.sub(r"\s+", " ", paragraph).strip()
        sentences = [text[start:end] for start, end in sentence_spans(text)]
        kept = [one for one in sentences if not (RESIDUE.search(one) or (without and without.search(one)))]
        found += [kept] if sum(len(one.split()) for one in kept) > 5 else []
    return found[:MOST_PARAGRAPHS]


def long_enough(texts: Texts) -> bool:
    """Whether an article is worth retelling: enough sentences, enough of them editable."""
    every = [one for sentences in texts for one in sentences]
    return len(every) >= FEWEST_SENTENCES and sum(map(suitable, every)) >= FEWEST_SENTENCES // 2


def as_sentence(text: str, texts: Texts, name: str) -> Sentence:
    paragraph = next((" ".join(sentences) for sentences in texts if text in sentences), text)
    return Sentence(text, paragraph, "", name, "\n\n".join(map(" ".join, texts)))


def editable(texts: Texts) -> list[str]:
    """The sentences that stand well by themselves and are said once."""
    every = [one for sentences in texts for one in sentences]
    return [one for one in every if suitable(one) and every.count(one) == 1]


def changed(kind: str, text: str, texts: Texts, chance: random.Random) -> str | None:
    """A sentence with an edit of a kind, or None where nothing of that kind can be edited."""
    made = MAKERS[kind](as_sentence(text, texts, ""), chance)
    return made if made and made != text else None


def lightly(text: str, texts: Texts, chance: random.Random) -> str:
    """A sentence honestly reworded by one rule, itself where none fits."""
    sentence = as_sentence(text, texts, "")
    ways = [made for maker in reworded.MAKERS.values() if (made := maker(sentence, chance)) and made != text]
    return chance.choice(ways) if ways else text


def first_editable(
    kind: str, texts: Texts, taken: set[str], chance: random.Random
) -> tuple[str, str] | None:  # fmt: skip
    """A sentence not yet taken with an edit of a kind, drawn by chance."""
    left = [text for text in editable(texts) if text not in taken]
    for text in chance.sample(left, len(left)):
        if (made := changed(kind, text, texts, chance)) is not None:
            return text, made
    return None


def correction(original: str, edited: str, chance: random.Random) -> str | None:
    """A note that an earlier report was wrong, with what it said and what is so; None where quotation marks would nest."""
    wrong, right = phrases(original, edited)
    if not wrong or not right or re.search(r"[\"“”]", wrong + right) or len(f"{wrong} {right}".split()) > MOST_REPEATED:
        return None
    form = chance.choice([
        'Correction: An earlier report said "{wrong}"; it was "{right}".',
        'Correction: An earlier version of this article said "{wrong}". It should have said "{right}".',
        'Correction: We reported "{wrong}", which was wrong. The correct words are "{right}".',
    ])  # fmt: skip
    return form.format(wrong=wrong, right=right)


def phrases(original: str, edited: str) -> tuple[str, str]:
    """What an edit replaced and by what, with a few of the words around.

    >>> phrases("The storm sank nine boats in the old harbour of Skarvik.", "The storm sank six boats in the old harbour of Skarvik.")
    ('The storm sank nine boats in the', 'The storm sank six boats in the')
    """
    before, after = original.rstrip(".").split(), edited.rstrip(".").split()
    blocks = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    moved = [block for block in blocks if block[0] != "equal"]
    if not moved:
        return "", ""
    (_, a, _, c, _), (_, _, b, _, d) = moved[0], moved[-1]
    wrong, right = before[max(0, a - AROUND) : b + AROUND], after[max(0, c - AROUND) : d + AROUND]
    return " ".join(wrong).strip(",;:."), " ".join(right).strip(",;:.")


def retold(texts: Texts, told: Callable[[str], Sequence[str]]) -> Texts:
    """The paragraphs with each sentence told in other sentences, or in none; paragraphs left empty go."""
    new = [[new for one in sentences for new in told(one)] for sentences in texts]
    return [sentences for sentences in new if sentences]


def with_added(texts: Texts, sentence: str, chance: random.Random, *, last: bool = False) -> Texts:
    """The paragraphs and one sentence more: at the end of one of them or as one of its own, never the first; or last of all."""
    place = len(texts) if last else chance.randint(1, len(texts))
    if last or chance.random() < 0.5 or not re.search(r"[.!?][\"”’)]?$", texts[place - 1][-1]):
        return [*texts[:place], [sentence], *texts[place:]]
    return [*texts[: place - 1], [*texts[place - 1], sentence], *texts[place:]]


def as_row(name: str, source: str, texts: Texts, **fields: str) -> Row:
    """An article in the import format; `fields` are its url, title and time."""
    told = [" ".join(sentences) for sentences in texts]
    return {"id": name, "source": source, "language": "en", "paragraphs": told} | fields


def apart(articles: Sequence[Row], alike: float = 0.3) -> Iterator[Row]:
    """The articles that share few of their rarer words with any given before, so that each is a story of its own."""
    kept: list[set[str]] = []
    for article in articles:
        words = _rare(article)
        if all(len(words & other) < alike * min(len(words), len(other)) for other in kept):
            kept.append(words)
            yield article


def _rare(article: Row) -> set[str]:
    text = article.get("text") or "\n\n".join(article["paragraphs"])
    return {word.casefold() for word in re.findall(r"\w{6,}", text)}
