"""The machine's clock, where it cannot be right: a computer without a battery wakes up in 1970.

What is stamped then would be placed in that year for good, and every article be dated in its future.
"""

from __future__ import annotations

from datetime import UTC, datetime

from ingest.errors import SettingsError

EARLIEST = datetime(2025, 1, 1, tzinfo=UTC)  # before this product was made
LATEST = datetime(2100, 1, 1, tzinfo=UTC)


def is_impossible(now: datetime) -> bool:
    """Whether a clock that says this is wrong for certain."""
    return not EARLIEST <= now < LATEST


def present() -> datetime:
    """The moment by the machine's clock; raises `SettingsError` where that cannot be right."""
    now = datetime.now(UTC)
    if is_impossible(now):
        raise SettingsError(f"this machine's clock says {now:%Y-%m-%d}; set it, or name the moment with --now")
    return now
