"""Somebody at the page without a browser: a WebSocket that speaks Streamlit's protocol, timers of the page included.

Fifty browsers would measure the browsers. What a visitor sees is the texts and the widgets of the page as they are sent.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

ANSWERED = re.compile(
    r"\bverbatim$|\bin the words of |^\*\*The articles do not say", re.I
)  # what stands under each answer
LARGEST = 64 * 1024 * 1024


@dataclass(eq=False)
class Visitor:
    """One tab. `texts` are those of the page as it was last drawn, `buttons` maps labels to the ids of what can be clicked."""

    address: str
    query: str = ""
    texts: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    chat_input: str = ""
    page: str = ""
    fragments: int = 0
    runs: int = 0
    said: list[str] = field(default_factory=list)
    _timers: dict[str, asyncio.Task] = field(default_factory=dict)
    _finished: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _socket: Any = None
    _reader: Any = None

    async def arrive(self) -> float:
        """Open the page; the seconds until it is drawn."""
        started = perf_counter()
        target = self.address.replace("http", "ws", 1) + "/_stcore/stream"
        self._socket = await connect(target, subprotocols=["streamlit"], max_size=LARGEST, open_timeout=60)
        self._reader = asyncio.create_task(self._read())
        await self._rerun()
        await self.until(lambda: self.chat_input and self._finished.is_set())
        return perf_counter() - started

    async def ask(self, question: str, patience: float = 120) -> tuple[float, float]:
        """Ask a question; the seconds until a first sign of it, and until its answer is drawn."""
        before, started = self.answers, perf_counter()
        await self.put(question)
        await self.until(lambda: question in self.texts, patience)
        sign = perf_counter() - started
        await self.until(lambda: self.answers > before, patience)
        return sign, perf_counter() - started

    async def put(self, question: str) -> None:
        """Send a question off."""
        message = self._message()
        widget = message.rerun_script.widget_states.widgets.add(id=self.chat_input)
        widget.chat_input_value.data = question
        await self._socket.send(message.SerializeToString())

    async def click(self, label: str) -> float:
        """Click a button; the seconds until the page is drawn anew."""
        message, runs, started = self._message(), self.runs, perf_counter()
        message.rerun_script.widget_states.widgets.add(id=self.buttons[label], trigger_value=True)
        await self._socket.send(message.SerializeToString())
        await self.until(lambda: self.runs > runs and self._finished.is_set())
        return perf_counter() - started

    @property
    def answers(self) -> int:
        """How many answers are drawn."""
        return sum(bool(ANSWERED.search(text)) for text in self.texts)

    async def until(self, holds: Any, patience: float = 120) -> None:
        """Wait until something holds of the page; raises `TimeoutError`."""
        async with asyncio.timeout(patience):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def leave(self) -> None:
        """Close the tab."""
        for timer in self._timers.values():
            timer.cancel()
        self._reader.cancel()
        await self._socket.close()

    def _message(self, fragment: str = "") -> BackMsg:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = bool(fragment)
        return message

    async def _rerun(self, fragment: str = "") -> None:
        await self._socket.send(self._message(fragment).SerializeToString())

    async def _read(self) -> None:
        async for data in self._socket:
            message = ForwardMsg()
            message.ParseFromString(data)
            self._take(message)
            self._changed.set()

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message.new_session, whole=not message.metadata.run.fragment_ids)
        elif kind == "script_finished":
            if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                self._finished.set()
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._time(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._draw(message.delta.new_element)

    def _begin(self, session: Any, *, whole: bool) -> None:
        if not whole:
            self.fragments += 1
            return
        self.runs += 1
        self.page = session.page_script_hash
        self.texts.clear()
        self._finished.clear()
        for timer in self._timers.values():
            timer.cancel()
        self._timers.clear()

    def _draw(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "chat_input":
            self.chat_input = element.chat_input.id
        elif kind == "button":
            self.buttons[element.button.label] = element.button.id
        elif kind in {"markdown", "text", "alert", "heading"}:
            self.texts.append(getattr(element, kind).body)
            self.said.append(self.texts[-1])

    def _time(self, fragment: str, interval: float) -> None:
        async def ticks() -> None:
            with suppress(Exception):
                while True:
                    await asyncio.sleep(interval)
                    await self._rerun(fragment)

        self._timers[fragment] = asyncio.create_task(ticks())
