"""CSV and TSV: one table whose first row holds the column names. The text as loaded is the file decoded.

``csv`` finds out how a file is written but not where a cell stands in it, so the cells are looked for here,
by the same rules (RFC 4180).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.builder import BlockBuilder
from assistant.loaders.text import file_title, read_text
from assistant.text import blank, normalise, squeeze, trim
from assistant.types import Document, Span

DELIMITERS = ",;\t|"
SAMPLE_CHARS = 1 << 13
QUOTE = '"'
_DECLARED = re.compile(r"\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class Cells:
    """The rows of a table as spans of their cells, quotes left out, and the spans of quotes and doubled quotes."""

    rows: list[list[Span]] = field(default_factory=list)
    masked: list[Span] = field(default_factory=list)


def delimiter_of(text: str, default: str) -> str:
    """The character between cells: the one that a ``sep=`` line names, as sniffed, or else the default."""
    declared = _DECLARED.match(text)
    if declared:
        return declared.group(1)
    sample = text[:SAMPLE_CHARS]
    whole = sample[: sample.rfind("\n") + 1] or sample
    try:
        return csv.Sniffer().sniff(whole, DELIMITERS).delimiter
    except csv.Error:
        return default


def find_cells(text: str, start: int, delimiter: str) -> Cells:
    """The cells of a text from ``start`` on; a quoted one may hold delimiters, line ends and doubled quotes.

    >>> text = 'name,says\\n"tea, green","so ""hot""!"'
    >>> [[text[a:b] for a, b in row] for row in find_cells(text, 0, ",").rows]
    [['name', 'says'], ['tea, green', 'so ""hot""!']]
    """
    found = Cells()
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    row: list[Span] = []
    cursor = start
    while cursor < len(text):
        if text[cursor] == QUOTE:
            cell, cursor = _quoted(text, cursor, plain, found.masked)
        else:
            match = plain.match(text, cursor)
            cursor = match.end() if match else cursor
            cell = Span(match.start() if match else cursor, cursor)
        row.append(cell)
        if text.startswith(delimiter, cursor):
            found.masked.append(Span(cursor, cursor + 1))
            cursor += 1
            if cursor < len(text):
                continue
            row.append(Span(cursor, cursor))
        found.rows.append(row)
        row = []
        end = _LINE_END.match(text, cursor)
        cursor = end.end() if end else cursor
    return found


def _quoted(text: str, opening: int, plain: re.Pattern[str], masked: list[Span]) -> tuple[Span, int]:
    """The inside of a quoted cell and where it ends; what follows the closing quote belongs to the cell."""
    masked.append(Span(opening, opening + 1))
    cursor = opening + 1
    while True:
        close = text.find(QUOTE, cursor)
        if close < 0:
            return Span(opening + 1, len(text)), len(text)
        masked.append(Span(close, close + 1))
        if not text.startswith(QUOTE, close + 1):
            break
        cursor = close + 2
    rest = plain.match(text, close + 1)
    end = rest.end() if rest else close + 1
    return Span(opening + 1, close if end == close + 1 else end), end


class DelimitedLoader:
    """Tables with a header, one row a line, cells between commas, semicolons, tabs or pipes."""

    suffixes = frozenset({".csv", ".tsv", ".tab"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        text, content = read_text(path, limits)
        declared = _DECLARED.match(text)
        start = declared.end() if declared else int(text.startswith("\ufeff"))
        delimiter = delimiter_of(text, "," if path.suffix.lower() == ".csv" else "\t")
        cells = find_cells(text, start, delimiter)
        view = normalise(text)
        rows = [[Span(*trim(view, *cell)) for cell in row] for row in cells.rows]
        rows = [row for row in rows if any(cell.end > cell.start for cell in row)]
        if not rows or not any(squeeze(text[cell.start : cell.end]) for row in rows for cell in row):
            raise LoadError(f"{path}: holds no text")
        builder = BlockBuilder(blank(text, cells.masked))
        builder.table(Span(rows[0][0].start, rows[-1][-1].end), rows)
        blocks = tuple(builder.blocks)
        return Document(
            document_id or path.name, file_title(path), str(path), text, blocks, content, tuple(cells.masked)
        )
