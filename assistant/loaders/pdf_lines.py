"""From words to lines of text: rows, cut at wide gaps, and tables that are ruled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.loaders.pdf_tables import ruled_tables
from assistant.loaders.pdf_words import Sheet, Word, rows_of

SEGMENT_GAP = 0.9
"""A gap of this many times the size parts what stands in one row into columns."""
_MARK = re.compile(r"[^\w\s]{1,2}|\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,4})[.)]")


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


def segments(row: Sequence[Word]) -> list[Line]:
    """A row cut at wide gaps; a mark that stands before an item stays with it."""
    found: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        wide = word.x0 - before.x1 > SEGMENT_GAP * max(before.size, word.size)
        is_mark = len(found[-1]) == 1 and _MARK.fullmatch(before.text) is not None
        if wide and not is_mark:
            found.append([])
        found[-1].append(word)
    return [line_of(words) for words in found]


def lines_of(sheet: Sheet) -> list[Line]:
    """The lines of a page: rows cut at wide gaps, and each table that lines are drawn in as one."""
    tables, free = ruled_tables(sheet)
    lines = [segment for row in rows_of(free) for segment in segments(row)]
    return lines + [Line((), table.x0, table.x1, table.top, 0.0, False, table.cells) for table in tables]
