"""Articles that change, disappear, or are taken out, and what was cited from them."""

import json
from datetime import UTC, date, datetime

import pytest

from ingest.changes import standing
from ingest.conversations import turns
from ingest.errors import NotFound

URL = "https://post.example/ferry"
DEAD = "Nine people died when the ferry sank off Port Vale on Monday."
CORRECTED = "Ten people died when the ferry sank off Port Vale on Monday."
STRIKE = "Dockers in Port Vale went on strike on Friday."
CAUSE = "The cause is not known, a spokesman of the coast guard said."


@pytest.fixture
def add(assistant, write):
    def added(*rows):
        return list(assistant.add([str(write("a.jsonl", "\n".join(map(json.dumps, rows))))]))

    return added


@pytest.fixture
def changed(add):
    """An article in two versions: a number corrected in the first paragraph, the second left alone."""
    (first,) = add({"url": URL, "text": f"{DEAD}\n\n{CAUSE}", "published": "2026-03-10"})
    (second,) = add({"url": URL, "text": f"{CORRECTED}\n\n{CAUSE}", "published": "2026-03-10"})
    assert (first.outcome, second.outcome) == ("added", "updated")
    return first.article_id


def test_when_a_page_says_it_was_changed_is_kept_with_its_version(assistant, write):
    declared = {"@type": "NewsArticle", "datePublished": "2026-03-10", "dateModified": "2026-03-11T09:30:00Z"}
    script = f'<script type="application/ld+json">{json.dumps(declared)}</script>'
    page = f"<html><head>{script}</head><body><article><p>{DEAD}</p><p>{CAUSE}</p></article></body></html>"
    (outcome,) = assistant.add([str(write("ferry.html", page))])
    stored = assistant.library.article(outcome.article_id)
    assert (stored.published, stored.modified) == ("2026-03-10", "2026-03-11T09:30:00+00:00")


def test_what_was_cited_from_an_old_version_still_opens(assistant, changed):
    assert assistant.library.article(changed, 1).paragraphs[0].text == DEAD
    assert assistant.library.article(changed).paragraphs[0].text == CORRECTED


def test_a_quotation_has_changed_only_when_its_words_are_gone(assistant, changed):
    assert standing(assistant.library, changed, 1, "Nine people died") == "changed"
    assert standing(assistant.library, changed, 1, CAUSE) == "as cited"
    assert standing(assistant.library, changed, 2, CORRECTED) == "as cited"


def test_words_that_moved_to_another_paragraph_still_stand(assistant, changed, add):
    add({"url": URL, "text": f"{CAUSE}\n\n{CORRECTED}"})
    assert standing(assistant.library, changed, 1, CAUSE.upper()) == "as cited"


def test_a_saved_conversation_says_which_of_its_citations_have_changed(assistant, add):
    add({"url": URL, "text": f"{DEAD}\n\n{CAUSE}"})
    assistant.ask("How many people died when the ferry sank?", conversation="ferry")
    before = turns(assistant.library, "ferry")[0].answer
    add({"url": URL, "text": f"{CORRECTED}\n\n{CAUSE}"})
    after = turns(assistant.library, "ferry")[0].answer
    marks = [[one["citations"][0]["changed_since"] for one in answer["claims"]] for answer in (before, after)]
    assert marks[0][0] is False
    assert marks[1][0] is True
    assert [one["text"] for one in after["claims"]] == [one["text"] for one in before["claims"]]


@pytest.mark.parametrize("text", [DEAD.upper(), DEAD.replace(" ", "  ")])
def test_a_change_of_case_or_spacing_is_no_version(assistant, add, text):
    (first,) = add({"url": URL, "text": DEAD})
    assert [one.outcome for one in add({"url": URL, "text": text})] == ["unchanged"]
    assert assistant.library.versions(first.article_id) == [1]


def test_an_article_that_changes_to_the_words_of_another_is_a_new_version(assistant, add):
    ferry, strike = add({"url": URL, "text": DEAD}, {"url": "https://post.example/strike", "text": STRIKE})
    (changed,) = add({"url": URL, "text": STRIKE})
    assert (changed.outcome, changed.article_id) == ("updated", ferry.article_id)
    assert assistant.library.article(ferry.article_id).text == STRIKE
    assert assistant.library.article(ferry.article_id, 1).text == DEAD
    assert assistant.ask("How many people died when the ferry sank?").claims == ()
    again = add({"url": URL, "text": STRIKE}, {"url": "https://post.example/strike", "text": STRIKE})
    assert [(one.outcome, one.article_id) for one in again] == [
        ("unchanged", ferry.article_id), ("unchanged", strike.article_id)
    ]  # fmt: skip
    assert assistant.library.sightings(copies_only=True) == []


def test_an_article_that_changes_to_the_words_of_another_tells_of_its_origin_however_short(assistant, add):
    strike, ferry = add({"url": "https://post.example/strike", "text": STRIKE}, {"url": URL, "text": DEAD})
    (changed,) = add({"url": URL, "text": STRIKE})
    assert changed.reason == f"a near copy of {strike.article_id} (same origin)"
    assert assistant.library.origins() == dict.fromkeys((strike.article_id, ferry.article_id), strike.article_id)


def test_variants_of_an_address_are_versions_of_one_article(assistant, add):
    add({"url": "http://www.post.example/ferry/", "text": DEAD})
    assert [one.outcome for one in add({"url": f"{URL}?utm_source=x#top", "text": CORRECTED})] == ["updated"]
    assert assistant.library.count("articles") == 1


def test_an_article_marked_gone_stays_with_the_reason(assistant, changed):
    assistant.library.mark_gone(changed, "the address answers 410", datetime(2026, 3, 12, 8, tzinfo=UTC))
    assistant.library.mark_gone(changed, "again", datetime(2026, 3, 13, 8, tzinfo=UTC))
    article = assistant.library.article(changed)
    assert (article.gone, article.gone_reason) == ("2026-03-12T08:00:00+00:00", "the address answers 410")
    assert assistant.search("ferry")


def test_an_article_that_comes_back_in_a_new_version_is_not_gone(assistant, changed, add):
    assistant.library.mark_gone(changed, "404", datetime(2026, 3, 12, 8, tzinfo=UTC))
    add({"url": URL, "text": f"{CORRECTED} Divers found the wreck."})
    assert assistant.library.article(changed).gone == ""


def test_marking_what_is_not_there_says_so(assistant):
    with pytest.raises(NotFound, match="'abc'"):
        assistant.library.mark_gone("abc", "404", datetime(2026, 3, 12, tzinfo=UTC))


def test_a_purge_takes_out_what_is_older_and_marks_what_was_cited(assistant, changed, add):
    add({"text": "The court opened on Thursday.", "published": "2026-03-12"}, {"text": "Nobody dated this."})
    assistant.ask("How many people died when the ferry sank?", conversation="ferry")
    assert assistant.purge(date(2026, 3, 12)) == [changed]
    assert {article.text for article in map(assistant.library.article, assistant.library.origins())} == {
        "The court opened on Thursday.",
        "Nobody dated this.",
    }
    (turn,) = turns(assistant.library, "ferry")
    assert turn.answer["claims"][0]["citations"][0]["removed"] is True
    assert turn.answer["claims"][0]["text"] == CORRECTED


def test_an_article_dated_ahead_is_placed_by_when_it_was_added(assistant, add):
    (outcome,) = add({"text": "The court opened on Thursday.", "published": "2150-01-01"})
    assert "published in the future" in outcome.reason
    (article,) = assistant.articles()
    assert article.published == "2150-01-01"
    assert assistant.days() == [date.fromisoformat(article.added[:10])]


def test_when_a_page_says_it_was_modified_is_kept(library):
    from ingest.articles import Article, Page, Paragraph
    from ingest.library import Embedded

    article = Article("a" * 12, "", (Paragraph("a" * 12, 1, 1, DEAD),), modified="2026-03-11", notes=("a doubt",))
    stored = library.add(article, Embedded((), (), "none", 1), Page("x", b"x", "text/plain", datetime.now(UTC)))
    assert (stored.modified, stored.notes) == ("2026-03-11", ("a doubt",))
