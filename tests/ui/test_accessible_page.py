"""Every page for everybody: WCAG's levels A and AA in both themes, the keyboard alone, a phone's width."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from browsing import NEEDS_BROWSER, PATIENCE, served, watched
from views import VIEWS, settled

pytestmark = NEEDS_BROWSER
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE = {"width": 390, "height": 844}
MOST_TABS = 400  # to a thing that is looked for
FURTHER_TABS = 40  # beyond one for each thing that can be clicked


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, whole_sample: Path) -> Any:
    """The address of a page over the sample library."""
    folder = tmp_path_factory.mktemp("everybody")
    shutil.copytree(whole_sample, folder / "library-sample")
    with served(folder / "library", 8680) as address:
        yield address


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_wcag(home: str, theme: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found: dict[str, list[str]] = {}
    with watched(color_scheme=theme) as context:
        page = context.new_page()
        for name, (path, prepare) in VIEWS.items():
            page.goto(home + path)
            prepare(page)
            settled(page)
            results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
            assert results["passes"], name  # axe looked at something
            found[name] = [
                f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
                for one in results["violations"] for node in one["nodes"]
            ]  # fmt: skip
    assert [f"{name}: {breach}" for name, breaches in found.items() for breach in breaches] == []


def test_no_page_scrolls_sideways_on_a_phone(home: str) -> None:
    wide = {}
    with watched(viewport=PHONE) as context:
        page = context.new_page()
        for name, (path, prepare) in VIEWS.items():
            page.goto(home + path)
            prepare(page)
            settled(page)
            wide[name] = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert {name: width for name, width in wide.items() if width > PHONE["width"]} == {}


# Everything that can be acted on, also inside the components, each with a name; a group of choices counts once.
_ACTIONS = """() => {
  const seen = [], roots = [document];
  for (const root of roots) for (const one of root.querySelectorAll('*')) {
    if (one.shadowRoot) roots.push(one.shadowRoot);
    if (!one.matches('button, a[href], input, textarea, select, summary, [role=button], [role=switch]')) continue;
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true }) || one.closest('[aria-hidden=true], [inert]')) continue;
    if (one.type === 'radio' && !one.checked) continue;
    if (one.type === 'file') continue;
    // In a field, and in a group of choices that one can be tabbed to, the arrow keys lead to the rest.
    if (one.tabIndex < 0 && one.closest('[data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stDateInput]')) continue;
    const group = one.closest('[role=radiogroup], [role=toolbar], [role=tablist], [data-testid=stButtonGroup]');
    if (group && group.querySelector('[aria-checked=true], [aria-selected=true], [data-selected=true], [tabindex="0"], button') !== one) continue;
    seen.push(one);
  }
  window.actions = seen;
  return seen.map((one) => (one.getAttribute('aria-label') || one.innerText || one.name || one.outerHTML).trim().slice(0, 80));
}"""
_DEEPEST = """
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
"""
_FOCUSED = f"() => {{ {_DEEPEST} return window.actions.indexOf(one); }}"
_IS_FOCUSED = f"(wanted) => {{ {_DEEPEST} return Boolean(one?.matches(wanted)); }}"


def test_everything_that_can_be_clicked_can_be_reached_by_keyboard(home: str) -> None:
    missed = {}
    with watched() as context:
        page = context.new_page()
        for name, (path, prepare) in VIEWS.items():
            page.goto(home + path)
            prepare(page)
            settled(page)
            missed[name] = unreached(page)
    assert {name: actions for name, actions in missed.items() if actions} == {}


def unreached(page: Any) -> set[str]:
    """What can be clicked on a page and is not come to by the Tab key."""
    page.evaluate("document.activeElement.blur()")
    names = page.evaluate(_ACTIONS)
    left = set(range(len(names)))
    for _ in range(len(names) + FURTHER_TABS):
        page.keyboard.press("Tab")
        left.discard(page.evaluate(_FOCUSED))
        if not left:
            break
    return {names[at] for at in left}


def test_a_question_is_asked_and_its_source_read_by_keyboard_alone(home: str) -> None:
    with watched() as context:
        page = context.new_page()
        page.goto(home)
        page.get_by_test_id("stChatInputTextArea").wait_for(timeout=PATIENCE)
        tabbed_to(page, "textarea")
        page.keyboard.type("Who won the recount in Ondrel?")
        page.keyboard.press("Enter")
        source = page.get_by_role("button", name="Source 1").first
        source.wait_for()
        settled(page)
        tabbed_to(page, "button[aria-label^='Source 1']")
        page.keyboard.press("Enter")
        page.locator("mark").first.wait_for()


def tabbed_to(page: Any, selector: str) -> None:
    """Press Tab until something that fits a selector has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate(_IS_FOCUSED, selector):
            return
    pytest.fail(f"no Tab leads to {selector}")
