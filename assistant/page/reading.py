"""The document that is read on the page of documents. The address names it, so that a reload shows it again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from assistant.page import visitor
from assistant.page.catalogue import Texts
from assistant.page.escape import as_html, as_text
from assistant.page.limit import Limit
from assistant.page.reader import page_begins, pages, to_html
from assistant.page.shelf import Shelf
from assistant.page.source import about
from assistant.types import Citation, Document, Span

FROM_CONVERSATION = "reading_from_conversation"
"""Where the session keeps what was opened from the conversation, which one then wants to go back to."""
GO_ASKING = "go_to_asking"
_DOCUMENT, _AT = "document", "at"
_PLACE = re.compile(r"(\d{1,9})-(\d{1,9})-([0-9a-f]{8})")
_PART = "part"


def in_address(cited: Citation) -> dict[str, str]:
    """What the address says of a document and, where a stretch of it is to be marked, of its place."""
    marked = {_AT: f"{cited.start}-{cited.end}-{_short(cited.digest)}"} if cited.end > cited.start else {}
    return {_DOCUMENT: cited.document} | marked


def named(address: Mapping[str, str]) -> dict[str, str]:
    """The part of an address that says what is read; nothing where the list of documents is shown."""
    return {name: address[name] for name in (_DOCUMENT, _AT) if name in address and _DOCUMENT in address}


def found(read: Mapping[str, str], shelf: Shelf) -> tuple[Document, Span] | None:
    """The document that an address names and what to mark of it; ``None`` where it names none that is there.

    Of a document that has changed since nothing is marked: other words may stand at that place now.
    """
    document = shelf.named(read.get(_DOCUMENT, ""))
    if document is None:
        return None
    place = _PLACE.fullmatch(read.get(_AT, ""))
    if place is None or place[3] != _short(document.digest) or int(place[2]) > len(document.text):
        return document, Span(0, 0)
    return document, Span(min(int(place[1]), int(place[2])), int(place[2]))


def show(document: Document, span: Span, read: Mapping[str, str], said: Texts) -> None:
    """The document, a part of it at a time where it is long, below the buttons that lead on."""
    parts = pages(document)
    turned_to = st.session_state.get(_PART)
    part = turned_to[1] if turned_to and turned_to[0] == read else _part_of(document, parts, span)
    part = min(part, len(parts) - 1)
    _show_ways(document, st.session_state.get(FROM_CONVERSATION) == read, said)
    facts = " · ".join(filter(None, (document.id, about(document))))
    st.html(f'<h1 class="ask-page">{as_html(document.title)}</h1><p class="ask-faint">{as_html(facts)}</p>')
    shown = _below_title(document, parts[part], span)
    begins = page_begins(document, shown).items()
    above = {n: f'<p class="ask-page-number">{as_html(said("page", number=number))}</p>' for n, number in begins}
    marked = span if span.end > span.start else None
    st.html(f'<div class="ask-sheet ask-whole">{to_html(document, shown, marked, 2, above)}</div>')
    if len(parts) > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            back, on = (read, part - 1), (read, part + 1)
            st.button(as_text(said("previous_part")), disabled=part == 0, on_click=_turn_to, args=back)
            st.html(
                f'<p class="ask-notes">{as_html(said("part", number=part + 1, total=len(parts)))}</p>', width="content"
            )
            st.button(as_text(said("next_part")), disabled=part + 1 == len(parts), on_click=_turn_to, args=on)


def _show_ways(document: Document, from_conversation: bool, said: Texts) -> None:
    """The buttons that lead away from the document, which stay in sight wherever one reads."""
    arrow = ":material/arrow_back:"
    with st.container(key="reading", horizontal=True):
        if from_conversation:
            st.button(as_text(said("back_to_asking")), icon=arrow, type="tertiary", on_click=_go_to_asking)
        st.button(as_text(said("back")), icon=arrow, type="tertiary", on_click=visitor.keep)
        label, icon = as_text(said("limit_this")), ":material/filter_alt:"
        st.button(label, icon=icon, type="tertiary", on_click=_ask_alone, args=(document.id,))


def _below_title(document: Document, blocks: Sequence[int], span: Span) -> Sequence[int]:
    """The blocks of a part without the document's title, which stands above already, unless it is what was cited."""
    first = document.blocks[blocks[0]] if blocks else None
    if first is None or first.kind != "heading" or document.plain(first.span) != document.title:
        return blocks
    return blocks if first.span.start < span.end and span.start < first.span.end else blocks[1:]


def _part_of(document: Document, parts: list[tuple[int, ...]], span: Span) -> int:
    """The part in which a span begins."""
    begins = [document.blocks[part[0]].span.start if part else 0 for part in parts]
    return max((number for number, begin in enumerate(begins) if begin <= span.start), default=0)


def _short(digest: str) -> str:
    return digest.rpartition(":")[2][:8]


def _turn_to(read: Mapping[str, str], part: int) -> None:
    st.session_state[_PART] = (read, part)


def _go_to_asking() -> None:
    st.session_state[GO_ASKING] = True


def _ask_alone(name: str) -> None:
    visitor.conversation().limit = Limit((name,))
    _go_to_asking()
