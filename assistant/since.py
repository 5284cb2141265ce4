"""What has changed in a story since the reader's last briefing: each change with the words before and the words now.

    statements known before  \
                               -> related pairs -> new, updated, confirmed, disputed, corrected, dropped
    statements told now      /

A statement that was told before in other words is no change, whoever tells it now.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from assistant.alone import lacks_end, leans
from assistant.answers import Claim
from assistant.comparing import Relation, same_time
from assistant.corrections import Correction, corrections
from assistant.counted import states_in
from assistant.edition import Change, Kind
from assistant.figures import figures
from assistant.moving import moved
from assistant.newsworth import newsworth
from assistant.statements import Statement
from assistant.wording import squeezed
from assistant.words import content_stems, content_words, names

MOST = {"new": 4, "confirmed": 2, "dropped": 3}  # of one kind that one article tells; others are all told
MOST_OF_ALL = 20  # of one kind in a story
# The share of a statement's content words from which it was told before: by the whole story, and by three sentences on end.
KNOWN, TOGETHER = 0.6, 0.5
ALIKE = 0.6  # the share of content words from which two statements tell one new thing
FEWEST = 4  # content words of a statement that can be news
KEPT = 0.5  # the share of an old version's statements that a new one must keep for the others to count as taken out
_CORRECTS = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|clarification|wrongly|mistakenly|erroneously|in error|misstated|had been wrong|was wrong|earlier version|(?:and|but) not \w+(?: \w+){0,3} as)\b",
    re.I,
)
_WITHDRAWS = re.compile(
    r"\b(?:retract(?:s|ed|ion)|withdr(?:ew|awn|aws) (?:the|its|that|an?|this|his|her) (?:\w+ ){0,3}(?:report|article|story|claim|statement|account|figure|allegation)|(?:report|article|story|account|claim|statement)s? (?:\w+ ){0,6}(?:has|have|had|was|were) (?:been )?withdrawn|no longer stands by|taken down)\b",
    re.I,
)
Pair = tuple[Statement, Statement, Relation]  # now, before


@dataclass(slots=True)
class _Story:
    """The statements of a story before and now, and what is related to what."""

    now: Sequence[Statement]
    before: Sequence[Statement]
    corrections: tuple[Correction, ...] = ()
    withdrawn: dict[Statement, list[Statement]] = field(default_factory=dict)  # what is taken back, by who says so
    of_now: dict[Statement, list[tuple[Statement, Relation]]] = field(default_factory=dict)
    of_before: dict[Statement, list[tuple[Statement, Relation]]] = field(default_factory=dict)

    @classmethod
    def of(cls, now: Sequence[Statement], before: Sequence[Statement], pairs: Iterable[Pair]) -> _Story:
        told = {squeezed(one.text) for one in before}
        fresh = [one for one in now if squeezed(one.text) not in told]
        story = cls(now, before, tuple(corrections(fresh, before)))
        for one, other, relation in pairs:
            if _WITHDRAWS.search(one.text) and not _WITHDRAWS.search(other.text):
                story.withdrawn.setdefault(one, []).append(other)
                continue
            story.of_now.setdefault(one, []).append((other, relation))
            story.of_before.setdefault(other, []).append((one, relation))
        return story

    def is_told_before(self, one: Statement) -> bool:
        """Whether a statement of now was told before, in these words or others."""
        return any(relation.kind == "same" for _, relation in self.of_now.get(one, ()))

    def still_tells(self, article_id: str, other: Statement) -> bool:
        """Whether an article of now still tells what was told before."""
        return any(
            relation.kind == "same" and one.article.id == article_id for one, relation in self.of_before.get(other, ())
        )


def changes(now: Sequence[Statement], before: Sequence[Statement], pairs: Iterable[Pair]) -> tuple[Change, ...]:
    """What is not as it was told before, the gravest first; `before` must not be empty: all of a new story is new."""
    story = _Story.of(now, before, pairs)
    found = [
        *moved(now, before),
        *_corrected(story),
        *_altered(story),
        *_withdrawn(story),
        *_dropped(story),
        *_new(story),
        *_confirmed(story),
    ]
    order: dict[Kind, int] = {"corrected": 0, "disputed": 1, "updated": 2, "dropped": 3, "new": 4, "confirmed": 5}
    kept: list[Change] = []
    for change in sorted(found, key=lambda one: order[one.kind]):
        alike = [one for one in kept if one.kind == change.kind]
        beside = sum(_teller(one) == _teller(change) for one in alike)
        if len(alike) < MOST_OF_ALL and beside < MOST.get(change.kind, MOST_OF_ALL) and not _is_in(change, kept):
            kept.append(change)
    return tuple(kept)


def _teller(change: Change) -> str:
    """The article that tells a change, or told what is told no more."""
    told = change.after or change.before
    return told.citations[0].paragraph.article_id if told else ""


def gone(statements: Sequence[Statement], others: Sequence[Statement], pairs: Iterable[Pair]) -> tuple[Change, ...]:
    """What an article that was taken back had told, and nobody else tells: first of all what can stand alone."""
    elsewhere = {
        other for one, other, relation in pairs if relation.kind == "same" and one.article.id != other.article.id
    }
    words = {squeezed(one.text) for one in others if not one.article.gone}
    alone = [one for one in statements if one not in elsewhere and squeezed(one.text) not in words]
    ordered = sorted(alone, key=lambda one: (leans(one.text) or one.text[:1] in '“"-–', _place(one)))
    found: dict[str, list[Statement]] = {}
    for one in ordered:
        found.setdefault(one.article.id, []).append(one)
    return tuple(Change("dropped", one.claim, None) for each in found.values() for one in each[: MOST["dropped"]])


def _corrected(story: _Story) -> Iterator[Change]:
    """What an editor corrects, with the sentence that it takes back."""
    for one in story.corrections:
        if one.corrected is not None:
            yield Change("corrected", one.corrected.claim, Claim(one.whole.quote, (one.whole,)))


def _altered(story: _Story) -> Iterator[Change]:
    """What is told now as it was before but for a number, a day, a name, an outcome or a not."""
    for one in story.now:
        if story.is_told_before(one):
            continue
        rivals = [
            (other, relation)
            for other, relation in story.of_now.get(one, ())
            if relation.kind != "same" and not story.still_tells(one.article.id, other)
        ]
        if rivals:
            other, relation = min(rivals, key=lambda pair: (-pair[1].score, _place(pair[0])))
            yield Change(_kind(one, other, relation), other.claim, one.claim)


def _kind(one: Statement, other: Statement, relation: Relation) -> Kind:
    if _CORRECTS.search(_around(one)):
        return "corrected"
    if one.article.id == other.article.id:
        return "updated"
    rivals = relation.kind in {"negation", "outcome", "actor", "attribution"} or same_time(one, other)
    return "disputed" if rivals and one.article.source != other.article.source else "updated"


def _around(one: Statement) -> str:
    """A statement with what stands before it in its paragraph: "Correction:" may be a sentence of its own."""
    return one.citation.paragraph.text[max(0, one.citation.start - 120) : one.citation.end]


def _withdrawn(story: _Story) -> Iterator[Change]:
    """What an article says was taken back, with what had been told."""
    for one in story.now:
        if _WITHDRAWS.search(one.text) and not story.is_told_before(one):
            related = story.withdrawn.get(one) or _nearest(one, story.before)
            if related:
                yield Change("dropped", related[0].claim, one.claim)


def _nearest(one: Statement, others: Sequence[Statement]) -> list[Statement]:
    """The statement that shares most words with another, where it shares most of them."""
    mine = content_stems(one.text)
    shared = [(len(mine & content_stems(other.text)), other) for other in others]
    best = max(shared, key=lambda pair: pair[0], default=(0, None))
    return [best[1]] if best[1] is not None and best[0] >= FEWEST else []


def _dropped(story: _Story) -> Iterator[Change]:
    """What an article told at first and tells no longer, where its new version keeps most of the old one."""
    present = {one.article.id: one.article.version for one in story.now}
    for article_id, version in sorted(present.items()):
        old = [one for one in story.before if one.article.id == article_id and one.article.version < version]
        words = {squeezed(one.text) for one in story.now if one.article.id == article_id}
        left = [
            one
            for one in old
            if not any(other.article.id == article_id for other, _ in story.of_before.get(one, ()))
            and squeezed(one.text) not in words
        ]
        if old and len(left) <= (1 - KEPT) * len(old):
            told = [one for one in left if not story.of_before.get(one) and len(content_stems(one.text)) >= FEWEST]
            yield from (Change("dropped", one.claim, None) for one in told)


def _new(story: _Story) -> Iterator[Change]:
    """What nobody told before, what stands first in its article before the rest: news tells the main thing first."""
    told = content_stems(" ".join(one.text for one in story.before))
    passages = list(_passages(story.before))
    edited = {one for each in story.corrections for one in (each.first, *each.others)}
    fresh = []
    for one in story.now:
        words = content_stems(one.text)
        if (
            one in story.of_now
            or one in edited
            or lacks_end(one.text)
            or len(words) < FEWEST
            or _WITHDRAWS.search(one.text)
        ):
            continue
        together = max((len(words & passage) for passage in passages), default=0)
        if len(words & told) < KNOWN * len(words) or together < TOGETHER * len(words):
            place = (one.citation.paragraph.number, one.article.id, one.citation.start)
            fresh.append((-newsworth(one), place, one))
    for *_, one in sorted(fresh, key=lambda row: row[:2]):
        yield Change("new", None, one.claim)


def _passages(told: Sequence[Statement]) -> Iterator[frozenset[str]]:
    """The words of each statement with those of the ones beside it in its article."""
    words = [content_stems(one.text) for one in told]
    for at, one in enumerate(told):
        beside = range(max(0, at - 1), min(len(told), at + 2))
        yield frozenset().union(*(words[near] for near in beside if told[near].article.id == one.article.id))


def _confirmed(story: _Story) -> Iterator[Change]:
    """What one origin told alone, and another tells now in its own words."""
    for other in story.before:
        witnesses = [one for one, relation in story.of_before.get(other, ()) if relation.kind == "same"]
        further = [
            one
            for one in witnesses
            if _origin(one) != _origin(other)
            and one.article.source != other.article.source
            and _words(one.text) != _words(other.text)
            and not _counts_otherwise(one, other)
            and not one.text.startswith(("That", "Those"))  # of what they tell, stands before them
            and not (one.speaker == other.speaker and one.attribution == "named")  # two who quote one person
        ]
        if further and (names(other.text) or re.search(r"\d", other.text)):
            yield Change("confirmed", other.claim, further[0].claim)


def _counts_otherwise(one: Statement, other: Statement) -> bool:
    """Whether a statement tells a figure in a unit in which another tells a figure too, and none that fits it."""
    mine, theirs = ([each for each in figures(each.text) if each.role == "now"] for each in (one, other))
    beside = [(a, b) for a in mine for b in theirs if a.unit and a.unit == b.unit]
    return bool(beside) and not any(a.fits(b) for a, b in beside)


def _is_in(change: Change, kept: Sequence[Change]) -> bool:
    """Whether a change tells what one before it tells: the same words now, or the same words before and no other figure now."""
    for one in kept:
        if change.after and one.after and _words(change.after.text) == _words(one.after.text):
            return True
        before = change.before and one.before and change.before.citations[0] == one.before.citations[0]
        if before and not _tell_other_figures(change, one):
            return True
        if change.kind == "new" and one.kind == "updated" and _counts_the_same(change, one):
            return True
        if (
            change.kind == one.kind == "new"
            and change.after
            and one.after
            and _alike(change.after.text, one.after.text)
        ):
            return True
    return False


def _tell_other_figures(one: Change, other: Change) -> bool:
    """Whether two updates of one sentence tell what has become of different figures in it ("nine dead and 26 missing")."""
    told = [figures(each.after.text) if each.after and each.kind == "updated" else [] for each in (one, other)]
    return all(told) and not any(mine.fits(theirs) for mine in told[0] for theirs in told[1])


def _counts_the_same(one: Change, other: Change) -> bool:
    """Whether what is new only counts the dead, missing … whom an update counts already."""
    if not one.after or not other.after or set(states_in(one.after.text)).isdisjoint(states_in(other.after.text)):
        return False
    mine, theirs = figures(one.after.text), figures(other.after.text)
    return bool(mine) and all(any(a.fits(b) for b in theirs) for a in mine)


def _alike(one: str, other: str) -> bool:
    mine, theirs = content_stems(one), content_stems(other)
    return len(mine & theirs) >= ALIKE * min(len(mine), len(theirs))


def _origin(one: Statement) -> str:
    return one.article.origin_of or one.article.id


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in content_words(text))


def _place(one: Statement) -> tuple[str, int, int]:
    return one.article.id, one.citation.paragraph.number, one.citation.start
