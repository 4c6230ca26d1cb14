"""Tables in plain text: ruled with pipes, separated by tabs, aligned with spaces."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence

from assistant.loaders.lines import Line, is_rule
from assistant.loaders.occupied import occupied_table
from assistant.text import trim
from assistant.types import Span

Rows = list[list[Span]]

ALIGNED_ROWS = 20
"""So many rows below each other show whether columns are aligned."""
MAX_ROWS = 2000

_GUTTER = re.compile(r" {2,}|\t+ *| +\t[\t ]*")
_PIPE_RULE = re.compile(r"[\s|:+=-]+$")


def pipe_cells(view: str, start: int, end: int) -> list[Span]:
    """The cells between the pipes of a line, outer pipes optional, escaped ones part of their cell."""
    if view.startswith("|", start):
        start += 1
    if end > start and view[end - 1] == "|" and view[end - 2 : end - 1] != "\\":
        end -= 1
    edges = [
        start - 1,
        *(m.start() + m.start(1) - m.start() for m in re.finditer(r"(?<!\\)(\|)", view[start:end])),
        end,
    ]
    edges[1:-1] = [edge + start for edge in edges[1:-1]]
    return [Span(*trim(view, left + 1, right)) for left, right in itertools.pairwise(edges)]


def _tab_cells(view: str, start: int, end: int) -> list[Span]:
    while view[start - 1 : start] == "\t":  # and at its beginning, as above the labels of the rows
        start -= 1
    while view[end : end + 1] == "\t":  # empty cells at the end of the line
        end += 1
    cells = []
    cursor = start
    for piece in view[start:end].split("\t"):
        cells.append(Span(*trim(view, cursor, cursor + len(piece))))
        cursor += len(piece) + 1
    return cells


def _gutter_cells(view: str, start: int, end: int) -> list[Span]:
    cells = []
    cursor = start
    for match in _GUTTER.finditer(view, start, end):
        cells.append(Span(cursor, match.start()))
        cursor = match.end()
    cells.append(Span(cursor, end))
    return cells


def separated_table(view: str, lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """The rows of a table that starts at a line, and the number of lines they take; ``None`` without one.

    At least a header and one row, for aligned columns two, with the same number of cells.
    """
    first = lines[position].text
    if "|" in first:
        return _run(view, lines, position, pipe_cells, minimum=2)
    if "\t" in first:
        return _without_margin(_run(view, lines, position, _tab_cells, minimum=2))
    return _gutter_table(view, lines, position) if _GUTTER.search(first) else None


def _without_margin(found: tuple[Rows, int] | None) -> tuple[Rows, int] | None:
    """A table without the column that is there only because all its lines are indented."""
    while found is not None and len(found[0][0]) > 2 and all(row[0].start == row[0].end for row in found[0]):
        found = [row[1:] for row in found[0]], found[1]
    return found


def _gutter_table(view: str, lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """A table of aligned columns: all its rows are, or of a long one so many that the first that is not ends it."""
    found = _run(view, lines[position : position + ALIGNED_ROWS], 0, _gutter_cells, minimum=3)
    if found is None:
        found = _under_open_corner(view, lines[position : position + ALIGNED_ROWS])
    begins = not position or lines[position].gap or not _GUTTER.search(lines[position - 1].text)
    if found is None or not _aligned(view, found[0]):
        return _occupied(view, lines, position) if begins else None
    if begins and _goes_on(lines, position + found[1]):
        whole = _occupied(view, lines, position)
        if whole is not None and whole[1] > found[1]:
            return whole
    rows, count = found
    for line in lines[position + ALIGNED_ROWS :] if count == ALIGNED_ROWS else ():
        cells = _gutter_cells(view, line.start, line.end)
        if line.gap or len(cells) != len(rows[0]) or not _aligned(view, [*rows[-ALIGNED_ROWS:], cells]):
            break
        rows.append(cells)
        count += 1
    return rows, count


def _goes_on(lines: Sequence[Line], position: int) -> bool:
    """Whether there is a line of several pieces right below a table: a cell may be missing in it."""
    return position < len(lines) and not lines[position].gap and _GUTTER.search(lines[position].text) is not None


def _occupied(view: str, lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    found = occupied_table(view, lines[position : position + ALIGNED_ROWS])
    if found is not None and found[1] == ALIGNED_ROWS:
        return occupied_table(view, lines[position : position + MAX_ROWS]) or found
    return found


def _under_open_corner(view: str, lines: Sequence[Line]) -> tuple[Rows, int] | None:
    """Rows below a header that has no name above their labels."""
    header = _gutter_cells(view, lines[0].start, lines[0].end)
    below = 2 if len(lines) > 1 and is_rule(lines[1]) else 1
    if len(lines) <= below or any(line.gap for line in lines[1 : below + 1]) or lines[0].indent <= lines[below].indent:
        return None
    found = _run(view, lines, below, _gutter_cells, minimum=2)
    if found is None or len(found[0][0]) != len(header) + 1:
        return None
    corner = Span(lines[0].start, lines[0].start)
    return [[corner, *header], *found[0]], found[1] + below


def _aligned(view: str, rows: Rows) -> bool:
    """Whether each column's cells begin, or end, below each other: gaps between sentences do not."""
    starts = [view.rfind("\n", 0, row[0].start) for row in rows]
    for column in range(1, len(rows[0])):
        for edge in (0, 1):
            places = [row[column][edge] - start for row, start in zip(rows, starts, strict=True)]
            if len(set(places)) == 1:
                break
        else:
            return False
    return True


def _run(
    view: str,
    lines: Sequence[Line],
    position: int,
    cells_of: Callable[[str, int, int], list[Span]],
    *,
    minimum: int,
) -> tuple[Rows, int] | None:
    rows: Rows = []
    cursor = position
    while cursor < len(lines):
        line = lines[cursor]
        if cursor > position and line.gap:
            break
        if rows and (is_rule(line) or _PIPE_RULE.match(line.text)):
            cursor += 1
            continue
        cells = cells_of(view, line.start, line.end)
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        cursor += 1
    return (rows, cursor - position) if len(rows) >= minimum else None
