"""Whether a table begins at a line of plain text, whatever its sort, and what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loaders.figured import figured_table
from assistant.loaders.flattened import flattened_table
from assistant.loaders.header import Rows, is_pair, nameless
from assistant.loaders.headings import is_bare
from assistant.loaders.lines import Line
from assistant.loaders.occupied import is_drawn
from assistant.loaders.pairs import led_pairs, stacked_pairs
from assistant.loaders.stacked import stacked_table
from assistant.loaders.tables import separated_table

_PARTS = re.compile(r"[|\t]|  |\.\.\.|\. \. \.")

Found = tuple[Rows, int]
"""The rows of a table, and the number of lines they take."""


def table_at(view: str, lines: Sequence[Line], position: int, *, begins_run: bool) -> Found | None:
    """The table that begins at a line; one of a cell a line only where the line ``begins_run``."""
    found = in_lines(view, lines, position) or flattened_table(view, lines, position)
    if found is None and begins_run:
        found = stacked_pairs(lines, position) or _stacked(view, lines, position)
    return found


def in_lines(view: str, lines: Sequence[Line], position: int) -> Found | None:
    """The table that begins at a line and has a row on each: by marks, white space, dots, or figures."""
    if _PARTS.search(lines[position].text) is None:
        return figured_table(lines, position)
    found = led_pairs(lines, position)
    if found is not None:
        return found
    found = separated_table(view, lines, position)
    if found is None or is_drawn(lines[position + 1]) or not is_pair(view, found[0]):
        return found  # a line drawn below it makes a first row the header
    return nameless(found[0]), found[1]


def _stacked(view: str, lines: Sequence[Line], position: int) -> Found | None:
    """A table a cell a line; none where its first line is rather the heading of one that begins below it."""
    found = stacked_table(view, lines, position)
    cornerless = found is not None and not found[0][0][0].end > found[0][0][0].start
    return None if cornerless and heads_table(view, lines, position) else found


def heads_table(view: str, lines: Sequence[Line], position: int) -> bool:
    """Whether a bare line stands right above a table."""
    below = position + 1
    if below >= len(lines) or lines[below].gap or not is_bare(lines[position]):
        return False
    if in_lines(view, lines, below) is not None or stacked_pairs(lines, below) is not None:
        return True
    return stacked_table(view, lines, below) is not None
