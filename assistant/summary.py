"""What a story says in a few of its own sentences, and what of the day stands above all stories.

The first sentence tells what happened: it opens an article, or stands near its beginning, and needs no other. Those after it
are worth most beside it: central, not told yet, not overtaken by a newer article, and with nobody who is not introduced.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.alone import is_quoted, leans, pointed_at, speaks_of_itself
from assistant.answers import Claim
from assistant.central import likeness, told_stems
from assistant.edition import Story, ToldStory
from assistant.figures import figures
from assistant.quotations import is_bare, with_end, with_speaker
from assistant.same_words import retold
from assistant.words import names
from assistant.worth import EASY, STRANGER, Telling, opening, tellings
from ingest.articles import Citation

SENTENCES, LEAD = 4, 3
LIKE = 0.4  # what a sentence loses for likeness to one that is told already
# The likeness from which two sentences tell the same: outlets word one thing differently, and open with the same thing.
SAME, SAME_ELSEWHERE, SAME_OPENINGS = 0.6, 0.45, 0.2
SPEAKERS = 5_000  # characters of a paragraph that is searched for the one whose words are quoted
OVERTAKEN = 0.4  # the likeness to a newer sentence with another figure from which an older one is overtaken


def summary(story: Story, sentences: int = SENTENCES) -> tuple[Claim, ...]:
    """At most so many sentences of a story, none told twice: what happened first, then what else is most central.

    Those of the first one's article follow it, then the others, the newest article first; each claim also cites further
    articles that tell it in the same words.
    """
    told = tellings(story)
    if not told:
        return ()
    ranked = sorted(told, key=opening, reverse=True)
    first = next((one for one in ranked if not _is_overtaken(one, told)), ranked[0])
    chosen = _chosen(first, told, sentences)
    rest = sorted(chosen[1:], key=lambda one: _reading_order(one, first))
    return tuple(_claim(one, told) for one in [first, *rest])


def _reading_order(one: Telling, first: Telling) -> tuple[bool, float, str, bool, int]:
    """Where a sentence stands after the first; what follows that in its article comes before what leads up to it."""
    same = one.article.id == first.article.id
    return not same, one.age, one.article.id, same and one.number < first.number, one.number


def _claim(one: Telling, told: Sequence[Telling]) -> Claim:
    whole = _whole(one) or one.citation
    like = [(other.citation, other.article) for other in told if likeness(one.stems, other.stems) >= SAME]
    return Claim(whole.quote, (whole, *retold((one.citation, one.article), like)))


def stands_alone(claim: Claim, others: Sequence[Claim] = ()) -> bool:
    """Whether a claim can be read by itself at the top of a page: not too long, and in need of nothing that others tell."""
    text = claim.text
    if leans(text) or is_quoted(text) or speaks_of_itself(text) or len(text.split()) > EASY:
        return False
    introduced = {name.rpartition(" ")[2] for other in others for name in names(other.text) if " " in name}
    return not (others and pointed_at(text)) and introduced.isdisjoint(names(text))


def lead(told: Sequence[ToldStory], most: int = LEAD) -> tuple[Claim, ...]:
    """A sentence of each of the first stories, those with something new before those without, nothing twice.

    Of a story that is told already it is what has changed, where that stands alone.
    """
    found: list[Claim] = []
    for claim in (_leading(one) for one in sorted(told, key=lambda one: one.news == "unchanged") if one.summary):
        if len(found) == most:
            break
        if all(_alike(claim, other) < SAME_ELSEWHERE for other in found):
            found.append(claim)
    return tuple(found)


def _alike(one: Claim, other: Claim) -> float:
    return likeness(frozenset(told_stems(one.text)), frozenset(told_stems(other.text)))


def _leading(told: ToldStory) -> Claim:
    ids = {article.id for article in told.story.articles}
    changed = [one.after for one in told.changes if one.after and one.kind in {"updated", "corrected"}]
    news = [one for one in changed if one.citations[0].paragraph.article_id in ids] if told.news == "developing" else []
    first, *others = told.summary
    for claim in [*news, first]:
        if stands_alone(claim):
            return claim
    return next((one for one in others if stands_alone(one, [first])), first)


# -- choosing ---------------------------------------------------------------------------------------------------


def _chosen(first: Telling, told: Sequence[Telling], most: int) -> list[Telling]:
    """The first sentence and the best others: each adds something, and none leans on a sentence that is not there."""
    chosen, known = [first], _full_names(told)
    left = [one for one in told if one is not first and not _repeats(one, first)]
    while left and len(chosen) < most:
        fit = [one for one in left if not one.leaning or (one.follows and _precedes(chosen, one))]
        if not fit:
            break
        best = _best(fit, chosen, known)
        whole = _whole(best)
        if (
            whole is not None
            and not _is_overtaken(best, told)
            and not any(_overlap(whole, _whole(one) or one.citation) for one in chosen)
        ):
            chosen.append(best)
        left = [one for one in left if one is not best and not _repeats(one, chosen[-1])]
    return chosen


def _best(fit: Sequence[Telling], chosen: Sequence[Telling], known: frozenset[str]) -> Telling:
    """The sentence that adds most, the first of several; none adds more than it is worth by itself."""
    best, most = fit[0], _added(fit[0], chosen, known)
    for one in fit[1:]:
        if one.worth > most and (value := _added(one, chosen, known)) > most:
            best, most = one, value
    return best


def _added(one: Telling, chosen: Sequence[Telling], known: frozenset[str]) -> float:
    """What a sentence is worth beside those that are chosen."""
    like = max(likeness(one.stems, other.stems) for other in chosen)
    people = known.intersection(one.named)
    stranger = bool(people) and not people <= _full_names([*chosen, one])
    stranger = stranger or bool(one.points_to and not any(one.points_to in other.stems for other in chosen))
    return one.worth - LIKE * like - STRANGER * stranger


def _full_names(told: Sequence[Telling]) -> frozenset[str]:
    """The surnames of those whom some sentences name in full."""
    return frozenset(name.rpartition(" ")[2] for one in told for name in one.named if " " in name)


def _repeats(one: Telling, other: Telling) -> bool:
    return likeness(one.stems, other.stems) >= _same(one, other)


def _same(one: Telling, other: Telling) -> float:
    if one.article.id == other.article.id:
        return SAME
    return SAME_ELSEWHERE if one.number or other.number else SAME_OPENINGS


def _precedes(chosen: Sequence[Telling], one: Telling) -> bool:
    return any(other.article.id == one.article.id and other.number == one.number - 1 for other in chosen)


def _is_overtaken(one: Telling, told: Sequence[Telling]) -> bool:
    """Whether a newer article tells the same with another figure."""
    mine = [figure for figure in figures(one.text) if figure.role == "now"]
    if not mine:
        return False
    newer = (other for other in told if other.age < one.age and likeness(one.stems, other.stems) >= OVERTAKEN)
    return any(
        figure.unit == own.unit and not figure.fits(own)
        for other in newer
        for figure in figures(other.text)
        for own in mine
    )


def _whole(one: Telling) -> Citation | None:
    """The place of a sentence, with the words that say whose it is where it is nothing but quoted; None where none do."""
    citation = one.citation
    if not is_bare(citation.paragraph.text, (citation.start, citation.end)):
        return with_end(citation)
    wide = with_speaker(citation, one.article.language) if len(citation.paragraph.text) <= SPEAKERS else citation
    return with_end(wide) if wide != citation else None


def _overlap(one: Citation, other: Citation) -> bool:
    return one.paragraph == other.paragraph and one.start < other.end and other.start < one.end
