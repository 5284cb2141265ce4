"""What a library holds, and what it takes on disk."""

import json

from assistant.storage import storage

ROWS = (
    {"title": "Quay", "text": "Rosa Imhof closed the quay of Port Aldo.\n\nNobody was hurt in it.", "language": "en"},
    {"title": "Паром", "text": "Паром закрыт, сообщил капитан порта. Пассажиров повезут автобусом.", "language": "ru"},
)


def test_paragraphs_are_counted_by_the_model_that_read_them_and_articles_that_none_reads(assistant, write):
    assistant.embedder().languages = frozenset({"en"})
    list(assistant.add([str(write("a.jsonl", "".join(json.dumps(row) + "\n" for row in ROWS)))]))
    held = storage(assistant.library)
    assert (held.articles, held.paragraphs, held.by_words_only) == (2, 3, 1)
    (model,) = held.embedded
    assert (model.identity, model.paragraphs) == (assistant.embedder().identity, 2)
    assert held.file > 10_000
    assert held.folder == assistant.library.folder


def test_a_library_without_anything_holds_nothing(assistant):
    held = storage(assistant.library)
    assert (held.articles, held.briefings, held.conversations, held.embedded, held.index) == (0, 0, 0, (), 0)
