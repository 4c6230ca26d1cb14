"""The lines below a turn: its question in other words, and what was wrong with its answer."""

from __future__ import annotations

import streamlit as st

from assistant.page.acting import attempt
from assistant.page.catalogue import Texts
from assistant.page.escape import as_text
from assistant.page.library import Library
from assistant.page.session import Conversation
from assistant.page.turns import Turn


def show_edit(conversation: Conversation, library: Library, turn: Turn, said: Texts) -> None:
    """The line for the question of a turn in other words."""
    with st.form(f"edit-{turn.number}", border=False):
        st.text_input(said("edit_label"), turn.understood, key=f"words-{turn.number}")
        with st.container(horizontal=True):
            st.form_submit_button(
                as_text(said("edit_ask")),
                type="primary",
                on_click=_ask_edited,
                args=(conversation, library, turn.number),
            )
            st.form_submit_button(as_text(said("cancel")), on_click=conversation.stop_writing)


def show_note(conversation: Conversation, library: Library, turn: Turn, said: Texts) -> None:
    """The line for what was wrong with an answer."""
    with st.form(f"note-{turn.number}", border=False):
        st.text_input(said("note_label"), key=f"note-words-{turn.number}")
        with st.container(horizontal=True):
            st.form_submit_button(
                as_text(said("note_send")), on_click=_send_note, args=(conversation, library, turn.number)
            )
            st.form_submit_button(as_text(said("cancel")), on_click=conversation.stop_writing)


def _ask_edited(conversation: Conversation, library: Library, number: int) -> None:
    """What was changed is meant as it stands there: nothing asked before is put into it again."""
    words = str(st.session_state.get(f"words-{number}") or "")
    conversation.ask_again(number, library.sources(conversation), words, alone=True)


def _send_note(conversation: Conversation, library: Library, number: int) -> None:
    attempt(conversation, library.note, number, str(st.session_state.get(f"note-words-{number}") or ""))
    conversation.stop_writing()
