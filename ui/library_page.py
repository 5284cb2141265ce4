"""The library: what is put in, what is there and can be found, read and taken out, and the feeds that bring more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from assistant import alike, handed_in, holdings
from assistant.assistant import Assistant
from assistant.handed_in import Handed
from assistant.holdings import Holding, Wanted
from assistant.render import markdown_escaped
from ingest.errors import BriefingError
from ui import adding, clipping_page, coming_in, day_field, follows, said, taking_out
from ui.clipping_page import OPEN
from ui.shown import BY_FOLDER, Shown, own_folder, own_library, shown_library, state_of_days

SHOW, FILES, LINKS = "show", "files_in", "links_in"
WORDS, OUTLET, SINCE, UNTIL, LANGUAGE, STATE, PAGE = (f"library_{one}" for one in ("words", "outlet", "since", "until", "language", "state", "page"))  # fmt: skip
ARTICLES, FEEDS = "Articles", "Feeds"
COPIES, GONE = "Near copies", "Gone from its address"
A_PAGE, MEGABYTES = 25, 25


def library_page() -> None:
    """Draw the library, or the article that the address names."""
    shown = shown_library()
    chosen = st.query_params.get(OPEN, "")
    if chosen:
        clipping_page.draw(shown, chosen)
        return
    listed = _holdings(shown.assistant, state_of_days(shown.assistant))
    st.header("Library", anchor=False)
    st.caption(holdings.totals(listed) + (", all of them the sample's" if shown.is_sample else ""))
    said.draw(taking_out.SAID)
    _put_in(shown, is_first=shown.is_sample or not listed)
    for job in reversed(adding.desk().jobs(own_folder())):
        coming_in.draw(adding.desk(), own_folder(), job, clipping_page.open_article)
    show = st.segmented_control(
        "Show", [ARTICLES, FEEDS], default=ARTICLES, key=SHOW, bind="query-params", label_visibility="collapsed", required=True
    )  # fmt: skip
    if show == FEEDS:
        follows.draw(shown)
    else:
        _articles(shown, listed)


@st.cache_data(show_spinner=False, max_entries=5, hash_funcs=BY_FOLDER)
def _holdings(assistant: Assistant, state: str) -> list[Holding]:  # noqa: ARG001  of another state, other articles or days
    return holdings.holdings(assistant)


# -- putting in ---------------------------------------------------------------------------------------------------------


def _put_in(shown: Shown, *, is_first: bool) -> None:
    """The form that takes files and links; while the sample is shown they go into a library of the user's own."""
    with st.expander("Put articles in", expanded=is_first, key="put_in"), st.form("put_in_form", border=False, clear_on_submit=True):  # fmt: skip
        if shown.is_sample:
            st.write(
                "This is the sample library. What you put in goes into a library of your own, which the page shows from then on."
            )
        files = st.file_uploader(
            f"Files: articles, PDF, Word, books, e-mail, saved web pages, .jsonl imports, saved feeds; {MEGABYTES} MB each at most",
            accept_multiple_files=True, key=FILES, max_upload_size=MEGABYTES,
        )  # fmt: skip
        links = st.text_area(
            "Links to articles or feeds, one a line; they are fetched once you press the button",
            key=LINKS, height=80, placeholder="https://",
        )  # fmt: skip
        if st.form_submit_button("Put in", type="primary"):
            given = ((file.name, file.getvalue()) for file in files)
            _hand_in(handed_in.files(given) + handed_in.links(links or ""))


def _hand_in(handed: Handed) -> None:
    if not handed:
        st.warning("There is nothing to put in yet: choose files, or paste links.")
        return
    try:
        adding.desk().add(own_library(), handed)
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))


# -- the list -----------------------------------------------------------------------------------------------------------


def _articles(shown: Shown, listed: list[Holding]) -> None:
    if not listed:
        st.write(
            "No article is in the library yet. Put files or links in above, or follow a feed, and they are listed here."
        )
        return
    wanted = _wanted(listed)
    found = holdings.matching(listed, wanted)
    if len(found) < len(listed):
        st.caption(f"{len(found):,} of {len(listed):,} articles")
    if not found:
        st.write("No article is like that. Try fewer words of its title, or take a filter away.")
    pages = -(-len(found) // A_PAGE)
    page = st.pagination(pages, key=f"{PAGE}:{hash(wanted)}", persist_state="session") if pages > 1 else 1
    with st.container(key="article_rows", border=True, gap="xxsmall"):
        for one in found[(page - 1) * A_PAGE : page * A_PAGE]:
            _row(one)
    if not shown.is_sample:
        taking_out.purge(shown.assistant, listed)


def _wanted(listed: list[Holding]) -> Wanted:
    """What is looked for; it stays as it is while an article or another page is read."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = st.text_input("Find by words of the title", key=WORDS, max_chars=200, persist_state="session")
        with st.popover(_label(), width="content"):
            limits = _limits(listed)
    return Wanted(words or "", *limits)


def _label() -> str:
    keys = (OUTLET, SINCE, UNTIL, LANGUAGE, STATE)
    chosen = sum(bool(st.session_state.get(key)) for key in keys)
    return f"Filters ({chosen})" if chosen else "Filters"


def _limits(listed: list[Holding]) -> tuple[str, date | None, date | None, str, bool, bool]:
    outlet = _one_of("Outlet", alike.listed(holdings.outlets(listed)), OUTLET, "All outlets")
    since = day_field.draw("From", key=SINCE, kept=True)
    until = day_field.draw("Until, this day included", key=UNTIL, kept=True)
    language = _one_of("Language", {one: one for one in holdings.languages(listed)}, LANGUAGE, "All languages")
    state = st.pills("Only", [COPIES, GONE], selection_mode="multi", key=STATE, persist_state="session")
    return outlet, since, until, language, COPIES in state, GONE in state


def _one_of(label: str, options: Mapping[str, str], key: str, every: str) -> str:
    """A choice among names from outside as they are called, "" for all; one that is no longer there is not chosen any more."""
    if st.session_state.get(key) not in {None, *options}:
        st.session_state[key] = None
    named = st.selectbox(
        label, list(options), None, options.__getitem__, key=key, placeholder=every, persist_state="session"
    )
    return named or ""


def _row(one: Holding) -> None:
    row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small")
    with row:
        st.button(
            f"**{markdown_escaped(one.named)}**", key=f"open:{one.id}", on_click=clipping_page.open_article,
            args=(one.id,), type="tertiary",
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
            if one.is_gone:
                st.badge("gone", color="red")
            if one.origin_of is not None:
                st.badge("near copy", color="orange")
            if one.is_doubtful:
                st.badge("see its notes", color="gray")
            st.text(holdings.described(one), width="content")
