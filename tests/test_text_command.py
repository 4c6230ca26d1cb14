"""``assistant text`` prints what the offsets of citations refer to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant import Assistant
from assistant.cli import cli

PAGE = "<title>Tea</title><nav><a href='/'>Home</a></nav><h1>Tea</h1><p>Tea is a <b>hot</b> drink\u2026</p>"


def test_a_quote_is_a_slice_of_what_is_printed(write: Callable[..., Path]) -> None:
    folder = write({"tea.html": PAGE})
    (citation,) = Assistant.open(folder).ask("What is tea?").citations
    result = CliRunner().invoke(cli, ["text", str(folder / "tea.html")])
    printed = result.stdout_bytes.decode("utf-8")
    assert (result.exit_code, printed) == (0, "Tea\n\nTea is a hot drink\u2026\n")
    assert printed[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    ("name", "reason"), [("gone.html", "cannot be read (No such file or directory)"), ("tea.xyz", "no loader for .xyz")]
)
def test_what_cannot_be_read_is_told(write: Callable[..., Path], name: str, reason: str) -> None:
    folder = write({"tea.xyz": "?"})
    result = CliRunner().invoke(cli, ["text", str(folder / name)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert reason in result.stderr


def test_the_settings_in_force_limit_it(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_MAX_FILE_MB", "0.001")
    result = CliRunner().invoke(cli, ["text", str(write({"a.txt": "tea " * 1000}) / "a.txt")])
    assert "over the limit of 0.001 MB" in result.stderr
