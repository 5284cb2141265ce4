"""The sample library: invented articles to try things out with, beside the user's own."""

from __future__ import annotations

from pathlib import Path

import ingest
from assistant import intake
from assistant.assistant import Assistant
from assistant.settings import Settings

ARTICLES = Path(ingest.__file__).parent / "sample"


def open_sample(settings: Settings) -> Assistant:
    """The assistant over the sample library, which is made beside the user's own when it is first asked for.

    It can be asked at once: the articles are stored with their words, and read for their meaning when the models are warmed.
    """
    folder = settings.library.with_name(settings.library.name + "-sample")
    sample = Assistant.open(_over(settings, folder), create=True)
    if not sample.library.count("articles"):
        for _ in intake.stored_by_words(sample, [str(ARTICLES)]):
            pass
    return sample


def _over(settings: Settings, folder: Path) -> Settings:
    """The same settings over another library."""
    return settings.model_copy(update={"library": folder})
