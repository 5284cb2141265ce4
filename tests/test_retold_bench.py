"""What the measure of repetition promises: what was told before is known, and called new it counts."""

from datetime import date

import pytest

from bench import _weeks as weeks
from bench import retold
from bench._kept import Kept, fresh
from bench._sets import SAMPLE_ARTICLES
from tests.fakes import FakeEmbedder

SENTENCES = [
    "The harbour of Kellmark was closed after a crane fell into the water on a stormy night.",
    "Nobody was hurt when the old crane of Kellmark fell, the master of the harbour said to reporters.",
    "Divers began to cut the crane into pieces, and a barge carried the first of them to the scrapyard.",
]
ROWS = [
    {"id": f"a{number}", "title": f"Crane {number}", "source": f"Paper {number}", "url": f"https://paper{number}.example/crane",
     "paragraphs": [text, f"Report number {number} of the day was written at the quay of Kellmark by our own staff."]}
    for number, text in enumerate(SENTENCES)
]  # fmt: skip
STORY = {row["id"]: "crane" for row in ROWS}
WEEK = weeks.week(ROWS, STORY, 5, "1")


def test_every_article_of_the_sample_has_a_story_that_its_table_names():
    made = weeks.sample_days()
    assert len(made.story) == sum(bool(row["published"]) for row in weeks.sample_rows().values())
    assert {row["published"][:10] == day.isoformat() for day, rows in made.rows for row in rows} == {True}
    assert "ferry" in made.story.values()
    assert (SAMPLE_ARTICLES / "README.md").is_file()


def test_a_table_of_stories_is_read_with_its_lines_and_its_single_articles():
    table = "| `a.md` | One | border | x |\n| `w.jsonl`, line 2 | Two | border | y |\n| `b.md` | One | single | z |\n"
    assert weeks.sample_stories(table) == {"a.md": "border", "w.jsonl:2": "border", "b.md": "single b.md"}


def test_a_week_is_the_same_whatever_the_order_of_the_articles_and_spreads_a_story_over_days():
    assert weeks.week(ROWS[::-1], STORY, 5, "1") == WEEK
    assert len(WEEK.rows) > 1
    assert {row["id"] for _, rows in WEEK.rows for row in rows} >= {*STORY}


def test_what_is_published_again_has_the_same_words_at_another_address():
    again = weeks.republished(ROWS[0])
    assert again["paragraphs"] == ROWS[0]["paragraphs"]
    assert again["url"] != ROWS[0]["url"]
    assert again["source"] != ROWS[0]["source"]


def test_a_sentence_told_nearly_word_for_word_was_told_and_another_was_not():
    told = weeks.Told()
    told.add(SENTENCES[0])
    assert told.has(SENTENCES[0].replace("stormy", "windy"))
    assert not told.has(SENTENCES[1])


@pytest.mark.parametrize(
    ("stories", "counts"),
    [
        ([("new", {"a"})], (1, 1)),
        ([("unchanged", {"a"}), ("developing", {"a"})], (0, 2)),
        ([("new", {"b"}), ("new", {"a", "b"})], (0, 0)),
    ],
)
def test_a_story_is_told_again_as_new_when_all_its_articles_are_of_stories_known_before(stories, counts):
    assert weeks.again(stories, {"a"}) == counts


def telling(news, sentence):
    """A product that calls every story so, and tells the same sentence as new every day."""

    def briefed(assistant, _):
        ids = [article.id for article in assistant.library.outlines()]
        change = {"kind": "new", "before": None, "after": {"citations": [{"quote": sentence}]}}
        return {"stories": [{"title": "", "news": news, "articles": ids, "changes": [change]}]}

    return briefed


@pytest.mark.parametrize(
    ("news", "sentence", "right"),
    [("new", WEEK.rows[0][1][0]["paragraphs"][0], False), ("developing", "Nothing like it was ever told.", True)],
)
def test_a_product_that_repeats_itself_is_found_out_and_one_that_does_not_is_clear(monkeypatch, news, sentence, right):
    monkeypatch.setattr(retold, "briefed", telling(news, sentence))
    with fresh(Kept(None, FakeEmbedder())) as assistant:
        found = retold.retold(assistant, WEEK)
    days = len(WEEK.rows)
    assert found.stories == (0 if right else days - 1, days - 1)
    assert found.changes == (0 if right else days - 1, days)
    assert bool(found.examples) != right


def test_a_product_whose_briefing_hangs_on_the_order_is_found_out(monkeypatch):
    made = [(date(2026, 3, 5), [row | {"published": "2026-03-05", "language": "en"} for row in ROWS])]
    embedder = Kept(None, FakeEmbedder())
    assert len({*retold.orders(made, embedder, 3)}) == 1
    taken = iter(range(9))
    monkeypatch.setattr(retold, "briefed", lambda *_: {"stories": [next(taken)]})
    assert len({*retold.orders(made, embedder, 3)}) == 4


def test_where_two_briefings_part_is_shown():
    assert retold.parting("abc", "abc") == ""
    assert "'abc'" in retold.parting("abc", "abd")
    assert "'abcd'" in retold.parting("abc", "abcd")


def test_a_big_day_is_timed_after_it_was_added():
    first, later, stories = retold.seconds(ROWS, Kept(None, FakeEmbedder()))
    assert first > 0 < later
    assert 1 <= stories <= len(ROWS)
