"""What measurements over made articles share: vectors kept between runs, a library for a run, rows put into it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

import bench
from assistant import settings
from assistant.assistant import Assistant
from assistant.edition import Briefing
from assistant.json_out import briefing_json
from ingest.embedder import Embedder, Worded
from ingest.errors import NotFound
from ingest.pipeline import Outcome

Row = dict[str, Any]


class Kept:
    """The built-in embedding model, whose vectors are kept in a file: the same text is embedded once, in one run or in many."""

    def __init__(self, folder: Path | None, model: Embedder | None = None) -> None:
        self.model = model or bench.model()
        self.identity, self.dimension, self.languages = self.model.identity, self.model.dimension, self.model.languages
        self.file = folder / f"vectors-{self.identity}.npz" if folder else None
        self.vectors = self._stored()
        self.before = len(self.vectors)

    def _stored(self) -> dict[str, np.ndarray[Any, Any]]:
        if self.file is None or not self.file.exists():
            return {}
        with np.load(self.file) as stored:
            return dict(zip(map(str, stored["names"]), stored["vectors"], strict=True))

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        names = [hashlib.sha256(text.encode()).hexdigest()[:32] for text in texts]
        lacking = {name: text for name, text in zip(names, texts, strict=True) if name not in self.vectors}
        found = self.model.embed_documents([*lacking.values()]) if lacking else []
        self.vectors |= {name: np.asarray(row) for name, row in zip(lacking, found, strict=True)}
        return [self.vectors[name].tolist() for name in names]

    def embed_query(self, text: str) -> list[float]:
        return self.model.embed_query(text)

    def embed_words(self, texts: list[str]) -> list[Worded]:
        return self.model.embed_words(texts)

    def save(self) -> None:
        """Write the vectors where they are kept, with those that another run has written there meanwhile."""
        if self.file and len(self.vectors) > self.before:
            every = self._stored() | self.vectors
            self.file.parent.mkdir(parents=True, exist_ok=True)
            new = self.file.with_name(f"{os.getpid()}-{self.file.name}")
            np.savez(new, names=np.array([*every]), vectors=np.array([*every.values()]))
            new.replace(self.file)


@contextmanager
def fresh(embedder: Embedder | None) -> Iterator[Assistant]:
    """An assistant over an empty library that is gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        assistant = Assistant.open(settings.load(library=Path(folder) / "library"), create=True, embedder=embedder)
        try:
            yield assistant
        finally:
            assistant.close()


def evening(day: date) -> datetime:
    """When a day is briefed."""
    return datetime(day.year, day.month, day.day, 20, tzinfo=UTC)


def put_in(assistant: Assistant, rows: Sequence[Row], day: date) -> list[Outcome]:
    """Add rows in the import format on a day, an outcome each in their order."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "rows.jsonl"
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
        return [*assistant.add([str(file)], evening(day))]


def briefed(assistant: Assistant, day: date) -> Row:
    """The briefing of a day as it is printed; one without stories when the day has no article."""
    try:
        made: Briefing = assistant.brief(day.isoformat(), evening(day))
    except NotFound:
        return {"day": day.isoformat(), "stories": []}
    return briefing_json(made)
