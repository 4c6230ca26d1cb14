"""Tables and lists that are no more than lines: in a listing with aligned columns, in a paragraph as copied."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.token import Token

from assistant.loaders.header import Rows
from assistant.loaders.lines import Line, split_lines
from assistant.loaders.stacked import stacked_table
from assistant.loaders.tables import separated_table
from assistant.types import Span

MIN_ROWS, MIN_COLUMNS, MIN_STACKED = 3, 2, 9
NAME_WORDS = 6
_NAME = re.compile(r"[^\W\d_a-z][^=;{}<>\\()$`\"']*")


def aligned_table(view: str, region: Span) -> Rows | None:
    """The rows of a listing that is a table and nothing else, below names that begin with capitals; else ``None``.

    Programs are no tables, nor are commands with what they do beside them.
    """
    lines = lines_of(view, region)
    return _whole(view, lines, separated_table(view, lines, 0)) if len(lines) >= MIN_ROWS else None


def copied_table(view: str, region: Span) -> Rows | None:
    """The rows of a paragraph that is a table as it was copied, its columns aligned or a cell a line; else ``None``."""
    lines = lines_of(view, region)
    if len(lines) < MIN_ROWS:
        return None
    aligned = _whole(view, lines, separated_table(view, lines, 0))
    return aligned or (_whole(view, lines, stacked_table(view, lines, 0)) if len(lines) >= MIN_STACKED else None)


def begins_bold(inline: Token) -> bool:
    """Whether a paragraph is of several lines that all begin in bold: "**Crema**: the foam", a term on each."""
    children = inline.children or []
    breaks = [n for n, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    firsts = [
        next((c.type for c in children[n:] if c.type != "text" or c.content.strip()), "")
        for n in (0, *(b + 1 for b in breaks))
    ]
    return len(firsts) >= MIN_ROWS and all(first == "strong_open" for first in firsts)


def lines_of(view: str, region: Span) -> list[Line]:
    """The lines of a stretch of text."""
    inside = split_lines(view[region.start : region.end])
    return [replace(line, start=line.start + region.start, end=line.end + region.start) for line in inside]


def _whole(view: str, lines: Sequence[Line], found: tuple[Rows, int] | None) -> Rows | None:
    """The rows of a table that all the lines are, below names."""
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
