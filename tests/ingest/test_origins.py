import json

import pytest

from ingest import origins

STORY = (
    "The harbour council met on Monday evening and voted by nine to four to close the northern quay until June.\n\n"
    "Engineers had found cracks in eleven of its pillars after the February storm, chairwoman Ada Lund told the meeting.\n\n"
    "Ferries to the outer islands will leave from the fish market instead, and tickets stay valid there."
)
AGENCY = {"id": "agency", "source": "Coast Agency", "published": "2026-03-10T08:00Z", "text": STORY}
POST = {"id": "post", "source": "Harbour Post", "published": "2026-03-10T09:00Z", "text": STORY[:240]}
TIMES = {
    "id": "times",
    "source": "Vale Times",
    "published": "2026-03-10T10:00Z",
    "text": f"By our staff in Port Vale.\n\n{STORY}",
}
COURT = {
    "id": "court",
    "source": "Vale Times",
    "published": "2026-03-10T11:00Z",
    "text": "A court in Port Vale sentenced three customs officers on Tuesday for taking money from tobacco smugglers.",
}


@pytest.fixture
def add(assistant, write):
    def added(*rows):
        return list(assistant.add([str(write("a.jsonl", "\n".join(map(json.dumps, rows))))]))

    return added


def named(assistant):
    """The origin of each article, by the names of the import."""
    names = {article.id: article.external_id for article in assistant.library.outlines()}
    return {names[one]: names[origin] for one, origin in assistant.library.origins().items()}


def test_a_near_copy_is_kept_as_another_witness_of_its_origin(assistant, add):
    first, second = add(AGENCY, POST)
    assert (second.outcome, second.origin_of) == ("added", first.article_id)
    assert second.reason == f"a near copy of {first.article_id} (same origin)"
    assert assistant.library.article(second.article_id).origin_of == first.article_id
    assert named(assistant) == {"agency": "agency", "post": "agency"}


def test_articles_of_their_own_are_their_own_origins(assistant, add):
    add(AGENCY, COURT)
    assert named(assistant) == {"agency": "agency", "court": "court"}


def test_the_earliest_published_is_the_origin_in_whatever_order_they_come(assistant, add):
    outcomes = add(TIMES, POST, AGENCY)
    assert set(named(assistant).values()) == {"agency"}
    assert "the earliest of near copies" in outcomes[-1].reason


def test_among_undated_copies_the_first_stored_is_the_origin(assistant, add):
    add({**POST, "published": ""}, {**AGENCY, "published": ""})
    assert set(named(assistant).values()) == {"post"}


def test_an_exact_copy_stays_a_duplicate(add):
    assert [one.outcome for one in add(AGENCY, {**AGENCY, "id": "again", "source": "Vale Times"})] == [
        "added",
        "duplicate",
    ]


def test_when_the_origin_is_removed_its_witnesses_get_a_new_one(assistant, add):
    first, *_ = add(AGENCY, TIMES, POST)
    assistant.remove([first.article_id])
    assert named(assistant) == {"post": "post", "times": "post"}


def test_when_a_witness_is_removed_the_others_stay_as_they_are(assistant, add):
    outcomes = add(AGENCY, TIMES, POST)
    assistant.remove([outcomes[2].article_id])
    assert named(assistant) == {"agency": "agency", "times": "agency"}


def test_a_new_version_of_a_witness_stays_a_witness(assistant, add):
    add(AGENCY, {**POST, "url": "https://post.example/quay"})
    outcome = add({**POST, "url": "https://post.example/quay", "text": f"{POST['text']} More follows."})[0]
    assert outcome.outcome == "updated"
    assert named(assistant) == {"agency": "agency", "post": "agency"}


@pytest.mark.parametrize("text", [COURT["text"], f"{COURT['text']} Their lawyers appealed."])
def test_a_witness_that_changes_to_the_words_of_another_article_does_not_make_their_origins_one(assistant, add, text):
    address = {"url": "https://post.example/quay"}
    add(AGENCY, {**POST, **address}, COURT)
    add({**POST, **address, "published": "2026-03-10T12:00Z", "text": text})
    assert named(assistant) == {"agency": "agency", "court": "court", "post": "court"}


def test_a_digest_of_two_articles_does_not_make_them_one(assistant, add):
    add(AGENCY, COURT, {"id": "digest", "text": f"{STORY}\n\n{COURT['text']}", "published": "2026-03-11"})
    assert named(assistant) == {"agency": "agency", "court": "court", "digest": "agency"}


def test_a_story_counts_origins_apart_from_outlets(assistant, add):
    add(AGENCY, POST, TIMES)
    (story,) = assistant.stories()
    assert (story.sources, story.origins) == (3, 1)


def test_outlets_that_write_for_themselves_are_origins_of_their_own(assistant, add):
    add(AGENCY, COURT)
    assert sum(story.origins for story in assistant.stories()) == 2


def test_articles_stored_before_near_copies_were_looked_for_are_compared_at_the_next_add(assistant, add):
    add(AGENCY, POST)
    with assistant.library.database.transaction() as connection:
        connection.execute("UPDATE articles SET compared = 0, origin_of = NULL")
        connection.execute("DELETE FROM bands")
    assert len(origins.not_compared(assistant.library.database)) == 2
    assert "not yet compared" in assistant.check()[0]["state"]
    add(COURT)
    assert named(assistant) == {"agency": "agency", "post": "agency", "court": "court"}
    assert origins.not_compared(assistant.library.database) == []


def test_what_an_article_shares_is_forgotten_with_it(assistant, add):
    first, *_ = add(AGENCY)
    assistant.remove([first.article_id])
    assert assistant.library.database.rows("SELECT * FROM bands") == []
    assert [one.origin_of for one in add(POST)] == [None]
