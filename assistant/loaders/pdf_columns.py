"""Reading order on a page of a PDF: columns of running text one after the other, and everything else row by row."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import mean, median

from assistant.loaders.pdf_grid import NEAR
from assistant.loaders.pdf_lines import Line
from assistant.loaders.pdf_words import ROW_SHIFT

MAX_DEPTH = 2
MIN_LINES = 3
MIN_WORDS = 3
MIN_LETTERS = 18
"""Lines of running text are longer than this, on the whole; labels beside what they stand for are not."""
MIN_FILL, FULL = 0.4, 0.8
"""So many lines of running text reach the edge of their column, or nearly so; cells of a table do not."""
MIN_GOING_ON = 0.25
"""So many lines of running text begin in the middle of a sentence."""
MAX_STEP = 3.0
LEVEL, MAX_LEVEL = 1.0, 0.3
"""What stands beside running text and is no part of its rows stands level with its lines by chance alone."""
HYPHENS = "-\u2010"
APART = 1.25
"""A gap of this many times the usual one parts paragraphs, or the rows of a table."""
MIN_ALIGNED = 0.7


def in_order(lines: Sequence[Line], depth: int = MAX_DEPTH) -> list[list[Line]]:
    """Rows in reading order: between lines that run across, the left column comes before the right one."""
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        return in_rows(lines)
    ordered: list[list[Line]] = []
    for band in _bands(lines, gutter):
        if len(band) == 1 or not _sides(band, gutter)[1]:
            ordered += in_rows(band)
        else:
            ordered += _columns(band, gutter, depth)
    return ordered


def in_rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand on one baseline together, from top to bottom and left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        beside = rows and not line.cells and not rows[-1][0].cells
        if beside and abs(rows[-1][0].y - line.y) <= ROW_SHIFT * max(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def _gutter(lines: Sequence[Line]) -> float | None:
    """The place that parts two columns of running text, where there is one: the one with most lines beside it."""
    starts: list[list[float]] = []
    for left in sorted(line.x0 for line in lines if line.words):
        if not starts or left - starts[-1][0] > NEAR:
            starts.append([])
        starts[-1].append(left)
    best, most = None, 0
    for place in (start[0] - NEAR / 2 for start in starts[1:] if len(start) >= MIN_LINES):
        found = sum(len(band) for band in _bands(lines, place) if _are_columns(*_sides(band, place)))
        if found > most:
            best, most = place, found
    return best


def _bands(lines: Sequence[Line], gutter: float) -> Iterator[list[Line]]:
    """What stands between lines that run across, and each of these, from top to bottom."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if line.x0 < gutter < line.x1:
            if band:
                yield band
            yield [line]
            band = []
        else:
            band.append(line)
    if band:
        yield band


def _sides(lines: Sequence[Line], gutter: float) -> tuple[list[Line], list[Line]]:
    left = [line for line in lines if line.x1 <= gutter]
    return left, [line for line in lines if line.x1 > gutter]


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the lines on both sides are columns: running text on both, or on one beside what is set apart from it."""
    if min(len(left), len(right)) < MIN_LINES:
        return False
    depth = min(side[0].y for side in (left, right)) - max(side[-1].y for side in (left, right))
    flowing = [_flows(side) for side in (left, right)]
    if depth <= left[0].size or not any(flowing) or _are_cells(left, right):
        return False
    return all(flowing) or _level(left, right) < MAX_LEVEL


def _flows(side: Sequence[Line]) -> bool:
    """Whether lines are running text: long, up to the edge of their column, and going on from one to the next."""
    prose = [line for line in side if len(line.words) >= MIN_WORDS]
    if len(prose) < MIN_LINES or mean(len(line.text) for line in prose) < MIN_LETTERS:
        return False
    start, end = min(line.x0 for line in prose), max(line.x1 for line in prose)
    full = sum(line.x1 - start >= FULL * (end - start) for line in prose)
    steps = [(above.y - below.y) / max(1.0, below.size) for above, below in pairwise(prose)]
    going_on = sum(below.text[0].islower() or above.text[-1] in HYPHENS for above, below in pairwise(prose))
    close = median(steps) <= MAX_STEP
    return close and full >= MIN_FILL * len(prose) and going_on >= MIN_GOING_ON * len(steps)


def _level(left: Sequence[Line], right: Sequence[Line]) -> float:
    """The share of the lines on the side that has fewer that stand level with one on the other."""
    few, many = sorted((left, right), key=len)
    places = sorted(line.y for line in many)
    both = sum(bisect_left(places, line.y - LEVEL) < bisect_right(places, line.y + LEVEL) for line in few)
    return both / len(few)


def _are_cells(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether what gaps part on one side stands beside the like on the other, as in the rows of a table."""
    groups = [_groups(side) for side in (left, right)]
    if min(map(len, groups)) < MIN_LINES:
        return False
    beside = [[other for other in groups[1] if other[0] <= top and bottom <= other[1]] for bottom, top in groups[0]]
    back = [[one for one in groups[0] if one[0] <= top and bottom <= one[1]] for bottom, top in groups[1]]
    alone = sum(len(found) == 1 for found in (*beside, *back))
    return alone >= MIN_ALIGNED * (len(beside) + len(back))


def _groups(side: Sequence[Line]) -> list[tuple[float, float]]:
    """From where to where the groups of lines reach that gaps part."""
    rows = in_rows(side)
    steps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    usual = min((step for step in steps if step > 0), default=0.0)
    groups = [[rows[0][0]]]
    for step, row in zip(steps, rows[1:], strict=True):
        if step > APART * usual:
            groups.append([])
        groups[-1].append(row[0])
    return [(group[-1].y, group[0].y + 0.5 * group[0].size) for group in groups]


def _columns(band: Sequence[Line], gutter: float, depth: int) -> list[list[Line]]:
    """The rows of a band column by column; rows of a table above and below them as they are."""
    rows = in_rows(band)
    first, last = 0, len(rows)
    while first < last and _is_row_of_cells(rows[first], gutter):
        first += 1
    while last > first and _is_row_of_cells(rows[last - 1], gutter):
        last -= 1
    left, right = _sides([line for row in rows[first:last] for line in row], gutter)
    if not left or not right:
        return rows
    return [*rows[:first], *in_order(left, depth - 1), *in_order(right, depth - 1), *rows[last:]]


def _is_row_of_cells(row: Sequence[Line], gutter: float) -> bool:
    """Whether a row has three pieces or more, of which none is a line of one of the columns."""
    alone = [side[0] for side in _sides(row, gutter) if len(side) == 1]
    return len(row) > 2 and not any(map(_is_prose, alone))


def _is_prose(line: Line) -> bool:
    return len(line.words) >= MIN_WORDS
