"""reStructuredText: grid tables, simple tables, and tables written as lists or as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence

GRID = re.compile(r"\+(?:[-=]+\+)+$")
SIMPLE = re.compile(r"=+(?: +=+)+$")
Rows = list[tuple[str, ...]]


def grid_rows(lines: Sequence[str]) -> Rows:
    """The rows of a grid table by the corners of its first line; a cell that spans columns stands in the first."""
    edges = [place for place, sign in enumerate(lines[0]) if sign == "+"]
    rows: list[list[list[str]]] = []
    is_new = True
    for line in lines[1:]:
        if line.startswith("+") and set(line) <= set("+-= "):
            is_new = True
            continue
        if is_new:
            rows.append([[] for _ in edges[1:]])
            is_new = False
        column = 0
        for piece in _cells(line, edges):
            text, width = piece
            if text:
                rows[-1][column].append(text)
            column += width
    return [tuple("\n".join(cell) for cell in row) for row in rows]


def _cells(line: str, edges: Sequence[int]) -> list[tuple[str, int]]:
    """The text between bars that stand under corners, and over how many columns it goes."""
    found: list[tuple[str, int]] = []
    start = 0
    for column in range(1, len(edges)):
        place = edges[column]
        if column == len(edges) - 1 or line[place : place + 1] in ("|", "+"):
            found.append((line[edges[start] + 1 : place].strip(), column - start))
            start = column
    return found


def simple_size(lines: Sequence[str]) -> int:
    """How many of the lines are the simple table that they begin with: to the last border before an empty line."""
    borders = [number for number, line in enumerate(lines) if SIMPLE.match(line)]
    for number in borders[1:]:
        if number + 1 == len(lines) or not lines[number + 1].strip():
            return number + 1
    return 0


def simple_rows(lines: Sequence[str]) -> Rows:
    """The rows of a simple table; a line whose first column is empty goes on with the row above."""
    starts = [found.start() for found in re.finditer("=+", lines[0])]
    ends: list[int | None] = [*starts[1:], None]
    rows: list[list[str]] = []
    for line in lines:
        if SIMPLE.match(line) or not line.strip() or set(line) <= set("- "):
            continue
        cells = [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]
        if cells[0] or not rows:
            rows.append(cells)
        else:
            rows[-1] = ["\n".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
    return [tuple(row) for row in rows]


def csv_rows(lines: Sequence[str], header: str) -> Rows:
    """The rows of a table in CSV, below the column names that an option gives."""
    given = [*([header] if header else []), *lines]
    try:
        return [tuple(row) for row in csv.reader(given, skipinitialspace=True) if row]
    except csv.Error:
        return []
