"""Forty hostile texts in every place of the page, in a real browser: all are shown as they are, and nothing is fetched for them.

Two defences stand behind that, the escaping and the policy for browsers; each is shown to hold without the other, and that
without both something is fetched, so that these tests can fail.
"""

import contextlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import browsing
import pytest
from browsing import NEEDS_BROWSER, served
from canary import Canary
from hostile_markup import BIG, DAY, MERGED, hostile_library, seen

from assistant import forms, mail_out, settings, transcripts
from assistant.assistant import Assistant
from assistant.handed_in import given_name
from assistant.render import beginning
from ingest import briefings
from ingest.library import Library
from ui import launch, serve

pytestmark = NEEDS_BROWSER
LOOKS = 40  # at what is drawn bit by bit, at most
MOST = 8  # of the things of one kind on a page that are opened one after another
APP = Path(launch.__file__).with_name("app.py")

# The page with each of its defences or without, for a server of its own. No question is asked, so no model is loaded.
VARIANT = """
import runpy
from pathlib import Path
import streamlit as st
from streamlit import runtime
if runtime.exists():
    import assistant.render
    if not {escaping}:
        assistant.render.markdown_escaped = lambda text: text
    import ui.shown
    ui.shown.warmed = lambda assistant, **_: None
    runpy.run_path({app!r})
else:
    from ui import serve
    app = st.App(Path(__file__), middleware=serve.guards()[0 if {policy} else 1 :], on_script_error=serve.told)
"""

# What a text has become that should have stayed one: marked elements, scripts and addresses in attributes, formulas.
AUDIT = """(canary) => {
  const found = [], texts = [];
  const links = /evil\\.example|javascript:|vbscript:|data:text/i, plain = /^(aria-|data-)|^(title|value|alt|placeholder|content|id|class|for|name|d)$/;
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      let wrong = element.matches('.pwned, .katex');
      for (const { name, value } of element.attributes) {
        if (plain.test(name)) continue;
        const stored = element.tagName === 'A' && value.includes('/never-fetched/') && element.rel === 'noopener noreferrer nofollow';
        wrong ||= name.startsWith('on') || links.test(value) || (value.includes(canary) && !stored);
      }
      if (wrong) found.push(element.outerHTML.slice(0, 200));
      if (element.shadowRoot) look(element.shadowRoot);
    }
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (!/STYLE|SCRIPT/.test(walker.currentNode.parentNode.nodeName)) texts.push(walker.currentNode.data);
    texts.push(' ');
  };
  look(document);
  return { found, text: texts.join('') };
}"""
OPEN_ALL = """() => {
  for (const summary of document.querySelectorAll('[data-testid=stExpander] details:not([open]) > summary')) summary.click();
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.tagName === 'DETAILS' && root !== document) element.open = true;
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
}"""


@dataclass
class Visit:
    """A browser that goes through the pages and notes what it sees, and what should not be."""

    home: str
    canary: str
    page: Any
    texts: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def look(self, name: str) -> None:
        """Note what is on the page now."""
        seen_now = self.page.evaluate(AUDIT, self.canary)
        self.wrong += [f"{name}: {one}" for one in seen_now["found"]]
        self.texts[name] = self.texts.get(name, "") + " " + seen(seen_now["text"])

    def open_all(self, name: str) -> None:
        """Open everything that can be opened, and look at it."""
        self.page.evaluate(OPEN_ALL)
        self.settle()
        self.look(name)
        for popover in self.page.locator("[data-testid=stPopover] button, [data-testid=stMenuButton] button").all()[
            :MOST
        ]:
            popover.click()
            self.settle()
            self.look(name)
            self.page.keyboard.press("Escape")
        for box in self.page.locator("[data-testid=stSelectbox] input, [data-testid=stMultiSelect] input").all()[:MOST]:
            if box.is_visible():
                box.click()
                self.settle()
                self.look(name)
                self.page.keyboard.press("Escape")
        for mark in self.page.locator(".mark-symbol path").all()[:MOST]:
            mark.hover(force=True)
            self.look(name)

    def settle(self) -> None:
        """Wait until the page has nothing more to draw for now."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def welcome(visit: Visit) -> None:
    visit.page.goto(visit.home)
    menus = visit.page.get_by_role("button", name="Rename, delete or export")
    for listed in (20, 40):
        menus.nth(listed - 1).wait_for(state="attached")
        visit.settle()
        visit.page.get_by_role("button", name="Load more").click()
    menus.nth(40).wait_for(state="attached")  # all of them
    visit.open_all("chat")


def conversation(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/?c={MERGED}")
    visit.page.get_by_text("The articles do not say.").wait_for()
    visit.page.get_by_role("button", name="Source 1").first.click()
    visit.page.get_by_text("heading39").first.wait_for()
    visit.open_all("conversation")


def briefing(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/briefing?day={DAY}")
    visit.page.get_by_label("Timeline of").first.wait_for()
    visit.page.get_by_role("button", name=re.compile("Show the other")).click()
    visit.page.get_by_role("button", name="All of this story").nth(39).wait_for()
    visit.open_all("briefing")


def stories(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/stories")
    rows = visit.page.locator(".st-key-story_rows").get_by_role("button")
    rows.first.wait_for()
    visit.open_all("stories")
    visit.page.get_by_label("2", exact=True).or_(visit.page.get_by_role("button", name="Page 2")).first.click()
    visit.page.get_by_text("storytitle39").first.wait_for()
    visit.look("stories")


def story(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/stories")
    visit.page.locator(".st-key-story_rows").get_by_role("button").filter(has_text="articletitle").first.click()
    visit.page.get_by_label("Articles by outlet and day").first.wait_for()
    visit.page.get_by_text("Show who says what").click()
    visit.open_all("story")


def library(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/library")
    visit.page.locator(".st-key-article_rows").get_by_role("button").first.wait_for()
    visit.open_all("library")
    visit.page.goto(f"{visit.home}/library?show=Feeds")
    visit.page.get_by_text("feedname39").first.wait_for()
    visit.look("library")
    visit.page.goto(f"{visit.home}/library?article={BIG}")
    visit.page.get_by_text("heading39").first.wait_for()
    visit.open_all("article")


def handed_in(visit: Visit, names: list[str]) -> None:
    """Files of these names, all of them rejected as they are empty: each is named with the reason."""
    visit.page.goto(f"{visit.home}/library")
    visit.page.get_by_text("Put articles in").click()
    empty = [{"name": name, "mimeType": "text/plain", "buffer": b" "} for name in names]
    browsing.choose(visit.page, empty)
    visit.page.get_by_role("button", name="Put in", exact=True).click()
    visit.page.get_by_text(f"{len(names)} rejected.").wait_for()
    wanted = [seen(given_name(as_sent(name))) for name in names if len(name.splitlines()) == 1]
    for _ in range(LOOKS):  # the page may still be drawing them
        visit.settle()
        visit.look("handed in")
        if all(name in visit.texts["handed in"] for name in wanted):
            break
        visit.page.wait_for_timeout(500)


def as_sent(name: str) -> str:
    """A file's name as browsers send it in a form (WHATWG HTML, multipart/form-data encoding algorithm)."""
    return name.replace('"', "%22")


def choices(visit: Visit) -> None:
    visit.page.goto(f"{visit.home}/settings")
    visit.page.get_by_role("tab").first.wait_for()
    for tab in visit.page.get_by_role("tab").all():
        tab.click()
        visit.settle()
        visit.open_all("settings")


def addresses(visit: Visit, told: list[str]) -> None:
    """Pages whose addresses carry the texts; five of them each."""
    names = ("q", "c", "story", "a", "edition")
    for start in range(0, len(told), len(names)):
        query = "&".join(f"{name}={quote(word)}" for name, word in zip(names, told[start:], strict=False))
        visit.page.goto(f"{visit.home}/{('', 'stories', 'briefing')[start // 5 % 3]}?{query}")
        visit.page.get_by_test_id("stAppViewContainer").wait_for()
        visit.settle()
        visit.look("addresses")


def at_first(visit: Visit) -> None:
    """The conversation and the stories as they come, nothing opened: where most texts are in places that read Markdown."""
    visit.page.goto(f"{visit.home}/?c={MERGED}")
    visit.page.get_by_text("The articles do not say.").wait_for()
    visit.look("conversation")
    visit.page.goto(f"{visit.home}/stories")
    visit.page.locator(".st-key-story_rows").get_by_role("button").first.wait_for()
    visit.look("stories")


PAGES = [
    welcome,
    conversation,
    briefing,
    stories,
    story,
    library,
    choices,
]  # a new page is one more line here, and in SHOWN
SHOWN = {
    "chat": {"conversation name": 60},
    "conversation": dict.fromkeys((
        "question", "understood", "short answer", "notice", "missing", "model", "claim", "left out", "why left out",
        "filter", "difference", "not spoken of", "paragraph", "heading", "every author",
    )) | {"near paragraph": 200},
    "briefing": dict.fromkeys((
        "briefed title", "briefed text", "briefed speaker", "briefed about", "briefed outlets", "reason", "covered title",
        "covered outlet", "briefing notice",
    )),
    "stories": {"story title": None},
    "story": dict.fromkeys(("article title", "outlet")),
    "library": dict.fromkeys(("feed name", "feed error")),
    "taken along": dict.fromkeys(("claim", "question", "difference", "briefed title", "briefed text", "reason")),
    "article": dict.fromkeys(("paragraph", "heading", "every author")),
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """The library, what is in it, and whom a browser asks that falls for it."""

    folder: Path
    found: Any
    edition: Any
    canary: Canary

    @contextlib.contextmanager
    def served(self, *, escaping=True, policy=True):
        """The address of the page with each of its defences or without."""
        script = self.folder / f"page_{escaping:d}{policy:d}.py"
        script.write_text(VARIANT.format(escaping=escaping, policy=policy, app=str(APP)))
        told = {
            "TOPICS": self.found.word("topics", 0),
            "WATCH": seen(" ".join(self.found.payloads)),
            "MODEL": "ollama:<img class=pwned>",
        }

        def command(port, *, browser):
            return [str(script) if one == str(APP) else one for one in launch.command(port, browser=browser)]

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(browsing, "command", command)
            with served(
                self.folder / "library", 8900, **{f"BRIEFING_{name}": word for name, word in told.items()}
            ) as home:
                yield home


def taken_along(visit: Visit, site: Site, folder: Path) -> None:
    """What is taken along as a web page: a briefing, its mail, and a conversation."""
    library = Library.open(site.folder / "library")
    told = transcripts.transcript(library, MERGED, UTC)
    mail = mail_out.briefing_mail(site.edition.data, datetime.now(UTC)).get_body(("html",))
    made = (forms.PAGES["html"](site.edition.data), mail.get_content(), transcripts.drawn("html", told).decode())
    library.close()
    for number, text in enumerate(made):
        page = folder / f"{number}.html"
        page.write_text(text, encoding="utf-8")
        visit.page.goto(page.as_uri())
        visit.look("taken along")


@pytest.fixture(scope="module")
def site(tmp_path_factory, model):
    folder, canary = tmp_path_factory.mktemp("hostile"), Canary()
    assistant = Assistant.open(settings.load(library=folder / "library"), create=True, embedder=model)
    found = hostile_library(assistant, canary.address)
    kept = briefings.kept(assistant.library)[-1]
    assistant.close()
    yield Site(folder, found, kept, canary)
    canary.close()


@contextlib.contextmanager
def visiting(home, canary):
    """A visit in a browser of its own; what was asked of others, what it complained of and what it said in dialogs is wrong."""
    with contextlib.closing(browsing.browser().new_context(viewport={"width": 1280, "height": 860})) as context:
        context.set_default_timeout(browsing.PATIENCE)
        visit = Visit(home, canary.address, context.new_page())
        ours = (home, home.replace("http", "ws"), "data:", "blob:", "file:")
        visit.page.on("dialog", lambda one: (visit.wrong.append(f"a dialog: {one.message}"), one.dismiss()))
        visit.page.on("pageerror", lambda one: visit.wrong.append(f"an error: {one}"))
        visit.page.on(
            "console",
            lambda one: visit.wrong.append(f"a complaint: {one.text}") if browsing.is_complaint(one) else None,
        )
        context.on(
            "request", lambda one: None if one.url.startswith(ours) else visit.wrong.append(f"a request: {one.url}")
        )
        context.on("page", lambda _: visit.wrong.append("a window"))
        yield visit


def test_every_hostile_text_is_shown_as_it_is_and_nothing_comes_of_it(site, tmp_path):
    with site.served() as home, visiting(home, site.canary) as visit:
        for one in PAGES:
            one(visit)
        addresses(visit, site.found.payloads)
        handed_in(visit, site.found.payloads)
        taken_along(visit, site, tmp_path)
    assert visit.wrong == []
    assert site.canary.calls == []
    looked_for = [
        (name, beginning(word, most).removesuffix(" …") if most else word)
        for name, places in SHOWN.items()
        for place, most in places.items()
        for word in dict.fromkeys(site.found.placed[place])
    ]
    in_one_line = [name for name in site.found.payloads if len(name.splitlines()) == 1]  # as names of files are
    looked_for += [("handed in", given_name(as_sent(name))) for name in in_one_line]
    assert len(looked_for) > 1000
    unseen = [(name, word) for name, word in looked_for if seen(word) not in visit.texts[name]]
    assert unseen == []


def test_the_escaping_holds_without_the_policy(site):
    with site.served(policy=False) as home, visiting(home, site.canary) as visit:
        at_first(visit)
    assert visit.wrong == []
    assert site.canary.calls == []


def test_the_policy_holds_without_the_escaping(site):
    with site.served(escaping=False) as home, visiting(home, site.canary) as visit:
        at_first(visit)
    assert any("Content Security Policy" in one for one in visit.wrong)
    assert site.canary.calls == []


def test_without_both_something_is_fetched(site):
    with site.served(escaping=False, policy=False) as home, visiting(home, site.canary) as visit:
        at_first(visit)
    assert any(one.startswith(f"a request: {site.canary.address}") for one in visit.wrong)
    assert site.canary.calls
    site.canary.calls.clear()


def test_a_page_that_fails_says_so_in_a_sentence_without_a_trace_or_a_path(site, tmp_path):
    broken = tmp_path / "page_that_fails.py"
    broken.write_text(
        "import streamlit as st\nfrom pathlib import Path\nfrom streamlit import runtime\nfrom ui import serve\n"
        "if runtime.exists():\n    st.button('Again', on_click=lambda: 1 / 0)\n    raise RuntimeError('words of an article')\n"
        "else:\n    app = st.App(Path(__file__), middleware=serve.guards(), on_script_error=serve.told)\n"
    )

    def command(port, *, browser):
        return [str(broken) if one == str(APP) else one for one in launch.command(port, browser=browser)]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browsing, "command", command)
        with served(tmp_path / "library", 8900) as home, visiting(home, site.canary) as visit:
            visit.page.goto(home)
            visit.page.get_by_text(serve.FAILED).wait_for()
            visit.page.get_by_role("button", name="Again").click()
            visit.settle()
            visit.look("failed")
    assert visit.texts["failed"].count(seen(serve.FAILED)) == 1
    assert not any(
        word in visit.texts["failed"]
        for word in ("traceback", "runtimeerror", "words of", "page_that_fails", "zerodivision")
    )
