"""What a reader chose for a library in place of a setting: its time zone, watch list, topics, weights of the rank.

One rule for the page and the command line: an option of a command counts first, then what was chosen for the library, then
the environment and `.env`, then the default.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.newsday import Day
from assistant.ranking import weights
from assistant.settings import Settings
from ingest.choices import choice, choose
from ingest.errors import SettingsError
from ingest.library import FILE_NAME, Library

if TYPE_CHECKING:
    from assistant.assistant import Assistant

CHOSEN = ("time_zone", "watch", "topics", "rank")
LONGEST = 2000  # characters of what is chosen
_KEPT = "setting:"  # before the name, so that no choice of another kind has it


def in_force(given: Settings, library: Library) -> Settings:
    """The settings with what was chosen for a library in place of what was given.

    A choice that another version or machine could make, and this one cannot keep to, is logged and passed over: the library
    must still open.
    """
    found = given
    for name in CHOSEN:
        value = choice(library, _KEPT + name)
        if value is not None:
            try:
                found = _with(found, name, valid(given, name, value))
            except SettingsError as error:
                logging.getLogger(__name__).warning("what was chosen for %s does not hold: %s", name, error)
    return found


def of_folder(given: Settings) -> Settings:
    """The settings in force for the library that they name, as they are where there is none yet."""
    if not (given.library.expanduser() / FILE_NAME).is_file():
        return given
    library = Library.open(given.library)
    try:
        return in_force(given, library)
    finally:
        library.close()


def keep(assistant: Assistant, name: str, value: str | None) -> None:
    """Choose a setting for an assistant's library from now on, None to go by what is given; raises `SettingsError`."""
    if value is not None:
        value = valid(assistant.given, name, value)
    choose(assistant.library, _KEPT + name, value)
    assistant.settings = in_force(assistant.given, assistant.library)
    for part in ("retriever", "by_words"):  # they were made for the time zone before
        vars(assistant).pop(part, None)


def is_chosen(assistant: Assistant, name: str) -> bool:
    """Whether a setting was chosen for the library."""
    return choice(assistant.library, _KEPT + name) is not None


def valid(given: Settings, name: str, value: str) -> str:
    """A value for a setting as it is kept; raises `SettingsError` for one that it cannot have."""
    value = " ".join(value.split())
    if name not in CHOSEN:
        raise SettingsError(f"{name!r} cannot be chosen for a library; what can is {', '.join(CHOSEN)}")
    if len(value) > LONGEST:
        raise SettingsError(f"this is too long for {name!r}: {len(value)} characters, {LONGEST} at most")
    if name == "rank":
        weights(value)
    try:
        given.__pydantic_validator__.validate_assignment(given.model_copy(), name, value)
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{value!r} {message}") from None
    return value


def today_begins(settings: Settings, time_zone: str, now: datetime) -> datetime:
    """When the day of a moment began in a time zone; raises `SettingsError` for a zone that there is not."""
    zone = _with(settings, "time_zone", valid(settings, "time_zone", time_zone)).zone
    return Day.of(now.astimezone(zone).date(), zone).start.astimezone(zone)


def _with(given: Settings, name: str, value: Any) -> Settings:
    return given.model_copy(update={name: value})
