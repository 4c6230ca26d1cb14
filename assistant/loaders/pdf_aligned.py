"""Tables on a page without any lines: cells that stand below each other, those of several lines put together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.loaders.pdf_lines import Line
from assistant.loaders.pdf_words import CUT, is_cut

MIN_ROWS, MIN_EVEN_ROWS = 3, 2
EVEN = 1.0
MAX_ROW_GAP = 3.0
LARGER = 1.12
"""Rows in letters so much larger than the first one are no part of a table."""
APART = 1.15
"""Where gaps between lines fall into two sorts, the wider ones are so many times as wide and part rows."""
TOUCHING = 0.9
"""Lines less than this many sizes apart belong to one row: cells that are set to its middle."""
_BULLET = re.compile(r"[•◦▪▫‣⁃∙●○■□] ?(?=\S)")
_NUMBER = re.compile(r"\W{0,2}\d")

Row = Sequence[Line]
Columns = Sequence[tuple[float, float]]
Cells = tuple[tuple[str, ...], ...]


def aligned_table(
    rows: Sequence[Row], start: int, is_heading: Callable[[Line], bool], *, goes_on: bool = False
) -> tuple[Cells, int] | None:
    """The cells of a table without lines that begins at a row, and how many rows of the page it takes.

    What stands in one column overlaps, and what stands in two does not. Two rows are enough where the cells of a column
    all begin at one place, and one where the table ``goes_on`` from the page before.
    """
    if len(rows[start]) < 2 and not (start + 1 < len(rows) and _touches(rows[start], rows[start + 1])):
        return None
    end, columns = _extent(rows, start, is_heading)
    taken = rows[start:end]
    full = [row for row in _put_together(taken) if len(row) > 1]
    least = 1 if goes_on else MIN_EVEN_ROWS if _are_even(full, columns) else MIN_ROWS
    if len(columns) < 2 or len(full) < least:
        return None
    groups = _with_what_hangs(_grouped(taken, columns), columns)
    while groups and not any(_column(line, columns) for row in groups[-1] for line in row):
        groups.pop()  # what stands below the first column alone is text that follows
    if len(groups) < least:
        return None
    return tuple(_cells(group, columns) for group in groups), sum(map(len, groups))


def _put_together(rows: Sequence[Row]) -> list[Row]:
    """Rows, those that nearly touch as one."""
    found: list[list[Line]] = []
    for row in rows:
        if found and found[-1][-1].y - row[0].y < TOUCHING * row[0].size:
            found[-1] += row
        else:
            found.append(list(row))
    return list(found)


def _are_even(rows: Sequence[Row], columns: Columns) -> bool:
    """Whether every row has a piece in each column, and all of a column begin at one place."""
    return all(
        len(row) == len(columns)
        and all(abs(line.x0 - left) < EVEN for line, (left, _) in zip(row, columns, strict=True))
        for row in rows
    )


def _extent(
    rows: Sequence[Row], start: int, is_heading: Callable[[Line], bool]
) -> tuple[int, list[tuple[float, float]]]:
    """Where the rows end that have their pieces in the same columns, and the columns."""
    columns: list[tuple[float, float]] = []
    end = start
    for position in range(start, len(rows)):
        row = rows[position]
        gap = _gap(rows[position - 1], row) if position > start else 0.0
        larger = position > start and row[0].size > LARGER * rows[start][0].size
        if larger or any(line.cells for line in row) or not 0 <= gap <= MAX_ROW_GAP:
            break
        merged = _merged([*columns, *((line.x0, line.x1) for line in row)])
        if len(merged) < max(2, len(columns)) and position > start:
            break
        is_alone = len(row) == 1 and position > start and _column(row[0], merged) == 0
        goes_on = is_alone and not is_heading(row[0]) and _is_wrapped(rows[start:position], row[0], merged)
        if is_alone and not goes_on and not _touches(rows[position - 1], row):
            break
        columns, end = merged, position + 1
    return end, columns


def _is_wrapped(above: Sequence[Row], line: Line, columns: Columns) -> bool:
    """Whether a line alone in the first column goes on with the cell above: its first word had no room there."""
    before = next((other for other in reversed(above[-1]) if _column(other, columns) == 0), None) if above else None
    if before is None or (before.y - line.y) > 2 * line.size:
        return False
    return not _had_room(before, line, columns[0][1])


def _touches(above: Row, row: Row) -> bool:
    """Whether two rows stand closer than two lines of text do."""
    return bool(above[0].words and row[0].words) and 0 < above[0].y - row[0].y < TOUCHING * row[0].size


def _had_room(before: Line, line: Line, edge: float) -> bool:
    """Whether the first word of a line would have fitted at the end of the one above it."""
    word = line.words[0]
    return before.x1 + 0.25 * line.size + (word.x1 - word.x0) <= edge


def _grouped(rows: Sequence[Row], columns: Columns) -> list[list[Row]]:
    """The lines of each row of the table: parted by wider gaps where there are such, or else by the first column."""
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    least = _least_gap(gaps, rows[0][0].size)
    if least:
        groups = _cut(rows, [gap >= least for gap in gaps])
        if len(groups) >= MIN_ROWS and _look_wrapped(groups, columns):
            return groups
    return _cut(rows, [not _goes_on(above, below, columns) for above, below in pairwise(rows)])


def _with_what_hangs(groups: Sequence[list[Row]], columns: Columns) -> list[list[Row]]:
    """Rows that fill one column alone, and not the first, as part of the row above."""
    found: list[list[Row]] = []
    for group in groups:
        filled = {_column(line, columns) for row in group for line in row}
        if found and len(filled) == 1 and 0 not in filled:
            found[-1] = [*found[-1], *group]
        else:
            found.append(group)
    return found


def _cut(rows: Sequence[Row], begins: Sequence[bool]) -> list[list[Row]]:
    groups: list[list[Row]] = [[rows[0]]]
    for row, is_new in zip(rows[1:], begins, strict=True):
        if is_new:
            groups.append([])
        groups[-1].append(row)
    return groups


def _least_gap(gaps: Sequence[float], size: float) -> float:
    """From where on a gap is one of the wider sort; 0 where all are alike."""
    close = [2 * gap for gap in gaps if 0 < gap <= TOUCHING * size]  # half a step, to the middle of a row
    known = sorted([*close[:1], *(gap for gap in gaps if gap > TOUCHING * size)])
    found, best = 0.0, APART
    for one, other in pairwise(known):
        if other / one > best:
            found, best = (one + other) / 2, other / one
    return found


def _look_wrapped(groups: Sequence[Sequence[Row]], columns: Columns) -> bool:
    """Whether lines that stand close look like those of one cell: some columns have fewer, and none lists numbers."""
    several = [group for group in groups if len(group) > 1]
    is_short = any(len(row) < len(columns) for group in several for row in group[1:])
    return is_short and not any(_lists_numbers(group, columns) for group in several)


def _lists_numbers(group: Sequence[Row], columns: Columns) -> bool:
    numbers = [0] * len(columns)
    for row in group:
        for line in row:
            numbers[_column(line, columns)] += _NUMBER.match(line.text) is not None and len(line.words) == 1
    return max(numbers) > 1


def _goes_on(above: Row, row: Row, columns: Columns) -> bool:
    """Whether a line goes on with the row above, where the gaps do not tell."""
    if above[0].y - row[0].y < TOUCHING * row[0].size:
        return True
    first = row[0]
    if _column(first, columns) != 0:
        return not _lists_numbers([above, row], columns)
    before = above[0] if _column(above[0], columns) == 0 else None
    wrapped = before is not None and not _had_room(before, first, columns[0][1])
    return wrapped and first.text[:1].islower() and len(row) < len(columns)


def _cells(group: Sequence[Row], columns: Columns) -> tuple[str, ...]:
    texts = [""] * len(columns)
    for row in group:
        for line in row:
            column = _column(line, columns)
            texts[column] = _put_on(texts[column], line.text)
    return tuple(texts)


def _put_on(above: str, text: str) -> str:
    """A cell with one more line: one that begins with a bullet stays a line, in a cut word there is no space."""
    if above and _BULLET.match(text):
        return f"{above}\n{text}"
    if len(above) > 1 and above[-2].isalpha() and is_cut(above, text):
        return f"{above}{CUT}{text}"
    return f"{above} {text}".strip()


def _column(line: Line, columns: Columns) -> int:
    return max(0, bisect_right([left for left, _ in columns], line.x0 + 0.01) - 1)


def _gap(above: Row, below: Row) -> float:
    return (above[0].y - below[0].y) / max(1.0, below[0].size)


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found
