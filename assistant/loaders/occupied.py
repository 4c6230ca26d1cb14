"""Tables whose columns are told by the white space that runs down between them.

Cells may be missing, the names above the columns may stand anywhere over them, and what does not fit beside its label
may go on below it. In each column but the first the cells begin, or end, below each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loaders.lines import Line, is_rule
from assistant.types import Span

Rows = list[list[Span]]
Piece = tuple[int, int, Span]
"""Where a piece of a line begins and ends, counted from the edge of the page, and its span."""

MIN_BODY = 2
MAX_BELOW = 2
"""So many lines right below a table may be no part of it."""
FULL_SHARE = 0.5
"""The share of the rows in which no cell is missing."""

_PIECE = re.compile(r"\S+(?: \S+)*")
_DRAWN = re.compile(r"[\s|:+=-]{3,}$")
_SAYS = re.compile(r"\w")


def is_drawn(line: Line) -> bool:
    """Whether a line parts rows and says nothing."""
    return is_rule(line) or _DRAWN.match(line.text) is not None


def occupied_table(view: str, lines: Sequence[Line]) -> tuple[Rows, int] | None:
    """The rows of a table that begins with the first of some lines, and the number of lines they take."""
    rows, counts = _pieces(view, lines)
    labels = len(rows[0]) > 1 and view[rows[0][0][2].end - 1] == ":"  # there is no header above them
    for below in range(MAX_BELOW + 1):
        body = rows[1 - labels : len(rows) - below]
        if len(body) < MIN_BODY:
            return None
        columns = _columns(body)
        names = _over(rows[0], columns)
        if names is not None and _is_table(body, columns):
            placed = [_placed(row, columns) for row in body]
            return _spans(placed if labels else [names, *placed], header=not labels), counts[-1 - below]
    return None


def _pieces(view: str, lines: Sequence[Line]) -> tuple[list[list[Piece]], list[int]]:
    """The pieces of each row, and how many lines the rows up to it take."""
    rows: list[list[Piece]] = []
    counts: list[int] = []
    for number, line in enumerate(lines):
        if (number and line.gap) or "\t" in line.text:
            break
        if number and is_drawn(line):
            continue
        edge = view.rfind("\n", 0, line.start) + 1
        found = _PIECE.finditer(view, line.start, line.end)
        rows.append([(match.start() - edge, match.end() - edge, Span(*match.span())) for match in found])
        counts.append(number + 1)
    return rows, counts


def _columns(body: Sequence[Sequence[Piece]]) -> list[tuple[int, int]]:
    """The stretches in which there is something in some row; two spaces at least are between them."""
    columns: list[tuple[int, int]] = []
    for start, end in sorted((start, end) for row in body for start, end, _ in row):
        if columns and start <= columns[-1][1] + 1:
            columns[-1] = columns[-1][0], max(end, columns[-1][1])
        else:
            columns.append((start, end))
    return columns


def _is_table(body: Sequence[Sequence[Piece]], columns: Sequence[tuple[int, int]]) -> bool:
    if len(columns) < 2:
        return False
    placed = [[_column(piece, columns) for piece in row] for row in body]
    if any(len(set(row)) < len(row) for row in placed):
        return False
    full = sum(len(row) == len(columns) for row in placed)
    labels = sum(row[0] == 0 for row in placed)
    if full < FULL_SHARE * sum(row != [len(columns) - 1] for row in placed) or labels < full or full < MIN_BODY:
        return False
    return all(_aligned(body, placed, column) for column in range(1, len(columns)))


def _aligned(body: Sequence[Sequence[Piece]], placed: Sequence[Sequence[int]], column: int) -> bool:
    """Whether the cells of a column begin or end below each other; a dash may stand in the middle."""
    cells = [
        piece
        for row, at in zip(body, placed, strict=True)
        for piece, place in zip(row, at, strict=True)
        if place == column
    ]
    whole = [(start, end) for start, end, span in cells if end - start > 1]
    return any(len({cell[edge] for cell in whole or [cells[0][:2]]}) == 1 for edge in (0, 1))


def _column(piece: Piece, columns: Sequence[tuple[int, int]]) -> int:
    """The column that a piece stands in most, or else the nearest one."""

    def nearness(number: int) -> int:
        return min(piece[1], columns[number][1]) - max(piece[0], columns[number][0])

    return max(range(len(columns)), key=nearness)


def _over(row: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[Span | None] | None:
    """The names above the columns, ``None`` where two stand above one or only one has a name."""
    places = [_column(piece, columns) for piece in row] if columns else []
    return _placed(row, columns) if len(set(places)) == len(row) > 1 else None


def _placed(row: Sequence[Piece], columns: Sequence[tuple[int, int]]) -> list[Span | None]:
    found: list[Span | None] = [None] * len(columns)
    for piece in row:
        found[_column(piece, columns)] = piece[2]
    return found


def _spans(rows: Sequence[Sequence[Span | None]], *, header: bool) -> Rows:
    """The cells of the rows: an empty one where its neighbour ends; a last cell alone goes on with the one above it."""
    found: Rows = []
    for row in rows:
        if found and all(cell is None for cell in row[:-1]) and row[-1] is not None and len(found) > header:
            found[-1][-1] = Span(found[-1][-1].start, row[-1].end)
            continue
        cursor = next(cell.start for cell in row if cell is not None)
        cells = []
        for cell in row:
            cells.append(Span(cursor, cursor) if cell is None else cell)
            cursor = cells[-1].end
        found.append(cells)
    return found
