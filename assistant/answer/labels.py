"""The label that an item begins with, which says what the rest of it is about."""

from __future__ import annotations

import re

from assistant.text import FILLER, trim
from assistant.types import Document, Span

_LABEL = re.compile(rf"(?P<label>[^\n:.;!?]{{1,60}}?)\s*(?::|\s-{{1,2}}){FILLER}*\s+(?=\S)")

_MARKS = re.compile(r"(?<![\s*+•◦-])(?:[\s*+•◦-]|(?<!\w)(?:\d{1,3}|[A-Za-z])[.)](?=\s*$))+$")
"""What stands between a lead-in and the first item: white space and the item's mark, a bullet or a number."""


def label_of(document: Document, span: Span) -> Span | None:
    """The label at the start of an item: what stands before its first colon or dash, where that is short."""
    match = _LABEL.match(document.view, span.start, span.end)
    if match is None or match.end() >= span.end:
        return None
    return Span(span.start, match.end("label"))


def without_marks(document: Document, span: Span) -> tuple[int, int]:
    """Where a stretch begins and ends without the marks of the items that follow it."""
    marks = _MARKS.search(document.view[span.start : span.end])
    return trim(document.view, span.start, span.end if marks is None else span.start + marks.start())
