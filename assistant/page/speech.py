"""The texts in the language of whoever looks at the page."""

from __future__ import annotations

import streamlit as st

from assistant.page.catalogue import Texts, languages, nearest, texts_in

CHOICE = "language"
LANGUAGE_COOKIE = "assistant_language"
_CHOSEN, _CHANGED = "language_chosen", "language_changed"


def texts() -> Texts:
    """The texts in the language that was chosen, now or earlier in this browser, else in the browser's."""
    kept = st.context.cookies.get(LANGUAGE_COOKIE)
    found = (one for one in (chosen(), kept) if one in languages())
    return texts_in(next(found, nearest(st.context.locale)))


def chosen() -> str:
    """The code of the language that was chosen since the page was opened; empty where none was."""
    return str(st.session_state.get(_CHOSEN, ""))


def choose() -> None:
    """Take over what the control of the languages says: what Streamlit keeps for a control goes with it."""
    st.session_state[_CHOSEN] = st.session_state.get(CHOICE, "")
    st.session_state[_CHANGED] = True


def was_changed() -> bool:
    """Whether another language was chosen since this was asked: all of the page is to be drawn anew."""
    return bool(st.session_state.pop(_CHANGED, False))
