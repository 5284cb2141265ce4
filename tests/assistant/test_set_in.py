"""Names written from right to left are set apart from what stands beside them, wherever they go out; all others stay as they are."""

import re
from datetime import UTC, datetime

import pytest
from editions import claim, edition, story
from kept_answers import kept_answer

from assistant.edition import Story
from assistant.html_out import briefing_html
from assistant.lacking import missing_told
from assistant.mail_out import briefing_mail
from assistant.markdown_out import briefing_markdown
from assistant.render import set_in, told_by
from assistant.text_out import briefing_text
from assistant.transcripts import drawn, transcript
from ingest.articles import Article
from ingest.conversations import add_turn
from ui.ask_command import print_answer

OUTLET, TITLE, SPEAKER = (
    "\u05d4\u05e0\u05de\u05dc",
    "\u05d4\u05e8\u05e6\u05d9\u05e3 \u05e0\u05e1\u05d2\u05e8 14",
    "\u0645\u0631\u0641\u0623",
)
NAMES = (OUTLET, TITLE, SPEAKER)
FORMS = {
    "md": briefing_markdown,
    "html": briefing_html,
    "text": briefing_text,
    "mail": lambda data: briefing_mail(data, datetime(2026, 3, 12, tzinfo=UTC)).get_body(("plain",)).get_content(),
}
TOLD = {"summary": [claim(1, "Shut.", source=OUTLET, title=TITLE)], "outlets": [OUTLET],
        "said": [{"speaker": SPEAKER, "attribution": "named", "quotation": False, "claim": claim(2, "It is shut.")}],
        "differences": [{"about": "x", "kind": "number", "different_time": False, "versions": [claim(3, "Two.", source=OUTLET), claim(4, "Three.")]}]}  # fmt: skip


def bare(page):
    """The names that stand in a page without being set apart."""
    return [name for name in NAMES if name in re.sub(r"\u2068[^\u2069]*\u2069", "", page)]


@pytest.mark.parametrize("form", FORMS)
def test_in_a_briefing_each_name_from_right_to_left_is_set_apart(form):
    page = FORMS[form](edition(story(1, **TOLD), lead=[]))
    assert [name for name in NAMES if f"\u2068{name}\u2069" not in page] == []
    assert bare(page) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_briefing_without_such_names_has_no_marks_of_direction(form):
    assert not re.search("[\u2066-\u2069\u200e\u200f\u202a-\u202e]", FORMS[form](edition(story(1))))


@pytest.mark.parametrize("form", ["md", "html", "text"])
def test_so_it_is_in_a_conversation(library, form):
    near = {"text": "It is shut.", "source": OUTLET, "title": TITLE, "published": "2026-03-10", "paragraph": 3}
    for answer in (kept_answer(claim(1, "Shut.", source=OUTLET, title=TITLE)), kept_answer(closest=[near])):
        add_turn(library, "quay", "Who?", answer)
    page = drawn(form, transcript(library, "quay", UTC)).decode()
    assert page.count(f"\u2068{TITLE}\u2069") == 2
    assert bare(page) == []


def test_so_it_is_in_a_terminal(capsys):
    print_answer(kept_answer(claim(1, "Shut.", source=OUTLET, title=TITLE)) | {"answer": "Shut. [1]"})
    out = capsys.readouterr().out
    assert f"[1] \u2068{OUTLET}\u2069, \u2068{TITLE}\u2069, 2026-03-11, paragraph 1" in out


def test_so_it_is_where_the_nearest_paragraph_of_a_refusal_is_named(capsys):
    print_answer(kept_answer(closest=[{"text": "It is shut.", "source": OUTLET, "paragraph": 3}]))
    assert f"nearest: \u2068{OUTLET}\u2069, paragraph 3" in capsys.readouterr().out


def test_so_are_the_outlets_that_tell_a_story():
    article = Article("a", TITLE, (), source=OUTLET)
    assert f"\u2068{OUTLET}\u2069" in told_by(Story("s", TITLE, (article,), ""))


@pytest.mark.parametrize("field", ["external_id", "article_id"])
def test_so_is_what_an_importer_called_an_article(field):
    entry = {"use": "left_out", "title": "", "source": "", "external_id": "", "article_id": ""} | {field: OUTLET}
    page = briefing_text(edition(story(1), coverage=[entry]))
    assert bare(page) == []
    assert f"\u2068{OUTLET}\u2069" in page


def test_so_are_the_words_that_no_article_has():
    told = missing_told(kept_answer(question=f"Who closed {OUTLET}?", missing=[OUTLET]), set_in=set_in)
    assert told == f"Not found in the articles: \u2068{OUTLET}\u2069"
    assert missing_told(kept_answer(question=f"Who closed {OUTLET}?", missing=[OUTLET])) == told


def test_a_html_page_reads_each_block_in_its_own_direction():
    assert "unicode-bidi:plaintext" in briefing_html(edition(story(1)))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Courier", "Courier"), ("Паром", "Паром"), ("日本", "日本"), (OUTLET, f"\u2068{OUTLET}\u2069"), (None, ""), (f"a\u202e{OUTLET}\u2069\nb", f"\u2068a{OUTLET} b\u2069")],
)  # fmt: skip
def test_a_name_cannot_end_the_mark_that_keeps_it_apart(name, shown):
    assert set_in(name) == shown
