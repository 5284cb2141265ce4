"""The stories of a library: new articles are grouped when stories are asked for, ids stay, and a person has the last word.

Articles that are in no story yet are grouped anew together with the stories that they may belong to, so that the result is
the one that all articles at once would give, whichever came first; then each story, the earliest opened first, keeps its id
with the group that holds most of its articles.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, date

import numpy as np

from assistant.edition import Story
from assistant.gist import RULE, Vector, bears_out, gist
from assistant.grouping import MOST_AT_ONCE, WINDOW, Group, Placed, Report, background, grouped, touched
from assistant.headline import headline
from assistant.kin import Window, kin_names, packed, unpacked
from ingest import storylines
from ingest.articles import Article
from ingest.dates import dated, day_of, placed
from ingest.embedder import Embedder, normalised
from ingest.library import Library
from ingest.sentences import sentence_spans
from ingest.storylines import Gist, Storyline

LONGEST_TITLE = 120  # characters
READ_AGAIN = 8  # chunks, from the first, of an article that is read without its title


class StoryDesk:
    """The stories of one library, grouped up to its newest article when they are asked for."""

    def __init__(self, library: Library, embedder: Callable[[], Embedder]) -> None:
        self._library = library
        self._embedder = embedder
        self._titles: dict[tuple[tuple[str, int], ...], str] = {}

    def stories(self, article_ids: Collection[str] | None = None) -> list[Story]:
        """The stories that hold any of some articles, whole, the earliest opened first; all stories without such."""
        self.catch_up()
        return [self._story(found) for found in storylines.storylines(self._library, article_ids)]

    def outlines(self) -> list[Story]:
        """All stories with their articles as outlines, the earliest opened first; only what is new or changed is read whole."""
        self.keep_up()
        articles = {article.id: article for article in self._library.outlines()}
        found = [
            one for one in storylines.storylines(self._library) if all(name in articles for name in one.article_ids)
        ]
        told = [
            self._told(one, [articles[name] for name in one.article_ids], functools.partial(self._whole, one))
            for one in found
        ]
        if len(self._titles) > 2 * len(told):
            kept = {tuple(sorted((article.id, article.version) for article in one.articles)) for one in told}
            self._titles = {key: title for key, title in list(self._titles.items()) if key in kept}
        return told

    def _whole(self, found: Storyline) -> list[Article]:
        return [self._library.article(article_id) for article_id in found.article_ids]

    def story(self, story_id: str) -> Story:
        """The story of an id; raises `NotFound`."""
        self.keep_up()
        return self._story(storylines.storyline(self._library, story_id))

    def merge(self, story_ids: Sequence[str]) -> Story:
        """Make stories one, for good, under the id of the earliest opened; raises `NotFound`, `BriefingError` for a single one."""
        self.catch_up()
        return self.story(storylines.merge(self._library, story_ids))

    def split(self, story_id: str, article_ids: Collection[str]) -> Story:
        """Take articles out of a story into a new one, for good; raises `NotFound`, `BriefingError` for none or all."""
        self.catch_up()
        return self.story(storylines.split(self._library, story_id, article_ids))

    def rename(self, story_id: str, title: str) -> Story:
        """Give a story a title in place of its own, "" to take it back; raises `NotFound`."""
        self.catch_up()
        storylines.rename(self._library, story_id, " ".join(title.split()))
        return self.story(story_id)

    def catch_up(self) -> None:
        """Group the articles that came since the last time."""
        lacking = storylines.without_gist(self._library)
        if lacking or storylines.placeless(self._library):
            self._keep_gists(lacking)
            while self._place_some():
                pass

    def keep_up(self) -> None:
        """Group the articles that came since the last time, where that can be written down."""
        if not self._library.database.read_only:
            self.catch_up()

    def ungrouped(self) -> int:
        """How many articles stay without a story, as grouping is written down and nothing can be written."""
        if not self._library.database.read_only:
            return 0
        return len({*storylines.without_gist(self._library), *storylines.placeless(self._library)})

    # -- placing --------------------------------------------------------------------------------------------------

    def _place_some(self) -> bool:
        """Group as many articles as are grouped at once, the earliest first; whether there were any."""
        library = self._library
        with library.database.transaction() as connection:
            waiting = storylines.gists(library, storylines.placeless(library))
            new = sorted(waiting, key=lambda one: (one.placed, one.article_id))[:MOST_AT_ONCE]
            if new:
                storylines.place(connection, self._placed(new))
        return bool(new)

    def _placed(self, new: Sequence[Gist]) -> list[Storyline]:
        """The stories, old and new, that new articles belong to, as they are with them."""
        reports = [report(one) for one in new]
        near = storylines.nearby(self._library, *_reach(new))
        together = storylines.rulings(self._library, together=True)
        vectors = (
            np.frombuffer(near.vectors, "<f2").astype(np.float32).reshape(len(near.stories), len(reports[0].vector))
        )
        common = background(np.concatenate([vectors, *(one.vector[np.newaxis] for one in reports)]))
        window, placed_near = Window(near.stories, near.names), Placed.on(near.days, near.arrived)
        kin = [window.kin(one.names) for one in reports]
        open_stories = touched(reports, placed_near, near.stories, vectors, kin=kin, background=common)
        open_stories |= self._ruled(new, together)
        members = storylines.members(self._library, open_stories)
        # Where too many would be grouped anew, the stories stay as they are and only take.
        anew, fixed = (members, []) if len(new) + len(members) <= 2 * MOST_AT_ONCE else ([], members)
        movable, standing = [*reports, *(report(one) for one in anew)], [report(one) for one in fixed]
        named = frozenset(name for one in (*movable, *standing) for name in one.names)
        groups = grouped(
            movable, standing, apart=storylines.rulings(self._library, together=False), together=together,
            background=common, elsewhere=window.elsewhere(named, open_stories),
        )  # fmt: skip
        return self._named(groups, {one.article_id: one for one in (*new, *anew)})

    def _ruled(self, new: Sequence[Gist], together: Collection[storylines.Pair]) -> set[str]:
        """The stories of the articles which a person put into one story with new ones."""
        ids = {one.article_id for one in new}
        partners = {article_id for pair in together if not ids.isdisjoint(pair) for article_id in pair} - ids
        return {one.story for one in storylines.gists(self._library, partners)} - {""}

    def _named(self, groups: Sequence[Group], articles: dict[str, Gist]) -> list[Storyline]:
        """The groups as stories: each old story goes on in the group with most of its articles, the earliest opened first."""
        known = {one.id: one for one in storylines.storylines(self._library, articles)}
        known |= {group.story: storylines.storyline(self._library, group.story) for group in groups if group.story}
        goes_on = _going_on(groups, articles, sorted(known.values(), key=lambda one: (one.opened, one.id)))
        found: list[Storyline] = []
        for number, group in enumerate(groups):
            held = [known[story] for story in goes_on.get(number, ())]
            if held:
                title = next((one.title for one in held if one.title), "")
                found.append(Storyline(held[0].id, held[0].opened, title, group.article_ids))
            else:
                own = [articles[article_id] for article_id in group.article_ids]
                found.append(storylines.opened(self._library, own, [one.id for one in found]))
        return found

    # -- gists ----------------------------------------------------------------------------------------------------

    def _keep_gists(self, missing: Sequence[str]) -> None:
        """Make the gists that are missing or were made by another rule or model."""
        embedder = self._embedder()
        rules = (f"{RULE} {embedder.identity}", f"{RULE} {embedder.dimension} words")
        lacking = sorted({*missing, *storylines.of_other_rules(self._library, rules)})
        for start in range(0, len(lacking), storylines.AT_A_TIME):
            some = lacking[start : start + storylines.AT_A_TIME]
            vectors = storylines.meanings(self._library, embedder.identity, some)
            articles = (self._library.article(article_id) for article_id in some)
            storylines.keep_gists(
                self._library, [self._gist(article, vectors.get(article.id, []), rules) for article in articles]
            )

    def _gist(self, article: Article, read: Sequence[tuple[bytes, int]], rules: tuple[str, str]) -> Gist:
        titled = bears_out(article)
        meanings = np.stack([np.frombuffer(one, "<f4") for one, _ in read]) if read else self._nothing()
        characters = [length for _, length in read]
        if read and article.title and not titled:
            meanings = self._read_without_title(article)
            characters = characters[: len(meanings)]
        published = dated(article.published, article.added, UTC)
        day = day_of(published, UTC) if article.published and published == article.published else None
        arrived = day_of(article.added, UTC) or date.min
        vector = gist(meanings, article.text, characters).astype("<f2").tobytes()
        return Gist(
            article.id, article.version, rules[0] if read else rules[1], day.toordinal() if day else None,
            arrived.toordinal(), titled, vector, packed(kin_names(article)),
        )  # fmt: skip

    def _read_without_title(self, article: Article) -> Vector:
        """The meaning of an article's first chunks without its title, which may be another's."""
        read = storylines.chunk_texts(self._library, article.id)[:READ_AGAIN]
        texts = [text.removeprefix(f"{article.title}\n") for text in read]
        return normalised(self._embedder().embed_documents(texts)) if texts else self._nothing()

    def _nothing(self) -> Vector:
        return np.zeros((0, self._embedder().dimension), dtype=np.float32)

    # -- telling --------------------------------------------------------------------------------------------------

    def _story(self, found: Storyline) -> Story:
        articles = self._whole(found)
        return self._told(found, articles, lambda: articles)

    def _told(self, found: Storyline, articles: Sequence[Article], whole: Callable[[], Sequence[Article]]) -> Story:
        """A story of some articles, the earliest first; `whole` gives them with their paragraphs, should its title be made."""
        ordered = sorted(articles, key=lambda article: (placed(article.published, article.added, UTC), article.id))
        title = found.title or self._title(found, ordered, whole)
        return Story(found.id, title, tuple(ordered), found.opened, renamed=bool(found.title))

    def _title(self, found: Storyline, ordered: Sequence[Article], whole: Callable[[], Sequence[Article]]) -> str:
        """What a story calls itself, which is made once for the same versions of the same articles."""
        key = tuple(sorted((article.id, article.version) for article in ordered))
        known = self._titles.get(key)
        if known is None:
            read = {article.id: article for article in whole()}
            articles = tuple(read[article.id] for article in ordered)
            known = headline(Story(found.id, "", articles)) or _first_sentence(articles[0])
            self._titles[key] = known
        return known


def _going_on(groups: Sequence[Group], articles: Mapping[str, Gist], old: Sequence[Storyline]) -> dict[int, list[str]]:
    """The numbers of the groups in which old stories go on, and the ids of these: that of the earliest opened first."""
    found = {number: [group.story] for number, group in enumerate(groups) if group.story}
    for story in old:
        votes = Counter(
            number
            for number, group in enumerate(groups)
            for article_id in group.article_ids
            if articles[article_id].story == story.id
        )
        if votes:
            most = min(votes, key=lambda number: (-votes[number], number))
            found.setdefault(most, []).append(story.id)
    return found


def report(one: Gist) -> Report:
    """What grouping reads of an article, from its kept gist."""
    return Report(one.article_id, _vector(one), one.day, one.arrived, one.story, unpacked(one.names))


def _vector(one: Gist) -> Vector:
    return np.frombuffer(one.vector, "<f2").astype(np.float32)


def _reach(new: Sequence[Gist]) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The days, first and last, that lie within the window of new articles: of the dated ones, and of those undated."""
    days = [one.day for one in new if one.day is not None]
    came = [one.arrived for one in new if one.day is None]
    first, second = ((min(some) - WINDOW, max(some) + WINDOW) if some else None for some in (days, came))
    return first, second


def _first_sentence(article: Article) -> str:
    text = article.paragraphs[0].text
    start, end = next(iter(sentence_spans(text, article.language or "en")), (0, len(text)))
    sentence = text[start:end]
    return sentence if len(sentence) <= LONGEST_TITLE else f"{sentence[:LONGEST_TITLE].rsplit(' ', 1)[0]} …"
