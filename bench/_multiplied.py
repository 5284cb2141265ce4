"""A library of thousands of paragraphs from invented facts: each is told again and again of other people, places and figures.

The vectors are those of the real model, made once and kept with the library; nothing stands in for them.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from assistant import settings
from assistant.assistant import Assistant
from assistant.json_out import answer_json
from bench._invented import FACTS
from ingest import conversations

PARAGRAPHS = 10
LONG = "long"
OUTLETS = ("Harbour Post", "The Courier", "Northern Ledger", "Sallow Bell", "Meridian Wire", "Ruvica Dispatch")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_SYLLABLES = "bar dor kel mon sar tev lin gor vas rud pel nor zan mir hal ost bru fen tol wes".split()


def library(folder: Path, paragraphs: int) -> None:
    """Make the library of that many paragraphs in a folder, unless it is there already."""
    assistant = Assistant.open(settings.load(library=folder), create=True)
    if assistant.library.count("paragraphs") < paragraphs:
        told = folder.with_suffix(".jsonl")
        told.write_text("".join(json.dumps(row) + "\n" for row in rows(paragraphs)), encoding="utf-8")
        for _ in assistant.add([str(told)]):
            pass
    assistant.close()


def long_conversation(folder: Path, turns: int) -> None:
    """Keep a conversation of that many turns in a library, the same answer again and again, unless it is there already."""
    assistant = Assistant.open(settings.load(library=folder))
    kept = conversations.turns(assistant.library, LONG, newest=1)
    answer = answer_json(assistant.ask("How many survivors did rescue workers pull out?", model="")) if not kept else {}
    for number in range(0 if kept else turns):
        conversations.add_turn(
            assistant.library, LONG, f"How many survivors did rescue workers pull out ({number})?", answer
        )
    assistant.close()


def rows(paragraphs: int) -> Iterator[dict]:
    """Articles as an import takes them, ten paragraphs each."""
    chance = random.Random(7)
    for number in range(paragraphs // PARAGRAPHS):
        told = [" ".join(changed(chance.choice(FACTS), chance) for _ in range(2)) for _ in range(PARAGRAPHS)]
        yield {
            "id": f"m{number}", "title": told[0].split(". ")[0].rstrip("."), "paragraphs": told,
            "source": OUTLETS[number % len(OUTLETS)], "published": f"2026-{1 + number % 6:02}-{1 + number % 28:02}",
            "language": "en",
        }  # fmt: skip


def changed(fact: str, chance: random.Random) -> str:
    """A fact of other people, places and figures."""
    named = _NAME.sub(lambda _: "".join(chance.choice(_SYLLABLES) for _ in range(2)).capitalize(), fact)
    return _NUMBER.sub(lambda _: str(chance.randint(2, 990)), named)


def questions(paragraphs: int) -> Iterator[str]:
    """Questions about the facts of such a library, no two about the same sentences: nothing that was read for one serves the next."""
    chance = random.Random(11)
    told = [text for row in rows(paragraphs) for text in row["paragraphs"]]
    chance.shuffle(told)
    for text in told:
        names = _NAME.findall(text)
        verb = chance.choice(("What happened in", "What is known about", "What did people say about"))
        yield f"{verb} {' and '.join(names[:2])}?"
