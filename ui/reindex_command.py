"""The command `briefing reindex`: the index anew, and the embeddings too where another model is set."""

# ruff: noqa: ARG001  an option of a command is an argument of its function

from __future__ import annotations

import dataclasses
from time import perf_counter

from ui.options import DebugOption, JsonOption, LibraryOption, QuietOption, WaitOption
from ui.terminal import console, counted, running


def reindex(
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, wait: WaitOption = 0,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Build the index anew; where another embedding model is set, have it read every article first. Run again, it goes on."""
    from assistant.reindex import reindexed

    started = perf_counter()
    with running(library, as_json=as_json, wait=wait) as run:
        result = counted(reindexed(run.assistant), "reading", quiet=quiet)
        if as_json:
            run.print_json(dataclasses.asdict(result) | {"seconds": round(perf_counter() - started, 2)})
        elif not quiet or not result.indexed:
            read = f"{result.read} chunks read by the model {result.model}, " if result.read else ""
            dropped = f"{result.dropped} older embeddings dropped, " if result.dropped else ""
            console().print(f"{read}{dropped}index: {result.index}")
