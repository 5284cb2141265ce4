"""The page's entry: which library is shown, and which pages there are.

Streamlit's server imports this file for `app`, and then runs it for every drawing of the page.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit import runtime

from assistant.render import markdown_escaped
from ingest.errors import BriefingError


def main() -> None:
    """Draw the page that is chosen."""
    # Not imported with this file: their caches want the server to be there already.
    from ui.briefing_page import briefing_page
    from ui.chat_page import chat_page
    from ui.library_page import library_page
    from ui.settings_page import settings_page
    from ui.shown import shown_library
    from ui.stories_page import stories_page

    st.set_page_config(page_title="Cited Briefing", page_icon="📰", layout="wide")
    st.html(Path(__file__).with_name("page.css"))
    page = st.navigation(
        [
            st.Page(chat_page, title="Chat", url_path="chat", default=True),
            st.Page(briefing_page, title="Briefing", url_path="briefing"),
            st.Page(stories_page, title="Stories", url_path="stories"),
            st.Page(library_page, title="Library", url_path="library"),
            st.Page(settings_page, title="Settings", url_path="settings"),
        ],
        position="top",
    )
    try:
        shown = shown_library()
    except BriefingError as error:  # a library of a newer version, say: no page has anything to show
        st.error(markdown_escaped(str(error)))
        return
    if shown.assistant.library.database.read_only:
        st.warning(
            "This library can only be read: nothing may be written where it lies, or there is no space left. Questions are answered; "
            "answers and briefings are not kept, and nothing can be put in."
        )
    if shown.is_sample:
        st.info(
            "This is the sample library: invented articles to try things out. Put your own in on the page Library, by "
            "dropping files into the chat, or with `briefing add FILE…` in a terminal, and this page shows them."
        )
    page.run()


if runtime.exists():
    main()
else:  # however it is started, with `streamlit run ui/app.py` as well
    from ui.serve import guards, told

    app = st.App(Path(__file__), middleware=guards(), on_script_error=told)
