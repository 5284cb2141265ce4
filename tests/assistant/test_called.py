"""What an article without a title is called wherever it is listed or opened."""

from datetime import UTC

from assistant.called import UNTITLED, called
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
