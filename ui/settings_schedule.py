"""The daily round on the settings page: what starts it, how the last ones went, whether a briefing can be mailed."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

import streamlit as st

from assistant import post
from assistant.assistant import Assistant
from assistant.diary import LibraryDiary
from assistant.render import markdown_escaped
from assistant.rounds import last_runs, pending_days
from assistant.settings import Settings
from assistant.timetable import FORMS, time_of_day
from ingest.errors import BriefingError
from ui import errand, errand_told
from ui.schedule_command import daily_line

_MAIL = "mail_errand"
_TITLES = {
    "cron": "For cron: put these lines into crontab -e",
    "systemd": "For systemd: two files for ~/.config/systemd/user",
}


def draw(assistant: Assistant) -> None:
    """Draw what cron and systemd need, the last rounds, and whether mail is set up."""
    st.subheader("A briefing every day", anchor=False)
    st.write(
        "Nothing is installed from here. What follows is what `briefing schedule` prints; it does one round a day."
    )
    at = st.text_input("Every day at", "06:30", max_chars=5, key="round_at", width=120)
    try:
        line = daily_line(assistant.settings, time_of_day(at or ""))
        made = {name: form(line) for name, form in FORMS.items()}
    except BriefingError as error:
        st.error(markdown_escaped(str(error)))
    else:
        for name, lines in made.items():
            with st.expander(_TITLES[name], key=f"schedule:{name}"):
                st.code(lines, language=None)
    _rounds(LibraryDiary(assistant.library), assistant.settings.zone)
    _mail(assistant.settings)


def _rounds(diary: LibraryDiary, zone: tzinfo) -> None:
    st.subheader("The last rounds", anchor=False)
    runs = last_runs(diary)
    if not runs:
        st.write("No round was done yet.")
    for when, words in runs:
        st.markdown(f"- {when.astimezone(zone):%Y-%m-%d %H:%M}: {markdown_escaped(words)}")
    if pending := pending_days(diary):
        st.caption(f"The next round takes up {', '.join(map(str, pending))}.")


def _mail(settings: Settings) -> None:
    st.subheader("By mail", anchor=False)
    try:
        server = post.mail_server(settings)
    except BriefingError as error:
        st.write("Briefings are not mailed.")
        st.caption(markdown_escaped(str(error)))
        return
    st.write(
        f"Briefings go through {markdown_escaped(server.name)} from {markdown_escaped(settings.mail_from)} to "
        f"{markdown_escaped(', '.join(settings.recipients))}."
    )
    running: errand.Errand | None = st.session_state.get(_MAIL)
    busy = running is not None and not running.done.is_set()
    st.button("Send a test mail", on_click=_begin, args=(settings,), disabled=busy)
    errand_told.draw(running)


def _begin(settings: Settings) -> None:
    st.session_state[_MAIL] = errand.begin("A test mail is sent", functools.partial(_sent, settings))


def _sent(settings: Settings) -> Iterator[tuple[bool, str]]:
    refused = post.send_trial(settings, datetime.now(UTC))
    yield from ((False, words) for words in refused)
    if len(refused) < len(settings.recipients):
        yield True, "The mail server has taken the message."
