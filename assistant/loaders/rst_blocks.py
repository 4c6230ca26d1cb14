"""reStructuredText: lines into headings, paragraphs, lists, tables and listings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.loaders.builder import PSEUDO_HEADING_LEVEL, reads_as_heading
from assistant.loaders.parts import BULLET, Code, Grid, Heading, Item, Listing, Paragraph, Part
from assistant.loaders.rst_inline import bare
from assistant.loaders.rst_table import GRID, SIMPLE, Rows, csv_rows, grid_rows, simple_rows, simple_size

MAX_DEPTH = 40
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1+$")
_BULLET = re.compile(r"[-*+•‣⁃](?: +|$)")
_NUMBER = re.compile(r"\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcIVXLC]+)[.)] +")
_FIELD = re.compile(r":(?! )((?:\\.|[^\\:]|:(?! ))+?)(?<! ):(?: +|$)")
_DIRECTIVE = re.compile(r"\.\. +(\|[^|]+\| +)?([A-Za-z][\w.+:-]*?) ?::(?: +|$)(.*)")
_BOLD = re.compile(r"\*\*([^*\s](?:[^*]*[^*\s])?)\*\*")
_PATH = re.compile(r"[^\s/]*(?:/[^\s/]+)+|\S+\.[A-Za-z]\w{0,5}")
_NOTE = re.compile(r"\.\. +\[[^\]]+\] *")
_CODE = frozenset({"code", "code-block", "sourcecode", "parsed-literal", "doctest", "testcode", "prompt", "console"})
_SILENT = frozenset(
    {
        "image",
        "include",
        "literalinclude",
        "raw",
        "toctree",
        "contents",
        "index",
        "meta",
        "highlight",
        "math",
        "default-role",
        "role",
        "sectnum",
        "tabularcolumns",
        "currentmodule",
        "module",
        "py:module",
        "py:currentmodule",
        "automodule",
        "autoclass",
        "autofunction",
        "testsetup",
        "testcleanup",
        "header",
        "footer",
        "target-notes",
        "graphviz",
        "plot",
    }
)
_VERSIONS = frozenset({"versionadded", "versionchanged", "deprecated"})


class RstBlocks:
    """The parts of a text; adornments of headings are ranked in the order in which they turn up."""

    def __init__(self) -> None:
        self._adornments: list[str] = []
        self._depth = 0

    def parts(self, lines: Sequence[str]) -> Iterator[Part]:
        """The parts in lines without white space at their ends. Raises ``ValueError`` for those nested without end."""
        if self._depth >= MAX_DEPTH:
            raise ValueError(f"is nested more than {MAX_DEPTH} deep")
        self._depth += 1
        at = 0
        while at < len(lines):
            if not lines[at].strip():
                at += 1
                continue
            found, size = self._block(lines, at)
            yield from found
            at += max(1, size)
        self._depth -= 1

    def _block(self, lines: Sequence[str], at: int) -> tuple[list[Part], int]:
        """The parts of the block that begins on a line, and how many lines it takes."""
        line = lines[at]
        if line.startswith(" "):
            size = _indented(lines, at)
            return list(self.parts(_dedented(lines[at : at + size]))), size
        if line.startswith(".. ") or line == "..":
            size = 1 + _indented(lines, at + 1)
            return self._explicit(lines[at : at + size]), size
        if GRID.match(line):
            size = next((n for n in range(at, len(lines)) if lines[n][:1] not in ("+", "|")), len(lines)) - at
            return [_grid(grid_rows(lines[at : at + size]))], size
        if SIMPLE.match(line) and (size := simple_size(lines[at:])):
            return [_grid(simple_rows(lines[at : at + size]))], size
        heading = self._heading(lines, at)
        if heading is not None:
            return heading
        if _is_item(line):
            return self._listing(lines, at)
        if line.startswith(">>> "):
            size = _to_blank(lines, at)
            return [Code("\n".join(lines[at : at + size]))], size
        if at + 1 < len(lines) and lines[at + 1].startswith(" ") and not line.startswith("|"):
            size = 1 + _indented(lines, at + 1)
            if not line.endswith("::"):
                return self._listing(lines, at)
        return self._paragraph(lines, at)

    def _heading(self, lines: Sequence[str], at: int) -> tuple[list[Part], int] | None:
        """A title between two adornments or above one; a line of nothing else is a mark between paragraphs."""
        after = [*lines[at + 1 : at + 3], "", ""]
        over = _ADORNMENT.match(lines[at])
        if over:
            if after[0].strip() and after[1] == lines[at]:
                return [self._ranked(after[0], over.group(1) * 2)], 3
            return ([], 1) if len(lines[at]) >= 4 else None
        under = _ADORNMENT.match(after[0])
        if under and (len(after[0]) >= min(4, len(lines[at]))):
            return [self._ranked(lines[at], under.group(1))], 2
        return None

    def _ranked(self, title: str, adornment: str) -> Heading:
        if adornment not in self._adornments:
            self._adornments.append(adornment)
        return Heading(bare(title.strip()), self._adornments.index(adornment) + 1)

    def _explicit(self, lines: Sequence[str]) -> list[Part]:
        """A directive, or a note; targets, substitutions and comments say nothing."""
        note = _NOTE.match(lines[0])
        if note:
            return list(self.parts([lines[0][note.end() :], *_dedented(lines[1:])]))
        directive = _DIRECTIVE.match(lines[0])
        if directive is None or directive.group(1) or directive.group(2) in _SILENT:
            return []
        name, argument = directive.group(2), directive.group(3)
        options: dict[str, str] = {}
        content = _dedented(lines[1:])
        while content and (option := _FIELD.match(content[0])):
            options[option.group(1)] = content.pop(0)[option.end() :]
        if name in _CODE:
            return [Code("\n".join(content))]
        if name == "csv-table":
            return [Paragraph(bare(argument)), _grid(csv_rows(content, options.get("header", "")))]
        if name == "figure":
            argument = ""
        elif name in _VERSIONS:  # a version's number alone says nothing
            argument = argument.partition(" ")[2]
        elif _PATH.fullmatch(argument):  # names a file, whatever is done with it
            argument = ""
        if argument and content and content[0]:  # the words of a note may begin on the line of its name
            return list(self.parts([argument, *content]))
        parts = list(self.parts(content))
        if name == "list-table":
            parts = [_of_list(part) for part in parts]
        return [Paragraph(bare(argument)), *parts]

    def _listing(self, lines: Sequence[str], at: int) -> tuple[list[Part], int]:
        """A list of items, of fields or of terms with what they mean; other lists in an item are nested in it."""
        start, items = at, list[Item]()
        kind = _kind(lines[at])
        while at < len(lines) and _kind(lines[at]) == kind and not lines[at].startswith(" "):
            size = 1 + _indented(lines, at + 1)
            if kind == "term" and size == 1:
                break
            items += self._items(lines[at], lines[at + 1 : at + size], kind)
            at += size
            while at < len(lines) and not lines[at].strip():
                at += 1
        return [Listing(tuple(items))], at - start

    def _items(self, first: str, rest: Sequence[str], kind: str) -> Iterator[Item]:
        mark, lead = BULLET, ""
        if kind == "term":
            lead, text = f"{bare(first)}: ", ""
        elif kind == "field":
            found = _FIELD.match(first)
            lead, text = (f"{bare(found.group(1))}: ", first[found.end() :]) if found else ("", first)
        else:
            found = (_BULLET if kind == "bullet" else _NUMBER).match(first)
            text = first[found.end() :] if found else first
            mark = BULLET if kind == "bullet" or not found else found.group().strip()
        words: list[str] = []
        nested: list[Item] = []
        for part in self.parts([text, *_dedented(rest)]):
            if isinstance(part, Listing):
                nested += [Item(item.text, item.level + 1, item.mark) for item in part.items]
            elif isinstance(part, Grid):
                words += ["\t".join(row) for row in part.rows]
            elif part.text:  # type: ignore[union-attr]
                words.append(part.text)  # type: ignore[union-attr]
        yield Item(lead + "\n".join(words), 0, mark)
        yield from nested

    def _paragraph(self, lines: Sequence[str], at: int) -> tuple[list[Part], int]:
        """Running text; what is indented below its ``::`` is a listing."""
        size = _to_blank(lines, at)
        text = "\n".join(line.removeprefix("| ") for line in lines[at : at + size])
        bold = _BOLD.fullmatch(text)
        if bold and reads_as_heading(bare(bold.group(1))):
            return [Heading(bare(bold.group(1)), PSEUDO_HEADING_LEVEL)], size
        if not text.endswith("::"):
            return [Paragraph(bare(text))], size
        below = at + size
        while below < len(lines) and not lines[below].strip():
            below += 1
        code = _indented(lines, below)
        said = text[:-2] if text[:-2].endswith((" ", "\n")) or text == "::" else text[:-1]
        parts: list[Part] = [Paragraph(bare(said)), Code("\n".join(_dedented(lines[below : below + code])))]
        return parts, below + code - at


def _kind(line: str) -> str:
    kinds = (("bullet", _BULLET), ("number", _NUMBER), ("field", _FIELD))
    return next((kind for kind, pattern in kinds if pattern.match(line)), "term")


def _is_item(line: str) -> bool:
    return _kind(line) != "term"


def _indented(lines: Sequence[str], at: int) -> int:
    """How many lines from here on are indented, empty ones among them but not after them."""
    size = 0
    for number in range(at, len(lines)):
        if lines[number].startswith(" "):
            size = number + 1 - at
        elif lines[number]:
            break
    return size


def _to_blank(lines: Sequence[str], at: int) -> int:
    return next((number for number in range(at, len(lines)) if not lines[number].strip()), len(lines)) - at


def _dedented(lines: Sequence[str]) -> list[str]:
    """Lines without the indent that all have; empty ones around them are left out."""
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    found = [line[indent:] for line in lines]
    while found and not found[-1].strip():
        found.pop()
    return found


def _grid(rows: Rows) -> Grid:
    return Grid(tuple(tuple(bare(cell) for cell in row) for row in rows))


def _of_list(part: Part) -> Part:
    """A table out of a list of lists: each item of the outer one is a row, its items are the cells."""
    if not isinstance(part, Listing):
        return part
    rows: list[list[str]] = []
    for item in part.items:
        if item.level == 0:
            rows.append([])
        elif item.level == 1:
            rows[-1].append(item.text)
    return Grid(tuple(tuple(row) for row in rows if row))
