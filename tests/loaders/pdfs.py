"""Writes PDF files for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

fpdf = pytest.importorskip("fpdf")
LINE = 14
BODY = 11


def new() -> Any:
    """A file with one page, to be written on in Helvetica 11."""
    pdf = fpdf.FPDF(unit="pt", format=(600, 800))
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.set_auto_page_break(True, 60)
    pdf.add_page()
    pdf.set_font("Helvetica", size=BODY)
    return pdf


def heading(pdf: Any, text: str, size: float = 18) -> None:
    """A bold line with space around it."""
    pdf.ln(10)
    pdf.set_font(style="B", size=size)
    pdf.multi_cell(0, size * 1.3, text, new_x="LMARGIN", new_y="NEXT")
    pdf.set_font(style="", size=BODY)
    pdf.ln(4)


def paragraph(pdf: Any, text: str) -> None:
    """Running text over the width of the page."""
    pdf.multi_cell(0, LINE, text, new_x="LMARGIN", new_y="NEXT")
    pdf.ln(8)


def items(pdf: Any, texts: Sequence[str], marks: Sequence[str] = ()) -> None:
    """A list; the marks are bullets unless given."""
    for number, text in enumerate(texts):
        mark = marks[number] if marks else "\x95"
        pdf.multi_cell(0, LINE, f"   {mark} {text}", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(8)


def at(pdf: Any, x: float, y: float, text: str) -> None:
    """A piece of text at a place."""
    pdf.text(x, y, text)


def write(pdf: Any, x: float, top: float, lines: Sequence[str], step: float = 14) -> None:
    """Lines below each other."""
    for number, line in enumerate(lines):
        at(pdf, x, top + number * step, line)


def table(pdf: Any, rows: Sequence[Sequence[str]], *, ruled: bool = True) -> None:
    """A table, with lines around its cells or without."""
    with pdf.table(
        borders_layout="ALL" if ruled else "NONE", line_height=LINE * 1.2, first_row_as_headings=False
    ) as grid:
        for row in rows:
            line = grid.row()
            for cell in row:
                line.cell(cell)
    pdf.ln(8)


def data(pdf: Any) -> bytes:
    """The bytes of the file."""
    return bytes(pdf.output())
