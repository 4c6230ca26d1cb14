"""What one visitor has asked so far. The page only draws it; the callbacks of its buttons change it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from assistant.assistant import Assistant
from assistant.errors import AssistantError
from assistant.page.excerpt import Excerpt, excerpt
from assistant.types import Answer

TYPED = "typed"
_TURNS = "turns"
_FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer with an excerpt for each of its citations, cut when it was given."""

    answer: Answer
    excerpts: tuple[Excerpt, ...]


def turns() -> tuple[Turn, ...]:
    """The conversation, oldest first."""
    return tuple(st.session_state.get(_TURNS, ()))


def failure() -> str | None:
    """Why the last question could not be answered at all."""
    found = st.session_state.get(_FAILURE)
    return None if found is None else str(found)


def ask(assistant: Assistant, question: str) -> None:
    """Put a question, after those that were put before. One of white space is none."""
    question = question.strip()
    if not question:
        return
    earlier = turns()
    st.session_state[_FAILURE] = None
    try:
        answer = assistant.ask(question, history=[turn.answer for turn in earlier])
    except AssistantError as error:
        st.session_state[_FAILURE] = str(error)
        return
    texts = {citation.document: assistant.document(citation.document).text for citation in answer.citations}
    excerpts = tuple(excerpt(texts[cited.document], cited.start, cited.end) for cited in answer.citations)
    st.session_state[_TURNS] = (*earlier, Turn(answer, excerpts))


def ask_typed(assistant: Assistant) -> None:
    """Put the question that stands in the input line."""
    ask(assistant, str(st.session_state.get(TYPED) or ""))


def forget() -> None:
    """Begin a new conversation."""
    st.session_state[_TURNS] = ()
    st.session_state[_FAILURE] = None
