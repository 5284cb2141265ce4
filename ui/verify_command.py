"""The command `briefing verify`: whether given texts bear claims out, without a library and without a model."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import BriefingError
from ui.options import BatchOption, DebugOption, JsonOption, LibraryOption, QuietOption
from ui.streams import json_line
from ui.terminal import batched, console, given, required

if TYPE_CHECKING:
    from datetime import date

    from assistant.verify import Source

Json = dict[str, Any]
Opinion = Callable[[str, str], float]


def verify_claims(
    claim: Annotated[str | None, typer.Argument()] = None,
    source: Annotated[list[Path] | None, typer.Option("--source", help="A file with a text that should bear the claim out; may be given several times.")] = None,
    published: Annotated[str | None, typer.Option("--published", metavar="DATE", help="When the sources were published, for \"on Monday\" and the like.")] = None,
    batch: BatchOption = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Check whether given texts bear a claim out: numbers, dates, names, quotations, speakers, negation.

    A request of a batch has "claim" and "sources", a list of texts, and may have "published", a date, and "context", the title or
    paragraph before, which may bear out names and the speaker.
    """
    opinion = second_opinion()
    if batch is not None:
        for result in batched(batch, lambda request: checked(request, published, opinion)):
            typer.echo(json_line(result))
        return
    text = given(claim, "CLAIM")
    if not source:
        raise typer.BadParameter("name at least one file with --source", param_hint="--source")
    request = {"claim": text, "sources": [text_of(file) for file in source]}
    result = checked(request, published, opinion)
    if as_json:
        typer.echo(json_line(result))
    else:
        print_check(result, nearest(request, published))


def second_opinion() -> Opinion | None:
    """What the verifier that is set says of a text and a claim; None where none is set."""
    from assistant import settings

    name = settings.load().verifier
    if not name:
        return None
    from assistant import entailment

    return entailment.load(name).probability


def checked(request: Json, published: str | None, opinion: Opinion | None) -> Json:
    """The check of one request as JSON."""
    from assistant.verify import verify

    return asdict(verify(required(request, "claim"), sources_of(request, published), entails=opinion))


def sources_of(request: Json, published: str | None) -> list[Source]:
    """The sources that a request gives, published on its day or on that of the command."""
    from assistant.verify import Source

    texts = request.get("sources")
    if not isinstance(texts, list) or not texts or not all(isinstance(text, str) for text in texts):
        raise BriefingError("the request has no 'sources'; give a list of texts")
    day = day_of(request.get("published") or published)
    context, language = (str(request.get(name) or "") for name in ("context", "language"))
    return [Source(text, day, context, language or "en") for text in texts]


def day_of(published: object) -> date | None:
    """The day of a date as it is written; None where none is given; raises `BriefingError` for what is no date."""
    from datetime import date

    from ingest.dates import understood

    if not published:
        return None
    found, notes = understood(published)
    if not found:
        raise BriefingError("; ".join(notes) or f"{published!r} is no date; give one such as 2026-03-11")
    return date.fromisoformat(found[:10])


def text_of(file: Path) -> str:
    """The text of a file; raises `BriefingError`."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BriefingError(f"cannot read the source {str(file)!r}: {error}; give a text file") from error


def nearest(request: Json, published: str | None) -> str:
    """The sentences of the sources that bear the claim out best."""
    from assistant.verify import supporting, verify

    sources = sources_of(request, published)
    best = max(sources, key=lambda one: verify(request["claim"], [one]).score)
    return best.text[slice(*supporting(request["claim"], best))]


def print_check(check: Json, words: str) -> None:
    """A check for people: the verdict, what is not borne out, and the nearest words of the sources."""
    out = console()
    out.print(f"{check['verdict']} (score {check['score']:.2f})")
    for problem in check["problems"]:
        out.print(f"  {problem['kind']:11} {problem['text']}")
    out.print(f"nearest: {words}")
