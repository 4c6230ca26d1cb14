"""Opening what a command works on: the documents, with a progress bar, and files named on the command line."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from assistant.cli.output import one_line
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.learn import Progress


def open_assistant(
    knowledge: str | None, quiet: bool, *, warn: bool = True, threshold: float | None = None
) -> Assistant:
    """Open the documents; what was skipped is told on standard error."""
    from assistant.assistant import Assistant
    from assistant.config import load_settings

    settings = load_settings(knowledge=knowledge, threshold=threshold)
    show = not quiet and sys.stderr.isatty()
    with _Bar() if show else _Silent() as progress:
        assistant = Assistant.open(settings=settings, progress=progress)
    if warn and not quiet:
        for _, reason in assistant.report.skipped:
            click.echo(f"assistant: skipped {one_line(reason)}", err=True)
    return assistant


class _Silent:
    """No progress."""

    def __enter__(self) -> Progress | None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


class _Bar:
    """A progress bar on standard error, drawn once there is something to read."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        return self._advance

    def _advance(self, done: int, total: int, name: str) -> None:
        if self._progress is None:
            if done == total or not name:
                return
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._progress = RichProgress(console=Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task("Reading documents", total=total)
        self._progress.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def open_input(name: str) -> TextIO:
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
    try:
        return Path(name).open(encoding="utf-8-sig")
    except OSError as error:
        raise AssistantError(f"{name}: cannot be read ({error.strerror})") from error
