import json
import random

import numpy as np
import pytest
from fakes import SubjectEmbedder

from assistant import settings
from assistant.assistant import Assistant
from assistant.gist import bears_out, gist
from ingest import storylines
from ingest.articles import Article, Paragraph
from ingest.errors import BriefingError, NotFound

QUAY = (
    "The harbour council of Port Aldo closed the northern quay after engineers found cracks in eleven pillars.",
    "Engineers found cracks in eleven pillars, so the council of Port Aldo closed the northern quay of its harbour.",
    "Cracks in eleven pillars made the harbour council of Port Aldo shut the northern quay, engineers reported.",
)
FERRY = (
    "The ferry Grey Heron ran aground off Skellan island with ninety passengers, and lifeboats took everyone off.",
    "Lifeboats took ninety passengers off the ferry Grey Heron, which ran aground near the island of Skellan.",
)
BUDGET = "Finance minister Orsa Lind put forward a budget with higher taxes on timber exports and savings banks."


def row(name, text, title="", published="2026-03-10", source="Post"):
    return {"id": name, "title": title, "text": text, "published": published, "source": source, "language": "en"}


@pytest.fixture
def open_desk(tmp_path):
    """An assistant over a library of a name, for which articles on one subject are alike and others are not."""
    opened = []

    def desk(name="library"):
        found = Assistant.open(settings.load(library=tmp_path / name), create=True, embedder=SubjectEmbedder())
        opened.append(found)
        return found

    yield desk
    for one in opened:
        one.close()


@pytest.fixture
def desk(open_desk):
    return open_desk()


@pytest.fixture
def add(write):
    def added(assistant, *rows):
        lines = "\n".join(json.dumps(one) for one in rows)
        assert all(one.outcome in {"added", "updated"} for one in assistant.add([str(write("batch.jsonl", lines))]))

    return added


def told(assistant):
    """The stories as external ids, sorted."""
    return sorted(sorted(article.external_id for article in story.articles) for story in assistant.stories())


def ids(assistant):
    return {article.external_id: story.id for story in assistant.stories() for article in story.articles}


def article_ids(assistant):
    return {article.external_id: article.id for article in assistant.articles()}


def test_articles_on_one_event_are_one_story_and_others_stay_single(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]), row("b", BUDGET))
    assert told(desk) == [["b"], ["q1", "q2"]]


def test_a_story_is_of_a_single_source_while_nobody_else_tells_it_in_words_of_his_own(desk, add):
    add(desk, row("q1", QUAY[0]), row("copy", f"{QUAY[0]} More follows.", source="Herald"))
    assert [story.single_source for story in desk.stories()] == [True]
    other = "Ships are turned away at Port Aldo: pillars of the northern quay have cracks, so the harbour council closed it."
    add(desk, row("other", other, source="Herald"))
    assert [(story.single_source, len(story.articles)) for story in desk.stories()] == [(False, 3)]


def test_a_library_without_articles_has_no_story(desk):
    assert desk.stories() == []
    assert desk.stories_of([]) == []


def test_one_article_is_a_story_of_its_own(desk, add):
    add(desk, row("b", BUDGET, title="Budget with higher taxes"))
    (story,) = desk.stories()
    assert (story.title, story.opened, len(story.articles)) == ("Budget with higher taxes", "2026-03-10", 1)


def test_the_order_in_which_articles_come_changes_neither_groups_nor_ids(open_desk, add):
    rows = [row("q1", QUAY[0]), row("q2", QUAY[1]), row("f1", FERRY[0]), row("f2", FERRY[1]), row("b", BUDGET)]
    expected = None
    for number in range(4):
        random.Random(number).shuffle(rows)
        assistant = open_desk(f"library-{number}")
        add(assistant, *rows)
        expected = expected or ids(assistant)
        assert ids(assistant) == expected


def test_articles_that_come_one_by_one_are_grouped_as_if_they_had_come_at_once(open_desk, add):
    rows = [
        row("f2", FERRY[1], published="2026-03-11"),
        row("q1", QUAY[0]),
        row("b", BUDGET),
        row("f1", FERRY[0]),
        row("q2", QUAY[1]),
    ]
    at_once, one_by_one = open_desk("at-once"), open_desk("one-by-one")
    add(at_once, *rows)
    for one in rows:
        add(one_by_one, one)
        assert one_by_one.stories()
    assert told(one_by_one) == told(at_once)


def test_a_story_keeps_its_id_over_days_in_other_words_and_when_an_earlier_article_comes_later(desk, add):
    add(desk, row("q2", QUAY[1]))
    (before,) = desk.stories()
    add(desk, row("q3", QUAY[2], published="2026-03-13"))
    add(desk, row("q1", QUAY[0], published="2026-03-08"))
    (after,) = desk.stories()
    assert (after.id, after.opened) == (before.id, "2026-03-10")
    assert [article.external_id for article in after.articles] == ["q1", "q2", "q3"]


def test_a_story_that_has_been_quiet_for_longer_than_the_window_takes_no_more(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1], published="2026-05-10"))
    assert told(desk) == [["q1"], ["q2"]]


def test_a_story_is_whole_whichever_of_its_days_is_asked_for(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1], published="2026-03-12"), row("b", BUDGET))
    (story,) = desk.stories(desk.filters(desk.articles()[0].added and _now(), "2026-03-12", "2026-03-12"))
    assert len(story.articles) == 2
    assert desk.stories_of([story.articles[0].id]) == [story]


def _now():
    from datetime import UTC, datetime

    return datetime(2026, 3, 20, tzinfo=UTC)


def test_undated_articles_find_the_stories_of_dated_ones_that_came_with_them(desk, add):
    rows = [
        row("q1", QUAY[0]),
        row("q2", QUAY[1], published=""),
        row("q3", QUAY[2]),
        row("f1", FERRY[0], published=""),
        row("f2", FERRY[1]),
    ]
    add(desk, *rows)
    assert told(desk) == [["f1", "f2"], ["q1", "q2", "q3"]]


def test_a_feed_that_shows_five_hundred_old_entries_opens_stories_of_their_own_and_touches_no_other(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]))
    before = ids(desk)
    words = [
        f"{syllable}{end}"
        for syllable in ("bal", "cor", "dun", "fel", "gam")
        for end in ("ana", "ero", "ima", "oso", "uta")
    ]
    texts = [" ".join(random.Random(number).sample([f"{word}{number}" for word in words], 12)) for number in range(500)]
    add(
        desk,
        *(row(f"old{number}", f"{text}.", published=f"2019-0{1 + number % 9}-10") for number, text in enumerate(texts)),
    )
    after = ids(desk)
    assert {name: after[name] for name in before} == before
    assert len(set(after.values())) == 501


def test_two_articles_with_each_others_titles_are_grouped_by_what_they_say(desk, add):
    quay, ferry = "Quay of Port Aldo closed over cracks in pillars", "Ferry Grey Heron aground off Skellan"
    add(desk, row("q1", QUAY[0], title=ferry), row("f1", FERRY[0], title=quay))
    add(desk, row("q2", QUAY[1], title=quay), row("f2", FERRY[1], title=ferry))
    assert told(desk) == [["f1", "f2"], ["q1", "q2"]]
    titles = {story.title: {article.external_id for article in story.articles} for story in desk.stories()}
    assert titles == {quay: {"q1", "q2"}, ferry: {"f1", "f2"}}


def test_a_title_that_the_text_does_not_bear_out_leaves_no_trace_in_what_is_compared(desk, add):
    add(desk, row("wrong", QUAY[0], title="Ferry Grey Heron aground off Skellan"))
    by_name = article_ids(desk)
    desk.stories()
    kept = storylines.gists(desk.library, list(by_name.values()))
    text = SubjectEmbedder().embed_documents([QUAY[0]])
    expected = gist(np.asarray(text, dtype=np.float32), QUAY[0])
    assert np.allclose(np.frombuffer(kept[0].vector, "<f2").astype(float), expected, atol=2e-3)


def test_a_story_whose_titles_nothing_bears_out_is_named_by_its_first_sentence(desk, add):
    add(desk, row("q1", f"{QUAY[0]} Nobody was hurt.", title="Subscribe to our newsletter"))
    title = desk.stories()[0].title
    assert len(title) > 80
    assert QUAY[0].startswith(title.rstrip("…"))


def test_a_story_in_a_list_is_the_story_itself_without_its_paragraphs(desk, add):
    add(desk, row("q1", QUAY[0], title="Northern quay closed"), row("q2", QUAY[1]), row("f1", FERRY[0]))
    listed, whole = desk.desk.outlines(), desk.desk.stories()
    assert [(one.id, one.title, one.opened, one.origins) for one in listed] == [
        (one.id, one.title, one.opened, one.origins) for one in whole
    ]
    assert all(not article.paragraphs for one in listed for article in one.articles)


def test_of_an_unchanged_story_nothing_is_read_again_for_a_list(desk, add, monkeypatch):
    add(desk, row("q1", QUAY[0], title="Northern quay closed"))
    desk.desk.outlines()
    read = []
    whole = desk.library.article
    monkeypatch.setattr(desk.library, "article", lambda name, *rest: read.append(name) or whole(name, *rest))
    desk.desk.outlines()
    assert read == []
    add(desk, row("f1", FERRY[0], title="Ferry late"))
    assert {one.title for one in desk.desk.outlines()} == {"Northern quay closed", "Ferry late"}
    assert read != []


@pytest.mark.parametrize(("title", "borne"), [("Quay closed over cracks", True), ("Heron aground", False), ("", True)])
def test_a_title_is_borne_out_by_a_text_that_holds_its_rarer_words(title, borne):
    assert bears_out(Article("a", title, (Paragraph("a", 1, 1, QUAY[0]),))) is borne


def test_articles_are_grouped_by_the_vectors_they_were_stored_with_and_embedded_no_second_time(desk, add):
    add(desk, row("q1", QUAY[0], title="Northern quay closed"), row("q2", QUAY[1]))
    embedder = desk.embedder()
    before = embedder.asked
    assert told(desk) == [["q1", "q2"]]
    assert embedder.asked == before


def test_when_nothing_came_since_the_last_time_no_model_is_loaded(open_desk, add):
    first = open_desk()
    add(first, row("q1", QUAY[0]))
    expected = ids(first)
    again = open_desk()
    again.models._embedder = None
    again.desk._embedder = lambda: pytest.fail("the model was asked for")
    assert ids(again) == expected


def test_merged_stories_stay_one_under_the_id_of_the_first_opened(desk, add):
    add(desk, row("q1", QUAY[0]), row("b", BUDGET, published="2026-03-11"))
    before = ids(desk)
    merged = desk.merge_stories([before["b"], before["q1"]])
    assert merged.id == before["q1"]
    add(desk, row("q2", QUAY[1], published="2026-03-12"), row("f1", FERRY[0]))
    assert told(desk) == [["b", "q1", "q2"], ["f1"]]


def test_articles_taken_out_of_a_story_stay_out(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]))
    known, (story,) = article_ids(desk), desk.stories()
    new = desk.split_story(story.id, [known["q2"]])
    assert new.id != story.id
    assert [article.external_id for article in new.articles] == ["q2"]
    add(desk, row("q3", QUAY[2], published="2026-03-11"))
    after = ids(desk)
    assert after["q1"] == story.id
    assert after["q2"] == new.id
    assert after["q3"] in {story.id, new.id}


def test_the_first_article_taken_out_gets_an_id_that_no_story_has(desk, add):
    add(desk, row("q1", QUAY[0], published="2026-03-09"), row("q2", QUAY[1]))
    known, (story,) = article_ids(desk), desk.stories()
    new = desk.split_story(story.id, [known["q1"]])
    assert ids(desk) == {"q1": new.id, "q2": story.id}


def test_what_was_taken_apart_can_be_merged_again_and_the_last_word_counts(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]))
    (story,) = desk.stories()
    new = desk.split_story(story.id, [story.articles[1].id])
    desk.merge_stories([new.id, story.id])
    add(desk, row("q3", QUAY[2]))
    assert told(desk) == [["q1", "q2", "q3"]]


def test_a_ruling_is_found_again_by_an_article_that_was_removed_and_came_back(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]))
    (story,) = desk.stories()
    known = article_ids(desk)
    desk.split_story(story.id, [known["q2"]])
    desk.remove([known["q2"]])
    assert told(desk) == [["q1"]]
    add(desk, row("q2", QUAY[1]))
    assert told(desk) == [["q1"], ["q2"]]


def test_a_story_keeps_the_title_that_a_person_gave_it(desk, add):
    add(desk, row("q1", QUAY[0], title="Northern quay closed"))
    (story,) = desk.stories()
    assert desk.rename_story(story.id, "  The quay\n affair ").title == "The quay affair"
    add(desk, row("q2", QUAY[1]))
    assert [one.title for one in desk.stories()] == ["The quay affair"]
    assert desk.rename_story(story.id, "").title == "Northern quay closed"


def test_a_new_version_of_an_article_stays_in_its_story(desk, add):
    address = {"url": "https://post.example/quay"}
    add(desk, row("q1", QUAY[0]) | address, row("q2", QUAY[1]))
    before = ids(desk)
    add(desk, row("q1", f"{QUAY[0]} Divers went down on Tuesday.") | address)
    assert ids(desk) == before
    assert max(article.version for article in desk.articles()) == 2


def test_a_removed_article_leaves_its_story_and_the_last_one_takes_it_along(desk, add):
    add(desk, row("q1", QUAY[0]), row("q2", QUAY[1]))
    before, known = ids(desk), article_ids(desk)
    desk.remove([known["q1"]])
    assert ids(desk) == {"q2": before["q2"]}
    desk.remove([known["q2"]])
    assert desk.stories() == []


def test_what_cannot_be_done_says_so_in_one_line(desk, add):
    add(desk, row("q1", QUAY[0]), row("b", BUDGET))
    known, stories = article_ids(desk), ids(desk)
    for attempt, error, words in (
        (lambda: desk.merge_stories([stories["q1"], "nowhere"]), NotFound, "no story 'nowhere'"),
        (lambda: desk.merge_stories([stories["q1"]] * 2), BriefingError, "two or more"),
        (lambda: desk.split_story("nowhere", [known["q1"]]), NotFound, "no story 'nowhere'"),
        (lambda: desk.split_story(stories["q1"], [known["b"]]), NotFound, "is not in story"),
        (lambda: desk.split_story(stories["q1"], [known["q1"]]), BriefingError, "not all of them"),
        (lambda: desk.rename_story("nowhere", "x"), NotFound, "no story 'nowhere'"),
    ):
        with pytest.raises(error, match=words) as raised:
            attempt()
        assert "\n" not in str(raised.value)
    assert ids(desk) == stories


FIRES = (
    row("aldo-1", "A fire destroyed a furniture warehouse in Port Aldo on Monday night. Three firefighters were hurt and forty people left "
        "their homes. Chief officer Mira Holt said the cause was not yet known.", "Fire destroys warehouse in Port Aldo"),
    row("aldo-2", "Three firefighters were injured when a furniture store near the harbour of Port Aldo burned down late on Monday. Mira "
        "Holt, who led the operation, said it was too early to speak of a cause.", "Three firefighters hurt in harbour blaze"),
    row("skellan-1", "A fire gutted a textile mill in Skellan on Monday night. Two workers died and eleven were hurt. Police chief Tarn "
        "Oster said a machine had overheated.", "Fire guts textile mill in Skellan"),
    row("skellan-2", "Two workers were killed and eleven injured when the textile mill of Skellan burned overnight. An overheated machine "
        "started the blaze, said Tarn Oster, the chief of police.", "Two dead after mill burns in Skellan"),
)  # fmt: skip


def test_two_fires_in_two_towns_on_one_day_are_two_stories(tmp_path, model, add):
    assistant = Assistant.open(settings.load(library=tmp_path / "fires"), create=True, embedder=model)
    add(assistant, *FIRES)
    assert told(assistant) == [["aldo-1", "aldo-2"], ["skellan-1", "skellan-2"]]
    assistant.close()


def test_the_first_reports_of_two_fires_do_not_become_one_story(tmp_path, model, add):
    assistant = Assistant.open(settings.load(library=tmp_path / "fires"), create=True, embedder=model)
    add(assistant, FIRES[0], FIRES[2])
    assert told(assistant) == [["aldo-1"], ["skellan-1"]]
    assistant.close()


# The second tells of other things than the first, of the same rare people.
COUNT = (
    "Tomas Brandel won the seat of Ondrel by 37 votes after a recount, said Livia Farr of the Alder List.",
    "Hay is late in the uplands, where neither Tomas Brandel nor Livia Farr was seen after the recount, the Alder List rented a barn, and milk costs less "
    "than water since the dairy shut its doors in autumn, a farmer complained while he mended his fence.",
)


def test_a_late_article_on_the_same_rare_people_joins_their_story_whichever_comes_first(open_desk, add):
    rows = [row("c1", COUNT[0]), row("c2", COUNT[1], published="2026-03-12"), row("b", BUDGET)]
    for number, order in enumerate([rows, rows[::-1]]):
        assistant = open_desk(f"library-{number}")
        for one in order:
            add(assistant, one)
            assistant.stories()
        assert told(assistant) == [["b"], ["c1", "c2"]]


def test_people_whom_many_stories_name_bring_no_two_stories_together(open_desk, add):
    desk = open_desk()
    busy = [f"{text} Tomas Brandel and Livia Farr of the Alder List looked on." for text in (QUAY[0], FERRY[0], BUDGET)]
    add(desk, *(row(f"other{number}", text) for number, text in enumerate(busy)))
    add(desk, row("c1", COUNT[0]))
    desk.stories()
    add(desk, row("c2", COUNT[1], published="2026-03-12"))
    assert ["c1", "c2"] not in told(desk)
