"""The label that an item begins with, which says what the rest of it is about."""

from __future__ import annotations

import re

from assistant.text import FILLER, trim
from assistant.types import Document, Span

_LABEL = re.compile(rf"(?P<label>[^\n:.;!?]{{1,60}}?)\s*(?::|\s-{{1,2}}){FILLER}*\s+(?=\S)")


def label_of(document: Document, span: Span) -> Span | None:
    """The label at the start of an item: what stands before its first colon or dash, where that is short."""
    match = _LABEL.match(document.view, span.start, span.end)
    if match is None or match.end() >= span.end:
        return None
    return Span(span.start, match.end("label"))


def without_marks(document: Document, span: Span) -> tuple[int, int]:
    """Where a stretch begins and ends without the marks of the items that follow it."""
    end = span.end
    while end > span.start and document.view[end - 1] in " \n\t-*+•◦":
        end -= 1
    return trim(document.view, span.start, end)
