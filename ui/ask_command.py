"""The command `briefing ask`: a cited answer, as text for people or JSON for programs."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ui.options import (
    AllDaysOption,
    AllOutletsOption,
    BatchOption,
    DebugOption,
    JsonOption,
    LibraryOption,
    ModelOption,
    NowOption,
    QuietOption,
    SinceOption,
    SourceOption,
    UntilOption,
)  # fmt: skip
from ui.phrases import difference_title
from ui.terminal import Run, console, given, in_batch, optional, required, running, sources_of

if TYPE_CHECKING:
    from assistant.answers import Read

NOT_IN_SOURCES = 3
Json = dict[str, Any]


def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    conversation: Annotated[str | None, typer.Option("--conversation", help="Make it a turn of this conversation.")] = None,
    since: SinceOption = None, until: UntilOption = None, source: SourceOption = None,
    all_days: AllDaysOption = False, all_outlets: AllOutletsOption = False, batch: BatchOption = None,
    model: ModelOption = None, library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Answer a question with sentences of the articles, each with its exact place."""
    from assistant.json_out import answer_json

    def answered(run: Run, request: Json) -> Json:
        days = optional(request, "since", since), optional(request, "until", until)
        filters = run.filters(*days, sources_of(request, source))
        text, named = required(request, "question"), optional(request, "conversation", conversation)
        read = may_read(bool(request.get("all_days", all_days)), bool(request.get("all_outlets", all_outlets)))
        return answer_json(run.assistant.ask(text, filters, conversation=named, now=run.now, read=read))

    text = "" if batch is not None else given(question, "QUESTION")
    with running(library, as_json=as_json, now=now, model=model) as run:
        if batch is not None:
            run.assistant.warm()
            in_batch(batch, run, answered)
            return
        run.assistant.models.warm()
        result = answered(run, {"question": text})
        run.print_json(result) if as_json else print_answer(result)
    if result["status"] == "not_in_sources":
        raise typer.Exit(NOT_IN_SOURCES)


def may_read(all_days: bool, all_outlets: bool) -> list[Read]:
    """What may be read out of a question to limit the articles."""
    from assistant.answers import ALL_READ

    barred = {"time": all_days, "outlets": all_outlets}
    return [one for one in ALL_READ if not barred[one]]


def print_answer(answer: Json) -> None:
    """An answer for people: the short answer, the sentences with their markers, what differs, then the sources."""
    from assistant.backing import backed
    from assistant.called import shown_title
    from assistant.lacking import was_asked_nothing
    from assistant.render import claims_of_answer, set_in

    out = console()
    _print_how_understood(answer)
    if was_asked_nothing(answer):
        return
    if not answer["claims"]:
        out.print("The articles do not say.")
        for hit in answer["closest"]:
            out.print(
                f"  nearest: {set_in(hit['source'] or shown_title(hit)) or hit['article_id']}, paragraph {hit['paragraph']}: {hit['text'][:160]}"
            )
        return
    if answer["short_answer"]:
        out.print(f"{'' if answer.get('short_answer_sure', True) else 'Perhaps: '}{answer['short_answer']}\n")
    out.print(answer["answer"] + "\n")
    if words := backed(answer):
        out.print(f"({words})\n")
    for difference in answer["differences"]:
        _print_difference(difference)
    _print_sources(claims_of_answer(answer))


def _print_how_understood(answer: Json) -> None:
    """What is said before an answer: how the question was read, and who worded what follows."""
    out = console()
    if answer["standalone_question"] != " ".join(answer["question"].split()):
        out.print(f"(understood as: {answer['standalone_question']})")
    for notice in answer["notices"]:
        out.print(f"({notice})")
    if answer["claims"] and answer["engine"] != "extractive":
        out.print(f"(in the words of {answer['engine']}, each sentence checked against its source)")


def _print_difference(difference: Json) -> None:
    out = console()
    out.print(difference_title(difference))
    for version in difference["versions"]:
        numbers = dict.fromkeys(citation["number"] for citation in version["citations"])
        out.print(f"  - {version['text']}" + "".join(f" [{number}]" for number in numbers))
    out.print()


def _print_sources(claims: Iterable[Json]) -> None:
    from assistant.called import shown_title
    from assistant.render import set_in

    cited = {citation["number"]: citation for claim in claims for citation in claim["citations"]}
    for number, citation in sorted(cited.items()):
        where = ", ".join(
            filter(None, (set_in(citation["source"]), set_in(shown_title(citation)), citation["published"][:10]))
        )
        console().print(f"[{number}] {where or citation['article_id']}, paragraph {citation['paragraph']}")
