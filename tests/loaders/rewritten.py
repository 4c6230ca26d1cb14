"""Writes a document that was read in one format in another, block by block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

import pdfs
import word
from books import epub

from assistant.types import Document, Span

_LATIN = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "•": "\x95"})


def latin(text: str) -> str:
    """A text in the letters that the fonts every PDF has can show."""
    return text.translate(_LATIN)


class Piece(NamedTuple):
    """A block: its kind, its level, and its text or the texts of its items (with their nesting) or rows."""

    kind: str
    level: int
    content: str | list[tuple[str, int]] | list[list[str]]


def pieces(document: Document) -> Iterator[Piece]:
    """The blocks of a document; a lead-in is a paragraph before its list."""
    for position, block in enumerate(document.blocks):
        children = [document.blocks[child] for child in document.children.get(position, ())]
        if block.kind in ("heading", "paragraph", "code"):
            yield Piece(block.kind, block.level, document.plain(block.span))
        elif block.kind == "list":
            lead = document.plain(Span(block.span.start, children[0].span.start)).rstrip("•- ")
            if lead:
                yield Piece("paragraph", 0, lead)
            yield Piece("list", 0, [(document.plain(child.span), child.level) for child in children])
        elif block.kind == "table":
            rows = [document.children[row] for row in document.children[position]]
            yield Piece("table", 0, [[document.plain(document.blocks[cell].span) for cell in row] for row in rows])


def as_markdown(document: Document) -> bytes:
    """In Markdown."""
    lines = []
    for kind, level, content in pieces(document):
        if isinstance(content, str):
            lines.append(f"{'#' * level} {content}" if kind == "heading" else content)
        elif kind == "list":
            lines.append("\n".join(f"{'  ' * nesting}- {text}" for text, nesting in content))  # type: ignore[misc]
        else:
            rows = [f"| {' | '.join(row)} |" for row in content]
            lines.append("\n".join([rows[0], "|---" * len(content[0]) + "|", *rows[1:]]))
    return "\n\n".join(lines).encode() + b"\n"


def html_body(document: Document) -> str:
    """The elements of a web page."""
    lines = []
    for kind, level, content in pieces(document):
        if isinstance(content, str):
            tag = f"h{level}" if kind == "heading" else "p"
            lines.append(f"<{tag}>{escape(content)}</{tag}>")
        elif kind == "list":
            lines.append(_html_list(content))  # type: ignore[arg-type]
        else:
            cells = ["".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in content]
            lines.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
    return "\n".join(lines)


def _html_list(items: list[tuple[str, int]]) -> str:
    text = ""
    for nested, group in groupby(items, key=lambda item: item[1] > 0):
        inner = "".join(f"<li>{escape(item)}</li>" for item, _ in group)
        text = f"{text.removesuffix('</li>')}<ul>{inner}</ul></li>" if nested else text + inner
    return f"<ul>{text}</ul>"


def as_html(document: Document) -> bytes:
    """As a web page with navigation and a footer."""
    body = f"<nav><a href='/'>Home</a></nav><main>{html_body(document)}</main><footer>All rights reserved</footer>"
    return f"<!DOCTYPE html><meta charset=utf-8><title>Site</title><body>{body}</body>".encode()


def as_epub(document: Document) -> bytes:
    """As a book of one chapter."""
    return epub({"a.xhtml": html_body(document)}, title=document.title)


def as_word(document: Document) -> bytes:
    """In Word."""
    blocks = []
    for kind, level, content in pieces(document):
        if isinstance(content, str):
            blocks.append(word.paragraph(content, f"U{level}" if kind == "heading" else ""))
        elif kind == "list":
            blocks += [word.paragraph(text, list_id=1, level=nesting) for text, nesting in content]  # type: ignore[misc]
        else:
            blocks.append(word.table(*(tuple(row) for row in content)))  # type: ignore[misc]
    return word.docx(*blocks)


def as_pdf(document: Document) -> bytes:
    """In PDF."""
    file = pdfs.new()
    for kind, level, content in pieces(document):
        if isinstance(content, str):
            text = latin(content)
            if kind == "heading":
                pdfs.heading(file, text, {1: 22, 2: 17, 3: 14}[level])
            else:
                pdfs.paragraph(file, text)
        elif kind == "list":
            pdfs.items(file, [latin(text) for text, _ in content])  # type: ignore[misc]
        else:
            pdfs.table(file, [[latin(str(cell)) for cell in row] for row in content])
    return pdfs.data(file)


WRITERS: dict[str, Callable[[Document], bytes]] = {
    ".md": as_markdown,
    ".html": as_html,
    ".epub": as_epub,
    ".docx": as_word,
    ".pdf": as_pdf,
}
