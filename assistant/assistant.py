"""The assistant: the one place where library, models, retrieval and answerers are put together.

Briefings, stories and chat models are imported where they are asked for: a question does not wait for them.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from assistant import intake, meaning, when
from assistant.answerer import Answerer
from assistant.answers import ALL_READ, NO_FILTERS, Answer, Claim, Filters, Hit, Read
from assistant.asking import Asking, answer_to, stream_to
from assistant.coverage import rarity_from_counts
from assistant.extractive import Extractive
from assistant.models import Models
from assistant.preferences import in_force
from assistant.question import asked_text
from assistant.reading_model import reading_of
from assistant.retrieve import Found, Retriever, admitted_articles
from assistant.settings import Settings
from assistant.words_only import WordsOnly
from ingest.articles import Article
from ingest.choices import MODEL, choice
from ingest.dates import dated, day_of, placed
from ingest.embedder import Embedder
from ingest.index import Index
from ingest.keywords import Keywords
from ingest.library import Library
from ingest.readers import reader
from ingest.vectors import Vectors

if TYPE_CHECKING:
    from assistant.edition import Briefing, Story
    from assistant.render import Json
    from assistant.stories import StoryDesk
    from ingest.fetch import Fetcher
    from ingest.pipeline import Outcome
    from ingest.subscriptions import Subscription
    from ingest.update import FeedOutcome

PRACTICE = "What is in the news?"


class Assistant:
    """Everything that can be asked of one library."""

    def __init__(self, library: Library, settings: Settings, embedder: Embedder | None = None) -> None:
        self.library = library
        self.given, self.models = settings, Models(settings, embedder, functools.partial(reading_of, library))
        self.settings = in_force(settings, library)
        self.unread = 0  # articles that are still to be read for their meaning
        self._index: Index | None = None

    @classmethod
    def open(cls, settings: Settings, *, create: bool = False, embedder: Embedder | None = None) -> Assistant:
        """The assistant over the library that the settings name; with `create` the library is made when absent."""
        return cls(Library.open(settings.library, create=create), settings, embedder)

    def close(self) -> None:
        """Give back the index and close the library."""
        if self._index is not None:
            self._index.close()
        self.library.close()

    # -- parts, made when first needed --------------------------------------------------------------------------

    def embedder(self) -> Embedder:
        """The embedding model, loaded once."""
        return self.models.embedder()

    def look_again(self) -> None:
        """Go by the model that reads the library now, where another process has had it read anew since."""
        if self.models.overtaken(reader(self.library)):
            self.index.close()
            self.models.forget_reading()
            for part in ("vectors", "index", "retriever", "extractive", "desk"):
                self.__dict__.pop(part, None)

    @functools.cached_property
    def vectors(self) -> Vectors:
        """The library's vectors of the present model."""
        return Vectors(self.library, self.embedder().identity, self.embedder().dimension)

    @functools.cached_property
    def index(self) -> Index:
        """The vector index, not yet opened."""
        self._index = Index(self.library, self.vectors)
        return self._index

    @functools.cached_property
    def keywords(self) -> Keywords:
        """The words of the library."""
        return Keywords(self.library)

    @functools.cached_property
    def retriever(self) -> Retriever:
        """Search over the library."""
        return Retriever(self.library, self.vectors, self.index, self.keywords, self.models, self.settings.zone)

    @functools.cached_property
    def fetcher(self) -> Fetcher:
        """The guarded HTTP client, made when something is fetched."""
        return intake.fetcher(self.settings)

    @functools.cached_property
    def extractive(self) -> Extractive:
        """The answerer that needs no model key."""
        return Extractive(self.models.kept, self.rarity, self.settings.sentences)

    @property
    def chosen_model(self) -> str:
        """The chat model that was chosen for this library, "" for none; where nothing was chosen, the one that is set."""
        chosen = choice(self.library, MODEL)
        return self.settings.model if chosen is None else chosen

    def answerer(self, model: str | None = None) -> Answerer:
        """What answers: the chat model of a name or, without one, of the settings; where that is "", the extractive one."""
        name = self.settings.model if model is None else model
        if not name:
            return self.extractive
        from assistant.generative import Generative

        chat = functools.partial(self.models.chat, name)
        return Generative(
            name, chat, self.extractive, self.models.limits, self.models.verify, traced=self.settings.tracing
        )

    @functools.cached_property
    def by_words(self) -> Assistant:
        """The assistant over the same library that does without the models which read meaning."""
        plain = self.settings.model_copy(update={"reranker": "", "verifier": ""})
        return Assistant(self.library, plain, WordsOnly())

    def warm(self, *, build_index: bool = False, complete: bool = False) -> None:
        """Load the models, so that the first question does not wait for them.

        With `complete` articles that were stored with their words alone are then read for their meaning. With `build_index` the vector index is
        taken into use, and from then on healed behind the questions: for who asks once, opening it costs more than the search that it spares.
        """
        self.unread = len(self.library.keyword_only()) if complete else 0
        try:
            self.by_words.ask(PRACTICE, model="")  # a second of imports, which the models' many would make five
            self.models.warm()  # what is asked meanwhile is answered by words
            if complete and meaning.missing(self):
                with self.library.writing():
                    meaning.complete(self)
        finally:
            self.unread = 0
        if build_index and not self.models.reading().by_words and self.index.open(build=True):
            self.index.catch_up()

    # -- the library --------------------------------------------------------------------------------------------

    def add(self, locators: Iterable[str], now: datetime | None = None) -> Iterator[Outcome]:
        """Store what the locators name, an outcome each; raises `LibraryBusy` while another process writes."""
        return intake.added(self, locators, now)

    def update(self, now: datetime | None = None, *, everything: bool = False) -> Iterator[FeedOutcome | Outcome]:
        """Ask the feeds that are due, or all, and store what is new, an event for each feed and article."""
        return intake.updated(self, now, everything=everything)

    def feeds(self) -> list[Subscription]:
        """The feeds that are or were followed."""
        return intake.followed(self)

    def subscribe(self, address: str, now: datetime | None = None) -> Iterator[Outcome]:
        """Follow a feed and store what it shows now, an outcome each."""
        return intake.subscribed(self, address, now)

    def unsubscribe(self, address: str) -> Subscription:
        """Follow a feed no longer; its articles stay. Raises `NotFound` when it is not followed."""
        return intake.unsubscribed(self, address)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Take articles out; raises `NotFound` before anything is removed when one is not there."""
        intake.removed(self, article_ids)

    def articles(self, filters: Filters | None = None) -> list[Article]:
        """The articles without their paragraphs, the newest first."""
        outlines, zone = self.library.outlines(), self.settings.zone
        if filters:
            admitted = admitted_articles(self.library, filters, zone)
            outlines = [article for article in outlines if article.id in admitted]
        return sorted(outlines, key=lambda one: (placed(one.published, one.added, zone), one.id), reverse=True)

    def outlets(self) -> list[str]:
        """The names of the outlets that have articles, in order of the alphabet."""
        return sorted({article.source for article in self.library.outlines()} - {""}, key=str.casefold)

    def titles(self) -> list[tuple[str, date]]:
        """The title of each article and its day."""
        return [(article.title, self._day_of(article)) for article in self.library.outlines()]

    def purge(self, before: date) -> list[str]:
        """Take out the articles of the days before a day, undated ones by when they were added; gives their ids."""
        old = [article.id for article in self.library.outlines() if self._day_of(article) < before]
        intake.removed(self, old)
        return old

    def filters(
        self, now: datetime, since: str | None = None, until: str | None = None, sources: Sequence[str] = ()
    ) -> Filters:
        """Filters from ISO dates or plain words; `until` includes the day it names."""
        zone = self.settings.zone
        start = when.instants(since, now, zone)[0] if since else None
        end = when.instants(until, now, zone)[1] if until else None
        return Filters(start, end, tuple(sources))

    # -- asking -------------------------------------------------------------------------------------------------

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> list[Hit]:
        """The `k` best paragraphs for a query, best first."""
        return self.found(query, k, filters).hits

    def found(self, query: str, k: int = 10, filters: Filters | None = None) -> Found:
        """The same paragraphs, and what was left out of them."""
        self.look_again()
        self.embedder()  # before the parts are made, which in Python 3.11 only one thread at a time may do
        return self.retriever.found(asked_text(query), k, filters)

    def ask(  # noqa: PLR0913  options, by name
        self, text: str, filters: Filters | None = None, *, conversation: str | None = None, now: datetime | None = None,
        read: Collection[Read] = ALL_READ, model: str | None = None,
    ) -> Answer:  # fmt: skip
        """What the articles say to a question, each sentence with its exact place.

        In a conversation the question may point back at earlier ones; the answer becomes its next turn. The time and the outlets that it names
        limit the articles as filters do, unless such filters are given or `read` leaves them out. `model` names what answers, as in `answerer`.
        """
        moment = now or datetime.now(UTC)
        return answer_to(self, Asking(text, moment, filters or NO_FILTERS, conversation, read, model))

    def stream(self, asking: Asking) -> Iterator[Claim | Answer]:
        """The claims of an answer as each has passed its check, then the whole answer."""
        return stream_to(self, asking)

    def brief(
        self, words: str | None = None, now: datetime | None = None, model: str | None = None, *,
        since: str | None = None, until: str | None = None,
    ) -> Briefing:  # fmt: skip
        """The briefing of a day, or of the days from `since` to `until`; of the newest day with articles when none is named.

        `model` names the chat model that words its lead in place of the one that is set, "" for none. It is kept.
        """
        from assistant import editions

        return editions.made(self, editions.Order(words or "", since or "", until or "", now, model=model))

    def days(self) -> list[date]:
        """The days that have articles, the newest first; last those that only undated articles were added on."""
        outlines = self.library.outlines()
        sure = {self._day_of(article) for article in outlines if article.published}
        return sorted({self._day_of(one) for one in outlines}, key=lambda day: (day in sure, day), reverse=True)

    @functools.cached_property
    def desk(self) -> StoryDesk:
        """The stories that the articles tell."""
        from assistant.stories import StoryDesk

        return StoryDesk(self.library, self.embedder)

    def stories_of(self, article_ids: Collection[str]) -> list[Story]:
        """The stories that some articles are part of, whole, the earliest opened first."""
        return self.desk.stories(article_ids)

    def stories(self, filters: Filters | None = None) -> list[Story]:
        """The stories that have an article which the filters admit, whole; the story with most articles first."""
        admitted = admitted_articles(self.library, filters, self.settings.zone) if filters else None
        return sorted(self.desk.stories(admitted), key=lambda story: (-len(story.articles), story.id))

    def merge_stories(self, story_ids: Sequence[str]) -> Story:
        """Make stories one, for good; raises `NotFound`, or `BriefingError` when fewer than two are named."""
        return self.desk.merge(story_ids)

    def split_story(self, story_id: str, article_ids: Collection[str]) -> Story:
        """The new story of articles taken out of one, for good; raises `NotFound`, or `BriefingError` for none or all."""
        return self.desk.split(story_id, article_ids)

    def rename_story(self, story_id: str, title: str) -> Story:
        """The story under a title given by a person, "" for its own; raises `NotFound`."""
        return self.desk.rename(story_id, title)

    def check(self, *, repair: bool = False) -> list[Json]:
        """What was looked at and in what state it is; with `repair` vectors and index that are missing are made anew."""
        from assistant.care import findings

        return findings(self, repair=repair)

    def _day_of(self, article: Article) -> date:
        return day_of(dated(article.published, article.added, self.settings.zone), self.settings.zone) or date.min

    def rarity(self, words: Sequence[str]) -> dict[str, float]:
        """How rare each word is among the paragraphs (inverse document frequency)."""
        return rarity_from_counts(self.keywords.paragraph_counts(words), self.keywords.places.current().paragraphs)
