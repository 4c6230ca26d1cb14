"""The page from top to bottom."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit import net_util

from assistant.assistant import Assistant
from assistant.config import Settings, load_settings
from assistant.errors import AssistantError
from assistant.page import frame, session
from assistant.page.messages import show_turn

ICON = Path(__file__).with_name("icon.svg")


def draw() -> None:
    """Draw the page as the conversation stands."""
    # When a page of another site knocks, Streamlit asks a server outside for the address of this machine
    # before it turns the page away. No setting prevents that; who knocks is turned away either way.
    net_util.get_external_ip = _no_address
    st.set_page_config(page_title="Ask your documents", page_icon=ICON, layout="centered")
    try:
        assistant = _opened(load_settings())
    except AssistantError as error:
        frame.show_failure(str(error))
        return
    frame.show_sidebar(assistant)
    turns = session.turns()
    if not turns:
        frame.show_welcome(assistant)
    for turn in turns:
        show_turn(turn)
    failure = session.failure()
    if failure is not None:
        frame.show_failure(failure)
    if turns:
        frame.show_suggestions(assistant, turns[-1].answer.suggestions)
        frame.show_input(assistant)


@st.cache_resource(show_spinner="Reading the documents")
def _opened(settings: Settings) -> Assistant:
    """The documents, opened once for all visitors."""
    return Assistant.open(settings=settings)


def _no_address() -> None:
    return None
