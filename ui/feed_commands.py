"""The commands about feeds: `briefing update` and `briefing feeds`."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import DebugOption, JsonOption, LibraryOption, NowOption, QuietOption, WaitOption
from ui.terminal import Run, console, progress, running

if TYPE_CHECKING:
    from ingest.pipeline import Outcome

feeds_app = typer.Typer(
    help="Follow feeds, stop following them, or list them with how they fare.", no_args_is_help=False
)

Addresses = Annotated[list[str], typer.Argument(metavar="ADDRESS...", help="Web addresses of feeds.")]


def update(
    everything: Annotated[bool, typer.Option("--all", help="Also ask feeds whose next check is still to come.")] = False,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    wait: WaitOption = 0, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Ask the feeds for new articles and say what came of it."""
    from time import perf_counter

    from assistant.json_out import update_json
    from ingest.pipeline import KINDS

    started = perf_counter()
    asked = dict.fromkeys(("read", "unchanged", "retired", "failed"), 0)
    counts: dict[str, int] = dict.fromkeys(KINDS, 0)
    with running(library, as_json=as_json, now=now, stamps=True, wait=wait) as run:
        followed = sum(not feed.retired for feed in run.assistant.feeds())
        for event in progress(run.assistant.update(run.now, everything=everything), "updating", quiet=quiet):
            told = update_json(event)
            tally = asked if "feed" in told else counts
            tally[told["outcome"]] += 1
            if as_json:
                run.print_json(told)
            elif told["reason"] or (told["outcome"] != "unchanged" and told.get("new") != 0):
                console().print(line_of(told))
        not_due = max(0, followed - sum(asked.values()))
        if as_json:
            feeds = asked | {"not_due": not_due}
            run.print_json({"summary": {"feeds": feeds, **counts, "seconds": round(perf_counter() - started, 2)}})
        else:
            console().print(summary_of(asked, counts, not_due))
    if sum(asked.values()) and asked["failed"] == sum(asked.values()):
        raise typer.Exit(1)


def line_of(told: dict[str, Any]) -> str:
    """An event of an update for people, on one line."""
    if "feed" not in told:
        kind = "feed" if told["is_feed"] and told["outcome"] != "failed" else told["outcome"]
        return f"{kind:9} {told['item']}  {told['reason'] or told['article_id'] or ''}"
    new = f"{told['new']} new" if told["outcome"] == "read" else ""
    return f"{told['outcome']:9} {told['feed']}  {'; '.join(filter(None, (new, told['reason'])))}"


def summary_of(asked: dict[str, int], counts: dict[str, int], not_due: int) -> str:
    """The last line of an update for people."""
    if not sum(asked.values()) and not not_due:
        return "no feed is followed; 'briefing feeds add ADDRESS' follows one"
    articles = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count) or "nothing new"
    failed = f" ({asked['failed']} failed)" if asked["failed"] else ""
    waiting = f", {not_due} not due yet (--all asks them too)" if not_due else ""
    count = sum(asked.values())
    return f"{count} feed{'' if count == 1 else 's'} asked{failed}{waiting}; articles: {articles}"


@feeds_app.callback(invoke_without_command=True)
def feeds(
    context: typer.Context,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """List the feeds that are followed, or follow others."""
    if context.invoked_subcommand is None:
        list_feeds(library, as_json=as_json)


@feeds_app.command(name="list")
def list_feeds(
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """List the feeds that are followed, with last success, last error and articles gained."""
    from assistant.json_out import feed_json

    with running(library, as_json=as_json) as run:
        found = [feed_json(feed) for feed in run.assistant.feeds()]
        for feed in found:
            if as_json:
                run.print_json(feed)
                continue
            state = "retired" if feed["retired"] else "failing" if feed["failures"] else "ok"
            console().print(
                f"{state:8} {feed['feed']}  {feed['title'] or 'no title yet'}  ({feed['gained']} article{'' if feed['gained'] == 1 else 's'} gained)"
            )
            next_check = (
                f"asked again from {feed['next_check']} on" if feed["next_check"] else "asked at the next update"
            )
            told = f"retired {feed['retired']}" if feed["retired"] else next_check
            console().print(f"         last success {feed['last_success'] or 'never'}; {told}")
            if feed["last_error"] or feed["problems"]:
                console().print(f"         {feed['last_error'] or feed['problems']}")
        if not found and not as_json:
            console().print("no feed is followed; 'briefing feeds add ADDRESS' follows one")


@feeds_app.command(name="add")
def add_feeds(
    what: Addresses,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    wait: WaitOption = 0, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Follow feeds and store what they show now."""
    with running(library, as_json=as_json, now=now, create=True, stamps=True, wait=wait) as run:
        failed = 0
        for address in what:
            failed += told(run, progress(run.assistant.subscribe(address, run.now), "adding", quiet=quiet), address)
    if failed == len(what):
        raise typer.Exit(1)


@feeds_app.command(name="remove")
def remove_feeds(
    what: Addresses,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, wait: WaitOption = 0,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Follow feeds no longer; their articles stay."""
    with running(library, as_json=as_json, wait=wait) as run:
        removed = [run.assistant.unsubscribe(address).address for address in what]
        if as_json:
            run.print_json({"removed": removed})
        elif not quiet:
            console().print(f"no longer followed: {', '.join(removed)}")


def told(run: Run, outcomes: Iterable[Outcome] | Iterator[Outcome], address: str) -> bool:
    """Print the outcomes of following a feed; whether the feed itself could not be read."""
    from assistant.json_out import outcome_json

    failed = False
    for outcome in outcomes:
        failed = failed or (outcome.outcome == "failed" and outcome.item == address)
        if run.as_json:
            run.print_json(outcome_json(outcome))
        else:
            console().print(line_of(outcome_json(outcome)))
    return failed
