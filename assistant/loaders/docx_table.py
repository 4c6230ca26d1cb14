"""Tables in Word: the text of their cells, merged ones filled in."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assistant.loaders.docx_paragraph import read_paragraph

MAX_SPAN = 100
_AROUND = frozenset({"sdt", "sdtContent", "customXml", "ins"})


def is_grid(table: Element) -> bool:
    """Whether a table has rows and columns: a frame around text has one cell, or one column."""
    rows = [list(_cells(row)) for row in _rows(table)]
    return len(rows) > 1 and any(len(row) > 1 for row in rows)


def cell_elements(table: Element) -> Iterator[Element]:
    """The cells in order, row by row."""
    for row in _rows(table):
        yield from _cells(row)


def table_cells(table: Element) -> list[list[str]]:
    """The text of each row's cells; one merged downwards stands in each row, one merged sideways in one column."""
    rows: list[list[str]] = []
    for row in _rows(table):
        texts: list[str] = []
        for cell in _cells(row):
            merged = cell.find("tcPr/vMerge")
            above = rows[-1] if rows else []
            if merged is not None and merged.get("val", "continue") == "continue" and len(texts) < len(above):
                texts.append(above[len(texts)])
            else:
                texts.append("\n".join(read_paragraph(paragraph).text for paragraph in cell.iter("p")))
            texts += [""] * (_span(cell) - 1)
        if texts:
            rows.append(texts)
    return rows


def _rows(table: Element) -> Iterator[Element]:
    return _inside(table, "tr")


def _cells(row: Element) -> Iterator[Element]:
    return _inside(row, "tc")


def _inside(element: Element, tag: str) -> Iterator[Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _AROUND:
            yield from _inside(child, tag)


def _span(cell: Element) -> int:
    span = cell.find("tcPr/gridSpan")
    value = span.get("val", "") if span is not None else ""
    return max(1, min(int(value), MAX_SPAN)) if value.isascii() and value.isdigit() and len(value) < 9 else 1
