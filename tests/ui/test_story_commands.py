"""`briefing stories` and its changes, as a person and as a program sees them."""

import json

import pytest
from fakes import SubjectEmbedder

from ingest import embedder as models

ROWS = "\n".join(
    json.dumps({"id": name, "title": title, "text": text, "published": day, "source": source, "language": "en"})
    for name, title, text, day, source in (
        ("quay-1", "Northern quay closed", "Port Aldo closed its northern quay over cracks in the pillars.", "2026-03-09", "Post"),
        ("quay-2", "Cracks in pillars", "Cracks in the pillars: the northern quay of Port Aldo is closed.", "2026-03-10", "Herald"),
        ("budget", "Higher taxes on timber", "Orsa Lind wants higher taxes on timber exports.", "2026-03-10", "Post"),
    )
)  # fmt: skip


@pytest.fixture
def stories(briefing, write, monkeypatch):
    """Run `briefing stories` over three articles; gives (exit code, what it printed as JSON, stderr)."""
    monkeypatch.setattr(models, "load", lambda name="", *_: SubjectEmbedder())
    briefing("add", str(write("a.jsonl", ROWS)))

    def run(*arguments):
        code, out, err = briefing("stories", *arguments, "--json")
        return code, json.loads(out) if out else None, err

    return run


@pytest.fixture
def listed(stories):
    """The stories by the external id of their first article."""
    return lambda: {story["articles"][0]["external_id"]: story for story in stories()[1]["stories"]}


def test_the_list_tells_of_each_story_what_a_program_needs(listed):
    found = listed()
    assert {name: len(story["articles"]) for name, story in found.items()} == {"quay-1": 2, "budget": 1}
    assert {key: found["quay-1"][key] for key in ("sources", "origins", "single_source", "opened")} == {
        "sources": 2, "origins": 2, "single_source": False, "opened": "2026-03-09",
    }  # fmt: skip
    assert found["budget"]["single_source"] is True


def test_the_list_is_of_the_stories_that_have_an_article_of_the_days_asked_for(stories):
    (story,) = stories("--until", "2026-03-09")[1]["stories"]
    assert len(story["articles"]) == 2
    assert stories("--since", "2026-03-11")[1] == {"stories": []}


@pytest.mark.usefixtures("stories")
def test_people_read_one_line_a_story_with_a_mark_where_one_source_tells_it(briefing):
    lines = briefing("stories")[1].splitlines()
    assert lines[0].endswith("(2 articles: Post, Herald)")
    assert lines[1].endswith("Higher taxes on timber  (one article: Post, single source)")


def test_stories_are_merged_split_and_renamed_and_the_list_shows_it(stories, listed):
    quay, budget = listed()["quay-1"], listed()["budget"]
    code, merged, _ = stories("merge", budget["id"], quay["id"])
    assert (code, merged["id"], len(merged["articles"])) == (0, quay["id"], 3)
    taken = next(one["article_id"] for one in merged["articles"] if one["external_id"] == "quay-2")
    new = stories("split", merged["id"], taken)[1]
    assert [one["external_id"] for one in new["articles"]] == ["quay-2"]
    assert stories("rename", new["id"], "Pillars <b>of</b> Aldo")[1]["title"] == "Pillars <b>of</b> Aldo"
    assert {story["id"]: len(story["articles"]) for story in listed().values()} == {quay["id"]: 2, new["id"]: 1}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("merge", "nowhere", "elsewhere"), "no story 'nowhere'"),
        (("split", "nowhere", "article"), "no story 'nowhere'"),
        (("rename", "nowhere", "Title"), "no story 'nowhere'"),
    ],
)
def test_an_unknown_story_is_one_line_on_stderr(stories, arguments, words):
    code, out, err = stories(*arguments)
    assert (code, out) == (1, None)
    assert words in err
    assert err.count("\n") == 1


def test_wrong_usage_is_told_from_an_error(briefing):
    assert briefing("stories", "merge")[0] == 2
    assert briefing("stories", "split", "story")[0] == 2
