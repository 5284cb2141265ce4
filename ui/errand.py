"""Something that a page has done in a thread of its own, so that no page waits for it: what has come of it so far, and its end."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingest.errors import BriefingError, LibraryBusy
from ui.said import do_it_again


@dataclass(slots=True, eq=False)
class Errand:
    """How an errand goes: whether each thing that came of it is well and what is said of it, and once it is done what went wrong."""

    name: str
    told: list[tuple[bool, str]] = field(default_factory=list)
    failure: str = ""
    done: threading.Event = field(default_factory=threading.Event)


def begin(name: str, work: Callable[[], Iterator[tuple[bool, str]]]) -> Errand:
    """Begin an errand: `work` yields what comes of it, each with whether that is well."""
    errand = Errand(name)
    threading.Thread(target=_run, args=(errand, work), daemon=True).start()
    return errand


def _run(errand: Errand, work: Callable[[], Iterator[tuple[bool, str]]]) -> None:
    try:
        for told in work():
            errand.told.append(told)
    except LibraryBusy as busy:
        errand.failure = do_it_again(busy)
    except BriefingError as error:
        errand.failure = str(error)
    except Exception as error:
        logging.getLogger(__name__).exception("%s did not come to an end", errand.name)
        errand.failure = f"it stopped ({type(error).__name__}); the log of the server says more"
    finally:
        errand.done.set()
