"""Questions that a reader may ask next, each read off the articles, and offered only when the library answers it.

    an answer -> the story of its articles -> Candidates -> those that are asked, answered, and tell something else

No model is needed; how many are tried is bounded, since each is asked like any other question.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any

from assistant.answers import Filters
from assistant.counted import RUNNING, told_in
from assistant.followups import standalone
from assistant.ledger import Ledger
from assistant.noun_phrases import is_person
from assistant.question import asked_text
from assistant.speaking_kinds import is_speaking_kind
from assistant.spoken import pointed_at
from assistant.statements import Statement
from assistant.words import names
from ingest import storylines
from ingest.articles import Article
from ingest.conversations import Turn
from ingest.dates import placed
from ingest.hygiene import clean_line
from ingest.sentences import sentence_spans

if TYPE_CHECKING:
    from assistant.assistant import Assistant

MOST, MOST_TRIED = 3, 6
MOST_READ = 12  # articles of a story, the newest
MOST_WAITING = (
    200  # articles that are grouped into stories for this; where more wait, only what is grouped already is read
)
NEWEST = 3  # stories from which the first questions of a conversation are taken
LONGEST_TITLE = 120
_PEOPLE = {
    "dead": "died", "injured": "were injured", "missing": "are missing", "ill": "fell ill", "hospital": "are in hospital",
    "held": "were arrested",
}  # fmt: skip
_WHERE = r"\b(in|at|on|near|off|aboard)( the)? "
_ABOUT = re.compile(
    r"\b[Tt]he ((?:[a-z][a-z-]{2,} )?[a-z][a-z-]{3,})(?= (?:of|was|were|is|are|had|has|have|would|will|could|at|in|on|that|and|by|for|from|with|but)\b|[,.;])"
)
_NO_THING = re.compile(
    r"\w+s \w+|(?:\w+ )?(?:\w+(?:ed|ly|ing)|says|once|again|same|other|first|last|next|most|rest|former|latter|case|fact|question|meantime|way|spot|day|week|month|year|time|end)"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that an article may answer."""

    question: str
    article_id: str


def after(assistant: Assistant, answer: Mapping[str, Any]) -> list[Candidate]:
    """Questions about what else the articles tell of the story that an answer, or what is nearest to a refusal, is of."""
    cited = [one["article_id"] for claim in answer["claims"] for one in claim["citations"]]
    known = cited or [hit["article_id"] for hit in answer["closest"]]
    story = _story(assistant, known)
    near = [one for one in known if one in {article.id for article in story}]
    if not cited and 2 * len(near) <= len(known):  # what is near to a refused question is of no one story
        return []
    return list(_of_story(assistant, story, set(cited)))[:MOST_TRIED]


def at_first(assistant: Assistant) -> list[Candidate]:
    """Questions about the stories of the newest articles, for a conversation that is not begun."""
    found: dict[tuple[str, ...], list[Candidate]] = {}
    for article in assistant.articles()[: NEWEST * 4]:
        story = _story(assistant, [article.id])
        key = tuple(one.id for one in story)
        if key not in found and len(found) < NEWEST:
            found[key] = list(_of_story(assistant, story, ()))
    return list(filter(None, chain.from_iterable(zip_longest(*found.values()))))[:MOST_TRIED]


def offered(
    assistant: Assistant,
    candidates: Sequence[Candidate],
    turns: Sequence[Turn] = (),
    filters: Filters | None = None,
    *,
    may_ask: Callable[[], bool] = lambda: True,
) -> tuple[str, ...]:
    """Those questions, at most three, that are answered from their article when they are asked next, and by something new.

    `may_ask` is called before each is tried, and may wait; where it says no, those that were found by then are offered.
    """
    shown = {claim["text"] for turn in turns for claim in turn.answer["claims"]}
    asked = {turn.question.casefold() for turn in turns}
    before = [pointed_at(turn) for turn in turns]
    found: list[str] = []
    for one in candidates[:MOST_TRIED]:
        if len(found) == MOST:
            break
        if one.question.casefold() in asked or standalone(asked_text(one.question), before) != one.question:
            continue
        if not may_ask():
            break
        answer = assistant.ask(one.question, filters, model="")
        first = answer.claims[0] if answer.status == "answered" else None
        if first and first.text not in shown and first.citations[0].paragraph.article_id == one.article_id:
            shown.add(first.text)
            found.append(one.question)
    return tuple(found)


def _story(assistant: Assistant, article_ids: Sequence[str]) -> list[Article]:
    """The newest articles of the story that most of some articles are of, the newest first; those alone that are in none yet."""
    library = assistant.library
    if len(storylines.without_gist(library)) + len(storylines.placeless(library)) <= MOST_WAITING:
        assistant.desk.keep_up()
    votes = Counter(article_ids)
    lines = storylines.storylines(library, set(article_ids))
    line = max(lines, key=lambda one: (sum(votes[each] for each in one.article_ids), one.id), default=None)
    articles = [library.article(one) for one in (line.article_ids if line else dict.fromkeys(article_ids))]
    return sorted(articles, key=lambda one: (placed(one.published, one.added, UTC), one.id), reverse=True)[:MOST_READ]


def _of_story(assistant: Assistant, story: Sequence[Article], cited: Collection[str]) -> Iterator[Candidate]:
    """The newest other development, who is quoted, and a number that was updated, in turn; what is not cited yet first."""
    told = [one for one in story if one.language in ("", "en")]
    kinds = (_developments(told, cited), _quoted(assistant, told, cited), _updated(told))
    return filter(None, chain.from_iterable(zip_longest(*kinds)))


def _developments(story: Sequence[Article], cited: Collection[str]) -> Iterator[Candidate]:
    for article in story:
        title = clean_line(article.title)
        if article.id not in cited and title and len(title) <= LONGEST_TITLE:
            yield Candidate(f"What is known about “{title}”?", article.id)


def _quoted(assistant: Assistant, story: Sequence[Article], cited: Collection[str]) -> Iterator[Candidate]:
    """What each person who is named is quoted on, who says most first; of what somebody speaks of, that which most articles have."""
    texts = [one.text.casefold() for one in story]
    said: dict[str, list[tuple[int, Statement, str]]] = {}
    for found in Ledger(assistant.library).statements(story).values():
        for one in (each for each in found if each.attribution == "named" and is_person(each.speaker)):
            for thing in _things(one.text):
                held = sum(f"the {thing}" in text for text in texts)
                said.setdefault(clean_line(one.speaker), []).append((held, one, thing))
    for speaker, spoken in sorted(said.items(), key=lambda each: -len(each[1])):
        _, one, thing = max(spoken, key=lambda each: (each[0], each[1].article.id not in cited))
        yield Candidate(f"What did {speaker} say about the {thing}?", one.article.id)


def _things(text: str) -> list[str]:
    """The things that a statement names, without those who speak and what says nothing alone."""
    things = (match[1] for match in _ABOUT.finditer(text))
    return [thing for thing in things if not _NO_THING.fullmatch(thing) and not is_speaking_kind(thing)]


def _updated(story: Sequence[Article]) -> Iterator[Candidate]:
    """The people in some state whom several articles count, by the newest."""
    place = _place(story)
    counts: dict[str, list[Article]] = {}
    for article in story:
        for state in dict.fromkeys(_states(article)):
            counts.setdefault(state, []).append(article)
    for state, articles in sorted(counts.items(), key=lambda each: -len(each[1])):
        if place and len(articles) > 1:
            yield Candidate(f"How many people {_PEOPLE[state]} {place}?", articles[0].id)


def _states(article: Article) -> Iterator[str]:
    for paragraph in article.paragraphs:
        for start, end in sentence_spans(paragraph.text, article.language or "en"):
            yield from (
                one.state for one in told_in(paragraph.text[start:end]) if one.state in RUNNING and one.state in _PEOPLE
            )


def _place(story: Sequence[Article]) -> str:
    """Where a story happens, as its articles put it: "in Tarnwick", "on the Grey Heron"; "" where that cannot be told."""
    openings = [f"{article.title}. {article.paragraphs[0].text}" for article in story]
    held = Counter(name for text in openings for name in set(names(text)) if not name.isupper())
    text = "\n".join(article.text for article in story)
    for name, count in held.most_common(3):
        found = Counter(f"{match[1]}{match[2] or ''}" for match in re.finditer(_WHERE + re.escape(name) + r"\b", text))
        if found and 2 * count > len(story):
            return f"{found.most_common(1)[0][0]} {name}"
    return ""
