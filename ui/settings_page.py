"""The settings: what words the answers, a chat model that may be chosen for the library and tried, and what else is set."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator

import streamlit as st

from assistant import preferences
from assistant.assistant import Assistant
from assistant.chatmodel import PROVIDERS
from assistant.offered import ollama_models
from assistant.render import markdown_escaped
from assistant.settings import PREFIX, Settings
from ingest.choices import MODEL, choice, choose
from ingest.errors import BriefingError
from ui import errand, errand_told, said, settings_library, settings_reader, settings_schedule
from ui.shown import shown_library

PROVIDER, NAME = "model_provider", "model_name"
_TRIAL, _OFFERED, _FAILED, _SAID = "model_trial", "models_offered", "models_not_offered", "model"
_CALLED = {
    "": "No chat model: sentences of the articles",
    "ollama": "Ollama, models that run on a machine of yours",
    "openai": "OpenAI, or a server that speaks its protocol",
    "anthropic": "Anthropic",
    "google_genai": "Google Gemini",
}


def settings_page() -> None:
    """Draw what is set, and take a choice of what words the answers."""
    shown = shown_library()
    assistant = shown.assistant
    st.header("Settings", anchor=False)
    answers, reader, library, schedule, everything = st.tabs(
        ["Answers", "Reader", "Library", "Schedule", "All settings"]
    )
    with answers:
        _words_now(assistant)
        chosen = _picked(assistant)
        _acts(assistant, chosen)
    with reader:
        settings_reader.draw(assistant)
    with library:
        settings_library.draw(shown)
    with schedule:
        settings_schedule.draw(assistant)
    with everything:
        _table(assistant)


def _words_now(assistant: Assistant) -> None:
    st.subheader("What words the answers", anchor=False)
    model, origin = markdown_escaped(assistant.chosen_model), "set by BRIEFING\\_MODEL"
    if choice(assistant.library, MODEL) is not None:
        origin = "chosen for this library"
    if model:
        st.write(
            f"Now: **{model}**, {origin}. It is sent the question and the paragraphs that are found for it; every sentence "
            "that it writes is checked against its source before it is shown."
        )
    else:
        st.write("Now: **sentences of the articles, word for word**. No question and no article leaves this machine.")


def _picked(assistant: Assistant) -> str:
    """The name of the model that is picked, as provider:model; "" for none, and "provider:" while its name is missing."""
    provider_now, _, model_now = assistant.chosen_model.partition(":")
    providers = list(dict.fromkeys(["", *PROVIDERS, provider_now]))
    provider = st.selectbox(
        "Provider",
        providers,
        providers.index(provider_now),
        format_func=lambda one: _CALLED.get(one, one),
        key=PROVIDER,
    )
    if not provider:
        return ""
    started_with = model_now if provider == provider_now else ""
    offered: list[str] = st.session_state.get(_OFFERED, []) if provider == "ollama" else []
    if offered:
        names = list(dict.fromkeys([*filter(None, [started_with]), *offered]))
        name = st.selectbox("Model", names, key=f"{NAME}:offered", accept_new_options=True)
    else:
        name = st.text_input("Model", started_with, max_chars=200, key=f"{NAME}:{provider}", placeholder="its name")
    if provider == "ollama":
        st.button("List the models of Ollama's server", on_click=_list_models)
        if st.session_state.get(_FAILED):
            st.warning(markdown_escaped(st.session_state[_FAILED]))
    for line in keys_told(provider):
        st.caption(markdown_escaped(line))
    return f"{provider}:{(name or '').strip()}"


def _list_models() -> None:
    st.session_state[_FAILED] = ""
    try:
        st.session_state[_OFFERED] = ollama_models()
    except BriefingError as error:
        st.session_state[_OFFERED], st.session_state[_FAILED] = [], str(error)
        return
    if not st.session_state[_OFFERED]:
        st.session_state[_FAILED] = "Ollama's server has no models yet: run 'ollama pull qwen3', for example"


def keys_told(provider: str) -> Iterator[str]:
    """Which of the environment's variables that a provider's client reads are set, by their names only."""
    found = PROVIDERS.get(provider)
    for name in (*found.keys, *found.addresses) if found else ():
        yield f"{name} is {'set' if os.environ.get(name) else 'not set'}"


def _acts(assistant: Assistant, picked: str) -> None:
    chosen, is_named = choice(assistant.library, MODEL), not picked.endswith(":")
    with st.container(horizontal=True):
        st.button(
            "Use for this library", type="primary", on_click=_choose, args=(assistant, picked),
            disabled=not is_named or picked == chosen,
        )  # fmt: skip
        trial = f"{picked} is asked for a word"
        if picked and st.button("Test connection", disabled=not is_named):
            st.session_state[_TRIAL] = errand.begin(trial, functools.partial(assistant.models.trial, picked))
        if chosen is not None:
            st.button("Forget the choice, use BRIEFING\\_MODEL", on_click=_choose, args=(assistant, None))
    said.draw(_SAID)
    running: errand.Errand | None = st.session_state.get(_TRIAL)
    if running is not None and running.name == trial:  # not of a model that was picked before
        errand_told.draw(running)


def _choose(assistant: Assistant, model: str | None) -> None:
    """Choose a model for the library, None to go by what is set; the fields then show that one."""

    def chosen() -> str:
        choose(assistant.library, MODEL, model)
        if model is None:
            for key in (PROVIDER, *[one for one in st.session_state if str(one).startswith(NAME)]):
                st.session_state.pop(key, None)
        return ""

    said.attempt(_SAID, chosen)


def _table(assistant: Assistant) -> None:
    st.subheader("Settings of this run", anchor=False)
    st.caption(
        "From environment variables or a .env file where the page was started; a change holds from the next start. What is "
        "chosen for the library holds before them."
    )
    for name, described in Settings.model_fields.items():
        value = markdown_escaped(str(getattr(assistant.settings, name))) or "(empty)"
        value += ", chosen for this library" if preferences.is_chosen(assistant, name) else ""
        with st.container(gap="xxsmall"):
            st.markdown(f"**{markdown_escaped(PREFIX + name.upper())}**: {value}")
            st.caption(markdown_escaped(described.description or ""))
