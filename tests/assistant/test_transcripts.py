"""Conversations to take along: footnotes, what became of the sources, hostile words, every form."""

import json
import re
from datetime import UTC, timedelta, timezone

import pytest
from editions import claim, poisoned
from kept_answers import DIVERS, STORM, kept_answer
from markdown_it import MarkdownIt

from assistant.transcripts import FORMS, copied, drawn, laid_out, transcript, transcript_json
from ingest.conversations import add_turn, turns
from ingest.errors import NotFound, SettingsError
from ingest.judgements import Place, judge

HOSTILE = "<script>alert(1)</script> ![x](https://evil.example/p.png) [y](javascript:alert(1)) $a$ </style>"


@pytest.fixture
def told(library):
    """Keep answers as turns of one conversation and give its transcript."""

    def kept(*answers, name="quay", number=None, zone=UTC):
        for answer in answers:
            add_turn(library, name, answer["question"], answer)
        return transcript(library, name, zone, number)

    return kept


def text(found, form="text"):
    return drawn(form, found).decode()


def test_several_answers_have_one_row_of_numbers_and_one_list_of_sources(told):
    again = claim(1, "Divers looked at its wall.", article_id="a2", paragraph=2)
    other = claim(2, "It reopens in June.", article_id="a3", paragraph=3)
    page = text(told(kept_answer(STORM, DIVERS), kept_answer(again, other)))
    assert [" ".join(line.split()) for line in re.findall(r"- (?:Div|It re).*\[\d\]", page)] == [
        "- Divers looked at its wall. [2]", "- Divers looked at its wall. [2]", "- It reopens in June. [3]",
    ]  # fmt: skip
    assert re.findall(r"^\[(\d)\]", page, re.M) == ["1", "2", "3"]


def test_one_answer_keeps_the_numbers_that_the_page_shows(told):
    page = text(told(kept_answer(STORM), kept_answer(claim(4, "It reopens in June.")), number=2))
    assert "It reopens in June. [4]" in page
    assert "storm" not in page


def test_what_became_of_a_source_is_said_beside_its_sentence_and_its_words(told):
    found = told(kept_answer(claim(1, "It was shut.", version=2)))
    assert "paragraph 1, version 2" in text(found)
    assert text(found).count("taken out of the library") == 2
    assert "<https://courier.example/1>" in text(found, "md")


def test_a_refusal_says_so_with_what_came_nearest_and_what_is_missing(told):
    hit = {"text": "The quay was closed.", "source": "Post", "title": "Quay", "published": "2026-03-10", "paragraph": 3}
    page = text(told(kept_answer(closest=[hit], missing=["zelda", "moon"])))
    assert "The articles do not say." in page
    assert "Post, “Quay”, 2026-03-10, paragraph 3: “The quay was closed.”" in page.replace("\n  ", " ")
    assert "The nearest paragraphs do not mention: zelda, moon" in page


def test_of_a_greeting_nothing_is_refused(told):
    page = text(told(kept_answer(question="Hello!", notices=["nothing is asked"])))
    assert "The articles do not say." not in page
    assert "nothing is asked" in page.casefold()


def test_how_it_was_understood_limited_and_worded_is_noted(told):
    answer = kept_answer(
        STORM, standalone_question="Why was the quay of Aldo closed?", engine="ollama:qwen3", notices=["slow"], left_out=[{}, {}],
        filters={"since": "2026-03-09T23:00:00+00:00", "until": "2026-03-12T23:00:00+00:00", "sources": ["Post"]},
        short_answer="a storm", differences=[{"about": "the cause", "kind": "outcome", "versions": [STORM, DIVERS]}],
    )  # fmt: skip
    page = text(told(answer, zone=timezone(timedelta(hours=1))))
    for note in (
        "Understood as: Why was the quay of Aldo closed?", "Limited to articles from 2026-03-10, until 2026-03-12, of Post",
        "In the words of ollama:qwen3", "- Slow", "2 sentences were left out", "In short: a storm", "the cause (outcome)",
    ):  # fmt: skip
        assert note in page


def test_the_json_holds_every_field_that_is_kept(told, library):
    answer = kept_answer(STORM, left_out=[{"text": "x", "reason": "y", "problems": []}], later_field={"kept": True})
    found = told(answer)
    judge(library, "quay", 1, "does not say that", Place(0, "a1", 1, 1))
    again = json.loads(drawn("json", transcript(library, "quay", UTC)))
    (turn,) = turns(library, "quay")
    assert again["turns"][0]["answer"] == turn.answer
    assert again["turns"][0]["answer"].keys() == answer.keys()
    assert again["turns"][0]["judgements"][0]["sentence"] == STORM["text"]
    assert transcript_json(found)["turns"][0]["judgements"] == []


def test_hostile_words_stay_text_in_every_form(told):
    bad = poisoned(
        kept_answer(STORM, differences=[{"about": "", "kind": "", "different_time": False, "versions": [DIVERS]}]),
        HOSTILE,
    )
    bad |= {
        "filters": {"since": None, "until": None, "sources": [HOSTILE]},
        "notices": [HOSTILE],
        "short_answer": HOSTILE,
    }
    found = told(bad, name=HOSTILE)
    page = text(found, "html")
    assert not re.search(r"<(?:script|img)|href=\"(?!#)", page)
    assert "default-src 'none'" in page
    kinds = {child.type for one in MarkdownIt().parse(text(found, "md")) for child in (one.children or ())}
    assert not kinds & {"image", "link_open", "html_inline"}
    assert drawn("pdf", found).startswith(b"%PDF")


def test_every_form_of_one_conversation_is_the_same_twice(told):
    found = told(kept_answer(STORM))
    for form in FORMS:
        assert drawn(form, found) == drawn(form, found)


def test_a_form_or_an_answer_that_is_not_there_is_said(told):
    with pytest.raises(SettingsError, match="'docx' is no format"):
        drawn("docx", told(kept_answer(STORM)))
    with pytest.raises(NotFound, match="has no answer 7; it has 1"):
        told(number=7)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Quay <b> closed?", "quay-b-closed"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", "conversation"),
        ("Ä" * 90, "a" * 50),
    ],
)
def test_a_file_name_is_one_on_any_system(told, name, file):
    assert told(kept_answer(STORM), name=name).file_name == file
    assert told(kept_answer(STORM), name=name, number=2).file_name == f"{file}-2"


def test_what_is_copied_has_a_mark_a_sentence_and_the_words_of_each_source():
    shown = copied(kept_answer(STORM, DIVERS))
    assert shown == (
        "The quay was closed because of a storm. [1] Divers looked at its wall. [2]\n\n"
        "[1] The Courier, “Report 1”, 2026-03-11, paragraph 1: “The quay was closed because of a storm.” https://courier.example/1\n"
        "[2] The Courier, “Report 2”, 2026-03-11, paragraph 2: “Divers looked at its wall.” https://courier.example/2\n"
    )
    assert copied(kept_answer()) == "The articles do not say.\n"


def test_a_layout_has_no_coverage_and_so_no_empty_line_of_it(told):
    found = told(kept_answer(STORM))
    assert laid_out(found).coverage_line == ""
    assert "<footer>" not in text(found, "html")
    assert "**" not in text(found, "md")
