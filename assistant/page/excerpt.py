"""A quote inside its surroundings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assistant.text import sentences
from assistant.types import Document, Span

AROUND = 200
INSIDE = frozenset({"item", "row", "cell"})
"""The kinds of blocks that are in another block."""
_FENCE = re.compile(r"[ \t]*(```|~~~)[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Three neighbouring slices of a document's text, and whether the text goes on beyond them."""

    before: str
    quote: str
    after: str
    cut_before: bool
    cut_after: bool


class Part(NamedTuple):
    """Some of a quote: lines of code as they stand, or running words."""

    text: str
    is_code: bool


def excerpt(text: str, start: int, end: int, around: int = AROUND) -> Excerpt:
    """The slice from ``start`` to ``end`` with up to ``around`` characters on both sides.

    The surroundings begin and end where a line or a sentence does, or else at a word.
    """
    begin, stop = _begin(text, start, around), _stop(text, end, around)
    return Excerpt(text[begin:start], text[start:end], text[end:stop], begin > 0, bool(text[stop:].strip()))


def words(document: Document, span: Span) -> str:
    """The words of a span, cells and items parted by dots."""
    inside = [
        block
        for block in document.blocks
        if block.kind in ("cell", "item") and span.start <= block.span.start and block.span.end <= span.end
    ]
    if not inside:
        return document.plain(span)
    lead = document.plain(Span(span.start, inside[0].span.start)).strip("|-*+• ") if inside[0].kind == "item" else ""
    parts = " · ".join(filter(None, (document.plain(block.span) for block in inside)))
    return f"{lead} {parts}" if lead.endswith(":") else " · ".join(filter(None, (lead, parts)))


def parts(document: Document, span: Span) -> tuple[Part, ...]:
    """The blocks that a span touches, code with its lines whole; none where no block of code is among them."""
    touched = [
        block
        for block in document.blocks
        if block.kind not in INSIDE and block.span.start < span.end and span.start < block.span.end
    ]
    if not any(block.kind == "code" for block in touched):
        return ()
    made = (_part(document, block.span, span, is_code=block.kind == "code") for block in touched)
    return tuple(part for part in made if part.text)


def _part(document: Document, block: Span, span: Span, *, is_code: bool) -> Part:
    if is_code:
        return Part(document.text[slice(*unfenced(document, block))].rstrip(), is_code=True)
    return Part(words(document, Span(max(block.start, span.start), min(block.end, span.end))), is_code=False)


def labels(document: Document, span: Span) -> tuple[str, ...]:
    """What a cell of a table is said of: the first cell of its row and the head of its column; none for other spans."""
    for position, block in enumerate(document.blocks):
        if block.kind == "table" and block.span.start <= span.start and span.end <= block.span.end:
            rows = [document.children.get(row, ()) for row in document.children.get(position, ())]
            for cells in rows[1:]:
                column = next((n for n, cell in enumerate(cells) if document.blocks[cell].span == span), 0)
                if column and column < len(rows[0]):
                    return tuple(document.plain(document.blocks[cell].span) for cell in (cells[0], rows[0][column]))
    return ()


def unfenced(document: Document, span: Span) -> Span:
    """A block of code without the lines that fence it off."""
    text = document.text[span.start : span.end]
    fence = _FENCE.match(text)
    if fence is None:
        return span
    closing = text.rstrip().rfind("\n")
    closed = closing >= fence.end() - 1 and text[closing:].strip().startswith(fence[1])
    return Span(span.start + fence.end(), span.start + (max(closing, fence.end()) if closed else len(text)))


def _begin(text: str, start: int, around: int) -> int:
    """The first place in reach where a line or a sentence begins."""
    lowest = start - around
    if lowest <= 0:
        return 0
    if text[lowest - 1] == "\n":
        return lowest
    line = text.find("\n", lowest, start)
    # The first sentence in reach began before it.
    begun = [first for first, _ in sentences(text, lowest, start)][1:]
    places = [*begun[:1], *([line + 1] if line >= 0 else [])]
    return min(places) if places else _after_space(text, lowest, start)


def _stop(text: str, end: int, around: int) -> int:
    """The last place in reach where a line or a sentence ends."""
    highest = end + around
    if highest >= len(text):
        return end + len(text[end:].rstrip())
    if text[highest] == "\n":
        return end + len(text[end:highest].rstrip())
    line = text.rfind("\n", end, highest)
    # The last sentence in reach goes on beyond it.
    ended = [last for _, last in sentences(text, end, highest)][:-1]
    stop = max([*ended[-1:], line], default=-1)
    if stop < 0:
        space = max(text.rfind(blank, end, highest + 1) for blank in " \t")
        stop = space if space >= 0 else highest
    return end + len(text[end:stop].rstrip())


def _after_space(text: str, lowest: int, start: int) -> int:
    space = text.find(" ", lowest - 1, start)
    return space + 1 if space >= 0 else lowest
