"""The page from top to bottom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit import net_util

from assistant.assistant import Assistant
from assistant.config import Settings, load_settings
from assistant.errors import AssistantError
from assistant.page import chat, documents, gaps, hands, visitor
from assistant.page.admission import is_let_in
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.library import Newest
from assistant.page.speech import texts
from assistant.watch import can_watch

PATIENCE_S = 30.0
"""How long whoever added a document waits for it to be read."""
ICON = Path(__file__).with_name("icon.svg")


def draw() -> None:
    """Draw the page that the address names, as the conversation stands."""
    # When a page of another site knocks, Streamlit asks a server outside for the address of this machine
    # before it turns the page away. No setting prevents that; who knocks is turned away either way.
    net_util.get_external_ip = _no_address
    said = texts()
    st.set_page_config(page_title=said("untitled"), page_icon=ICON)
    hands.show_style()
    # The style sheet comes a moment after what it is for. Until then there is room for nothing, so that nothing is seen
    # that moves as soon as it is there; the style sheet gives the page its height.
    with st.container(key="page", height=1, border=False):
        _draw(said)


def _draw(said: Texts) -> None:
    try:
        settings = load_settings()
        if not is_let_in(settings, said):
            return
        with st.spinner(as_text(said("opening")), show_time=False):
            newest = _opened(settings)
    except AssistantError as error:
        hands.listen(lambda deed, numbers: None, **visitor.told(said))
        st.html(f'<h1 class="ask-page">{as_html(said("untitled"))}</h1>')
        st.error(as_text(visitor.in_words(error, said)))
        st.button(as_text(said("try_again")))
        return
    pages: list[Any] = []
    reading = st.Page(
        partial(documents.draw, newest, lambda: pages[0]), title=said("documents_page"), url_path="documents"
    )
    asking = st.Page(partial(chat.draw, newest, reading), title=said("ask_page"), url_path="ask", default=True)
    pages += [asking, reading]
    if visitor.is_owner() and not settings.user_header:  # behind a proxy everyone seems to be on this machine
        pages.append(st.Page(partial(gaps.draw, newest), title=said("gaps_page"), url_path="asked"))
    chosen = st.navigation(pages, position="hidden")
    _show_pages(pages)
    chosen.run()


def _show_pages(pages: Sequence[Any]) -> None:
    """The links to the pages. Streamlit's own go into a drawer on a phone, which stays open over the page."""
    with st.container(key="pages", horizontal=True, gap="xsmall"):
        for page in pages:
            st.page_link(page)


@st.cache_resource(show_spinner=False)
def _opened(settings: Settings) -> Newest:
    """The documents, opened once for all visitors; where changes can be noticed, as they are now."""
    if can_watch():
        watched = Assistant.watch(settings=settings)
        return Newest(
            lambda: watched.current,
            lambda names: watched.wait(partial(_has, names), PATIENCE_S),
            lambda: watched.failure,
            watching=True,
        )
    held = [Assistant.open(settings=settings)]

    def open_again(names: Collection[str]) -> None:
        held[0] = Assistant.open(settings=settings)

    return Newest(lambda: held[0], open_again)


def _has(names: Collection[str], assistant: Assistant) -> bool:
    return not set(names) - set(assistant.documents)


def _no_address() -> None:
    return None
