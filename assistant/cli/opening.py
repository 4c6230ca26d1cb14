"""Opening what a command works on: the documents, told how far it is, and files named on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from assistant.cli.output import one_line
from assistant.cli.progress import shown
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assistant import Assistant


def open_assistant(
    knowledge: str | None, quiet: bool, *, warn: bool = True, threshold: float | None = None
) -> Assistant:
    """Open the documents; what was skipped is told on standard error."""
    from assistant.assistant import Assistant
    from assistant.config import load_settings

    settings = load_settings(knowledge=knowledge, threshold=threshold)
    with shown(quiet) as progress:
        assistant = Assistant.open(settings=settings, progress=progress)
    if warn and not quiet:
        for _, reason in assistant.report.skipped:
            click.echo(f"assistant: skipped {one_line(reason)}", err=True)
    return assistant


def open_input(name: str) -> TextIO:
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
    try:
        return Path(name).open(encoding="utf-8-sig")
    except OSError as error:
        raise AssistantError(f"{name}: cannot be read ({error.strerror})") from error
