"""A chat model that is being tried: asked for a word in a thread of its own, so that no page waits for its answer."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, field

from assistant.assistant import Assistant
from ingest.errors import BriefingError


@dataclass(slots=True, eq=False)
class Trial:
    """How trying a model goes: once it is done, whether it answered and what came of it in words of our own."""

    model: str
    answered: bool = False
    told: str = ""
    done: threading.Event = field(default_factory=threading.Event)


def begin(assistant: Assistant, model: str) -> Trial:
    """Begin to try a model."""
    trial = Trial(model)
    threading.Thread(target=_try, args=(assistant, trial), daemon=True).start()
    return trial


def _try(assistant: Assistant, trial: Trial) -> None:
    try:
        trial.answered = bool(assistant.models.try_chat(trial.model))
        trial.told = f"{trial.model} answers." if trial.answered else f"{trial.model} can be reached, but says nothing."
    except BriefingError as error:
        trial.told = f"It does not work: {error}."
    except Exception as error:
        logging.getLogger(__name__).exception("a model could not be tried")
        trial.told = f"{trial.model} could not be tried ({type(error).__name__}); the log of the server says more."
    finally:
        trial.done.set()
