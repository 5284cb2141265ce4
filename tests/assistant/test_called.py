"""What an article without a title is called wherever it is listed or opened."""

import json
from datetime import UTC

from assistant.called import UNTITLED, called, shown_title
from assistant.json_out import answer_json, briefing_json
from assistant.layout import laid_out
from assistant.markdown_out import markdown_of
from assistant.opened import for_reading
from ingest.articles import Article, Paragraph
from ui.citation import label

LONG = "Divers found two cracks in the sea wall of Port Aldo, the harbour office said on Monday, and the quay stays shut for a week."


def test_an_article_is_called_by_its_title_or_else_by_its_first_words():
    assert called(Article("a", " Cracks\nfound ", (Paragraph("a", 1, 1, LONG),))) == "Cracks found"
    assert called(Article("a", "", (Paragraph("a", 1, 1, LONG),))).endswith("said on Monday …")
    assert called(Article("a", "", ()), begins="Short.") == "Short"


def test_an_untitled_article_is_opened_under_its_first_words(assistant, write):
    list(assistant.add([str(write("wall.txt", f"{LONG}\n\nThe wall is eighty years old."))]))
    (one,) = assistant.articles()
    opened = for_reading(assistant.library, one.id, 1, UTC)
    assert opened.title == (one.title or called(assistant.library.article(one.id)))


def test_the_button_of_an_untitled_source_reads_out_no_identifier():
    cited = {"number": 2, "source": "", "title": "", "article_id": "3f9c2a41b07e", "paragraph": 5}
    assert label(cited) == f"Source 2: {UNTITLED}, paragraph 5"


def test_the_sources_of_an_answer_and_of_a_briefing_are_told_apart_by_their_first_words(assistant, write):
    texts = (LONG, LONG.replace("Divers found", "Masons mended"))
    rows = [{"text": f"{text} It is eighty years old.", "published": "2026-03-10"} for text in texts]
    list(assistant.add([str(write("walls.jsonl", "\n".join(map(json.dumps, rows))))]))
    cited = answer_json(assistant.ask("What did divers find in the sea wall of Port Aldo?"))["claims"][0]["citations"][
        0
    ]
    assert cited["title"] == ""
    assert cited["called"] == shown_title(cited)
    assert label(cited).startswith("Source 1: Divers found two cracks")
    briefing = markdown_of(laid_out(briefing_json(assistant.brief("2026-03-10"))))
    assert (
        "Divers found two cracks in the sea wall of Port Aldo, the harbour office said on Monday …”, 2026-03-10"
        in briefing
    )


def test_an_answer_kept_without_what_its_article_is_called_is_shown_as_before():
    assert shown_title({"title": "", "article_id": "3f9c2a41b07e"}) == ""
