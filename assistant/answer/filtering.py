"""Which rows of a table are meant: "which certification covers Ansible" asks for labels of rows by what a cell says.

The question asks for what the first column lists ("certification"), and tells it by what another column says of it
("Ansible"). The answer is the label of each row whose cell in that column says the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answer.evidence import Sought, holds
from assistant.answer.scoring import Scored
from assistant.lexicon import lexicon
from assistant.text import stems
from assistant.types import Document, Question, Span

SAID = 0.6
"""A term that a cell is to say must be met by itself or a synonym; a word that only may mean the same will not do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is meant: the spans of its label and of all of it."""

    label: Span
    whole: Span


def rows_meant(question: Question, scored: Scored) -> tuple[Row, ...]:
    """The rows that a question tells by what one of their cells says; none where it asks for something else."""
    candidate = scored.candidate
    document = candidate.document
    if candidate.kind != "cell" or not candidate.column or question.focus is None:
        return ()
    table = document.blocks[candidate.block].parent
    if table is None:
        return ()
    header, *rows = document.children[table]
    focus = question.terms[question.focus]
    if not holds(focus, _stems(document, _cell(document, header, 0)), SAID):
        return ()
    told = [term for term in question.terms if term is not focus and term.role != "function"]
    label = _stems(document, _cell(document, candidate.block, 0))
    own = _stems(document, candidate.span) - label
    said = [term for term in told if holds(term, own, SAID)]
    if not any(term.role == "content" for term in said):
        return ()
    sought = Sought(said)
    found = []
    for row in rows:
        cell = _cell(document, row, candidate.column)
        if (
            cell is not None
            and sought.share(_stems(document, cell)) >= 1.0
            and not _denies(document, cell, candidate.span)
        ):
            name = _cell(document, row, 0)
            if name is not None:
                found.append(Row(name, document.blocks[row].span))
    return tuple(found)


def _cell(document: Document, row: int, column: int) -> Span | None:
    cells = document.children.get(row, ())
    return document.blocks[cells[column]].span if column < len(cells) else None


def _stems(document: Document, span: Span | None) -> frozenset[str]:
    return frozenset() if span is None else frozenset(stems(document.view, *span))


def _denies(document: Document, cell: Span, best: Span) -> bool:
    """Whether one of two cells denies what the other says: "not in winter" is no "in winter"."""
    negations = lexicon().negations
    here, there = (bool(negations & set(document.view[s.start : s.end].casefold().split())) for s in (cell, best))
    return here != there
