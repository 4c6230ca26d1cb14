"""Notes at the foot of a page or of a column: small print that begins with the mark it is called by."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loaders.pdf_lines import Line

SMALLER = 0.93
"""Notes are smaller than this share of running text."""
FOOT = 0.4
"""Notes stand in this share of what is written on, from below."""
_MARK = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§¹²³⁴-⁹]{1,3}|[a-z][.)])(?:\s|(?=[A-Z]))")


def without_notes(rows: Sequence[list[Line]], body: float) -> tuple[list[list[Line]], list[list[Line]]]:
    """The rows of a page in reading order without the notes, and the notes; ``body`` is the size of running text."""
    kept: list[list[Line]] = []
    notes: list[list[Line]] = []
    below = False
    places = [row[0].y for row in rows]
    foot = min(places, default=0.0) + FOOT * (max(places, default=0.0) - min(places, default=0.0))
    for number, row in enumerate(rows):
        if len(row) > 1 or not row[0].words or row[0].size >= SMALLER * body:
            below = False
        elif not below and row[0].y <= foot and _MARK.match(row[0].text):
            below = _is_at_the_foot(row[0], rows[number + 1 :], body)
        (notes if below else kept).append(row)
    return kept, notes


def _is_at_the_foot(line: Line, after: Sequence[list[Line]], body: float) -> bool:
    """Whether nothing but small print stands below a line in its column."""
    under = (other for row in after for other in row if other.y < line.y and other.x0 < line.x1 and line.x0 < other.x1)
    return all(other.words and other.size < SMALLER * body for other in under)
