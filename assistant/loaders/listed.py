"""Tables that stand in a listing, as their columns are aligned by spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.loaders.header import Rows
from assistant.loaders.lines import split_lines
from assistant.loaders.tables import separated_table
from assistant.types import Span

MIN_ROWS, MIN_COLUMNS = 3, 2
NAME_WORDS = 6
_NAME = re.compile(r"[^\W\d_a-z][^=;{}<>\\()$`\"']*")


def aligned_table(view: str, region: Span) -> Rows | None:
    """The rows of a listing that is a table and nothing else, below names that begin with capitals; else ``None``.

    Programs are no tables, nor are commands with what they do beside them.
    """
    inside = split_lines(view[region.start : region.end])
    lines = [replace(line, start=line.start + region.start, end=line.end + region.start) for line in inside]
    if len(lines) < MIN_ROWS:
        return None
    found = separated_table(view, lines, 0)
    if found is None or found[1] < len(lines) or len(found[0]) < MIN_ROWS or len(found[0][0]) < MIN_COLUMNS:
        return None
    return found[0] if _are_names(view, found[0][0]) else None


def without_fences(view: str, region: Span) -> Span:
    """A fenced listing without the lines that begin and end it."""
    start = view.find("\n", *region) + 1
    end = view.rfind("\n", start, len(view[: region.end].rstrip()))
    return Span(start, max(start, end))


def _are_names(view: str, cells: Sequence[Span]) -> bool:
    """Whether cells may be names of columns; the first may be empty."""
    names = [view[slice(*cell)].strip() for cell in cells]
    return all(_NAME.fullmatch(name) and len(name.split()) <= NAME_WORDS for name in names[names[0] == "" :])
