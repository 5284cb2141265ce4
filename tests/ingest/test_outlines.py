"""Articles without their paragraphs: read once a state, and never an old state."""

from datetime import UTC, datetime

import pytest

from assistant.assistant import Assistant
from ingest.library import Library

NOW = datetime(2026, 3, 12, tzinfo=UTC)


@pytest.fixture
def quay(assistant: Assistant, write):
    list(assistant.add([str(write("a.md", "# Quay closed\n\nThe quay of Port Aldo was closed on Monday."))]))
    return assistant


def reads(library, monkeypatch):
    """The queries for the articles that are made from now on."""
    made = []
    rows = library.database.rows

    def counted(query, parameters=()):
        if "ORDER BY a.added" in query:
            made.append(query)
        return rows(query, parameters)

    monkeypatch.setattr(library.database, "rows", counted)
    return made


def test_articles_that_have_not_changed_are_read_once(quay, monkeypatch):
    made = reads(quay.library, monkeypatch)
    assert quay.library.outlines() == quay.library.outlines()
    assert len(made) <= 1


def test_what_another_process_adds_or_marks_is_seen_at_once(quay, write):
    other = Library.open(quay.library.folder)
    (article,) = other.outlines()
    list(quay.add([str(write("b.md", "# Quay open\n\nThe quay of Port Aldo is open again, the mayor said."))]))
    assert [one.title for one in other.outlines()] == ["Quay closed", "Quay open"]
    quay.library.mark_gone(article.id, "the outlet took it back", NOW)
    assert [bool(one.gone) for one in other.outlines()] == [True, False]
    quay.remove([article.id])
    assert [one.title for one in other.outlines()] == ["Quay open"]
    other.close()


def test_who_is_given_the_articles_may_sort_them(quay, write):
    list(quay.add([str(write("b.md", "# Quay open\n\nThe quay of Port Aldo is open again, the mayor said."))]))
    quay.library.outlines().reverse()
    assert [one.title for one in quay.library.outlines()] == ["Quay closed", "Quay open"]
