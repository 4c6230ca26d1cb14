"""Grids on a page: lines that touch each other, the columns and rows between them, and which cells they part."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.loaders.pdf_drawn import Rule
from assistant.loaders.pdf_words import Word

NEAR = 3.0
"""Edges this many points apart are one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of columns from the left and of rows from above; the lines that are drawn are edges of cells.

    ``below`` and ``before`` hold the (row, column) of each cell that a line is drawn under or to the left of.
    """

    columns: Sequence[float]
    rows: Sequence[float]
    below: set[tuple[int, int]] = field(default_factory=set)
    before: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Grid:
        """The grid that lines make which touch each other."""
        columns = _places(rule.at for rule in rules if not rule.horizontal)
        rows = _places(-rule.at for rule in rules if rule.horizontal)
        grid = cls(columns, [-row for row in rows])
        across, upright = list(map(_middle, pairwise(columns))), list(map(_middle, pairwise(rows)))
        for rule in rules:
            if rule.horizontal:
                row = _nearest(rows, -rule.at) - 1
                grid.below.update((row, column) for column in _within(across, rule.start, rule.end))
            else:
                column = _nearest(columns, rule.at)
                grid.before.update((row, column) for row in _within(upright, -rule.end, -rule.start))
        return grid

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.columns) - 1

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.rows) - 1

    def place(self, word: Word) -> tuple[int, int] | None:
        """The row and the column that a word stands in, from 0; ``None`` for one outside."""
        middle = (word.x0 + word.x1) / 2
        if not self.columns or not (self.columns[0] <= middle <= self.columns[-1]):
            return None
        if not (self.rows[-1] <= word.y <= self.rows[0]):
            return None
        row = bisect_right([-row for row in self.rows], -word.y) - 1
        column = bisect_right(self.columns, middle) - 1
        return min(row, self.height - 1), min(column, self.width - 1)


def grids(rules: Sequence[Rule]) -> Iterator[Grid]:
    """The grids of at least two columns that lines make."""
    for group in _touching(rules):
        grid = Grid.of(group)
        if grid.width > 1 and grid.height > 0:  # one row may go on with a table
            yield grid


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


def _nearest(places: Sequence[float], value: float) -> int:
    """The position of the place that a value was taken for: the last one that is not above it."""
    return bisect_right(places, value) - 1


def _within(middles: Sequence[float], start: float, end: float) -> range:
    return range(bisect_left(middles, start - NEAR), bisect_right(middles, end + NEAR))


def _middle(pair: tuple[float, float]) -> float:
    return sum(pair) / 2
