"""The label that an item begins with, which says what the rest of it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.text import FILLER, sentences, trim
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


def led_into(document: Document, table: int) -> Span:
    """The sentence right before a table that leads into it with a colon; an empty stretch without one."""
    before = document.blocks[table - 1] if table else None
    if before is None or before.kind != "paragraph" or document.view[before.span.end - 1] != ":":
        return Span(0, 0)
    return Span(*sentences(document.view, *before.span)[-1])


def named_things(
    lines: Sequence[Span], columns: Sequence[Span], stems: Callable[[Span], Sequence[str]]
) -> Sequence[Span]:
    """What a table tells of: what its lines are named after, or its columns where these alone end in the same word.

    "Rigid panels" beside "Thin-film panels" are things, and "Weight" and "Price" below are what is told of them.
    """
    return columns if _of_one_kind(list(map(stems, columns))) and not _of_one_kind(list(map(stems, lines))) else lines


def _of_one_kind(names: Sequence[Sequence[str]]) -> bool:
    """Whether names, as their stems in order, are of two words or more and end in the same."""
    return len(names) > 1 and len({tuple(name[-1:]) for name in names}) == 1 and all(len(name) > 1 for name in names)
