"""How far a build is: a bar with its speed on a terminal, plain lines elsewhere, nothing that is short or quiet."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import Assistant
from assistant.cli import cli, progress

FILES = {f"tea{number}.txt": f"Tea {number}\n\nTea number {number} is hot.\n" for number in range(4)}


@pytest.fixture
def build(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Builds with a clock that goes on by so many seconds whenever it is looked at."""

    def run(seconds: float, *given: str) -> Result:
        clock = count(0.0, seconds)
        monkeypatch.setattr(progress.Lines, "__init__", _with_clock(progress.Lines.__init__, lambda: next(clock)))
        return CliRunner().invoke(cli, ["build", "--knowledge", str(write(FILES)), *given])

    return run


def _with_clock(plain: Callable[..., None], clock: Callable[[], float]) -> Callable[..., None]:
    return lambda self: plain(self, clock)


def test_lines_tell_of_files_and_passages_a_second(build: Callable[..., Result]) -> None:
    told = build(2.5).stderr.splitlines()
    assert told == [
        "assistant: 1 of 4 files, 1 passages, 0.2 files and 0.2 passages a second",
        "assistant: 3 of 4 files, 3 passages, 0.3 files and 0.3 passages a second",
        "assistant: 4 of 4 files, 4 passages, 0.3 files and 0.3 passages a second; making the index",
    ]


def test_a_build_that_is_soon_done_or_quiet_says_nothing(build: Callable[..., Result]) -> None:
    assert build(0.1).stderr == ""
    assert build(60, "--quiet").stderr == ""


def test_what_is_told_holds_no_control_characters(build: Callable[..., Result], write: Callable[..., Path]) -> None:
    write({"\x1b[31mred\r.txt": "Red tea is red.\n"})
    told = build(60).stderr
    assert told
    assert all(line.isprintable() for line in told.split("\n"))


def test_passages_are_counted_as_they_are_made(write: Callable[..., Path]) -> None:
    told: list[tuple[int, int, int]] = []
    folder = write(FILES)
    Assistant.open(folder, progress=lambda done, total, name, passages: told.append((done, total, passages)))
    assert told == [(number, 4, number) for number in range(5)]


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal to look at")
@pytest.mark.parametrize(("term", "drawn"), [("xterm", True), ("dumb", False)])
def test_a_terminal_shows_a_bar(write: Callable[..., Path], term: str, drawn: bool) -> None:
    seen = _on_a_terminal(write(FILES), term)
    assert (b"files and" in seen and b"passages a second" in seen and b"\x1b[" in seen) == drawn
    assert drawn or seen == b""


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a terminal to look at")
def test_a_terminal_shows_no_bar_where_nothing_is_read(write: Callable[..., Path]) -> None:
    folder = write(FILES)
    Assistant.open(folder)
    assert _on_a_terminal(folder, "xterm") == b""


def _on_a_terminal(folder: Path, term: str) -> bytes:
    """What a build writes to a terminal beside its report."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "assistant", "build", "--knowledge", str(folder)]
    with os.fdopen(ours, "rb", buffering=0) as screen:
        environment = {**os.environ, "TERM": term, "COLUMNS": "120"}
        run = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment, check=False, timeout=120
        )
        os.close(theirs)
        seen = _all_of(screen.fileno())
    assert run.returncode == 0
    return seen


def _all_of(screen: int) -> bytes:
    seen = b""
    while True:
        try:
            piece = os.read(screen, 65536)
        except OSError:  # Linux says so once nobody writes any more
            return seen
        if not piece:
            return seen
        seen += piece
