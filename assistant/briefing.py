"""The briefing of a day: its stories, ranked by an open formula, each told in cited sentences with what has changed.

    articles of the day -> stories -> statements (ledger) -> pairs that are about one thing (comparing)
        -> summary, changes, who said what, differences, numbers, timeline, what comes next, what is unknown -> rank

Deterministic: the same library, day and settings give the same briefing, in whatever order the articles came in.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from assistant import sections
from assistant.alone import is_of_page
from assistant.answers import Claim, Difference
from assistant.comparing import Relation, relations
from assistant.denials import denials
from assistant.disputes import differences
from assistant.edition import SECTIONS, Briefing, Coverage, Story, ToldStory
from assistant.headline import headline, is_label
from assistant.ledger import Ledger
from assistant.newsday import Newsday
from assistant.ranking import WEIGHTS, Standing, name_counts, rank_terms, watch_list_names, weighed
from assistant.rival_acts import rival_acts
from assistant.since import changes, gone
from assistant.statements import Statement
from assistant.summary import lead, summary
from assistant.when import weekday_words
from ingest.articles import Article, Citation, Paragraph
from ingest.rows import Sighting
from ingest.sentences import sentence_spans

SENTENCES, FURTHER = 4, 3  # of the summary, and of what else is told
WITHDRAWN = "taken back by its outlet"
OFF_TOPIC = "not about the topics that are set"
NO_NEWS = "a page without a title or a sentence that tells anything"
Load = Callable[[str, int | None], Article]  # an article with its paragraphs, of a version or the current one


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader wants of a briefing: topics that limit it, names that are watched, the weights of the rank, sections."""

    topics: tuple[str, ...] = ()
    watched: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=lambda: dict(WEIGHTS))
    sections: tuple[str, ...] = SECTIONS


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a briefing reads: stored articles, the ledger of their statements, the exact copies met that day."""

    load: Load
    ledger: Ledger
    copies: Sequence[Sighting] = ()


def briefing(news: Newsday, stories: Sequence[Story], sources: Sources, wishes: Wishes | None = None) -> Briefing:
    """What the articles of a day tell; `stories` are those of all days that have an article of this one in them."""
    wishes = wishes or Wishes()
    materials = [_material(story, news, sources.load) for story in sorted(stories, key=lambda story: story.id)]
    wanted = [one for one in materials if _is_wanted(one, wishes.topics)]
    stated = sources.ledger.statements(article for one in wanted for article in one.all)
    empty = [one for one in wanted if not one.gone and all(_is_empty(each, stated) for each in one.story.articles)]
    wanted = [one for one in wanted if one not in empty]
    common = name_counts(one.story for one in wanted)
    ranked = sorted(
        (_told(one, news, stated, wishes, common) for one in wanted),
        key=lambda told: (-sum(value for _, value in told.rank_terms), told.story.id),
    )
    told = tuple(replace(one, rank=number) for number, one in enumerate(ranked, 1))
    left_out = {one.story.id: NO_NEWS if one in empty else OFF_TOPIC for one in materials if one not in wanted}
    unused = [
        (article, left_out[one.story.id]) for one in materials if one not in wanted for article in one.story.articles
    ]
    return Briefing(
        news.day.day, (news.day.start, news.day.end), _title(news), lead(told), told,
        _coverage(told, news, unused, sources.copies), since=news.since,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    """What a story is told from: its articles of the day, those in between, those known before, those taken back."""

    story: Story
    known: tuple[Article, ...]
    between: tuple[Article, ...]
    gone: tuple[Article, ...]

    @property
    def all(self) -> tuple[Article, ...]:
        """Every article version that is read for the story."""
        return (*self.story.articles, *self.between, *self.known, *self.gone)


def _material(story: Story, news: Newsday, load: Load) -> _Material:
    fresh, between, taken_back = ({article.id for article in each} for each in (news.fresh, news.between, news.gone))
    told = tuple(load(one.id, None) for one in story.articles if one.id in fresh and not one.gone)
    known = tuple(
        load(one.id, version)
        for one in story.articles
        if (version := news.known.get(one.id)) is not None and not one.gone
    )
    return _Material(
        replace(story, articles=told), known,
        tuple(load(one.id, None) for one in story.articles if one.id in between and not one.gone),
        tuple(load(one.id, None) for one in story.articles if one.id in taken_back),
    )  # fmt: skip


def _is_wanted(one: _Material, topics: Sequence[str]) -> bool:
    return bool(one.story.articles or one.gone) and (not topics or bool(watch_list_names(one.all, topics)))


def _is_empty(article: Article, stated: Mapping[tuple[str, int], tuple[Statement, ...]]) -> bool:
    """Whether an article is a page that tells nothing: no statement, and no title but the name of its outlet, or no text but the page's own."""
    if stated[article.id, article.version]:
        return False
    return (
        not article.title.strip()
        or is_label(article)
        or (bool(article.paragraphs) and all(map(_is_of_page, article.paragraphs)))
    )


def _is_of_page(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return all(is_of_page(text[start:end]) for start, end in sentence_spans(text, "en"))


def _told(
    one: _Material, news: Newsday, stated: Mapping[tuple[str, int], tuple[Statement, ...]], wishes: Wishes, common: Mapping[str, int]
) -> ToldStory:  # fmt: skip
    """A story as it is told, its rank still open."""

    def of(articles: Sequence[Article]) -> list[Statement]:
        return [each for article in articles for each in stated[article.id, article.version]]

    now, before, withdrawn = of((*one.story.articles, *one.between)), of(one.known), of(one.gone)
    pairs = _Pairs.of(now, [*before, *withdrawn])
    is_known = bool(one.known or one.gone)
    changed = (*changes(now, before, pairs.across), *gone(withdrawn, before, pairs.across)) if is_known else ()
    title = one.story.title if one.story.renamed or not one.story.articles else headline(one.story)
    story = replace(one.story, title=title)
    voices = len({each.speaker for each in of(one.story.articles)} - {""})
    standing = Standing(len(changed) if is_known else None, voices, wishes.watched, common)
    values = rank_terms(story, news.day, standing)
    told = ToldStory(
        story, 0, (), changes=changed, context=(*one.between, *one.known, *one.gone),
        news="developing" if changed else "unchanged" if is_known else "new",
        rank_terms=tuple(weighed(values, wishes.weights).items()), rank_values=tuple(values.items()),
    )  # fmt: skip
    sentences = summary(story, SENTENCES + FURTHER) if story.articles else ()
    if told.news == "unchanged":
        return replace(told, summary=sentences[:1])
    told = replace(told, summary=sentences[:SENTENCES], points=sentences[SENTENCES:])
    today = of(one.story.articles)  # they come first among those of now, so that a place in `now` is one of theirs
    of_today = [pair for pair in pairs.within if pair[1] < len(today)]
    return _with_sections(told, today, [*now, *before], of_today, news)


def _with_sections(
    told: ToldStory, today: Sequence[Statement], all_days: Sequence[Statement], within: Sequence[tuple[int, int, Relation]], news: Newsday
) -> ToldStory:  # fmt: skip
    """A story with the sections that its statements give."""
    cited = _cited([*told.summary, *told.points, *(one.after for one in told.changes if one.after)])
    return replace(
        told,
        said=sections.said(today),
        differences=_disputed(today, all_days[len(today) :], within),
        numbers=sections.numbers(today, cited),
        timeline=sections.timeline(all_days, news.day.day),
        watch=sections.watch(today, news.day.day),
        unknowns=sections.unknowns(today),
    )


def disputed(found: Sequence[Statement]) -> tuple[Difference, ...]:
    """On what the statements of one story differ, whatever the days they are of."""
    return _disputed(found, (), _Pairs.of(found, ()).within)


def _disputed(
    today: Sequence[Statement], others: Sequence[Statement], within: Sequence[tuple[int, int, Relation]]
) -> tuple[Difference, ...]:
    """On what outlets differ, and what one denies of what another says."""
    return _distinct([*differences(today, within), *rival_acts(today), *denials(today, others)])


@dataclass(frozen=True, slots=True)
class _Pairs:
    """What is related in a story: among the statements of now, by their places, and between those of now and before."""

    within: tuple[tuple[int, int, Relation], ...]
    across: tuple[tuple[Statement, Statement, Relation], ...]

    @classmethod
    def of(cls, now: Sequence[Statement], before: Sequence[Statement]) -> _Pairs:
        both = [*now, *before]
        found = relations(both)
        return cls(
            tuple((one, other, relation) for one, other, relation in found if other < len(now)),
            tuple((both[one], both[other], relation) for one, other, relation in found if one < len(now) <= other),
        )


def _distinct(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Differences, none of which sets the same two sentences against each other as one before it."""
    kept: dict[frozenset[Citation], Difference] = {}
    for one in found:
        kept.setdefault(frozenset(claim.citations[0] for claim in one.versions), one)
    return tuple(kept.values())


def _cited(claims: Sequence[Claim]) -> list[Citation]:
    return [citation for claim in claims for citation in claim.citations]


def _title(news: Newsday) -> str:
    first, last = news.day.start, news.day.day
    title = weekday_words(last)
    days = round((news.day.end - first).total_seconds() / 86_400)
    return title if days <= 1 else f"{days} days to {title}"


def _coverage(
    told: Sequence[ToldStory], news: Newsday, unused: Sequence[tuple[Article, str]], copies: Sequence[Sighting]
) -> tuple[Coverage, ...]:
    """What became of every article of the day."""
    entries = [entry for one in told for entry in _covered(one, news)]
    entries += [Coverage(article, "left_out", reason, article.external_id) for article, reason in unused]
    entries += [
        Coverage(article, "left_out", WITHDRAWN, article.external_id)
        for article in (*news.gone, *(each for each in news.fresh if each.gone))
    ]
    articles = {entry.article.id: entry.article for entry in entries}
    entries += [
        Coverage(articles[copy.article_id], "duplicate", f"the same words as {copy.article_id}", copy.external_id or None)
        for copy in copies
        if copy.article_id in articles
    ]  # fmt: skip
    return tuple(entries)


def _covered(one: ToldStory, news: Newsday) -> list[Coverage]:
    cited = {citation.paragraph.article_id for citation in _cited(list(one.claims))}
    return [_use(one, article, cited, news.remark(article)) for article in one.story.articles]


def _use(one: ToldStory, article: Article, cited: Collection[str], remark: str) -> Coverage:
    if article.id in cited:
        return Coverage(article, "cited", remark, article.external_id)
    if not one.summary:
        reason, use = "no sentence that can stand alone", "left_out"
    elif one.news == "unchanged":
        reason, use = f"story {one.rank} has nothing new", "same_story"
    else:
        reason, use = f"told by story {one.rank} in other articles' words", "same_story"
    return Coverage(article, use, f"{reason}; {remark}" if remark else reason, article.external_id)  # type: ignore[arg-type]
