"""reStructuredText: grid tables, simple tables, and tables written as lists or as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

GRID = re.compile(r"\+(?:[-=]+\+)+$")
SIMPLE = re.compile(r"=+(?: +=+)+$")
_CORNER = re.compile(r"\+(?=[-=+])")
_ACROSS = re.compile(r"\+[-=+]+")
_DOWN = re.compile(r"\+[|+]+")
_UPRIGHT = "|+"
Rows = list[tuple[str, ...]]


def grid_rows(lines: Sequence[str]) -> Rows:
    """The rows of a grid table; a cell that spans rows stands in each of them, one that spans columns in the first.

    What is drawn so that no cells can be told is cut at its bars.
    """
    width = max(map(len, lines))
    boxes = list(_boxes([line.ljust(width) for line in lines]))
    tops, lefts = sorted({box.top for box in boxes}), sorted({box.left for box in boxes})
    if not boxes:
        return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if line.startswith("|")]
    rows = [[""] * len(lefts) for _ in tops]
    for box in boxes:
        text = "\n".join(line[box.left + 1 : box.right].strip() for line in lines[box.top + 1 : box.bottom]).strip()
        for row, top in enumerate(tops):
            if box.top <= top < box.bottom:
                rows[row][lefts.index(box.left)] = text
    return [tuple(row) for row in rows]


class _Box(NamedTuple):
    """The lines around a cell: numbers of lines of text and of signs in them."""

    top: int
    left: int
    bottom: int
    right: int


def _boxes(lines: Sequence[str]) -> Iterator[_Box]:
    """The cells of a drawing, each the smallest box from its upper left corner on."""
    upright = ["".join(signs) for signs in zip(*lines, strict=True)]
    for top, line in enumerate(lines[:-1]):
        for found in _CORNER.finditer(line):
            left = found.start()
            if lines[top + 1][left] in _UPRIGHT:
                box = _box(lines, upright, top, left)
                if box is not None:
                    yield box


def _box(lines: Sequence[str], upright: Sequence[str], top: int, left: int) -> _Box | None:
    edge = _ACROSS.match(lines[top], left)
    side = _DOWN.match(upright[left], top)
    if edge is None or side is None:
        return None
    bottoms = [row for row in range(top + 1, side.end()) if lines[row][left] == "+"]
    for right in (column for column in range(left + 1, edge.end()) if lines[top][column] == "+"):
        other = _DOWN.match(upright[right], top)
        for bottom in bottoms:
            if other is None or bottom >= other.end() or lines[bottom][right] != "+":
                continue
            if _ACROSS.fullmatch(lines[bottom], left, right + 1):
                return _Box(top, left, bottom, right)
    return None


def simple_size(lines: Sequence[str]) -> int:
    """How many of the lines are the simple table that they begin with: to the last border before an empty line."""
    borders = [number for number, line in enumerate(lines) if SIMPLE.match(line)]
    for number in borders[1:]:
        if number + 1 == len(lines) or not lines[number + 1].strip():
            return number + 1
    return 0


def simple_rows(lines: Sequence[str]) -> Rows:
    """The rows of a simple table; a line whose first column is empty goes on with the row above.

    Text that runs on over the space between two columns is all in the first of them.
    """
    starts = [found.start() for found in re.finditer("=+", lines[0])]
    rows: list[list[str]] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if SIMPLE.match(line) or not line.strip() or set(line) <= set("- "):
            continue
        cells = _slices(line, starts, below)
        if cells[0] or not rows:
            rows.append(cells)
        else:
            rows[-1] = ["\n".join(filter(None, pair)) for pair in zip(rows[-1], cells, strict=True)]
    return [tuple(row) for row in rows]


def _slices(line: str, starts: Sequence[int], below: str) -> list[str]:
    """The cells of a line; those that a dashed line ``below`` or text without a space joins are one."""
    cells = [""] * len(starts)
    dashes = below if set(below) == set("- ") else ""
    begin = 0
    for column, end in enumerate([*starts[1:], len(line)]):
        runs_on = line[end - 1 : end].strip() and line[end : end + 1].strip()
        if column + 1 < len(starts) and (runs_on or dashes[end - 1 : end] == "-"):
            continue
        cells[begin] = line[starts[begin] : end].strip()
        begin = column + 1
    return cells


def csv_rows(lines: Sequence[str], header: str) -> Rows:
    """The rows of a table in CSV, below the column names that an option gives."""
    given = [*([header] if header else []), *lines]
    try:
        return [tuple(row) for row in csv.reader(given, skipinitialspace=True) if row]
    except csv.Error:
        return []
