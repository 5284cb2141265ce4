"""The sample library is what its README says, and the briefings written down for it point at its own words."""

import json
import re
from collections import Counter
from pathlib import Path, PurePath

import pytest

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "ingest" / "sample"
README = (SAMPLE / "README.md").read_text(encoding="utf-8")
ROWS = [json.loads(line) for line in (ROOT / "bench" / "sample_briefings.jsonl").read_text("utf-8").splitlines()]
KINDS = {"new", "updated", "confirmed", "disputed", "corrected", "dropped"}
DIFFERENCES = {"number", "date", "actor", "attribution", "outcome", "negation"}


@pytest.fixture
def told(assistant):
    """The articles of the sample by file name, or by id where they are lines of an import."""
    assert {one.outcome for one in assistant.add([str(SAMPLE)])} == {"added"}
    seen = assistant.library.sightings()
    return {one.external_id or PurePath(one.locator).name: assistant.library.article(one.article_id) for one in seen}


def passages(row):
    for change in row["changes"]:
        yield from filter(None, (change["before"], change["after"]))
    for difference in row["differences"]:
        yield from difference["versions"]
    for section in ("watch", "unknowns", "said"):
        yield from row[section]


def test_its_articles_are_of_five_days_and_six_outlets_and_one_is_undated(told):
    days = Counter(article.published[:10] for article in told.values())
    assert len(told) == 43
    assert {article.source for article in told.values()} == set(re.findall(r"^\| `[^|]+ \| ([^|]+) \|", README, re.M))
    assert len({article.source for article in told.values()}) == 6
    assert days[""] == 1
    assert {day for day in days if day} == {f"2026-03-{day}" for day in range(10, 15)}


def test_every_file_of_it_is_in_its_table():
    named = set(re.findall(r"^\| `([^`]+)`", README, re.M))
    assert named == {file.name for file in SAMPLE.iterdir()} - {"README.md"}


def test_two_reprints_have_the_wire_story_as_their_origin(told):
    copies = ("2026-03-14-the-courier-nether-sallow-toll.md", "2026-03-14-ruvica-dispatch-nether-sallow.html")
    assert {told[copy].origin_of for copy in copies} == {told["mw-20260314-0052"].id}


def test_every_passage_of_the_briefings_written_down_holds_its_words(told):
    for row in ROWS:
        for passage in passages(row):
            paragraph = told[passage["file"]].paragraphs[passage["paragraph"] - 1]
            assert passage["text"] in paragraph.text
            for copy in passage.get("also", ()):
                assert told[copy["file"]].paragraphs[copy["paragraph"] - 1].text


def test_every_dated_article_is_in_one_row_of_its_day(told):
    rows = Counter(name for row in ROWS for name in row["articles"])
    assert rows == Counter(name for name, article in told.items() if article.published)
    for row in ROWS:
        zoned = {name for name in row["articles"] if told[name].published[:10] != row["day"]}
        assert zoned <= {"2026-03-12-ruvica-dispatch-accord-approved.md"}


def test_what_a_row_calls_new_was_told_on_that_day_and_what_was_before_no_later(told):
    assert {change["kind"] for row in ROWS for change in row["changes"]} == KINDS
    assert {one["kind"] for row in ROWS for one in row["differences"]} == DIFFERENCES
    for row in ROWS:
        for change in row["changes"]:
            assert (change["before"] is None) == (change["kind"] == "new")
            assert change["after"]["file"] in row["articles"]
            assert change["before"] is None or told[change["before"]["file"]].published[:10] <= row["day"]
        for section in ("watch", "unknowns", "said"):
            assert all(passage["file"] in row["articles"] for passage in row[section])
