"""Tables on a page: where lines are drawn around cells, and where cells stand below each other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.loaders.pdf_words import Rule, Sheet, Word

if TYPE_CHECKING:
    from assistant.loaders.pdf_lines import Line

NEAR = 3.0
"""Edges this many points apart are one."""
MIN_FILLED = 0.5
MIN_ROWS = 3
MAX_ROW_GAP = 3.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table's place and the text of its cells."""

    x0: float
    x1: float
    top: float
    cells: tuple[tuple[str, ...], ...]


def ruled_tables(sheet: Sheet) -> tuple[list[Table], list[Word]]:
    """The tables that lines are drawn in, and the words outside of them."""
    tables: list[Table] = []
    free = sheet.words
    for columns, rows in _grids(sheet.rules):
        inside = [word for word in free if columns[0] <= _middle(word) <= columns[-1] and rows[0] <= word.y <= rows[-1]]
        cells = _fill(inside, columns, rows)
        if cells is not None:
            tables.append(Table(columns[0], columns[-1], rows[-1], cells))
            taken = set(map(id, inside))
            free = [word for word in free if id(word) not in taken]
    return tables, free


def _grids(rules: Sequence[Rule]) -> Iterator[tuple[list[float], list[float]]]:
    """The edges of columns and rows of each group of lines that touch each other."""
    for group in _touching(rules):
        columns = _places(rule.at for rule in group if not rule.horizontal)
        rows = _places(rule.at for rule in group if rule.horizontal)
        if len(columns) >= 3 and len(rows) >= 2:  # one row may go on with a table
            yield columns, rows


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that cross or meet, found by the boxes around them."""
    groups: list[tuple[list[float], list[Rule]]] = []
    for rule in sorted(rules, key=lambda rule: (-_box(rule)[3], _box(rule)[0])):
        box = list(_box(rule))
        members = [rule]
        apart = []
        for other, held in groups:
            if _meet(box, other):
                box = [*map(min, box[:2], other[:2]), *map(max, box[2:], other[2:])]
                members += held
            else:
                apart.append((other, held))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _box(rule: Rule) -> tuple[float, float, float, float]:
    if rule.horizontal:
        return rule.start, rule.at, rule.end, rule.at
    return rule.at, rule.start, rule.at, rule.end


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return (
        one[0] <= other[2] + NEAR
        and other[0] <= one[2] + NEAR
        and one[1] <= other[3] + NEAR
        and other[1] <= one[3] + NEAR
    )


def _places(values: Iterator[float]) -> list[float]:
    """Values in order, those close together as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return found


def _fill(words: Sequence[Word], columns: list[float], rows: list[float]) -> tuple[tuple[str, ...], ...] | None:
    """The text of each cell, from the top; ``None`` where too few of them hold any."""
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        row = len(rows) - 1 - bisect_right(rows, word.y)
        held.setdefault((row, bisect_right(columns, _middle(word)) - 1), []).append(word)
    cells = tuple(
        tuple(_cell_text(held.get((row, column), ())) for column in range(len(columns) - 1))
        for row in range(len(rows) - 1)
    )
    filled = [row for row in cells if any(row)]
    count = sum(1 for row in filled for cell in row if cell)
    used = max((sum(map(bool, row)) for row in filled), default=0)
    enough = count >= MIN_FILLED * len(filled) * (len(columns) - 1)
    return tuple(filled) if used > 1 and enough else None


def _middle(word: Word) -> float:
    return (word.x0 + word.x1) / 2


def _cell_text(words: Sequence[Word]) -> str:
    """Words of one cell, line by line; after a hyphen at the end of a line there is no space."""
    text = ""
    before: Word | None = None
    for word in sorted(words, key=lambda word: (-round(word.y), word.x0)):
        glued = before is not None and before.text[-1] == "-" and before.y - word.y > NEAR and word.text[0].islower()
        text += word.text if glued or not text else f" {word.text}"
        before = word
    return text


def aligned_table(rows: Sequence[Sequence[Line]], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The cells of a table without lines that begins at a row, and the rows it takes.

    Its rows have at least two cells, of which those of one column overlap and those of two do not; a row of one
    cell that is not in the first column goes on with the row above.
    """
    end = start
    columns: list[tuple[float, float]] = []
    full = 0
    for position in range(start, len(rows)):
        row = rows[position]
        if any(line.cells for line in row) or (position > start and _gap(rows[position - 1], row) > MAX_ROW_GAP):
            break
        merged = _merged([*columns, *((line.x0, line.x1) for line in row)])
        if columns and len(merged) < max(2, len(columns)):
            break
        if len(row) == 1 and (not columns or row[0].x0 <= merged[0][1]):
            break
        columns, end = merged, position + 1
        full += len(row) > 1
    if full < MIN_ROWS or len(columns) < 2:
        return None
    cells: list[list[str]] = []
    for row in rows[start:end]:
        texts = [""] * len(columns)
        for line in row:
            column = max(0, bisect_right([left for left, _ in columns], line.x0) - 1)
            texts[column] = f"{texts[column]} {line.text}".strip()
        if len(row) == 1 and cells:
            cells[-1] = [f"{above} {text}".strip() for above, text in zip(cells[-1], texts, strict=True)]
        else:
            cells.append(texts)
    return tuple(map(tuple, cells)), end - start


def _gap(above: Sequence[Line], below: Sequence[Line]) -> float:
    return (above[0].y - below[0].y) / max(1.0, below[0].size)


def _merged(spans: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if found and left <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return found
