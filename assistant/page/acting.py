"""What is done on the page to ask on: asking, and what the buttons of a turn and of its source do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from assistant.errors import AssistantError
from assistant.page.library import Library
from assistant.page.picking import lift
from assistant.page.session import Conversation
from assistant.page.turns import Judgement

GO_READING = "go_to_documents"
"""Where the session keeps the place that is to be read on the page of documents."""


def ask(conversation: Conversation, library: Library, question: str, *, alone: bool = False) -> None:
    """Put a question of a visitor."""
    conversation.ask(question, library.sources(conversation), alone=alone)


def attempt(conversation: Conversation, do: Callable[..., None], *values: object) -> None:
    """Do something; that it could not be done is said on the page."""
    conversation.failure = None
    try:
        do(conversation, *values)
    except AssistantError as error:
        conversation.failure = str(error)


def act(conversation: Conversation, library: Library, deed: str, numbers: tuple[int, ...]) -> None:
    """Do what was clicked. Numbers that name nothing, as another tab may have taken it out, do nothing."""
    match deed, numbers:
        case "starter", (theme, place):
            _begin(conversation, library, theme, place)
        case "offered", (turn, place):
            _go_on(conversation, library, turn, place)
        case "source", (turn, place):
            conversation.open(turn, place)
        case "why", (turn,):
            conversation.open(turn, 0, "why")
        case "step", (by,):
            conversation.step(by)
        case "close", ():
            conversation.close()
        case "form", ():
            conversation.as_text = not conversation.as_text
        case "edit", (turn,):
            conversation.edit(turn)
        case "again", (turn,):
            conversation.ask_again(turn, library.sources(conversation))
        case "alone", (turn,):
            conversation.ask_again(turn, library.sources(conversation), alone=True)
        case "everywhere", (turn,):
            lift(conversation)
            conversation.ask_again(turn, library.sources(conversation))
        case "delete", (turn,):
            conversation.delete(turn)
        case "resume", ():
            conversation.resume(library.sources(conversation))
        case "undo", ():
            conversation.put_back()
        case "good", (turn,):
            _judge(conversation, library, turn, "good")
        case "bad", (turn,):
            _judge(conversation, library, turn, "bad")
        case "read", ():
            st.session_state[GO_READING] = conversation.opened_place()


def _begin(conversation: Conversation, library: Library, theme: int, place: int) -> None:
    """Ask a question that is offered to begin with; once something was asked a late click does nothing."""
    themes = list(library.suggesting(conversation.limit).starters.values())
    if not (conversation.turns or conversation.pending) and 0 <= theme < len(themes):
        _put(conversation, library, themes[theme], place)


def _go_on(conversation: Conversation, library: Library, number: int, place: int) -> None:
    """Ask a question that is offered after the last turn; of an earlier one nothing is offered any more."""
    last = conversation.turns[-1] if conversation.turns else None
    if last is not None and last.number == number and conversation.pending is None:
        _put(conversation, library, last.offered, place)


def _put(conversation: Conversation, library: Library, offered: Sequence[str], place: int) -> None:
    """Ask one of the questions offered. It is known to have an answer by itself: what was asked before is left out."""
    if 0 <= place < len(offered):
        ask(conversation, library, offered[place], alone=True)


def _judge(conversation: Conversation, library: Library, number: int, judged: Judgement) -> None:
    attempt(conversation, library.judge, number, judged)
    turn = conversation.turn(number)
    noting = turn is not None and turn.judged == "bad" and turn.kept is not None
    conversation.editing, conversation.noting = None, number if noting else None
