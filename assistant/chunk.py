"""From a document to its passages: stretches that follow the structure and are found as a whole.

- A passage never crosses a heading, and carries the path of headings above it.
- A list stays whole with its lead-in, a table whole; one that is longer than a passage can also be
  found by its parts, and a table always by its rows.
- A long paragraph is cut between sentences; neighbours that fit into one passage share it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.defaults import PASSAGE_WORDS
from assistant.text import sentences
from assistant.types import Document, Passage, Span

_INNER = frozenset({"item", "row", "cell"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A stretch that is not cut any further; ``alone`` when no neighbour may share its passage."""

    span: Span
    headings: tuple[str, ...]
    blocks: tuple[int, int]
    words: int
    alone: bool = False


def chunk(document: Document, passage_words: int = PASSAGE_WORDS) -> list[Passage]:
    """The passages of a document in reading order; about ``passage_words`` words each where the text allows it.

    >>> from assistant.loaders.plain import plain_blocks
    >>> text = "A Title\\n\\nWhat it is\\n\\nIt is short."
    >>> document = Document("a.txt", "A Title", "a.txt", text, tuple(plain_blocks(text)), "")
    >>> [(p.id, p.headings, document.quote(p.span)) for p in chunk(document)]
    [('a.txt#0', ('A Title', 'What it is'), 'It is short.')]
    """
    passages: list[Passage] = []
    for unit in _merge(_units(document, passage_words), passage_words):
        number = len(passages)
        passages.append(Passage(f"{document.id}#{number}", document.id, unit.span, unit.headings, unit.blocks))
    return passages


def _units(document: Document, passage_words: int) -> Iterator[_Unit]:
    for position, block in enumerate(document.blocks):
        if block.kind == "heading" or block.kind in _INNER:
            continue
        children = document.children.get(position, ())
        words = len(document.text[block.span.start : block.span.end].split())
        last = _last_inside(document, position)
        if not words:
            continue
        whole = _Unit(block.span, block.headings, (position, last + 1), words)
        if block.kind == "paragraph" and words > passage_words:
            yield from _pieces(document, whole, passage_words)
        elif block.kind == "table":
            yield _Unit(whole.span, whole.headings, whole.blocks, words, alone=True)
            for row in children[1:]:
                if not document.quote(document.blocks[row].span).strip():
                    continue
                inside = (row, _last_inside(document, row) + 1)
                yield _Unit(document.blocks[row].span, whole.headings, inside, passage_words, alone=True)
        elif block.kind == "list" and words > passage_words:
            yield _Unit(whole.span, whole.headings, whole.blocks, words, alone=True)
            yield from _parts(document, children, passage_words)
        else:
            yield whole


def _last_inside(document: Document, position: int) -> int:
    """The position of the last block inside a block, or its own."""
    children = document.children.get(position)
    return _last_inside(document, children[-1]) if children else position


def _pieces(document: Document, unit: _Unit, passage_words: int) -> Iterator[_Unit]:
    """A long paragraph in runs of whole sentences, about equally long."""
    spans = sentences(document.view, *unit.span)
    count = -(-unit.words // passage_words)
    goal = unit.words / count
    start, words = 0, 0
    for number, (begin, end) in enumerate(spans):
        words += len(document.text[begin:end].split())
        if words >= goal or number + 1 == len(spans):
            yield _Unit(Span(spans[start][0], end), unit.headings, unit.blocks, words)
            start, words = number + 1, 0


def _parts(document: Document, items: tuple[int, ...], passage_words: int) -> Iterator[_Unit]:
    """A long list in runs of items."""
    start, words = 0, 0
    for number, item in enumerate(items):
        span = document.blocks[item].span
        words += len(document.text[span.start : span.end].split())
        if words >= passage_words or number + 1 == len(items):
            first = document.blocks[items[start]]
            yield _Unit(Span(first.span.start, span.end), first.headings, (items[start], item + 1), words, alone=True)
            start, words = number + 1, 0


def _merge(units: Iterator[_Unit], passage_words: int) -> Iterator[_Unit]:
    """Put neighbours of one section together as long as they fit."""
    held: _Unit | None = None
    for unit in units:
        if (
            held is not None
            and not held.alone
            and not unit.alone
            and held.headings == unit.headings
            and held.words + unit.words <= passage_words
        ):
            held = _Unit(
                Span(held.span.start, unit.span.end),
                held.headings,
                (held.blocks[0], unit.blocks[1]),
                held.words + unit.words,
            )
            continue
        if held is not None:
            yield held
        held = unit
    if held is not None:
        yield held
