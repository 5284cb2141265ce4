"""Whether a source bears a claim out: what in the claim it contradicts or lacks, a score, and a verdict.

    claim, sources -> wordings -> problems (numbers, dates, names, quotations, speakers, negation) \
                               -> features -> score                                                  -> Check

Pure and deterministic: the same claim and sources give the same check, without a model, a network or a library. Whole sentences of a
source are verbatim and not looked at further; what is cut out of one is only where nothing speaks against it ("Nobody says that …").
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.actors import exchanged, owned_up, turned_round
from assistant.altered import Alteration, alterations, in_its_place, replaced, turned, voiced
from assistant.amounts import Quantity
from assistant.answers import Verdict
from assistant.bearing import best_window, features, says_its_own, weights
from assistant.calendar_words import Moment, moments
from assistant.contradictions import contradicted
from assistant.folding import span_of
from assistant.frames import unframed
from assistant.misattributed import misattributed
from assistant.names_told import unborne
from assistant.opposed import opposed
from assistant.overlaps import overlaps, spread_by_kind
from assistant.overstated import overstated
from assistant.quantities import may_rival, quantities, quantities_told
from assistant.quoted import misquoted
from assistant.speakers import sayings
from assistant.widened import widened
from assistant.wording import Span, Wording, nearest, read, run_of, squeezed
from assistant.worked_out import follows

Kind = Literal["number", "date", "name", "quotation", "speaker", "negation", "unsupported"]
Value = Quantity | Moment
Values = tuple[tuple[Literal["number", "date"], Sequence[Value], Sequence[Value], float], ...]
Similarity = Callable[[str, str], float]
MARKS = " .!?;:,…\"'“”‘’«»()[]"
THRESHOLD = 0.5  # of the score, from which a claim without problems counts as supported
LONGEST = 5_000  # characters of a claim that are read word by word: more is an article, supported where it is a source's own words
UNBORNE = 0.5  # what a claim with a problem, or of few words, keeps of its score: never enough to be supported
AS_NEAR = 0.9  # the share of the best source's score from which another tells of the same
RIVAL = 0.6  # how alike the place of another number must be for it to be the one that is told there
RIVAL_DAY = 0.85  # and that of another day
LARGE = 100  # from which a number that the source tells is hardly another's
ENOUGH = 0.6  # how alike the place of a value that fits must be for no other to matter
MARGIN = 0.2  # and by how much more alike than any place of a value that fits


@dataclass(frozen=True, slots=True)
class Problem:
    """A span of a claim that its source does not bear out: claim[start:end] == text."""

    kind: Kind
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a claim is checked against: a paragraph, the day it was published, and what stands around it.

    The context (title, heading, paragraph before) may bear out names, pronouns and the speaker, never figures or quotations.
    """

    text: str
    published: date | None = None
    context: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a check; the score runs from 0 to 1, is higher the better supported, and comparable across claims."""

    verdict: Verdict
    score: float
    problems: tuple[Problem, ...] = ()


def verify(
    claim: str,
    sources: Sequence[Source],
    similarity: Similarity | None = None,
    *,
    entails: Callable[[str, str], float] | None = None,
) -> Check:
    """The check of a claim against the sources it cites.

    `similarity` gives the cosine of two texts' meaning; `entails` the probability that a text entails a claim, which can only lower
    the score.

    >>> check = verify("Nine people died.", [Source("Police said that seven people died in the fire.")])
    >>> check.verdict, check.problems[0].kind, check.problems[0].text
    ('unsupported', 'number', 'Nine')
    """
    if not any(map(str.isalnum, claim)) or not sources:  # without a word nothing is claimed
        return Check("unsupported", 0.0, tuple(_whole(claim)))
    if any(_is_whole(claim, source) for source in sources):
        return Check("verbatim", 1.0)
    if len(claim) > LONGEST:
        return Check("unsupported", 0.0, tuple(_whole(claim)))
    found = [_looked_at(claim, source, similarity) for source in sources]
    score = max(one.score for one in found)
    if len(sources) > 1:  # several sources may bear out a part each
        whole = replace(sources[0], text="\n".join(source.text for source in sources))
        score = max(score, _score(read(claim, whole.language), read(whole.text, whole.language), whole, similarity))
    if entails is not None:
        score *= min(1.0, 2 * max(entails(f"{source.context}\n{source.text}".strip(), claim) for source in sources))
    problems = tuple(sorted(set(_left(found)), key=lambda one: (one.start, one.end, one.kind)))
    if problems:
        return Check("unsupported", round(score * UNBORNE, 6), problems)
    if any(run_of(claim, source.text) for source in sources):
        return Check("verbatim", 1.0)
    verdict: Verdict = "supported" if score >= THRESHOLD else "unsupported"
    return Check(verdict, round(score, 6), () if verdict == "supported" else tuple(_whole(claim)))


Verify = Callable[[str, Sequence[Source]], Check]  # a check of a claim, whatever it asks beside its sources' words


def supporting(claim: str, source: Source) -> Span:
    """The span of the sentence or sentences of a source that bear a claim out best."""
    return best_window(read(claim, source.language), read(source.text, source.language))


def _is_whole(claim: str, source: Source) -> bool:
    """Whether a claim is whole sentences of a source; what is cut out of one may have lost what made it true.

    Of a text in lower case any run of words will do: where its sentences begin is not sure, nor who speaks in them.
    """
    found = span_of(claim, source.text) if run_of(claim, source.text) else None
    wording = read(source.text, source.language)
    if found is None or not wording.cased:
        return found is not None
    if any(squeezed(claim) == squeezed(source.text[first:last]) for first, last in wording.sentences):
        return True
    start, end = (_trimmed(source.text, *found)[side] for side in (0, 1))
    trimmed = [_trimmed(source.text, *sentence) for sentence in wording.sentences]
    return any(start == one for one, _ in trimmed) and any(end == one for _, one in trimmed)


def _trimmed(text: str, start: int, end: int) -> Span:
    """A stretch of a text without the marks at its ends."""
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip(MARKS)), end - len(inner) + len(inner.rstrip(MARKS))


def _whole(claim: str) -> Iterator[Problem]:
    inner = claim.strip()
    if inner:
        start = claim.index(inner)
        yield Problem("unsupported", inner, start, start + len(inner))


@dataclass(frozen=True, slots=True)
class _Look:
    """What one source makes of a claim: the score of its words, what it lacks of the claim, and what it contradicts."""

    score: float
    lacks: tuple[Problem, ...]
    contradicts: tuple[Problem, ...]


def _looked_at(claim: str, source: Source, similarity: Similarity | None) -> _Look:
    mine, told = read(claim, source.language), read(source.text, source.language)
    lacks, contradicts = (
        tuple(Problem(kind, claim[start:end], start, end) for kind, (start, end) in dict.fromkeys(each))
        for each in (_lacks(mine, told, source), _contradicts(mine, told, source))
    )
    return _Look(_score(mine, told, source, similarity), lacks, contradicts)


def _left(found: Sequence[_Look]) -> Iterator[Problem]:
    """What no source bears out, and what all sources that tell of the same contradict: one that tells of something else may be silent."""
    near = [one for one in found if one.score >= AS_NEAR * max(each.score for each in found)]
    places = {id(one): spread_by_kind((*one.lacks, *one.contradicts)) for one in found}

    def is_in(other: _Look, each: Problem) -> bool:
        return each.kind in places[id(other)] and overlaps(places[id(other)][each.kind], each.start, each.end)

    for one in found:
        yield from (each for each in one.lacks if all(is_in(other, each) for other in found))
    for one in near:
        yield from (each for each in one.contradicts if all(is_in(other, each) for other in near))


def _score(claim: Wording, told: Wording, source: Source, similarity: Similarity | None) -> float:
    window, known = best_window(claim, told), borne_out(claim, told, source.published)
    found = features(claim, told, window, known)
    if similarity is not None:
        found["meaning"] = similarity(claim.text, told.text[slice(*window)])
    share = UNBORNE if says_its_own(claim, told, source.context, known) else 1.0
    return round(share * weights(with_meaning=similarity is not None).probability(found), 6)


def borne_out(claim: Wording, told: Wording, published: date | None) -> list[Span]:
    """The places of the numbers and days of a claim that a source tells, in whatever form."""
    return [
        (one.start, one.end)
        for _, mine, known, _ in _values(claim, told, published)
        for one in mine
        if any(other.bears_out(one) for other in known)  # type: ignore[arg-type]
    ]


def _lacks(claim: Wording, told: Wording, source: Source) -> Iterator[tuple[Kind, Span]]:
    """What of a claim a source does not tell, or tells of something else."""
    values = _values(claim, told, source.published)
    for kind, mine, known, alike in values:
        for one in _missing(claim, mine, told, known, alike):
            if not _follows(one, told, source.published, values):
                yield kind, (one.start, one.end)
    yield from (("name", one) for one in unborne(claim, told, source.context))
    yield from (("quotation", one) for one in misquoted(claim.text, told.text))


def _contradicts(claim: Wording, told: Wording, source: Source) -> Iterator[tuple[Kind, Span]]:
    """What of a claim a source tells otherwise."""
    window = best_window(claim, told)
    changes = alterations(claim, told, window)
    speaking = [(one.start, one.end) for one in sayings(claim)]
    for kind, mine, known, _ in _values(claim, told, source.published) if changes else ():
        for one in _put_in_place(mine, known, changes):
            yield kind, one
    for one in replaced(claim, told, changes):
        yield ("speaker" if _within(one, speaking) else "name"), one
    for one in (*exchanged(claim, told), *turned_round(claim, told), *owned_up(claim, told)):
        yield "name", one
    for one in (
        *voiced(speaking, changes),
        *misattributed(claim, told, source.context),
        *unframed(claim, told, window),
    ):
        yield "speaker", one
    for one in (
        *turned(claim, changes),
        *contradicted(claim, told, window),
        *opposed(claim, told, window),
        *overstated(claim, told, window),
        *widened(claim, told),
    ):
        yield "negation", one


def _within(place: Span, places: Sequence[Span]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in places)


@functools.lru_cache(maxsize=64)
def _values(claim: Wording, told: Wording, published: date | None) -> Values:
    """The numbers and the days of a claim, those of its source, and how alike the place of another must be to be a rival."""
    days = moments(claim, published)
    counts = quantities(claim, [(one.start, one.end) for one in days])
    if not days and not counts:  # most sentences have neither, and need not have the source searched for any
        return ()
    known_days = moments(told, published)
    known_counts = quantities_told(told, [(one.start, one.end) for one in known_days])
    return ("number", counts, known_counts, RIVAL), ("date", days, known_days, RIVAL_DAY)


def _missing(
    claim: Wording, mine: Sequence[Value], source: Wording, told: Sequence[Value], alike: float
) -> Iterator[Value]:
    """The values of a claim that the source does not tell, or tells of something else than the claim does."""
    for one in mine:
        fits = [other for other in told if other.bears_out(one)]  # type: ignore[arg-type]
        if not fits and not one.weak:
            yield one
            continue
        own = nearest(claim, one, source, fits)
        rivals = (other for other in told if other not in fits and may_rival(one, other, source.text))
        far = RIVAL_DAY if isinstance(one, Quantity) and one.plain >= LARGE else alike
        if own < ENOUGH and nearest(claim, one, source, rivals) >= max(far, own + MARGIN):
            yield one


def _follows(one: Value, source: Wording, published: date | None, values: Values) -> bool:
    """Whether a number or a day of a claim that its source does not tell follows from what it tells."""
    told = [other for _, _, known, _ in values for other in known]
    if any(type(other) is type(one) and other.bears_out(one) for other in told):  # type: ignore[arg-type]
        return False
    return follows(one, source, told, published)


def _put_in_place(mine: Sequence[Value], told: Sequence[Value], changes: Sequence[Alteration]) -> Iterator[Span]:
    """The values that a claim has in a sentence that it repeats, in place of others that do not bear them out."""
    for one in mine:
        if isinstance(one, Quantity) and one.unit == "times":  # "doubled to 80" may stand for "rose from 40 to 80"
            continue
        place = in_its_place(changes, (one.start, one.end))
        there = [other for other in told if place and other.start < place[1] and place[0] < other.end]
        if there and not any(other.bears_out(one) for other in there):  # type: ignore[arg-type]
            yield one.start, one.end
