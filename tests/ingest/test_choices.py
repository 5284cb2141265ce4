from ingest.choices import MODEL, choice, choose
from ingest.library import Library


def test_a_choice_is_found_again_when_the_library_is_opened_anew(library):
    assert choice(library, MODEL) is None
    choose(library, MODEL, "ollama:qwen3")
    choose(library, MODEL, "")
    again = Library.open(library.folder)
    assert choice(again, MODEL) == ""
    again.close()


def test_a_choice_that_is_forgotten_is_none_and_leaves_the_rest_alone(library):
    revision = library.revision
    choose(library, MODEL, "ollama:qwen3")
    choose(library, MODEL, None)
    assert choice(library, MODEL) is None
    assert library.revision == revision
