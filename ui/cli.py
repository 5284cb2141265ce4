"""The command `briefing`: everything that the web page can do, as text for people or JSON for programs."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Any

import typer

from ingest.errors import BriefingError, LibraryBusy, in_a_line
from ingest.secrecy import masked
from ui import stopping, streams
from ui.ask_command import ask
from ui.backup_command import backup
from ui.brief_command import brief
from ui.check_command import check
from ui.conversation_commands import conversations_app
from ui.described import described_articles, print_article
from ui.eval_command import evaluate_set
from ui.feed_commands import feeds_app, update
from ui.open_command import open_page
from ui.options import (
    BatchOption,
    DebugOption,
    JsonOption,
    LibraryOption,
    NowOption,
    QuietOption,
    SinceOption,
    SourceOption,
    UntilOption,
    WaitOption,
)  # fmt: skip
from ui.reindex_command import reindex
from ui.schedule_command import schedule
from ui.story_commands import stories_app
from ui.terminal import Run, console, count_of, given, in_batch, optional, progress, required, running, sources_of
from ui.verify_command import verify_claims

BUSY, STOPPED = 75, 130
MOST_HITS = 1000

app = typer.Typer(
    help="Ask your news articles; every sentence of an answer or briefing points at the words that bear it out.",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
)  # fmt: skip


@app.command()
def add(
    what: Annotated[list[str], typer.Argument(metavar="WHAT...", help="Files, folders, web addresses, feeds, OPML lists, .jsonl imports.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    wait: WaitOption = 0, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Put articles into the library and say what became of each."""
    from time import perf_counter

    from assistant.json_out import outcome_json
    from ingest.pipeline import KINDS

    started = perf_counter()
    counts: dict[str, Any] = dict.fromkeys((*KINDS, "feeds", "paragraphs"), 0)
    with running(library, as_json=as_json, now=now, create=True, stamps=True, wait=wait) as run:
        for outcome in progress(run.assistant.add(what, run.now), "adding", quiet=quiet):
            kind = "feeds" if outcome.is_feed and outcome.outcome != "failed" else outcome.outcome
            counts[kind] += 1
            counts["paragraphs"] += outcome.paragraphs if outcome.outcome in {"added", "updated"} else 0
            if as_json:
                run.print_json(outcome_json(outcome))
            elif (outcome.reason or outcome.outcome not in {"added", "unchanged"}) or (
                not quiet and len(what) < 20 and sys.stdout.isatty()
            ):
                details = outcome.reason or (
                    f"of {outcome.duplicate_of}" if outcome.duplicate_of else outcome.article_id or ""
                )
                console().print(f"{kind.removesuffix('s'):9} {masked(outcome.item)}  {details}")
    summary = counts | {"seconds": round(perf_counter() - started, 2)}
    if as_json:
        print(json.dumps({"summary": summary}))
    else:
        feeds = {1: "feed"}.get(counts["feeds"], "feeds")
        said = [f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]]
        told = ", ".join([*said, *([f"{counts['feeds']} {feeds}"] if counts["feeds"] else [])]) or "nothing"
        console().print(f"{told}; {counts['paragraphs']} paragraphs in {summary['seconds']:.1f} s")
    items = sum(counts[kind] for kind in (*KINDS, "feeds"))
    if items and counts["failed"] == items:
        raise typer.Exit(1)


@app.command()
def search(
    query: Annotated[str | None, typer.Argument()] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=MOST_HITS, help="How many paragraphs.")] = 10,
    explain: Annotated[bool, typer.Option("--explain", help="Show the terms of each score.")] = False,
    since: SinceOption = None, until: UntilOption = None, source: SourceOption = None, batch: BatchOption = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Find the paragraphs nearest to a query."""
    from assistant.called import shown_title
    from assistant.json_out import hit_json
    from assistant.render import set_in

    def found(run: Run, request: dict[str, Any]) -> dict[str, Any]:
        days = optional(request, "since", since), optional(request, "until", until)
        filters, most = run.filters(*days, sources_of(request, source)), count_of(request, "k", k, MOST_HITS)
        seen = run.assistant.found(required(request, "query"), most, filters)
        hits = [hit_json(hit, explain=explain) for hit in seen.hits]
        return {"query": request["query"], "hits": hits, "notices": seen.notices}

    text = "" if batch is not None else given(query, "QUERY")
    with running(library, as_json=as_json, now=now) as run:
        if batch is not None:
            run.assistant.warm()
            in_batch(batch, run, found)
            return
        run.assistant.models.warm()
        result = found(run, {"query": text})
        if as_json:
            run.print_json(result)
            return
        for notice in result["notices"]:
            console().print(f"({notice})")
        for number, hit in enumerate(result["hits"], 1):
            where = ", ".join(filter(None, (set_in(hit["source"]), set_in(shown_title(hit)), hit["published"][:10])))
            console().print(
                f"{number}. {where}, {hit['article_id']} paragraph {hit['paragraph']} (score {hit['score']:.4f})"
            )
            if explain:
                console().print("   " + ", ".join(f"{name} {value:.4f}" for name, value in hit["terms"].items()))
            console().print(f"   {hit['text']}\n")


app.command()(ask)


app.command()(brief)


@app.command()
def articles(
    ids: Annotated[list[str] | None, typer.Argument(metavar="[ID]...")] = None,
    since: SinceOption = None, until: UntilOption = None, source: SourceOption = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """List what the library holds; with an ID, the whole article and what changed between its versions."""
    with running(library, as_json=as_json, now=now) as run:
        stored = run.assistant.library
        found = (
            [stored.article(one) for one in ids] if ids else run.assistant.articles(run.filters(since, until, source))
        )
        for described in described_articles(stored, found, whole=bool(ids)):
            run.print_json(described) if as_json else print_article(described)


@app.command()
def remove(
    ids: Annotated[list[str], typer.Argument(metavar="ID...")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, wait: WaitOption = 0,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Take articles out of the library."""
    with running(library, as_json=as_json, wait=wait) as run:
        run.assistant.remove(ids)
        if as_json:
            run.print_json({"removed": ids})
        elif not quiet:
            console().print(f"removed {', '.join(ids)}")


@app.command()
def purge(
    before: Annotated[str, typer.Option("--before", help="A day: what is older is taken out.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    wait: WaitOption = 0, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Take out the articles of the days before one; conversations keep their answers, the citations marked."""
    from assistant.when import span

    with running(library, as_json=as_json, now=now, wait=wait) as run:
        day = span(before, run.now, run.assistant.settings.zone)[0]
        gone = run.assistant.purge(day)
        if as_json:
            run.print_json({"before": day.isoformat(), "removed": gone})
        elif not quiet:
            console().print(f"removed {len(gone)} articles of the days before {day}")


app.command(name="open")(open_page)
app.command()(backup)
app.command()(check)
app.command()(reindex)
app.command()(update)
app.command()(schedule)
app.command(name="eval")(evaluate_set)
app.command(name="verify")(verify_claims)
app.add_typer(conversations_app, name="conversations")
app.add_typer(feeds_app, name="feeds")
app.add_typer(stories_app, name="stories")


def main() -> None:
    """Run the command; an error is one line on stderr, a traceback only with `--debug`."""
    streams.made_safe()
    with stopping.heeded():
        try:
            _run()
        except BriefingError as error:
            if "--debug" in sys.argv:
                raise
            streams.tell(f"briefing: {masked(str(error))}")
            sys.exit(BUSY if isinstance(error, LibraryBusy) else 1)
        except Exception as error:
            code = streams.lost(error) if isinstance(error, OSError) else None
            if code is None and "--debug" in sys.argv:
                raise
            if code is None:
                streams.tell(
                    f"briefing: it stopped on something unforeseen ({type(error).__name__}: {masked(in_a_line(error))}); 'briefing check' "
                    "tells whether the library is whole, and --debug shows where it stopped"
                )
            sys.exit(code or 1)
        except (KeyboardInterrupt, SystemExit) as ended:  # typer makes the one of the other, and says nothing
            if isinstance(ended, SystemExit) and (ended.code != STOPPED or isinstance(ended, stopping.Stopped)):
                raise
            streams.tell(stopping.TOLD)
            sys.exit(STOPPED)


def _run() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()  # else the interpreter says in its own words what could not be written


if __name__ == "__main__":
    main()
