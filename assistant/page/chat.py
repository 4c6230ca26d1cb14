"""The page to ask on: the conversation, the line to type into, and the source beside it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from assistant.page import export, hands, visitor
from assistant.page.acting import GO_READING, act, ask
from assistant.page.catalogue import Texts, languages
from assistant.page.escape import as_html, as_text
from assistant.page.forms import show_edit, show_note
from assistant.page.library import Library
from assistant.page.markup import button, questions
from assistant.page.messages import question_html, turn_html
from assistant.page.picking import show_limit
from assistant.page.reading import FROM_CONVERSATION, in_address
from assistant.page.session import Conversation
from assistant.page.source import panel_html
from assistant.page.speech import CHOICE, choose, texts, was_changed

LINE = "typed"
SHOWN = 15
"""How many turns are drawn before the earlier ones are asked for: each costs time whenever the page is drawn."""
DEFAULT_FOLDER = "knowledge"


def draw(newest: Callable[[], Library], documents: Any) -> None:
    """The page as the conversation stands; ``documents`` is the page to read documents on."""
    conversation = visitor.conversation()
    asked = visitor.question_in_address()
    if asked is not None:
        ask(conversation, newest(), asked, alone=True)
    _room(conversation, newest, documents)


@st.fragment
def _room(conversation: Conversation, newest: Callable[[], Library], documents: Any) -> None:
    """All of it, drawn anew by itself whenever something is done."""
    cited = st.session_state.pop(GO_READING, None)
    if cited is not None:
        read = st.session_state[FROM_CONVERSATION] = in_address(cited)
        st.switch_page(documents, query_params=visitor.address(**read))
    if was_changed():
        st.rerun()
    said, library = texts(), newest()
    hands.listen(partial(act, conversation, library), **visitor.told(said))
    # Two columns whether or not a source is open, three parts in the first whatever is in them: the line that is typed
    # into keeps its place, and with it the focus.
    talk, beside = st.columns([11, 9], gap="large")
    with beside:  # first, so that what is drawn next has its place: without a source the style sheet gives it all
        st.html(panel_html(conversation, library, said))
    with talk:
        with st.container():
            begun = conversation.turns or conversation.pending is not None
            (_show_conversation if begun else _show_welcome)(conversation, library, said)
        _show_line(conversation, library, said)
        with st.container():
            if not begun:
                _show_starters(conversation, library)
    visitor.keep()  # last: what is written into the address before the browser has changed its page is the other page's


def _show_welcome(conversation: Conversation, library: Library, said: Texts) -> None:
    with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        show_limit(conversation, library, said)
        with st.container(key="languages", width=130):
            _show_languages(said, named=False)
    title = f'<h1 class="ask-welcome{_limited(conversation)}">{as_html(_title(library, said))}</h1>'
    st.html(f"{title}<p>{as_html(said('intro'))}</p>")
    if conversation.removed():
        _show_undo(conversation, said)
    _show_failure(conversation, said)
    _show_stopped(conversation, said)


def _title(library: Library, said: Texts) -> str:
    """What the documents are called; a folder with the name that it has by default says nothing of them."""
    title = library.assistant.title
    return said("untitled") if title == DEFAULT_FOLDER else title


def _limited(conversation: Conversation) -> str:
    """The class of a title that tells the style sheet that not all documents are asked."""
    return " ask-limited" if conversation.limit else ""


def _show_starters(conversation: Conversation, library: Library) -> None:
    """The questions to begin with, by theme: one element, which comes whole."""
    parts = []
    for number, (theme, offered) in enumerate(library.suggesting(conversation.limit).starters.items()):
        head = f'<h2 class="ask-theme">{as_html(theme)}</h2>' if theme else ""
        parts.append(head + questions((f"starter:{number}:{n}", words) for n, words in enumerate(offered)))
    if parts:
        st.html("".join(parts))


def _show_conversation(conversation: Conversation, library: Library, said: Texts) -> None:
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        st.html(f'<h1 class="ask-head{_limited(conversation)}">{as_html(_title(library, said))}</h1>', width="stretch")
        show_limit(conversation, library, said)
        st.button(as_text(said("new_conversation")), icon=":material/edit_square:", on_click=conversation.forget)
        _show_menu(conversation, library, said)
    earlier = 0 if conversation.whole else max(0, len(conversation.turns) - SHOWN)
    if earlier:
        st.button(
            as_text(said.counted("earlier", earlier)), type="tertiary", on_click=_show_whole, args=(conversation,)
        )
    removed = conversation.removed()
    for turn in conversation.turns[earlier:]:
        if removed and turn.number > removed[-1]:
            removed = _show_undo(conversation, said)
        st.html(turn_html(turn, said, conversation.opened))
        if conversation.editing == turn.number:
            show_edit(conversation, library, turn, said)
        if conversation.noting == turn.number:
            show_note(conversation, library, turn, said)
    if removed:
        _show_undo(conversation, said)
    _show_failure(conversation, said)
    if conversation.pending is not None:
        _show_pending(conversation, said)
    _show_stopped(conversation, said)
    offered = conversation.turns[-1].offered if conversation.turns else ()
    if offered and conversation.pending is None:
        head = f'<h2 class="ask-hidden">{as_html(said("questions"))}</h2>'
        number = conversation.turns[-1].number
        st.html(head + questions((f"offered:{number}:{n}", words) for n, words in enumerate(offered)))


def _show_undo(conversation: Conversation, said: Texts) -> tuple[int, ...]:
    """That turns were taken out, and the button that brings them back; nothing is left to show after that."""
    undo = button("undo", said("undo"), kind="ask-link")
    gone = said.counted("removed", len(conversation.removed()))
    st.html(f'<p class="ask-notes ask-undo" role="status"><span>{as_html(gone)}</span>{undo}</p>')
    return ()


def _show_stopped(conversation: Conversation, said: Texts) -> None:
    """What was asked and not waited for, and the button that asks it again."""
    if conversation.stopped is not None:
        question = as_html(said("stopped", question=conversation.stopped[1]))
        again = button("resume", said("retry"), kind="ask-link")
        st.html(f'<p class="ask-notes ask-undo" role="status"><span>{question}</span>{again}</p>')


@st.fragment(run_every=0.25)
def _show_pending(conversation: Conversation, said: Texts) -> None:
    """The question that is being answered, with the button that ends the wait; looks for the answer again and again."""
    pending = conversation.pending
    if conversation.settle() or pending is None:
        st.rerun()
    st.html(f'<div class="ask-turn" role="status">{question_html(pending.question, said)}</div>')
    with st.container(key="waiting", horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="ask-notes ask-wait">{as_html(said("looking"))}</p>', width="content")
        st.button(as_text(said("stop")), icon=":material/stop_circle:", on_click=conversation.break_off)


def _show_line(conversation: Conversation, library: Library, said: Texts) -> None:
    """The line that questions are typed into; in a container it stays where the style sheet puts it."""
    with st.container(key="line"):
        # Without a limit, by which what is pasted in would be left out without a word; a turn says that it was cut.
        st.chat_input(said("ask_line"), key=LINE, on_submit=_ask_typed, args=(conversation, library))


def _show_menu(conversation: Conversation, library: Library, said: Texts) -> None:
    with st.container(key="menu", width="content"), st.popover(as_text(said("more")), icon=":material/more_horiz:"):
        _show_downloads(conversation, library, said)
        _show_languages(said)


def _show_languages(said: Texts, *, named: bool = True) -> None:
    """The choice of a language; its name is shown, or there for a screen reader alone."""
    st.selectbox(
        said("language_choice"),
        list(languages()),
        format_func=lambda code: languages()[code],
        index=list(languages()).index(said.language),
        key=CHOICE,
        on_change=choose,
        label_visibility="visible" if named else "collapsed",
    )


def _show_downloads(conversation: Conversation, library: Library, said: Texts) -> None:
    answers = [turn.answer for turn in conversation.turns]
    written: tuple[tuple[str, Callable[[], str], str, str], ...] = (
        (
            "save_markdown",
            partial(
                export.to_markdown, _title(library, said), [(turn.answer, turn.parts) for turn in conversation.turns]
            ),
            "conversation.md",
            "text/markdown",
        ),
        ("save_json", partial(export.to_json_lines, answers), "conversation.jsonl", "application/x-ndjson"),
    )
    for name, write, file, kind in written:
        st.download_button(as_text(said(name)), write, file, kind, key=name, on_click="ignore", width="stretch")


def _show_failure(conversation: Conversation, said: Texts) -> None:
    if conversation.failure is not None:
        st.error(as_text(visitor.in_words(conversation.failure, said)))


def _ask_typed(conversation: Conversation, library: Library) -> None:
    ask(conversation, library, str(st.session_state.get(LINE) or ""))


def _show_whole(conversation: Conversation) -> None:
    conversation.whole = True
