"""The views of the page that are looked at as a whole: for everybody's use of them, and for their pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from browsing import ask


def answered(page: Any) -> None:
    ask(page, "Who won the recount in Ondrel?")
    page.get_by_text("verbatim").first.wait_for()  # not only refused, as it is by words alone
    page.get_by_role("button", name="Source 1").first.click()
    page.locator("mark:visible").first.wait_for()  # on a phone in a dialog


def refused(page: Any) -> None:
    ask(page, "What is the price of copper on Mars?")
    page.get_by_text("The articles do not say").wait_for()


def briefed(page: Any) -> None:
    made = page.get_by_role("button", name="Make it anew")
    page.get_by_role("button", name="Make the briefing").or_(made).wait_for()
    if not made.count():
        page.get_by_role("button", name="Make the briefing").click()
    made.wait_for()
    page.locator("summary", has_text="Why this rank").first.wait_for()


def listed(page: Any) -> None:
    page.get_by_label("Find stories by words").wait_for()
    page.locator(".st-key-story_rows").get_by_role("button").first.wait_for()


def opened(page: Any) -> None:
    listed(page)
    page.locator(".st-key-story_rows").get_by_role("button").first.click()
    page.get_by_text("Show who says what").wait_for()


def held(page: Any) -> None:
    page.get_by_role("heading", name="Library", exact=True).wait_for()
    page.locator(".st-key-article_rows").get_by_role("button").first.wait_for()


def read(page: Any) -> None:
    held(page)
    page.locator(".st-key-article_rows").get_by_role("button").first.click()
    page.get_by_role("button", name="All articles").wait_for()


def followed(page: Any) -> None:
    page.get_by_role("heading", name="Library", exact=True).wait_for()


def settings(page: Any) -> None:
    page.get_by_role("heading", name="Settings", exact=True).wait_for()


# What is looked at: its path, and what is done there first.
VIEWS: dict[str, tuple[str, Callable[[Any], None]]] = {
    "an answer": ("/", answered),
    "a refusal": ("/", refused),
    "a briefing": ("/briefing?day=2026-03-12", briefed),
    "the stories": ("/stories", listed),
    "a story": ("/stories", opened),
    "the library": ("/library", held),
    "an article": ("/library", read),
    "the feeds": ("/library?show=Feeds", followed),
    "the settings": ("/settings", settings),
}


def settled(page: Any) -> None:
    """Wait until nothing on the page runs and no text is faded any more."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-stale=true]").first.wait_for(state="detached")
    page.wait_for_timeout(400)  # Streamlit fades in what it draws, which no event tells the end of
