"""Documents that are no text on the disk: their parts in reading order, and the text that is made of them.

Parts are set one below the other with an empty line between them, items behind their marks, cells behind tabs. A form
feed stands where a page begins. This text is what offsets refer to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import digest
from assistant.loaders.builder import BlockBuilder, document_title
from assistant.loaders.text import file_title
from assistant.text import blank, squeeze
from assistant.types import Block, Document, Span

BULLET = "•"
INDENT = "  "
PAGE_BREAK = "\f"
MAX_NAME_WORDS = 6
MIN_SPANNED_ROWS = 3

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; ``level`` from 1."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, its lines as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """A listing, its lines as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list: ``level`` is its nesting from 0, ``mark`` what stands before it."""

    text: str
    level: int = 0
    mark: str = BULLET


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in order, those nested in one right after it.

    One that is ``led`` has the sentence before it for its lead-in, another only where that ends with a colon.
    """

    items: tuple[Item, ...]
    led: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: ``rows[0]`` holds the column names."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next page begins."""


@dataclass(frozen=True, slots=True)
class SectionEnd:
    """A section of this level, and those in it, end here: what follows belongs to the one around it."""

    level: int


Part = Heading | Paragraph | Code | Listing | Grid | PageBreak | SectionEnd
Masking = Callable[[str], list[Span]]


@dataclass(frozen=True, slots=True)
class Composed:
    """The text made of parts, its blocks, the spans of it that are no words, and where its pages begin."""

    text: str
    blocks: tuple[Block, ...]
    masked: tuple[Span, ...]
    pages: tuple[int, ...]


def compose(parts: Iterable[Part], masking: Masking | None = None, *, paged: bool = False) -> Composed:
    """Set parts one below the other; ``masking`` finds in the whole text what of it is no words,
    ``paged`` says that there are pages, if only one.

    >>> compose([Heading("Tea", 1), Listing((Item("green"), Item("black")))]).text
    'Tea\\n\\n• green\\n• black\\n'
    """
    composer = _Composer()
    for part in parts:
        composer.add(part)
    text = "".join(composer.pieces)
    masked = masking(text) if masking else []
    builder = BlockBuilder(blank(text, masked))
    for build in composer.builds:
        build(builder)
    pages = (0, *(found.end() for found in re.finditer(PAGE_BREAK, text))) if paged else ()
    return Composed(text, tuple(builder.blocks), tuple(masked), pages)


def composed_document(path: Path, raw: bytes, composed: Composed, document_id: str | None, title: str = "") -> Document:
    """The document of a file. Its title is the one given, the first heading or the file's name.

    Raises ``LoadError`` for one without text.
    """
    if not composed.blocks:
        raise LoadError(f"{path}: holds no text")
    title = squeeze(title) or document_title(composed.blocks, file_title(path))
    return Document(
        document_id or path.name,
        title,
        str(path),
        composed.text,
        composed.blocks,
        digest(raw),
        composed.masked,
        pages=composed.pages,
    )


def labelled(label: str, text: str) -> str:
    """A label and what it stands for as one text.

    >>> labelled("Price", "3 euros"), labelled("Price:", "3 euros")
    ('Price: 3 euros', 'Price: 3 euros')
    """
    if not label or not text:
        return label or text
    return f"{label} {text}" if label.endswith((":", "-", "–", "—")) else f"{label}: {text}"


def stands_for(rows: Sequence[Sequence[str]], *, named: bool = False) -> bool:
    """Whether rows are a label and what it stands for: two columns, most of the labels end with a colon.

    ``named`` says that rows without names above them are so too, of which the first holds a number or many words.
    """
    if not rows or any(len(row) != 2 or not all(row) for row in rows):
        return False
    if 2 * sum(row[0].endswith(":") for row in rows) > len(rows):
        return True
    is_long = max(len(cell.split()) for cell in rows[0]) > MAX_NAME_WORDS
    return named and (is_long or any(map(str.isdigit, "".join(rows[0]))))


def listed(rows: Iterable[Sequence[str]]) -> Iterator[Item]:
    """Rows of a label and what it stands for as items; labels that count are marks, bullets in a cell are nested."""
    pairs = [(label, text) for label, text in rows]
    counts = [label.rstrip(".)") for label, _ in pairs] == [str(number + 1) for number in range(len(pairs))]
    for label, text in pairs:
        first, *nested = text.split(f"\n{BULLET}")
        yield Item(first, mark=f"{label.rstrip('.)')}.") if counts else Item(labelled(label, first))
        yield from (Item(line.strip(), 1) for line in nested)


def with_one_head(rows: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """Rows of a table; names that span columns are put before the names below them, where there are two rows of names.

    >>> with_one_head([("Pool", "Hours", ""), ("Pool", "May", "June"), ("North", "8", "9")])[0]
    ('Pool', 'Hours: May', 'Hours: June')
    """
    if len(rows) < MIN_SPANNED_ROWS or len(rows[0]) != len(rows[1]):
        return list(rows)
    above = ""
    names: list[str] = []
    spans = [bool(name or n) and not (name and after) for n, (name, after) in enumerate(pairwise([*rows[0], "-"]))]
    corner = not rows[0][0] and not any(map(str.isdigit, "".join(rows[1])))
    for name, below, spanning in zip(rows[0], rows[1], spans, strict=True):
        above = name.strip() or above
        stands_alone = below in ("", name) or (corner and not names)
        if not (above and below if spanning else stands_alone):
            return list(rows)
        names.append(labelled(above, below.strip()) if spanning else name or below)
    return [tuple(names), *rows[2:]] if any(spans) and not all(spans) else list(rows)


class _Composer:
    """Collects the text piece by piece, and what is to be built of it once it is whole."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.builds: list[Callable[[BlockBuilder], None]] = []
        self.size = 0
        self.said = ""

    def add(self, part: Part) -> None:
        """Add a part; one without words leaves nothing behind."""
        if isinstance(part, PageBreak):
            self._write(PAGE_BREAK)
        elif isinstance(part, SectionEnd):
            self.builds.append(partial(BlockBuilder.close, level=part.level))
        elif isinstance(part, Listing):
            self._listing(part)
        elif isinstance(part, Grid) and stands_for(part.rows):
            self._listing(Listing(tuple(listed(part.rows)), led=False))
        elif isinstance(part, Grid):
            self._grid(with_one_head(part.rows))
        else:
            self._plain(part)

    def _plain(self, part: Heading | Paragraph | Code) -> None:
        text = _clean(part.text)
        text = text.strip("\n") if isinstance(part, Code) else text.strip()
        if not squeeze(text):
            return
        self._gap()
        span = self._write(text)
        self._write("\n")
        self.said = text
        if isinstance(part, Heading):
            self.builds.append(partial(BlockBuilder.heading, span=span, level=part.level))
        else:
            build = BlockBuilder.code if isinstance(part, Code) else BlockBuilder.paragraph
            self.builds.append(partial(build, span=span))

    def _listing(self, listing: Listing) -> None:
        spans: list[tuple[Span, int]] = []
        for item in listing.items:
            text = _clean(item.text).strip()
            if not squeeze(text):
                continue
            if not spans:
                self._gap()
            self._write(f"{INDENT * item.level}{item.mark} ")
            spans.append((self._write(text), item.level))
            self._write("\n")
        if spans:
            led = listing.led or self.said.endswith(":")
            self.builds.append(partial(BlockBuilder.listing, items=spans, led=led))

    def _grid(self, rows: Sequence[Sequence[str]]) -> None:
        texts = [[_one_line(_clean(cell)) for cell in row] for row in rows if row]
        while texts and not any(map(squeeze, texts[-1])):
            texts.pop()
        if not texts:
            return
        self._gap()
        start = self.size
        spans: list[list[Span]] = []
        for row in texts:
            spans.append([])
            for column, cell in enumerate(row):
                self._write("\t" if column else "")
                words = cell.lstrip(PAGE_BREAK)
                self._write(cell[: len(cell) - len(words)])
                spans[-1].append(self._write(words))
            self._write("\n")
        self.builds.append(partial(BlockBuilder.table, span=Span(start, self.size - 1), rows=spans))

    def _gap(self) -> None:
        if self.pieces and self.pieces[-1] != PAGE_BREAK:
            self._write("\n")

    def _write(self, text: str) -> Span:
        self.pieces.append(text)
        start, self.size = self.size, self.size + len(text)
        return Span(start, self.size)


def _one_line(cell: str) -> str:
    """A cell on one line, after the page breaks that it begins with."""
    breaks = len(cell) - len(cell.lstrip(PAGE_BREAK))
    return PAGE_BREAK * breaks + " ".join(cell.split())


def _clean(text: str) -> str:
    """A text without control characters, its line ends alike."""
    return _CONTROLS.sub("", _BREAKS.sub("\n", text))
