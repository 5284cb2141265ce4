import logging

from ingest.errors import ModelError
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
