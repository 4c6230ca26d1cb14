"""Markdown: blocks from markdown-it-py, and which characters of the source are markup and not words.

The parser says on which lines a block stands but not where its inline text does. That is found by
walking over the source and the parsed pieces side by side: what the pieces do not hold is markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.loaders.builder import PSEUDO_HEADING_LEVEL, BlockBuilder, reads_as_heading
from assistant.loaders.front_matter import matter_end
from assistant.loaders.listed import aligned_table, begins_bold, copied_table, lines_of, without_fences
from assistant.loaders.plain import read_plain
from assistant.loaders.tables import pipe_cells
from assistant.text import FILLER, blank, normalise
from assistant.types import Block, Span

MAX_NESTING = 40
"""Deeper quotes and lists (a list and its items are two levels) are not read: the parser would pass over them."""

_LINE_END = re.compile(r"\r\n?|\n")
_TARGET = re.compile(r"\](?:\((?:[^()\\]|\\.|\([^()]*\))*\)|\[[^\]]*\])?")
_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^>]*(?:>|\Z)", re.DOTALL | re.IGNORECASE)
_ESCAPED_PIPE = re.compile(r"\\\|")
_ANCHOR = re.compile(r"\{#[^{}]*\}|¶")
_INVISIBLE = FILLER + "\ufeff\u200c\u200d\u2060\u00ad\u200e\u200f"
_KEPT_ENTITIES = {"&lt;", "&gt;", "&quot;"}
_PLAIN = re.compile(r"(?:paragraph|list_item|bullet_list|ordered_list)_(?:open|close)|hr")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    options = {"maxNesting": MAX_NESTING}
    return MarkdownIt("commonmark", options).enable(["table", "strikethrough"]).disable("text_join")


def markdown_blocks(text: str) -> tuple[list[Block], Sequence[Span]]:
    """The blocks of a Markdown text, and the spans of it that are markup.

    A text without any markup but the marks of items is read as plain text: people keep what they copied in such files,
    and its headings and tables are to be told by the form of its lines. Raises ``ValueError`` for a text that is nested
    deeper than ``MAX_NESTING``.
    """
    body = matter_end(text)
    source = re.sub(r"[^\r\n]", " ", text[:body]) + text[body:]
    starts = [0, *(match.end() for match in _LINE_END.finditer(source)), len(source)]
    defined: dict[str, object] = {}
    tokens = _parser().parse(source, defined)
    if any(token.level >= MAX_NESTING - 1 and token.nesting == 1 for token in tokens):
        raise ValueError(f"quotes and lists are nested more than {MAX_NESTING} levels deep")
    if not (body or defined.get("references") or _is_marked_up(source, tokens, starts)):
        return read_plain(text)
    masks = _Masks(source)
    if body:
        masks.add(0, body)
    regions = _regions(source, tokens, starts, masks)
    shown = blank(text, masks.spans)
    return _Walk(shown, tokens, starts, regions).blocks(), masks.spans


def _is_marked_up(source: str, tokens: list[Token], starts: list[int]) -> bool:
    """Whether a token of the parser is there by markup, more than plain text has; a table that is set in is none."""
    for token in tokens:
        if token.type == "inline":
            if any(child.type not in ("text", "softbreak") for child in token.children or []):
                return True
        elif token.type == "code_block":
            start, end = _lines(token, starts)
            view = normalise(source[start:end])
            if aligned_table(view, Span(0, len(view))) is None:
                return True
        elif _PLAIN.fullmatch(token.type) is None:
            return True
    return False


class _Masks:
    """The spans of markup, in order."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.spans: list[Span] = []

    def add(self, start: int, end: int) -> None:
        """Mask a stretch; line ends stay, so that words of two lines do not grow together."""
        for piece in re.finditer(r"[^\r\n]+", self.source[start:end]):
            self.spans.append(Span(start + piece.start(), start + piece.end()))


def _lines(token: Token, starts: list[int]) -> Span:
    first, last = token.map or (0, 0)
    return Span(starts[first], starts[min(last, len(starts) - 1)])


def _regions(source: str, tokens: list[Token], starts: list[int], masks: _Masks) -> dict[int, Span]:
    """Where the text of each inline, code and HTML token stands; masks the markup on the way."""
    regions: dict[int, Span] = {}
    cells: list[Span] = []
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            start, end = _lines(token, starts)
            line = source[start:end].rstrip("\r\n")
            lead = len(line) - len(line.lstrip(" \t>"))
            cells = pipe_cells(source, start + lead, start + len(line.rstrip()))
        elif token.type == "inline" and token.map:
            in_cell = tokens[position - 1].type in ("th_open", "td_open")
            region = (cells.pop(0) if cells else None) if in_cell else _lines(token, starts)
            if region is not None:
                regions[position] = region
                _mask_inline(source, token.children or [], region, masks)
        elif token.type == "html_block":
            region = regions[position] = _lines(token, starts)
            for tag in _TAG.finditer(source, *region):
                masks.add(*tag.span())
        elif token.type in ("fence", "code_block"):
            regions[position] = _lines(token, starts)
    return regions


def _mask_inline(source: str, children: Sequence[Token], region: Span, masks: _Masks) -> None:
    cursor = _walk_inline(source, children, region.start, region.end, masks)
    masks.add(cursor, region.end)


def _walk_inline(source: str, children: Sequence[Token], cursor: int, end: int, masks: _Masks) -> int:
    """Mask what lies between the pieces of text; returns the end of the last piece."""
    for child in children:
        if child.type in ("text", "code_inline"):
            found = _find(source, child.content, cursor, end)
            if found.end > found.start:
                masks.add(cursor, found.start)
                cursor = found.end
                for anchor in _ANCHOR.finditer(source, *found):
                    masks.add(*anchor.span())
                if "|" in child.content:  # in a table a pipe is escaped, in code too
                    for escape in _ESCAPED_PIPE.finditer(source, *found):
                        masks.add(escape.start(), escape.start() + 1)
        elif child.type == "text_special":
            found = _find(source, child.markup, cursor, end)
            masks.add(cursor, found.start)
            cursor = _mask_special(child, found, masks)
        elif child.type == "html_inline":
            found = _find(source, child.content, cursor, end)
            masks.add(cursor, found.start)
            masks.add(*found)
            cursor = found.end
        elif child.type == "image":
            cursor = _walk_inline(source, child.children or [], cursor, end, masks)
            cursor = _skip_target(source, cursor, end, masks)
        elif child.type == "link_close" and child.info != "auto":
            cursor = _skip_target(source, cursor, end, masks)
    return cursor


def _mask_special(child: Token, found: Span, masks: _Masks) -> int:
    """Mask a backslash, or an entity that stands for no letter; returns the end of it."""
    if child.markup.startswith("\\"):
        if child.content != child.markup:
            masks.add(found.start, found.start + 1)
    elif child.markup == "&amp;":
        masks.add(found.start + 1, found.end)
    elif child.markup not in _KEPT_ENTITIES and not child.content.isalnum():
        masks.add(*found)
    return found.end


def _skip_target(source: str, cursor: int, end: int, masks: _Masks) -> int:
    """Step over the address of a link or an image."""
    close = source.find("]", cursor, end)
    target = _TARGET.match(source, close, end) if close >= 0 else None
    if target is None:
        return cursor
    masks.add(cursor, target.end())
    return target.end()


def _find(source: str, content: str, start: int, end: int) -> Span:
    """Where a piece stands next; empty at ``start`` when it is not there literally."""
    if not content:
        return Span(start, start)
    found = source.find(content, start, end)
    if found >= 0:
        return Span(found, found + len(content))
    words = (re.escape(word).replace(r"\|", r"\\?\|") for word in content.strip(_INVISIBLE).split())
    flexible = re.compile(r"\s+".join(words) or r"(?!)")
    match = flexible.search(source, start, end)
    return Span(*match.span()) if match else Span(start, start)


class _Walk:
    """Turns the parser's flat tokens into blocks."""

    def __init__(self, shown: str, tokens: list[Token], starts: list[int], regions: dict[int, Span]) -> None:
        self.tokens = tokens
        self.starts = starts
        self.regions = regions
        self.builder = BlockBuilder(shown)

    def blocks(self) -> list[Block]:
        position = 0
        while position < len(self.tokens):
            position = self._block(position)
        return self.builder.blocks

    def _block(self, position: int) -> int:
        """Add the block that begins at a token; returns the position after it."""
        token = self.tokens[position]
        region = self.regions.get(position + 1)
        if token.type == "heading_open" and region:
            self.builder.heading(region, int(token.tag[1]))
            return position + 3
        if token.type == "paragraph_open" and region:
            if _is_pseudo_heading(self.tokens[position + 1]):
                self.builder.heading(region, PSEUDO_HEADING_LEVEL)
            elif rows := copied_table(self.builder.view, region):
                self.builder.table(region, rows)
            elif begins_bold(self.tokens[position + 1]):
                self.builder.listing([(line.span, 0) for line in lines_of(self.builder.view, region)])
            else:
                self.builder.paragraph(region)
            return position + 3
        if token.type in ("bullet_list_open", "ordered_list_open"):
            return self._list(position)
        if token.type == "table_open":
            return self._table(position)
        if token.type in ("fence", "code_block"):
            self._code(position)
        elif token.type == "html_block":
            self.builder.paragraph(self.regions[position])
        return position + 1

    def _code(self, position: int) -> None:
        """Add a listing, or the table that it is: people set aligned columns in it so that they stay aligned."""
        region = self.regions[position]
        fence = self.tokens[position].type == "fence"
        inside = without_fences(self.builder.view, region) if fence else region
        rows = None if self.tokens[position].info.strip() else aligned_table(self.builder.view, inside)
        if rows is None:
            self.builder.code(region)
        else:
            self.builder.table(inside, rows)

    def _list(self, position: int) -> int:
        """Add a list; an item's own text ends where a list inside it begins."""
        items: list[tuple[Span, int]] = []
        open_items: list[int] = []
        level = -1
        while position < len(self.tokens):
            token = self.tokens[position]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                level += 1
                if open_items:
                    open_items[-1] = -1
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                level -= 1
                if level < 0:
                    break
            elif token.type == "list_item_open":
                open_items.append(len(items))
                items.append((Span(0, 0), level))
            elif token.type == "list_item_close":
                open_items.pop()
            elif position in self.regions and open_items:
                if open_items[-1] < 0:  # text after a nested list goes on with the outer item
                    open_items[-1] = len(items)
                    items.append((Span(0, 0), level))
                number = open_items[-1]
                known, region = items[number][0], self.regions[position]
                items[number] = (Span(known.start if known.end else region.start, region.end), items[number][1])
            position += 1
        shown = [item for item in items if item[0].end]
        if shown:
            self.builder.listing(shown)
        return position + 1

    def _table(self, position: int) -> int:
        table = self.tokens[position]
        rows: list[list[Span]] = []
        while self.tokens[position].type != "table_close":
            if self.tokens[position].type == "tr_open":
                rows.append([])
            elif self.tokens[position].type == "inline" and position in self.regions:
                rows[-1].append(self.regions[position])
            position += 1
        filled = [cells for cells in rows if cells]
        if filled:
            self.builder.table(_lines(table, self.starts), filled)
        return position + 1


def _is_pseudo_heading(inline: Token) -> bool:
    """Whether a paragraph is nothing but a few bold words, which people use as a heading."""
    kinds = [child.type for child in inline.children or [] if child.type != "text" or child.content]
    return reads_as_heading(inline.content.strip("*_ ")) and kinds == ["strong_open", "text", "strong_close"]
