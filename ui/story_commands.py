"""The command `briefing stories`: list the stories, and merge, split or rename them, which lasts."""

# ruff: noqa: ARG001, PLR0913  # an option of a command is an argument of its function

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ui.options import DebugOption, JsonOption, LibraryOption, NowOption, QuietOption, SinceOption, UntilOption
from ui.terminal import Run, console, running

if TYPE_CHECKING:
    from assistant.edition import Story

stories_app = typer.Typer(help="The articles grouped into stories; a person may merge, split and rename them.")

StoryId = Annotated[str, typer.Argument(metavar="ID", help="The id of a story, as 'briefing stories' lists it.")]


@stories_app.callback(invoke_without_command=True)
def stories(
    context: typer.Context,
    since: SinceOption = None, until: UntilOption = None,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, now: NowOption = None,
    debug: DebugOption = False,
) -> None:  # fmt: skip
    """The articles grouped into stories, those with most articles first; only one source tells a story marked with it."""
    if context.invoked_subcommand is not None:
        return
    from assistant.json_out import story_json

    with running(library, as_json=as_json, now=now) as run:
        found = run.assistant.stories(run.filters(since, until, None))
        if as_json:
            run.print_json({"stories": [story_json(story) for story in found]})
            return
        for story in found:
            console().print(line_of(story))


@stories_app.command(name="merge")
def merge_stories(
    ids: Annotated[list[str], typer.Argument(metavar="ID ID...", help="The ids of two or more stories.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Make stories one; it keeps the id of the one that was opened first."""
    with running(library, as_json=as_json) as run:
        show(run, run.assistant.merge_stories(ids), quiet=quiet)


@stories_app.command(name="split")
def split_story(
    story: StoryId,
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="The ids of the articles to take out.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Take articles out of a story into a new one."""
    with running(library, as_json=as_json) as run:
        show(run, run.assistant.split_story(story, articles), quiet=quiet)


@stories_app.command(name="rename")
def rename_story(
    story: StoryId,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its title from now on; '' gives it back its own.")],
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Give a story another title."""
    with running(library, as_json=as_json) as run:
        show(run, run.assistant.rename_story(story, title), quiet=quiet)


@stories_app.command(name="claims")
def story_claims(
    story: StoryId,
    library: LibraryOption = None, as_json: JsonOption = False, quiet: QuietOption = False, debug: DebugOption = False,
) -> None:  # fmt: skip
    """Everything that a story's articles state: who says it, how sure, and which others bear it out or say otherwise."""
    from assistant.json_out import record_json
    from assistant.ledger import claims_of

    with running(library, as_json=as_json) as run:
        found = claims_of(run.assistant.library, run.assistant.desk.story(story))
        if as_json:
            run.print_json({"story": story, "claims": [record_json(one) for one in found]})
            return
        for one in found:
            told = one.statement
            standing = f"{len(one.supports)} more say so" if one.supports else "nobody else says so"
            against = f", {len(one.opposes)} say otherwise" if one.opposes else ""
            whose = f"{told.speaker} ({told.attribution})" if told.speaker else told.article.source or told.article.id
            console().print(f"{whose}, {told.modality}: {told.text}  [{standing}{against}]", markup=False)


def show(run: Run, story: Story, *, quiet: bool) -> None:
    """Print a story that was changed."""
    from assistant.json_out import story_json

    if run.as_json:
        run.print_json(story_json(story))
    elif not quiet:
        console().print(line_of(story))


def line_of(story: Story) -> str:
    """A story for people, on one line."""
    from assistant.render import set_in, told_by

    single = ", single source" if story.single_source else ""
    return f"{story.id}  {set_in(story.title)}  ({told_by(story)}{single})"
