"""The feeds on the library page: how each fares, and the means to follow, to ask them now, and to follow no longer."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from assistant import followed, handed_in
from assistant.followed import Followed
from assistant.render import markdown_escaped
from ingest.errors import BriefingError
from ingest.library import FILE_NAME
from ingest.subscriptions import Subscription
from ui import adding, said
from ui.shown import Shown, own_folder, own_library

ADDRESSES, LISTS, ALL = "feeds_to_follow", "feed_lists", "ask_all"
_SAID = "feeds"
_COLOURS = {"fine": "green", "failing": "red", "not asked any more": "gray", "not asked yet": "blue"}


def draw(shown: Shown) -> None:
    """Draw the feeds of the user's own library; nothing is fetched until a button is pressed."""
    said.draw(_SAID)
    now = datetime.now(UTC)
    feeds = _own_feeds(shown)
    if feeds:
        _ask(followed.not_due(feeds, now))
    else:
        st.write(
            "No feed is followed yet. Give the address of one below, or of several, and its articles are fetched and kept."
        )
    for one in followed.followed(feeds, now, shown.assistant.settings.zone):
        _feed(one)
    _follow()


def _own_feeds(shown: Shown) -> list[Subscription]:
    """The feeds of the user's own library, also while that holds no article yet and the sample is shown."""
    if not shown.is_sample:
        return shown.assistant.feeds()
    return own_library().feeds() if (own_folder() / FILE_NAME).is_file() else []


def _ask(not_due: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        everything = False
        if not_due:
            of = "One feed asks" if not_due == 1 else f"{not_due} feeds ask"
            everything = st.checkbox(f"{of} to be left alone for a while yet; ask all the same", key=ALL)
        st.button("Update now", type="primary", on_click=_update, args=(everything,))


def _feed(one: Followed) -> None:
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{markdown_escaped(one.named)}**", width="stretch")
            st.badge(one.state, color=_COLOURS[one.state])
            with st.popover("Remove", type="tertiary"):
                st.write("It is asked no more; the articles that it gave stay in the library.")
                st.button("Follow it no longer", key=f"leave:{one.address}", on_click=_leave, args=(one.address,))
        if one.named != one.address:
            st.text(one.address)
        st.caption(markdown_escaped(one.told))
        if one.problem:
            st.text(one.problem)


def _follow() -> None:
    with st.form("follow", clear_on_submit=True):
        links = st.text_area("Addresses of feeds, one a line", key=ADDRESSES, height=80, placeholder="https://")
        lists = st.file_uploader("Lists of feeds (OPML)", accept_multiple_files=True, key=LISTS, max_upload_size=25)
        if not st.form_submit_button("Follow"):
            return
        _followed(handed_in.links(links or ""), handed_in.files((file.name, file.getvalue()) for file in lists))


def _followed(addresses: handed_in.Handed, lists: handed_in.Handed) -> None:
    if not addresses and not lists:
        st.warning("There is no feed to follow yet: give an address, or choose a list.")
        return
    try:
        own = own_library()
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
        return
    if addresses.things:
        adding.desk().follow(own, [str(one) for one in addresses.things])
    others = lists + handed_in.Handed(refused=addresses.refused)
    if others:
        adding.desk().add(own, others)
    st.rerun()


def _update(everything: bool) -> None:
    def begun() -> str:
        adding.desk().update(own_library(), everything=everything)
        return ""

    said.attempt(_SAID, begun)


def _leave(address: str) -> None:
    def left() -> str:
        own_library().unsubscribe(address)
        return ""

    said.attempt(_SAID, left)
