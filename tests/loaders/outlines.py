"""Documents drawn as a few lines, so that a test shows the structure it expects."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.types import Document, Span


def _drawn(document: Document) -> Iterator[str]:
    for position, block in enumerate(document.blocks):
        words = document.plain(block.span)
        if block.kind == "heading":
            yield f"{'#' * block.level} {words}"
        elif block.kind == "list":
            first = document.blocks[document.children[position][0]]
            before = document.view.rfind("\n", block.span.start, first.span.start)
            yield f"[{document.plain(Span(block.span.start, max(before, block.span.start)))}]"
        elif block.kind == "item":
            yield f"{'  ' * block.level}- {words}"
        elif block.kind == "row":
            cells = [document.plain(document.blocks[cell].span) for cell in document.children[position]]
            yield " | ".join(cells)
        elif block.kind == "code":
            yield f"code: {words}"
        elif block.kind == "paragraph":
            yield words


def outline(document: Document) -> list[str]:
    """A line for each block: ``# heading``, ``[lead-in]`` of a list, ``- item``, ``cell | cell``, ``code: …``."""
    return list(_drawn(document))
