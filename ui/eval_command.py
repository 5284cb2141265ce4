"""The command `briefing eval`: how well a library answers questions whose answers are known."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ingest.errors import SourceError
from ui.options import DebugOption, JsonOption, LibraryOption, NowOption, QuietOption
from ui.terminal import Run, console, progress, running

if TYPE_CHECKING:
    from assistant.labelled import BadLine

EXPLAINED = {
    "right": "questions answered rightly, or refused where nothing answers them",
    "answered": "answerable questions that were answered",
    "right_words": "answerable questions whose answer shows the labelled words",
    "right_place": "answerable questions whose first sentence is of a labelled place",
    "recall": "labelled sentences that were cited, mean over the questions",
    "precision": "cited sentences that are labelled ones",
    "not_again": "questions with something judged wrong whose answer has nothing of it",
    "short_em": "short answers that are exactly a labelled one",
    "short_f1": "words that short answers share with the labelled ones (F1)",
    "refused": "unanswerable questions that were refused",
    "balanced_accuracy": "mean of answered and refused",
}


def evaluate_set(
    questions: Annotated[Path, typer.Argument(metavar="SET", help="Questions with what is known of their answers, as JSON, one a line.")],
    articles: Annotated[list[str] | None, typer.Option("--articles", help="Ask a temporary library of these articles instead of the library; may be given several times.")] = None,
    failures: Annotated[bool, typer.Option("--failures", "--verbose", help="List the questions that went wrong, with why.")] = False,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """Ask questions whose answers are known and say how many were answered rightly.

    SET holds one JSON object a line: "question", and of the following what is known. "answerable": false where nothing
    answers it; "must_contain": phrases of which one must be shown, "must_contain_all": phrases that all must be;
    "gold_sentences": the sentences that answer; "articles": where the answer stands, by id, address, import id or file
    name, with "paragraphs": numbers; "answers": the short answers that are right. "conversation": a name that makes
    questions turns of one conversation; "now": the moment at which the question is asked, "since", "until", "source": the
    filters that are set for it. "not_paragraphs": {article: numbers} that must not be cited for it, "not_answers": answers
    that must not be given again. 'briefing conversations feedback' writes such a set of what you judged on the page.
    """
    from dataclasses import replace

    from assistant.evaluate import evaluate
    from assistant.labelled import read_set

    started = perf_counter()
    with asked_library(library, articles or [], as_json=as_json, quiet=quiet, now=now) as run:
        rows, bad = read_set(questions, run.assistant.settings.zone)
        for one in bad:
            typer.echo(f"{questions.name}:{one.line}: {one.error}", err=True)
        if not rows:
            raise SourceError(f"{str(questions)!r} holds no question; give a file of JSON objects, one a line")
        timed = [replace(row, now=row.now or run.now) for row in rows]
        report = evaluate(run.assistant, timed, lambda every: progress(iter(every), "asking", quiet=quiet))
        told = {"set": questions.name, **report.as_json(), "errors": [_as_json(one) for one in bad]}
    if as_json:
        run.print_json(told | {"seconds": round(perf_counter() - started, 2)})
    else:
        print_report(told, failures=failures)


@contextmanager
def asked_library(
    library: Path | None, articles: list[str], *, as_json: bool, quiet: bool, now: str | None
) -> Iterator[Run]:
    """The library that is asked: the user's, or a temporary one of some articles; what cannot be read is said on stderr."""
    if not articles:
        with running(library, as_json=as_json, now=now) as run:
            yield run
        return
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        running(Path(folder) / "library", as_json=as_json, now=now, create=True) as run,
    ):
        for outcome in progress(run.assistant.add(articles, run.now), "adding", quiet=quiet):
            if outcome.outcome in {"failed", "rejected"}:
                typer.echo(f"{outcome.outcome}  {outcome.item}  {outcome.reason}", err=True)
        if not run.assistant.library.count("articles"):
            raise SourceError(f"{', '.join(map(repr, articles))} gave no article; name what 'briefing add' takes")
        yield run


def print_report(told: dict[str, Any], *, failures: bool) -> None:
    """A report for people: a line a measure, then what went wrong."""
    out = console()
    out.print(f"{'measure':18}{'figure':>7}  {'of':>5}")
    for name, measure in told["measures"].items():
        out.print(f"{name:18}{measure['figure']:7.3f}  {measure['of']:5}  {EXPLAINED[name]}")
    wrong = len(told["failures"])
    if wrong and not failures:
        out.print(f"{wrong} of {told['questions']} went wrong; --failures lists them")
    for one in told["failures"] if failures else ():
        where = ", ".join(filter(None, (f"line {one['line']}", one["id"])))
        out.print(f"\n{one['question']}  ({where})\n   {one['why']}")
        if one["standalone_question"] != " ".join(one["question"].split()):
            out.print(f"   understood as: {one['standalone_question']}")
        for text in one["shown"]:
            out.print(f"   shown: {text}")


def _as_json(bad: BadLine) -> dict[str, Any]:
    return {"line": bad.line, "error": bad.error}
