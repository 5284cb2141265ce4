"""A page of the browser's drawn without one, over a library of a test, and what is read off it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.assistant import Assistant
from ui.shown import Shown

HOSTILE = "![x](https://evil.example/p.png) :red[$a$] <b>Wire</b>"
KINDS = ("header", "subheader", "markdown", "caption", "info", "success", "warning", "error", "code")


def page_of(script: Callable[[], None], module: Any, assistant: Assistant, patch: pytest.MonkeyPatch) -> AppTest:
    """A page over an assistant's library, not yet drawn; `module` is the one that the page is in."""
    patch.setattr(module, "shown_library", lambda: Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


def filled(assistant: Assistant, rows: Iterable[dict[str, Any]], folder: Path, now: datetime) -> Assistant:
    """An assistant whose library has got some articles."""
    file = folder / f"rows{len(list(folder.iterdir()))}.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    list(assistant.add([str(file)], now=now))
    return assistant


def drawn(page: AppTest) -> AppTest:
    page.run()
    assert not page.exception
    return page


def button(page: AppTest, label: str) -> Any:
    return next(one for one in page.button if one.label.startswith(label))


def choice(page: AppTest, label: str) -> Any:
    kinds = (*page.selectbox, *page.multiselect, *page.text_input, *page.text_area, *page.slider)
    return next(one for one in kinds if one.label.startswith(label))


def texts(page: AppTest) -> str:
    """Everything that is handed to Markdown."""
    return "\n".join(str(one.value) for kind in KINDS for one in getattr(page, kind))


def words(page: AppTest) -> str:
    """The same as a reader sees it."""
    return texts(page).replace("\\", "")
