"""How what is done every day fares: the feeds that are asked, and the rounds of the schedule."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.condition import Condition
from assistant.diary import LibraryDiary
from assistant.json_out import feed_json
from assistant.rounds import last_failures, last_round, pending_days
from ingest.clock import is_impossible
from ingest.dates import AHEAD
from ingest.stamps import stamp, stamped_after

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def feeds(assistant: Assistant, *, repair: bool) -> Condition | None:  # noqa: ARG001  nothing of them can be mended here
    """How the feeds fare; that some fail is a fact of the world, that all do is more likely one of this machine."""
    known = assistant.feeds()
    if not known:
        return None
    followed = [feed for feed in known if not feed.retired]
    failing = [feed for feed in followed if feed.failures]
    last = max((feed.last_success for feed in known), default="")
    told = [f"{len(followed)} followed", f"last success {last or 'never'}"]
    told += [f"{sum(feed.gained for feed in known)} articles gained"]
    told += [f"{len(known) - len(followed)} retired"] if len(followed) < len(known) else []
    told += [f"{len(failing)} failing"] if failing else []
    told += [f"{feed.address!r}: {feed.last_error}" for feed in failing[:3]]
    all_fail = bool(followed) and len(failing) == len(followed)
    cure = "all fail: check their addresses and that this machine reaches the web, then 'briefing update --all'"
    told += [cure] if all_fail else []
    return Condition("; ".join(told), ok=not all_fail, details={"feeds": [feed_json(feed) for feed in known]})


def stamps(assistant: Assistant, *, repair: bool) -> Condition | None:
    """Articles that were stamped by a clock that was ahead; undated, they would stay the newest until that day comes."""
    now = datetime.now(UTC)
    ahead = stamped_after(assistant.library, now + AHEAD)
    if not ahead or is_impossible(now):
        return None
    if not repair:
        words = f"{len(ahead)} articles were added by a clock that was ahead; 'briefing check --repair' stamps them with this day"
        return Condition(words, ok=False)
    stamp(assistant.library, ahead, now)
    return Condition(
        f"{len(ahead)} articles, added by a clock that was ahead, are stamped with this day", repaired=True
    )


def schedule(assistant: Assistant, *, repair: bool) -> Condition | None:  # noqa: ARG001  the next round mends it
    """How the last daily round went; the next one takes up what is pending."""
    diary = LibraryDiary(assistant.library)
    last = last_round(diary)
    if last is None:
        return None
    failures, pending = last_failures(diary), pending_days(diary)
    told = [f"last round {last}", *failures]
    told += [f"{len(pending)} days pending, which the next round takes up"] if pending else []
    return Condition("; ".join(told), ok=not failures)
