"""What a library keeps of its stories: rows that outlive groupings, and go with their articles."""

from datetime import UTC, datetime

import pytest

from ingest import storylines
from ingest.articles import Article, Chunk, Page, Paragraph
from ingest.errors import BriefingError, NotFound
from ingest.library import Embedded
from ingest.storylines import Gist, Storyline

CAME = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY = CAME.date().toordinal()


@pytest.fixture
def put(library):
    """Store an article of one sentence, with a gist."""

    def stored(name, *, day=DAY, arrived=DAY, version=1):
        article = Article(name, "", (Paragraph(name, version, 1, f"Of {name} in version {version}."),), version=version)
        embedded = Embedded([Chunk(name, version, 1, 1, name)], [b"\0\0\0\0"], "model", 1)
        library.add(article, embedded, Page(name, b"", "text/plain", CAME))
        storylines.keep_gists(library, [Gist(name, version, "rule", day, arrived, True, b"\0\0", b"name")])

    return stored


@pytest.fixture
def place(library):
    def placed(*stories):
        with library.database.transaction() as connection:
            storylines.place(connection, [Storyline(name, day, title, ids) for name, day, title, ids in stories])

    return placed


def kept(library):
    return {story.id: story.article_ids for story in storylines.storylines(library)}


def test_an_article_is_placeless_until_it_is_in_a_story(library, put, place):
    put("a")
    assert storylines.placeless(library) == ["a"]
    place(("s", "2026-03-10", "", ("a",)))
    assert storylines.placeless(library) == []
    assert kept(library) == {"s": ("a",)}


def test_a_story_goes_when_its_last_article_has_another(library, put, place):
    put("a")
    place(("s", "2026-03-10", "", ("a",)))
    place(("t", "2026-03-10", "", ("a",)))
    assert kept(library) == {"t": ("a",)}
    with pytest.raises(NotFound, match="no story 's'"):
        storylines.storyline(library, "s")


def test_a_removed_article_takes_its_place_and_its_gist_along(library, put, place):
    put("a")
    put("b")
    place(("s", "2026-03-10", "", ("a", "b")))
    library.remove("a")
    assert kept(library) == {"s": ("b",)}
    assert [one.article_id for one in storylines.gists(library, ["a", "b"])] == ["b"]
    library.remove("b")
    assert kept(library) == {}


def test_stories_are_whole_and_in_the_order_in_which_they_were_opened(library, put, place):
    for name in ("a", "b", "c"):
        put(name)
    place(("s", "2026-03-10", "", ("a", "b")), ("r", "2026-03-09", "", ("c",)))
    assert [story.id for story in storylines.storylines(library)] == ["r", "s"]
    assert [story.article_ids for story in storylines.storylines(library, ["b"])] == [("a", "b")]
    assert storylines.storylines(library, []) == []


def test_a_new_version_wants_a_new_gist_and_keeps_its_place(library, put, place):
    put("a")
    place(("s", "2026-03-10", "", ("a",)))
    article = Article("a", "", (Paragraph("a", 2, 1, "Other words."),), version=2)
    library.add(article, Embedded([], [], "model", 1), Page("a", b"", "text/plain", CAME))
    assert storylines.without_gist(library) == ["a"]
    assert kept(library) == {"s": ("a",)}


def test_a_gist_made_of_words_alone_is_wanted_anew_once_there_are_vectors(library, put):
    put("a")
    assert storylines.without_gist(library) == []
    storylines.keep_gists(library, [Gist("a", 1, "1 384 words", DAY, DAY, True, b"")])
    assert storylines.without_gist(library) == ["a"]


def test_the_gist_of_an_article_that_is_gone_is_not_kept(library):
    storylines.keep_gists(library, [Gist("gone", 1, "rule", DAY, DAY, True, b"")])
    assert storylines.gists(library, ["gone"]) == []


def test_gists_made_by_other_rules_are_told(library, put):
    put("a")
    assert storylines.of_other_rules(library, {"rule"}) == []
    assert storylines.of_other_rules(library, {"newer rule"}) == ["a"]


@pytest.mark.parametrize(
    ("days", "arrived", "found"),
    [
        ((DAY - 1, DAY + 1), None, ("dated", "undated")),
        ((DAY - 50, DAY - 30), None, ("old",)),
        (None, (DAY - 1, DAY + 1), ("dated", "old", "undated")),
        (None, None, ()),
    ],
)
def test_nearby_are_those_dated_or_come_within_some_days(library, put, place, days, arrived, found):
    put("dated")
    put("old", day=DAY - 40)
    put("undated", day=None)
    put("placeless")
    place(*((f"story of {name}", "2026-03-10", "", (name,)) for name in ("dated", "old", "undated")))
    near = storylines.nearby(library, days, arrived)
    assert tuple(sorted(story.removeprefix("story of ") for story in near.stories)) == found
    assert len(near.vectors) == 2 * len(found)
    assert near.names == (b"name",) * len(found)


def test_no_two_stories_are_opened_under_one_id(library, put, place):
    put("a")
    (gist,) = storylines.gists(library, ["a"])
    first = storylines.opened(library, [gist])
    assert first == storylines.opened(library, [gist])
    beside = storylines.opened(library, [gist], [first.id])
    place((first.id, first.opened, "", ("a",)))
    assert storylines.opened(library, [gist]).id == beside.id != first.id


def test_a_merger_keeps_the_first_opened_and_a_title_that_any_was_given(library, put, place):
    put("a")
    put("b")
    place(("s", "2026-03-10", "The quay", ("a",)), ("t", "2026-03-09", "", ("b",)))
    assert storylines.merge(library, ["s", "t"]) == "t"
    assert storylines.storylines(library) == [Storyline("t", "2026-03-09", "The quay", ("a", "b"))]
    assert storylines.rulings(library, together=True) == {("a", "b")}


def test_the_last_ruling_on_two_articles_counts(library, put, place):
    put("a")
    put("b")
    place(("s", "2026-03-10", "", ("a", "b")))
    new = storylines.split(library, "s", ["b"])
    assert storylines.rulings(library, together=False) == {("a", "b")}
    storylines.merge(library, ["s", new])
    assert storylines.rulings(library, together=False) == set()


def test_nothing_is_changed_when_an_id_is_wrong(library, put, place):
    put("a")
    place(("s", "2026-03-10", "", ("a",)))
    for attempt in (
        lambda: storylines.merge(library, ["s", "nowhere"]),
        lambda: storylines.split(library, "s", ["stranger"]),
        lambda: storylines.split(library, "s", ["a"]),
        lambda: storylines.split(library, "s", []),
        lambda: storylines.rename(library, "nowhere", "Title"),
    ):
        with pytest.raises(BriefingError):
            attempt()
    assert kept(library) == {"s": ("a",)}
    assert storylines.rulings(library, together=True) == storylines.rulings(library, together=False) == set()
