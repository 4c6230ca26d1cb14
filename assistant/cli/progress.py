"""How far a build is, on standard error: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from assistant.learn import Progress

LINE_SECONDS = 5.0
"""Between two lines; a build that is done sooner says nothing."""
_NO_CURSOR = frozenset({"dumb", "unknown"})


def shown(quiet: bool) -> AbstractContextManager[Progress | None]:
    """What tells of a build here, while it is entered."""
    if quiet:
        return _Silence()
    return Bar() if sys.stderr.isatty() and os.environ.get("TERM") not in _NO_CURSOR else Lines()


def rates(files: int, passages: int, seconds: float) -> str:
    """How fast it goes.

    >>> rates(120, 5210, 5.0)
    '24 files and 1,042 passages a second'
    """
    return f"{_rate(files, seconds)} files and {_rate(passages, seconds)} passages a second"


def _rate(amount: int, seconds: float) -> str:
    rate = amount / max(seconds, 0.001)
    return f"{rate:.1f}" if rate < 10 else f"{rate:,.0f}"


class _Silence:
    """No progress."""

    def __enter__(self) -> Progress | None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


class Lines:
    """Lines without any control codes, for a log; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = self._told = clock()

    def __enter__(self) -> Progress:
        return self._advance

    def __exit__(self, *_: object) -> None:
        return None

    def _advance(self, done: int, total: int, name: str, passages: int) -> None:
        now = self._clock()
        ended = done == total and self._told > self._started
        if not ended and now - self._told < LINE_SECONDS:
            return
        self._told = now
        then = "; making the index" if done == total else ""
        speed = rates(done, passages, now - self._started)
        click.echo(f"assistant: {done:,} of {total:,} files, {passages:,} passages, {speed}{then}", err=True)


class Bar:
    """A bar that is drawn once there is something to read, and wiped away at the end."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        return self._advance

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _advance(self, done: int, total: int, name: str, passages: int) -> None:
        if self._bar is None:
            if done == total or not name:
                return
            self._draw(total)
        speed = rates(done, passages, time.monotonic() - self._started)
        doing = "Making the index" if done == total else "Reading documents"
        self._bar.update(self._task, completed=done, description=doing, speed=speed)

    def _draw(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[speed]}"),
        )
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._bar.start()
        self._task = self._bar.add_task("Reading documents", total=total, speed="")
