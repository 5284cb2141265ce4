"""The library page without a browser: putting in, finding, reading, taking out, and the feeds."""

import json
import threading
from datetime import UTC, date, datetime

import pytest
from streamlit.testing.v1 import AppTest
from waiting import PATIENCE
from web import Web, item, rss, story

from assistant import preferences
from assistant.assistant import Assistant
from assistant.settings import load
from ingest.found import HandedIn
from ui import adding, dropped, follows, library_page
from ui.shown import Shown

HOSTILE = "![x](//evil.example/p.png) :red[$a$] <b>Wire</b>"
NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
QUAY = b"# Quay closed\n\nThe quay of Port Aldo was closed on Monday by harbour master Rosa Imhof.\n"
FEED, PAGE = "https://courier.example/feed", "https://courier.example/1"
ROWS = (
    {"title": "Quay closed", "source": "The Courier", "published": "2026-03-10", "text": "The quay of Tarnwick was closed by Ann Hale."},
    {"title": "Pensions late", "source": "Harbour Post", "published": "2026-03-12", "text": "The bank will pay all the old pensions later."},
    {"title": HOSTILE, "source": HOSTILE, "published": "2026-03-11", "text": "Night trains to Ruvica run again from May."},
)  # fmt: skip


def script():
    from ui.library_page import library_page

    library_page()


@pytest.fixture(autouse=True)
def desk(monkeypatch):
    found = adding.Desk(pause=0.01)
    monkeypatch.setattr(adding, "desk", lambda: found)
    return found


@pytest.fixture
def empty(assistant, monkeypatch):
    """The page over an empty library, not yet drawn."""
    over(monkeypatch, assistant, Shown(assistant, False))
    return AppTest.from_function(script, default_timeout=20)


@pytest.fixture
def page(empty, assistant):
    """The page over a library of three articles, drawn."""
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    list(assistant.add([HandedIn("a.jsonl", lines.encode())], now=NOW))
    return drawn(empty)


def over(monkeypatch, own, shown):
    """Have every part of the page use a library of the user's own, while `shown` is what the page shows."""
    monkeypatch.setattr(library_page, "shown_library", lambda: shown)
    for module in (library_page, follows, dropped):
        monkeypatch.setattr(module, "own_library", lambda: own)
    for module in (library_page, follows, dropped):
        monkeypatch.setattr(module, "own_folder", lambda: own.library.folder)


def drawn(page):
    page.run()
    assert not page.exception
    return page


def settled(page, desk, assistant):
    """The page when everything that is put in is done."""
    for job in desk.jobs(assistant.library.folder):
        assert job.done.wait(PATIENCE)
    return drawn(page)


def button(page, label):
    return next(one for one in page.button if one.label.startswith(label))


def markdown(page):
    """Everything that is handed to Markdown."""
    kinds = (page.header, page.markdown, page.caption, page.info, page.error, page.warning, page.success)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def texts(page):
    """Everything that is said."""
    return "\n".join([markdown(page), *(str(one.value) for one in page.text)])


def listed(page):
    return [one.label.strip("*") for one in page.button if one.key and one.key.startswith("open:")]


def put_in(page, files=(), links=""):
    page.file_uploader(key=library_page.FILES).set_value([(name, body, "text/plain") for name, body in files])
    page.text_area(key=library_page.LINKS).set_value(links)
    button(page, "Put in").click().run()
    assert not page.exception


def test_an_empty_library_says_what_to_do_and_has_the_form_open(empty):
    drawn(empty)
    assert "No article is in the library yet. Put files or links in above" in texts(empty)
    assert empty.expander[0].proto.expanded
    button(empty, "Put in").click().run()
    assert "choose files, or paste links" in texts(empty)


def test_files_and_links_go_in_and_each_has_its_outcome(empty, desk, assistant):
    put_in(drawn(empty), [("../../quay.md", QUAY), ("nothing.txt", b"")], "no link")
    said = texts(settled(empty, desk, assistant)).replace("\\", "")
    assert "**Put in:** 1 added, 2 rejected. It can be asked about." in said
    for line in ("nothing.txt\nit is empty", "no link\nit is no web address", "quay.md\n1 paragraph"):
        assert line in said
    assert listed(empty) == ["Quay closed"]
    button(empty, "Read").click().run()
    assert empty.query_params["article"] == assistant.articles()[0].id
    button(empty, "← All articles").click().run()
    button(empty, "Put this away").click().run()
    assert "Put in:" not in texts(empty)


def test_a_job_can_be_stopped_and_another_tab_sees_it(empty, desk, assistant):
    with assistant.library.writing():  # as another process would
        put_in(drawn(empty), [("quay.md", QUAY)])
        (job,) = desk.jobs(assistant.library.folder)
        while not job.waits_for:
            threading.Event().wait(0.01)
        other = drawn(AppTest.from_function(script, default_timeout=20))
        assert "Another job of this page is writing to the library" in texts(other)
        button(other, "Stop").click().run()
    assert "it was stopped" in texts(settled(empty, desk, assistant))


def test_a_name_from_outside_is_text_wherever_it_is_shown(page, desk, assistant):
    put_in(page, [(f"{HOSTILE}\u202e.txt".replace("/", ""), b"")], HOSTILE)
    said = texts(settled(page, desk, assistant))
    assert "\u202e" not in said
    assert HOSTILE in [one.value for one in page.text]
    assert "![x](" not in markdown(page).replace(r"\!\[x\](", "")
    assert [one for one in listed(page) if one.startswith(r"\!\[x\](//evil.example/p.png)")]


def test_what_is_put_in_beside_the_sample_goes_into_a_library_of_ones_own(assistant, desk, monkeypatch, tmp_path):
    own = Assistant.open(load(library=tmp_path / "own"), create=True, embedder=assistant.embedder())
    list(assistant.add([HandedIn("a.md", b"# Sample\n\nThe sample tells of a ferry that was late.")]))
    over(monkeypatch, own, Shown(assistant, True))
    page = drawn(AppTest.from_function(script, default_timeout=20))
    assert "all of them the sample's" in texts(page)
    assert "goes into a library of your own" in texts(page)
    assert [one for one in page.get("popover") if one.proto.popover.label == "Remove old articles"] == []
    put_in(page, [("quay.md", QUAY)])
    settled(page, desk, own)
    assert [one.title for one in own.articles()] == ["Quay closed"]
    assert [one.title for one in assistant.articles()] == ["Sample"]
    own.close()


def test_the_newest_is_first_and_words_and_filters_narrow_the_list(page):
    assert [one[:8] for one in listed(page)] == ["Pensions", r"\!\[x\](", "Quay clo"]
    page.text_input(key=library_page.WORDS).set_value("quay").run()
    assert listed(page) == ["Quay closed"]
    assert "1 of 3 articles" in texts(page)
    page.date_input(key=library_page.SINCE).set_value(date(2026, 3, 12)).run()
    assert "No article is like that" in texts(page)
    page.text_input(key=library_page.WORDS).set_value("").run()
    assert listed(page) == ["Pensions late"]
    page.date_input(key=library_page.SINCE).set_value(None)
    page.selectbox(key=library_page.OUTLET).set_value("The Courier").run()
    assert listed(page) == ["Quay closed"]
    button(page, "**Quay").click().run()
    button(page, "← All").click().run()
    assert listed(page) == ["Quay closed"]  # what was looked for is kept


def test_outlets_whose_names_look_alike_are_told_apart_where_one_is_chosen(empty, assistant):
    false = "The C\u043eurier"
    rows = [row | {"source": source} for row, source in zip(ROWS, ("The Courier", false, "Post"), strict=True)]
    list(assistant.add([HandedIn("a.jsonl", "\n".join(map(json.dumps, rows)).encode())], now=NOW))
    choice = drawn(empty).selectbox(key=library_page.OUTLET)
    assert set(choice.options) == {
        "The Courier (in Latin letters)",
        f"{false} (in Latin and Cyrillic letters)",
        "Post",
    }
    choice.set_value(f"{false} (in Latin and Cyrillic letters)").run()
    assert listed(empty) == ["Pensions late"]


def test_a_long_list_has_pages(empty, assistant):
    lines = "".join(json.dumps({"title": f"Barge {one}", "text": f"Barge {one} is late in Ostrel."}) + "\n" for one in range(60))  # fmt: skip
    list(assistant.add([HandedIn("a.jsonl", lines.encode())], now=NOW))
    drawn(empty)
    assert len(listed(empty)) == library_page.A_PAGE
    first = set(listed(empty))
    empty.pagination[0].set_value(3).run()
    assert len(listed(empty)) == 10
    assert not first & set(listed(empty))


def test_an_article_is_read_with_what_changed_and_what_was_left_out(page, assistant):
    head = "---\nurl: https://courier.example/quay\n---\n# Quay\n\n"
    for text in ("Forty barges wait in Ostrel.", "Fifty barges wait in Ostrel.\n\nShare this article"):
        (outcome,) = assistant.add([HandedIn("quay.md", (head + text).encode())])
    page.query_params["article"] = outcome.article_id
    drawn(page)
    assert "**What changed**" in texts(page)
    assert page.text[-1].value == "Share this article"
    page.selectbox[0].set_value(1).run()
    assert not page.exception


def test_an_article_is_removed_only_after_it_was_said_what_that_means(page, assistant):
    (name,) = [one.id for one in assistant.articles() if one.title == "Quay closed"]
    page.query_params["article"] = name
    drawn(page)
    assert "their citations are marked as removed" in texts(page)
    button(page, "Remove it").click().run()
    assert "The article is removed." in texts(page)
    assert "Quay closed" not in listed(page)
    page.query_params["article"] = name
    assert "There is no such article in this library" in texts(drawn(page))


def test_old_articles_are_removed_after_they_were_counted(page, assistant):
    page.date_input(key="purge_before").set_value(date(2026, 3, 12)).run()
    assert "2 articles of days before 12 Mar 2026" in texts(page)
    assert len(assistant.articles()) == 3
    button(page, "Remove 2 articles").click().run()
    assert "2 articles are removed." in texts(page)
    assert listed(page) == ["Pensions late"]


def test_nothing_is_removed_while_somebody_else_writes_and_that_is_said(page, assistant):
    page.date_input(key="purge_before").set_value(date(2026, 3, 12)).run()
    with assistant.library.writing():
        button(page, "Remove 2 articles").click().run()
    assert "is writing to the library: nothing was removed" in texts(page)
    assert len(assistant.articles()) == 3


def test_nothing_is_removed_while_articles_are_put_in_and_that_is_said(page, assistant, desk):
    page.date_input(key="purge_before").set_value(date(2026, 3, 12)).run()
    with assistant.library.writing():
        put_in(page, [("quay.md", QUAY)])
        button(page, "Remove 2 articles").click().run()
        assert "Articles are being put in: nothing was removed" in texts(page)
    assert len(assistant.articles()) >= 3
    settled(page, desk, assistant)


@pytest.fixture
def web(assistant):
    found = Web()
    assistant.__dict__["fetcher"] = found.fetcher
    return found


def test_feeds_are_followed_asked_and_left_and_nothing_is_fetched_before_a_click(page, assistant, desk, web):
    web[FEED], web[PAGE] = rss(item(PAGE), title=HOSTILE), story(1)
    page.segmented_control(key=library_page.SHOW).set_value("Feeds").run()
    assert "No feed is followed yet" in texts(page)
    page.text_area(key=follows.ADDRESSES).set_value(f"{FEED}\nhttps://courier.example/none\nno address")
    button(page, "Follow").click().run()
    said = texts(settled(page, desk, assistant))
    assert "1 article gained; last read" in said
    assert "no address" in said
    assert "![x](" not in markdown(page).replace(r"\!\[x\](", "")
    asked = sum(web.asked.values())
    drawn(page)
    assert sum(web.asked.values()) == asked
    web[FEED] = rss(item(PAGE), item("https://courier.example/2"))
    web["https://courier.example/2"] = story(2)
    button(page, "Update now").click().run()
    assert "2 articles gained" in texts(settled(page, desk, assistant))
    button(page, "Follow it no longer").click().run()
    assert assistant.feeds() == []
    assert len(assistant.articles()) == 5


def test_a_list_of_feeds_is_followed_from_its_file(page, assistant, desk):
    page.segmented_control(key=library_page.SHOW).set_value("Feeds").run()
    outlines = f'<opml version="2.0"><body><outline xmlUrl="{FEED}"/></body></opml>'
    page.file_uploader(key=follows.LISTS).set_value([("feeds.opml", outlines.encode(), "text/xml")])
    button(page, "Follow").click().run()
    assert "not asked yet" in texts(settled(page, desk, assistant)) or page.get("badge")
    assert [feed.address for feed in assistant.feeds()] == [FEED]


def test_feeds_that_have_brought_no_article_yet_are_listed_beside_the_sample(
    page, assistant, desk, monkeypatch, tmp_path
):
    own = Assistant.open(load(library=tmp_path / "own"), create=True, embedder=assistant.embedder())
    over(monkeypatch, own, Shown(assistant, True))
    web = Web()
    own.__dict__["fetcher"] = web.fetcher
    web[FEED] = rss()
    page.segmented_control(key=library_page.SHOW).set_value("Feeds").run()
    page.text_area(key=follows.ADDRESSES).set_value(FEED)
    button(page, "Follow").click().run()
    settled(page, desk, own)
    assert button(page, "Update now")
    assert "0 articles gained" in texts(page)
    own.close()


def test_ten_thousand_paragraphs_are_listed_without_being_read(page, assistant, monkeypatch):
    monkeypatch.setattr(type(assistant.library), "_paragraphs", lambda *_: pytest.fail("an article was read"))
    drawn(page)
    assert len(listed(page)) == 3


def test_the_days_of_the_list_are_those_of_a_time_zone_that_was_just_chosen(empty, assistant):
    row = {"title": "Night ferry", "text": "The ferry of Velm ran again.", "published": "2026-03-10T23:30:00+00:00"}
    list(assistant.add([HandedIn("a.jsonl", json.dumps(row).encode())]))
    assert "10 Mar 2026" in texts(drawn(empty))
    preferences.keep(assistant, "time_zone", "Asia/Tokyo")
    assert "11 Mar 2026" in texts(drawn(empty))


def test_a_part_of_the_address_that_names_no_list_shows_the_articles(page):
    page.query_params["show"] = "nothing"
    assert len(listed(drawn(page))) == 3
