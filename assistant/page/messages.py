"""A turn of the conversation: the question, and the answer as what it is."""

from __future__ import annotations

import streamlit as st

from assistant.page import markup
from assistant.page.citations import show_citation
from assistant.page.escape import JOINER, as_text
from assistant.page.session import Turn
from assistant.types import Answer, Table

OPEN_CELL = "–"
_SURENESS = ((0.95, "Very likely right"), (0.8, "Likely right"), (0.65, "Probably right"))
_UNSURE = "May be right: look at the source"


def show_turn(turn: Turn) -> None:
    """A question and its answer with the sources."""
    answer = turn.answer
    with st.chat_message("user", avatar=":material/person:"):
        st.html(markup.paragraph(answer.question))
    with st.chat_message("assistant", avatar=":material/menu_book:"):
        _show_body(answer)
        for note in notes(answer):
            st.caption(as_text(note))
        for number, (citation, excerpt) in enumerate(zip(answer.citations, turn.excerpts, strict=True), start=1):
            show_citation(number, citation, excerpt)


def notes(answer: Answer) -> list[str]:
    """What is said quietly below an answer: how sure it is, how the question was understood."""
    found = [sureness(answer.confidence)] if answer.answered else []
    if _letters(answer.interpreted_as) != _letters(answer.question):
        found.append(f"Understood as: {answer.interpreted_as}")
    return found


def sureness(confidence: float) -> str:
    """A probability in words, and in per cent; none is called certain."""
    words = next((words for least, words in _SURENESS if confidence >= least), _UNSURE)
    return f"{words} ({min(99, round(confidence * 100))}%)"


def refusal(answer: Answer) -> str:
    """The text of an answer that has none, with the reason unless the text gives it."""
    if answer.reason is None or answer.reason in answer.text:
        return answer.text
    return f"{answer.text}\n{answer.reason}"


def columns(table: Table) -> list[str]:
    """The heads of a table as Markdown; those that look alike differ in characters that cannot be seen."""
    heads = [as_text(name) for name in table.columns]
    heads += [""] * (max(map(len, table.rows), default=0) - len(heads))
    return [head + JOINER * heads[:number].count(head) for number, head in enumerate(heads)]


def _show_body(answer: Answer) -> None:
    if answer.table is not None:
        _show_table(answer.table)
    elif answer.kind == "list" and answer.items is not None:
        st.html(markup.bullets(answer.items))
    elif answer.answered:
        short = answer.short_answer
        st.html(markup.paragraph(answer.text, strong="" if short is None else short.text))
    else:
        st.html(markup.paragraph(refusal(answer)))


def _show_table(table: Table) -> None:
    heads = columns(table)
    cells = [[as_text(cell) if cell else OPEN_CELL for cell in row] for row in table.rows]
    padded = [row + [OPEN_CELL] * (len(heads) - len(row)) for row in cells]
    by_head = {head: [row[number] for row in padded] for number, head in enumerate(heads)}
    st.table(by_head, border="horizontal", hide_index=True, hide_header=False)


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
