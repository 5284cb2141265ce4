"""The command `briefing conversations`: list, show, rename, delete and export them, and what was judged of their answers."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ui.options import DebugOption, JsonOption, LibraryOption, QuietOption
from ui.terminal import Run, console, running
from ui.written import refuse_form, write

conversations_app = typer.Typer(help="Saved conversations: list, show, rename, delete or export them.")

Name = Annotated[str, typer.Argument(metavar="NAME", help="The name, as 'briefing conversations' lists it.")]
Words = Annotated[str, typer.Option("--search", metavar="WORDS", help="Only those whose name, questions or answers hold these words.")]  # fmt: skip
Output = Annotated[Path | None, typer.Option("--output", help="Write to this file.")]
AnswerNumber = Annotated[int | None, typer.Option("--answer", min=1, help="Only this answer of it, counted from 1.")]


@conversations_app.callback(invoke_without_command=True)
def conversations(
    context: typer.Context,
    search: Words = "",
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """The saved conversations, the last used first."""
    if context.invoked_subcommand is None:
        with running(library, as_json=as_json) as run:
            _list(run, search)


@conversations_app.command(name="list")
def list_conversations(
    search: Words = "",
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """The saved conversations, the last used first."""
    with running(library, as_json=as_json) as run:
        _list(run, search)


@conversations_app.command(name="show")
def show_conversation(
    name: Name, answer: AnswerNumber = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """A whole conversation: its questions and answers, and the sources below."""
    export_conversation(name, "text", answer, None, library, as_json=as_json)


@conversations_app.command(name="rename")
def rename_conversation(
    name: Name,
    new: Annotated[str, typer.Argument(metavar="NEW-NAME", help="Its name from now on.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Give a conversation another name."""
    from assistant.transcripts import conversation_json
    from ingest.conversations import conversation, rename
    from ingest.open_questions import refuse_while_asked

    with running(library, as_json=as_json) as run:
        refuse_while_asked(run.assistant.library, name)
        kept = rename(run.assistant.library, name, new)
        if as_json:
            run.print_json(conversation_json(conversation(run.assistant.library, kept)))
        elif not quiet:
            console().print(f"renamed to {kept}")


@conversations_app.command(name="delete")
def delete_conversation(
    name: Name,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Delete a conversation, with what you judged of its answers."""
    from ingest.conversations import delete
    from ingest.open_questions import refuse_while_asked

    with running(library, as_json=as_json) as run:
        refuse_while_asked(run.assistant.library, name)
        delete(run.assistant.library, name)
        if as_json:
            run.print_json({"deleted": name})
        elif not quiet:
            console().print(f"deleted {name}")


@conversations_app.command(name="export")
def export_conversation(
    name: Name,
    form: Annotated[str, typer.Option("--format", help="md, html, json, text or pdf.")] = "md",
    answer: AnswerNumber = None, output: Output = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """A conversation as a file: each sentence with its numbers, the sources below."""
    from assistant.transcripts import FORMS, drawn, transcript, transcript_json

    refuse_form("json" if as_json else form, tuple(FORMS), output)
    with running(library, as_json=as_json) as run:
        told = transcript(run.assistant.library, name, run.assistant.settings.zone, answer)
        if as_json and output is None:
            run.print_json(transcript_json(told))
        else:
            write(drawn("json" if as_json else form, told), output)


@conversations_app.command(name="feedback")
def judged_answers(
    output: Output = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """What you judged of answers on the page, as questions that 'briefing eval' asks again, one JSON object a line."""
    from assistant.judged import labelled_rows

    with running(library, as_json=as_json) as run:
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in labelled_rows(run.assistant.library)]
        write("".join(lines).encode(), output)
        if not quiet:
            where = f" to {output}" if output else ""
            typer.echo(f"{len(lines)} judged question{'' if len(lines) == 1 else 's'} written{where}", err=True)


def _list(run: Run, words: str) -> None:
    from assistant.transcripts import conversation_json
    from ingest.conversations import conversations as found

    listed = found(run.assistant.library, words)
    if run.as_json:
        run.print_json({"conversations": [conversation_json(one) for one in listed]})
        return
    for one in listed:
        turns = "one question" if one.turns == 1 else f"{one.turns} questions"
        console().print(f"{one.name}  ({turns}, last {one.updated[:10]})")
