"""Whether the first row of a table holds the names of its columns."""

from __future__ import annotations

import re

from assistant.types import Span

Rows = list[list[Span]]

_FIGURE = re.compile(r"[~<>≤≥±+-]?[£$€¥]?\d")
_YEAR = re.compile(r"[12]\d{3}(?:[-/]\d{2,4})?$")


def nameless(rows: Rows) -> Rows:
    """The rows below a header without names."""
    start = rows[0][0].start
    return [[Span(start, start)] * len(rows[0]), *rows]


def is_pair(view: str, rows: Rows) -> bool:
    """Whether the first of some rows of two cells is a label with its value, like the others.

    A colon is between them, or the value is a figure that is no year, or all values are words in lower case.
    """
    if len(rows[0]) != 2:
        return False
    label, value = (view[start:end] for start, end in rows[0])
    if label.endswith(":") or (_FIGURE.match(value) is not None and not _YEAR.match(value)):
        return True
    return all(view[row[1].start : row[1].end][:1].islower() for row in rows)
