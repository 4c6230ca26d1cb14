"""Printing: what documents and file names hold must not steer a terminal."""

from __future__ import annotations

import sys

import click


def where(document: str, section: tuple[str, ...]) -> str:
    """A place in the documents on one line: the document, then the headings down to it."""
    return one_line(" › ".join((document, *section)))


def one_line(text: str) -> str:
    """A text that stays on its line and sends no control codes to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def show_exactly(text: str) -> None:
    """Write a text character for character in UTF-8; on a terminal what would steer it is left out."""
    if sys.stdout.isatty():
        show(text)
    else:
        click.echo(text.encode("utf-8", "surrogatepass"), nl=False)


def show(text: str) -> None:
    """Print without control codes that a document may hold; what the terminal cannot show is replaced."""
    safe = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(safe.encode(encoding, "replace").decode(encoding), color=False)
