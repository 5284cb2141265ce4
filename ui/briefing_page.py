"""The briefing of a chosen day, its evidence beside it."""

from __future__ import annotations

import streamlit as st

from assistant.assistant import Assistant
from assistant.edition import Briefing
from assistant.html_out import briefing_html
from assistant.json_out import briefing_json
from assistant.markdown_out import briefing_markdown
from assistant.render import coverage_line, markdown_escaped, told_by
from ingest.errors import BriefingError
from ui import citation, evidence
from ui.shown import shown_library


def briefing_page() -> None:
    """Draw the briefing of the day that is chosen."""
    assistant = shown_library().assistant
    days = [day.isoformat() for day in assistant.days()]
    if not days:
        st.write("The library holds no article yet.")
        return
    day = st.selectbox("Day", days, key="day", bind="query-params")
    with st.spinner("Reading the day's articles …"):
        try:
            made = _briefing(assistant, day, assistant.library.revision)
        except BriefingError as error:
            st.error(markdown_escaped(str(error)))
            return
    _draw(made, assistant)


@st.cache_data(
    show_spinner=False, max_entries=50, hash_funcs={Assistant: lambda assistant: str(assistant.library.folder)}
)
def _briefing(assistant: Assistant, day: str, revision: int) -> Briefing:  # noqa: ARG001  a new revision, a new briefing
    return assistant.brief(day)


def _draw(made: Briefing, assistant: Assistant) -> None:
    shown = briefing_json(made)
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.header(made.title)
        citation.claims(shown["lead"], key="lead", on_cite=evidence.show)
        for told, drawn in zip(made.stories, shown["stories"], strict=True):
            st.subheader(f"{told.rank}. {markdown_escaped(told.story.title)}")
            st.caption(markdown_escaped(told_by(told.story)))
            citation.claims(drawn["summary"] + drawn["points"], key=f"story:{told.story.id}", on_cite=evidence.show)
        with st.expander(coverage_line(made)):
            for entry in made.coverage:
                st.text(
                    f"{entry.use}: {entry.article.title or entry.article.id}"
                    + (f" ({entry.reason})" if entry.reason else "")
                )
        file = f"briefing-{made.day}"
        st.download_button("Download as HTML", briefing_html(shown), f"{file}.html", "text/html")
        st.download_button("Download as Markdown", briefing_markdown(shown), f"{file}.md", "text/markdown")
    with right:
        claims = [claim for told in shown["stories"] for claim in told["summary"] + told["points"]]
        evidence.pane(assistant, shown["lead"] + claims)
