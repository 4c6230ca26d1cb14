"""The sources of an answer: closed they name the place, open they show the quote where it stands."""

from __future__ import annotations

import streamlit as st

from assistant.page import markup
from assistant.page.escape import as_label, as_text
from assistant.page.excerpt import Excerpt
from assistant.types import Citation


def show_citation(number: int, citation: Citation, excerpt: Excerpt) -> None:
    """One source, numbered from 1."""
    with st.expander(f"{number} · {as_label(place(citation))}"):
        st.html(markup.marked(excerpt))
        st.caption(as_text(f"{citation.document}, characters {citation.start} to {citation.end}"))


def place(citation: Citation) -> str:
    """The document's title, the headings down to the quote, and the page where there are pages."""
    headings = citation.section[1:] if citation.section[:1] == (citation.title,) else citation.section
    path = " › ".join((citation.title, *headings))
    return path if citation.page is None else f"{path} · page {citation.page}"
