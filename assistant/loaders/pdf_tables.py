"""Tables on a page that lines are drawn in: the text of their cells, those that span others filled in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.loaders.pdf_grid import NEAR, Grid, grids
from assistant.loaders.pdf_words import CUT, Sheet, Word, is_cut, rows_of

MIN_FILLED = 0.5
RUNNING_GAP = 0.6
"""Words less than this many sizes apart are of one cell, also where the edge of a column goes between them."""
MIN_LISTED = 3

Cells = tuple[tuple[str, ...], ...]
_Held = list[list[list[Word]]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place and the text of its cells."""

    x0: float
    x1: float
    top: float
    cells: Cells


def ruled_tables(sheet: Sheet) -> tuple[list[Table], list[Word]]:
    """The tables that lines are drawn in, and the words outside of them."""
    tables: list[Table] = []
    free = sheet.words
    for grid in grids(sheet.rules):
        inside = [word for word in free if grid.place(word) is not None]
        cells = _cells(inside, grid)
        if cells is not None:
            tables.append(Table(grid.columns[0], grid.columns[-1], grid.rows[0], cells))
            taken = set(map(id, inside))
            free = [word for word in free if id(word) not in taken]
    return tables, free


def _cells(words: Sequence[Word], grid: Grid) -> Cells | None:
    """The text of each cell, from the top; ``None`` where too few of them hold any."""
    held = _held(words, grid)
    if grid.height <= 2:
        texts = [[_text(cell) for cell in row] for cells in held for row in _listed(cells)]
    else:
        texts = _spanning_down(held, grid)
    filled = [row for row in texts if any(row)]
    count = sum(1 for row in filled for cell in row if cell)
    used = max((sum(map(bool, row)) for row in filled), default=0)
    enough = count >= MIN_FILLED * len(filled) * grid.width
    return tuple(map(tuple, filled)) if used > 1 and enough else None


def _held(words: Sequence[Word], grid: Grid) -> _Held:
    """The words of each cell; those that run on over an edge that is not drawn are of the cell where they begin."""
    held: _Held = [[[] for _ in range(grid.width)] for _ in range(grid.height)]
    for line in rows_of(words):
        before: tuple[Word, tuple[int, int]] | None = None
        for word in line:
            place = grid.place(word)
            if place is None:
                continue
            if before is not None and before[1][0] == place[0] and _runs_on(before[0], word):
                passed = range(before[1][1] + 1, place[1] + 1)
                if not any((place[0], column) in grid.before for column in passed):
                    place = before[1]
            held[place[0]][place[1]].append(word)
            before = word, place
    return held


def _runs_on(before: Word, word: Word) -> bool:
    return word.x0 - before.x1 < RUNNING_GAP * max(before.size, word.size)


def _spanning_down(held: _Held, grid: Grid) -> list[list[str]]:
    """The texts of cells; what no line parts from the cell below is one cell and stands in each of its rows."""
    texts = [[""] * grid.width for _ in held]
    for column in range(grid.width):
        first = 0
        for row in range(grid.height):
            if row + 1 < grid.height and (row, column) not in grid.below:
                continue
            text = _text([word for above in held[first : row + 1] for word in above[column]])
            for spanned in range(first, row + 1):
                texts[spanned][column] = text
            first = row + 1
    return texts


def _listed(cells: Sequence[Sequence[Word]]) -> Iterator[Sequence[Sequence[Word]]]:
    """The rows in one that a line is drawn above and below of, and none inside: those of its first column."""
    starts = [row[0].y for row in rows_of(cells[0])]
    lines = [len(rows_of(cell)) for cell in cells if cell]
    if len(starts) < MIN_LISTED or len(lines) < 2 or min(lines) < len(starts) or _is_wrapped(cells[0]):
        yield cells
        return
    for top, bottom in pairwise([*starts, float("-inf")]):
        yield [[word for word in cell if bottom + NEAR < word.y <= top + NEAR] for cell in cells]


def _is_wrapped(words: Sequence[Word]) -> bool:
    """Whether the lines of a cell go on with each other."""
    return any(row[0].text[:1].islower() for row in rows_of(words)[1:])


def _text(words: Sequence[Word]) -> str:
    """Words of one cell, line by line; in a word that was cut at the end of a line there is no space."""
    text = ""
    before: Word | None = None
    for word in sorted(words, key=lambda word: (-round(word.y), word.x0)):
        glued = before is not None and before.y - word.y > NEAR and is_cut(before.text, word.text)
        text += f"{CUT if glued else ' ' if text else ''}{word.text}"
        before = word
    return text
