import os
import socket

import pytest

from assistant import settings
from ingest.errors import BriefingError
from ui import launch
from ui.waiting import AT_ONCE


@pytest.mark.parametrize("browser", [True, False])
def test_the_page_is_served_on_this_machine_only_and_asks_nothing_at_the_terminal(browser):
    options = launch.command(8501, browser=browser)
    assert "--server.address=127.0.0.1" in options
    assert "--server.showEmailPrompt=false" in options
    assert "--browser.gatherUsageStats=false" in options
    assert f"--server.headless={'false' if browser else 'true'}" in options


def test_a_port_in_use_is_passed_over():
    with socket.socket() as taken:
        taken.bind((launch.ADDRESS, 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert launch.free_port(port) != port


def test_a_port_beyond_the_last_is_refused_in_words():
    with pytest.raises(BriefingError, match="--port"):
        launch.free_port(65536)


def test_answers_that_are_written_at_once_do_not_take_the_processors_from_each_other(monkeypatch):
    given = {}
    monkeypatch.setattr(launch.subprocess, "call", lambda _, env: given.update(env) or 0)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    launch.launch(settings.load(), port=8950, browser=False)
    assert int(given["OMP_NUM_THREADS"]) * AT_ONCE["extractive"] <= max(2, os.cpu_count())
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    launch.launch(settings.load(), port=8950, browser=False)
    assert given["OMP_NUM_THREADS"] == "7"
