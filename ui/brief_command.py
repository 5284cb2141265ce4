"""The command `briefing brief`: the briefing of a day in any form, at any length, to a file, a terminal or a mailbox."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import SettingsError
from ui.options import (
    DebugOption,
    JsonOption,
    LibraryOption,
    ModelOption,
    NowOption,
    QuietOption,
    SinceOption,
    UntilOption,
)
from ui.terminal import Run, console, running
from ui.written import refuse_form, write

if TYPE_CHECKING:
    from assistant.editions import Order

Json = dict[str, Any]


def brief(
    day: Annotated[str | None, typer.Option("--day", help="The day: a date, or words such as yesterday.")] = None,
    since: SinceOption = None, until: UntilOption = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", help="Only stories on this; may be given several times.")] = None,
    edition: Annotated[int | None, typer.Option("--edition", min=1, help="Show this kept edition of the day again.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show what the rank of each story is made of.")] = False,
    form: Annotated[str, typer.Option("--format", help="md, html, text, json, pdf, atom, jsonfeed or email.")] = "md",
    output: Annotated[Path | None, typer.Option("--output", help="Write to this file.")] = None,
    length: Annotated[str, typer.Option("--length", help="short, medium or long.")] = "long",
    sections: Annotated[str | None, typer.Option("--sections", help="Only these parts of a story, with commas between.")] = None,
    without: Annotated[str | None, typer.Option("--without", help="All but these parts of a story, with commas between.")] = None,
    send: Annotated[bool, typer.Option("--send", help="Send it by e-mail, as the settings say.")] = False,
    model: ModelOption = None, library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False,
    now: NowOption = None, debug: DebugOption = False,
) -> None:  # fmt: skip
    """The briefing of a day: its stories, ranked, each told in a few cited sentences."""
    from assistant.editions import Order
    from assistant.forms import FORMS
    from assistant.lengths import shortened
    from assistant.post import deliver, mail_server

    chosen, parts = "json" if as_json else form, told_parts(length, sections, without)
    refuse_form(chosen, FORMS, output)
    with running(library, now=now, model=model) as run:
        settings = run.assistant.settings
        if send:
            mail_server(settings)  # what is not set is said before any work is done
        asked = Order(day or "", since or "", until or "", run.now, tuple(topic) if topic else None, model)
        kept = [(made, shortened(data, length, parts)) for made, data in briefings(run, asked, edition)]
        if explain:
            _explain(kept[-1][1])
        if not send or output is not None:
            write(_drawn(chosen, kept, run), output)
        if send:
            refused = deliver(kept[-1][1], settings, run.now)
            for line in refused:
                typer.echo(f"briefing: {line}", err=True)
            if not quiet:
                console().print("sent to the others" if refused else f"sent to {', '.join(settings.recipients)}")


def briefings(run: Run, asked: Order, number: int | None = None) -> list[tuple[str, Json]]:
    """When each kept briefing was made, and its JSON; the last is the one that is asked for, or a kept edition of it."""
    from assistant import editions
    from ingest import briefings as shelf

    library = run.assistant.library
    wanted = editions.kept_edition(run.assistant, asked, number) if number else editions.kept(run.assistant, asked)
    others = [one for one in reversed(shelf.kept(library)) if (one.day, one.scope) != (wanted.day, wanted.scope)]
    return [(one.made, shelf.marked(library, one.data)) for one in (*others, wanted)]


def _explain(data: Json) -> None:
    """Print what the rank of each story is made of, and where it would stand without each term."""
    from assistant.ranking import ranks_without

    for story, places in zip(
        data["stories"], ranks_without([one["rank_terms"] for one in data["stories"]]), strict=True
    ):
        terms = story["rank_terms"]
        console().print(f"{story['rank']}. {story['title']}  {sum(terms.values()):.2f}", markup=False)
        for name, value in terms.items():
            console().print(f"     {name:10} {value:6.2f}   without it {places[name]}", markup=False)


def told_parts(length: str, sections: str | None, without: str | None) -> tuple[str, ...]:
    """The sections that the options name; an unknown one is wrong usage."""
    from assistant.lengths import known_sections, sections_of
    from assistant.settings import listed

    try:
        wanted = sections_of(length) if sections is None else known_sections(listed(sections))
        unwanted = known_sections(listed(without or ""))
    except SettingsError as error:
        raise typer.BadParameter(str(error)) from error
    return tuple(name for name in wanted if name not in unwanted)


def _drawn(form: str, kept: list[tuple[str, Json]], run: Run) -> bytes:
    from assistant.forms import drawn

    settings = run.assistant.settings
    name = run.assistant.library.folder.name
    return drawn(form, kept, sender=settings.mail_from, recipients=settings.recipients, library=name)
