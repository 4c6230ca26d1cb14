"""The texts in the language of whoever looks at the page."""

from __future__ import annotations

import streamlit as st

from assistant.page.catalogue import Texts, languages, nearest, texts_in

CHOSEN = "language"


def texts() -> Texts:
    """The texts in the language that was chosen, else in the browser's."""
    chosen = st.session_state.get(CHOSEN)
    return texts_in(chosen if chosen in languages() else nearest(st.context.locale))
