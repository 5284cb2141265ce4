"""Questions that are offered next: read off the story of an answer, and only those that the articles answer."""

import json
from datetime import UTC, datetime

import pytest

from assistant.json_out import answer_json
from assistant.suggestions import after, at_first, offered
from ingest.conversations import Turn

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
ROWS = (
    {"title": "Ferry sinks off Port Aldo", "source": "The Courier", "published": "2026-03-10",
     "text": "The ferry sank off Port Aldo on Monday. Nine people died in Port Aldo and 26 are missing.\n\n"
             "The harbour of Port Aldo was closed by Rosa Imhof."},
    {"title": "Toll rises in Port Aldo", "source": "Harbour Post", "published": "2026-03-12",
     "text": "The toll in Port Aldo has risen: 14 people died and 21 are missing.\n\n"
             "“The harbour of Port Aldo stays closed until Friday,” said Ann Hale, who speaks for the port."},
    {"title": "Pensions are paid late", "source": "The Courier", "published": "2026-03-11", "text": "The bank will pay pensions later."},
)  # fmt: skip
ASKED = "Who closed the harbour of Port Aldo?"


@pytest.fixture
def library(assistant, write):
    """Three articles, two of them of one story."""
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))], now=NOW))
    alone = {one.articles[0].title: one.id for one in assistant.stories() if len(one.articles) == 1}
    if ROWS[0]["title"] in alone:
        assistant.merge_stories([alone[ROWS[0]["title"]], alone[ROWS[1]["title"]]])
    return assistant


@pytest.fixture
def turn(library):
    return Turn(1, ASKED, answer_json(library.ask(ASKED, now=NOW)), NOW.isoformat())


def questions(candidates):
    return [one.question for one in candidates]


def test_what_else_a_story_tells_is_asked_for_and_nothing_of_another_story(library, turn):
    courier = [one.id for one in library.library.outlines() if one.title == ROWS[0]["title"]]
    answer = turn.answer | {"claims": [{"text": "", "citations": [{"article_id": courier[0]}]}]}
    found = questions(after(library, answer))
    assert found[0] == "What is known about “Toll rises in Port Aldo”?"
    assert "What did Ann Hale say about the harbour?" in found
    assert "How many people died in Port Aldo?" in found
    assert not any("ensions" in one for one in found)


def test_only_what_the_articles_answer_is_offered_at_most_three(library, turn, monkeypatch):
    asked = []
    real = library.ask
    monkeypatch.setattr(
        library, "ask", lambda text, *args, **options: asked.append(text) or real(text, *args, **options)
    )
    candidates = after(library, turn.answer)
    found = offered(library, candidates, [turn])
    assert found
    assert len(found) <= 3
    assert len(asked) <= 6
    for question in found:
        answer = real(question)
        assert answer.status == "answered"
        assert answer.claims[0].text not in {claim["text"] for claim in turn.answer["claims"]}


def test_what_was_asked_already_is_not_offered_again(library, turn):
    candidates = after(library, turn.answer)
    for question in offered(library, candidates, [turn]):
        again = Turn(2, question.upper(), turn.answer, NOW.isoformat())
        assert question not in offered(library, candidates, [turn, again])


def test_what_a_readers_filter_keeps_from_being_answered_is_not_offered(library, turn):
    assert offered(library, after(library, turn.answer), [turn], library.filters(NOW, sources=["Nobody"])) == ()


def test_before_the_first_question_the_newest_stories_are_asked_about(library):
    found = questions(at_first(library))
    assert found[0] == "What is known about “Toll rises in Port Aldo”?"
    assert "What is known about “Pensions are paid late”?" in found


def test_an_empty_library_suggests_nothing(assistant):
    assert at_first(assistant) == []


def test_paragraphs_near_a_refused_question_that_are_of_no_one_story_suggest_nothing(library, turn):
    hits = [{"article_id": one.id} for one in library.library.outlines() if one.title != ROWS[1]["title"]]
    assert after(library, turn.answer | {"claims": [], "closest": hits}) == []
    assert after(library, turn.answer | {"claims": [], "closest": []}) == []
