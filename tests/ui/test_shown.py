import logging

from fakes import FakeEmbedder

from assistant import settings
from assistant.assistant import Assistant
from ingest.errors import ModelError
from ingest.found import HandedIn
from ui import shown
from ui.shown import warmed


class Unloadable:
    """An assistant whose model cannot be loaded."""

    def warm(self, **_):
        raise ModelError("cannot load the model 'x'; install it")


def test_a_model_that_cannot_be_loaded_is_one_line_of_the_log_and_no_traceback(caplog):
    with caplog.at_level(logging.WARNING):
        warmed(Unloadable())
    assert [record.getMessage() for record in caplog.records] == ["cannot load the model 'x'; install it"]
    assert caplog.records[0].exc_info is None


def test_a_folder_that_is_named_from_home_is_the_one_that_is_shown(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("BRIEFING_LIBRARY", "~/news")
    own = Assistant.open(settings.load(library=tmp_path / "news"), create=True, embedder=FakeEmbedder())
    list(own.add([HandedIn("quay.md", b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday.\n")]))
    monkeypatch.setattr(shown, "_own", lambda _: own)
    assert shown.shown_library() == shown.Shown(own, False)
    own.close()
