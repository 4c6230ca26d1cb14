"""From words to lines of text in reading order: rows, columns, and tables that are ruled or aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean

from assistant.loaders.pdf_tables import ruled_tables
from assistant.loaders.pdf_words import Sheet, Word

SEGMENT_GAP = 0.9
"""A gap of this many times the size parts what stands in one row into columns."""
ROW_SHIFT = 0.4
MIN_COLUMN_LINES = 3
MIN_COLUMN_WORDS = 3
MIN_COLUMN_FILL = 0.75
"""Lines of running text reach the edge of their column, on the whole; cells of a table do not."""
MAX_COLUMNS_DEPTH = 2
_LEADERS = re.compile(r"(?:\. ?){4,}\s*\w{1,5}\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one row that belong together, or a table in ``cells``; ``y`` is the baseline, or the upper edge."""

    words: tuple[Word, ...]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cells: tuple[tuple[str, ...], ...] = ()

    @property
    def text(self) -> str:
        """The words with a space between them."""
        return " ".join(word.text for word in self.words)


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one baseline, from top to bottom and left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (-word.y, word.x0)):
        if rows and abs(rows[-1][0].y - word.y) <= ROW_SHIFT * max(rows[-1][0].size, word.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def line_of(words: Sequence[Word]) -> Line:
    """Words of one row as a line; its size is that of most letters."""
    largest = max(words, key=lambda word: (len(word.text), word.size))
    return Line(
        tuple(words),
        words[0].x0,
        max(word.x1 for word in words),
        largest.y,
        largest.size,
        all(word.bold for word in words),
    )


def is_of_contents(row: Sequence[Word]) -> bool:
    """Whether a row is a line of the table of contents: dots lead to the number of a page."""
    return _LEADERS.search(" ".join(word.text for word in row[-40:])) is not None


def segments(row: Sequence[Word]) -> list[Line]:
    """A row cut at wide gaps; a mark that stands before an item stays with it."""
    found: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        wide = word.x0 - before.x1 > SEGMENT_GAP * max(before.size, word.size)
        alone = len(found[-1]) == 1 and len(before.text) <= 3 and not before.text[-1].isalnum()
        if wide and not alone:
            found.append([])
        found[-1].append(word)
    return [line_of(words) for words in found]


def reading_order(sheet: Sheet) -> list[list[Line]]:
    """The rows of a page, column by column; tables that are ruled are lines of their own."""
    tables, free = ruled_tables(sheet)
    rows = (row for row in rows_of(free) if not is_of_contents(row))
    lines = [segment for row in rows for segment in segments(row)]
    lines += [Line((), table.x0, table.x1, table.top, 0.0, False, table.cells) for table in tables]
    return _ordered(lines, MAX_COLUMNS_DEPTH)


def _ordered(lines: list[Line], depth: int) -> list[list[Line]]:
    """Rows in reading order: between lines that run across, the left column comes before the right one."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return _rows(lines)
    ordered: list[list[Line]] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if line.x0 < gutter < line.x1:
            ordered += [*_band(band, gutter, depth), [line]]
            band = []
        else:
            band.append(line)
    return ordered + _band(band, gutter, depth)


def _band(lines: list[Line], gutter: float, depth: int) -> list[list[Line]]:
    """The rows between two lines that run across: as columns where they are, as rows where they are a table."""
    rows = _rows(lines)
    prose = [position for position, row in enumerate(rows) if _is_prose(row, gutter)]
    if len(prose) < MIN_COLUMN_LINES:
        return rows
    first, last = prose[0], prose[-1] + 1
    while first > 0 and not _is_split(rows[first - 1], gutter):
        first -= 1
    while last < len(rows) and not _is_split(rows[last], gutter):
        last += 1
    inside = [line for row in rows[first:last] for line in row]
    left = [line for line in inside if line.x1 <= gutter]
    right = [line for line in inside if line.x1 > gutter]
    return rows[:first] + _ordered(left, depth - 1) + _ordered(right, depth - 1) + rows[last:]


def _rows(lines: list[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        beside = rows and not line.cells and not rows[-1][0].cells
        if beside and abs(rows[-1][0].y - line.y) <= ROW_SHIFT * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _gutter(lines: list[Line]) -> float | None:
    """The middle of the white band between two columns of running text, where there is one."""
    rows = _rows(lines)
    places = {
        round((left.x1 + right.x0) / 2)
        for row in rows
        for left, right in pairwise(row)
        if min(len(left.words), len(right.words)) >= MIN_COLUMN_WORDS
    }
    beside = {place: [row for row in rows if _is_prose(row, place)] for place in sorted(places)}
    best = max(beside, key=lambda place: len(beside[place]), default=None)
    if best is None or len(beside[best]) < MIN_COLUMN_LINES:
        return None
    widths = [[row[side].x1 - row[side].x0 for row in beside[best]] for side in (0, 1)]
    return float(best) if all(mean(side) >= MIN_COLUMN_FILL * max(side) for side in widths) else None


def _is_prose(row: list[Line], place: float) -> bool:
    """Whether a place cuts a row into one line of several words on each side."""
    words = min(len(line.words) for line in row)
    return len(row) == 2 and row[0].x1 <= place <= row[1].x0 and words >= MIN_COLUMN_WORDS


def _is_split(row: list[Line], place: float) -> bool:
    """Whether one side of a place has several lines of a row, as in a table."""
    return max(sum(line.x1 <= place for line in row), sum(line.x0 >= place for line in row)) > 1
