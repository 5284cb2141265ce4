import os
import socket
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from assistant import settings
from ingest.errors import BriefingError, SettingsError
from ui import launch, stopping, unconfigured
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


@pytest.fixture
def chosen():
    return settings.load(token="x" * 20)


def test_on_this_machine_no_token_is_asked_for(chosen):
    assert launch.required_token(chosen, "127.0.0.1", ()) == ""
    assert launch.required_token(settings.load(), "localhost", ()) == ""


@pytest.mark.parametrize(("address", "hosts"), [("0.0.0.0", ["news.example"]), ("::", ["news.example"]), ("192.0.2.7", []), ("127.0.0.1", ["news.example"]), ("", [])])  # fmt: skip
@pytest.mark.parametrize("token", ["", "short", "x" * 19, " " * 30])
def test_beyond_this_machine_the_page_does_not_start_without_a_long_token(address, hosts, token):
    with pytest.raises(SettingsError, match="BRIEFING_TOKEN") as refused:
        launch.required_token(settings.load(token=token), address, hosts)
    assert not token.strip() or token not in str(refused.value)


def test_beyond_this_machine_the_page_must_know_what_it_is_called(chosen):
    with pytest.raises(SettingsError, match="--host-name"):
        launch.required_token(chosen, "0.0.0.0", ())
    assert launch.required_token(chosen, "0.0.0.0", ["news.example"]) == "x" * 20
    assert launch.required_token(chosen, "192.0.2.7", ()) == "x" * 20


def test_the_token_is_told_to_the_server_in_no_argument(chosen):
    assert launch.environment(chosen, "x" * 20)["BRIEFING_TOKEN"] == "x" * 20
    assert not any(
        "x" * 20 in one for one in launch.command(8501, browser=False, address="0.0.0.0", hosts=["a.example"])
    )


def test_a_token_may_lie_in_a_file(write):
    assert launch.token_of(write("token", "y" * 24 + "\n")) == "y" * 24
    with pytest.raises(SettingsError, match="token file"):
        launch.token_of(Path("nowhere"))


def test_variables_that_would_set_streamlit_otherwise_do_not_reach_the_server(chosen, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "*")
    monkeypatch.setenv("NEWSROOM", "kept")
    told = launch.environment(chosen)
    assert told["NEWSROOM"] == "kept"
    assert not {"STREAMLIT_SERVER_ADDRESS", "FORWARDED_ALLOW_IPS"} & told.keys()


def test_answers_that_are_written_at_once_do_not_take_the_processors_from_each_other(chosen, monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    given = launch.environment(chosen)
    assert int(given["OMP_NUM_THREADS"]) * AT_ONCE["extractive"] <= max(2, os.cpu_count())
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    assert launch.environment(chosen)["OMP_NUM_THREADS"] == "7"


@pytest.mark.skipif(os.name != "posix", reason="another system starts a process of its own")
def test_the_server_takes_the_launchers_place_so_that_no_signal_leaves_it_behind(chosen, monkeypatch):
    begun = []
    monkeypatch.setattr(os, "execve", lambda *told: begun.append(told) or sys.exit(7))
    with pytest.raises(SystemExit):
        launch.launch(chosen, port=8501, browser=False)
    [(program, line, known)] = begun
    assert (program, line[0]) == (sys.executable, sys.executable)
    assert known["BRIEFING_LIBRARY"]


def test_the_first_signal_stops_the_server_and_the_next_ends_it_at_once(monkeypatch):
    ended, soon = [], []
    monkeypatch.setattr(os, "_exit", ended.append)
    monkeypatch.setattr(stopping, "end_soon", soon.append)
    server, ending = SimpleNamespace(should_exit=False), unconfigured.Ending()
    ending.heed(server, 15, None)
    assert (server.should_exit, ending.code, soon, ended) == (True, 143, [15], [])
    ending.heed(server, 2, None)
    assert ended == [143]
