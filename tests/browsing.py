"""The page served to a real browser, and what the browser asked for and complained of."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock, Timeout

from ui.launch import ADDRESS, QUIET, THREADS, command, free_port

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
NEEDS_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(
        CHROMIUM is None, reason="there is no Chromium on this machine; on Debian: apt install chromium"
    ),
]
PATIENCE = 120_000  # milliseconds; the sample library is embedded first, slowly on a busy machine


@contextmanager
def served(folder: Path, first_port: int, **environment: str) -> Iterator[str]:
    """The address of a page over the library of a folder, the sample while that is empty."""
    with reserved_port(first_port) as port, _serving(folder, port, environment) as address:
        yield address


@contextmanager
def reserved_port(first: int) -> Iterator[int]:
    """A free port from `first` on, which no other run of tests on this machine is given before this one is done with it."""
    for port in range(first, first + 100):
        lock = FileLock(Path(tempfile.gettempdir()) / f"cited-briefing-tests-{port}.lock", timeout=0)
        with suppress(Timeout), lock:
            if free_port(port) == port:
                yield port
                return
    pytest.fail(f"the ports from {first} on are all in use")


@contextmanager
def _serving(folder: Path, port: int, environment: dict[str, str]) -> Iterator[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("BRIEFING_")}
    settings = (
        THREADS | known | QUIET | {"BRIEFING_LIBRARY": str(folder), "BRIEFING_EMBEDDING_RUNTIME": "onnx"} | environment
    )
    server = subprocess.Popen(command(port, browser=False), env=settings, cwd=folder.parent)
    try:
        _wait_for(f"http://{ADDRESS}:{port}/_stcore/health")
        yield f"http://{ADDRESS}:{port}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"{address} does not answer")


@contextmanager
def watched(**options: Any) -> Iterator[Any]:
    """A browser's context; what its pages asked for outside this machine and complained of are asserted empty at the end."""
    asked: list[str] = []
    complaints: list[str] = []
    made = browser().new_context(**({"viewport": {"width": 1280, "height": 860}} | options))
    with closing(made) as context:
        context.set_default_timeout(PATIENCE)
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda message: complaints.append(message.text) if is_complaint(message) else None)
        yield context
    ours = (f"http://{ADDRESS}", f"ws://{ADDRESS}", "data:", "blob:")
    assert [url for url in asked if not url.startswith(ours)] == []
    assert complaints == [], complaints


_opened = ExitStack()  # the browser of the file of tests that is run, and what drives it


@cache
def browser() -> Any:
    """The one browser of a file of tests; its contexts share nothing."""
    from playwright.sync_api import sync_playwright

    driver = _opened.enter_context(sync_playwright())
    return _opened.enter_context(closing(driver.chromium.launch(executable_path=CHROMIUM)))


def put_away() -> None:
    """End the browser, if there is one."""
    browser.cache_clear()
    _opened.close()


def is_complaint(message: Any) -> bool:
    """Whether a console message is an error; a page below / looks for Streamlit's own routes beside itself first."""
    beside = ("/briefing/_stcore/", "/stories/_stcore/", "/library/_stcore/", "/settings/_stcore/")
    return message.type == "error" and not any(part in message.location["url"] for part in beside)


def ask(page: Any, question: str) -> None:
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def choose(page: Any, files: list[dict[str, Any]]) -> None:
    """Files chosen in the form, all of them arrived: a form that is sent before holds only some of them, or none."""
    page.get_by_test_id("stFileUploaderDropzoneInput").first.set_input_files(files)
    page.get_by_test_id("stFileChipName").nth(len(files) - 1).wait_for(state="attached")
    page.get_by_test_id("stFileChipIconSpinner").first.wait_for(state="detached")
