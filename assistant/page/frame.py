"""What stands around the conversation: the sidebar, the questions to begin with, those to go on with."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.assistant import Assistant
from assistant.page import markup, session
from assistant.page.escape import as_label, as_text

LONGEST_QUESTION = 1000


def show_sidebar(assistant: Assistant) -> None:
    """The title, what was read and what could not be, and the way to a new conversation."""
    with st.sidebar:
        st.subheader(as_label(assistant.title), anchor=False)
        st.caption(counted(len(assistant.documents), "document"))
        st.button(
            "New conversation",
            icon=":material/add_comment:",
            on_click=session.forget,
            disabled=not session.turns(),
            width="stretch",
        )
        skipped = assistant.report.skipped
        if skipped:
            with st.expander(f"{counted(len(skipped), 'file')} could not be read"):
                st.html(markup.bullets(reason for _, reason in skipped))


def show_welcome(assistant: Assistant) -> None:
    """The title, the input line and the starter questions by theme."""
    st.title(as_label(assistant.title), anchor=False)
    st.write("Ask a question. Every answer shows the place in the documents where it stands.")
    # Inside a container the line stays where it is; at the foot of the page it makes a small screen begin there.
    with st.container():
        show_input(assistant)
    for number, (theme, questions) in enumerate(assistant.starters.items()):
        if theme:
            st.caption(as_label(theme))
        _show_questions(assistant, questions, key=f"starter-{number}")


def show_suggestions(assistant: Assistant, suggestions: Sequence[str]) -> None:
    """Questions to go on with, below the last answer."""
    if suggestions:
        _show_questions(assistant, suggestions, key=f"suggestion-{len(session.turns())}")


def show_input(assistant: Assistant) -> None:
    """The line that questions are typed into."""
    st.chat_input(
        "Ask the documents",
        key=session.TYPED,
        max_chars=LONGEST_QUESTION,
        on_submit=session.ask_typed,
        args=(assistant,),
    )


def show_failure(reason: str) -> None:
    """An error in words."""
    st.error(as_text(reason))


def counted(number: int, thing: str) -> str:
    """A number and the thing, in the plural where it takes one."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _show_questions(assistant: Assistant, questions: Sequence[str], key: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for number, question in enumerate(questions):
            # A button that stands in a row itself has its label cut off on a narrow screen.
            with st.container(width="content"):
                st.button(as_label(question), key=f"{key}-{number}", on_click=session.ask, args=(assistant, question))
