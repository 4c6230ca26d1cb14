"""The page on writing documents holds what it says: its example is built, asked and passes its own suite."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from assistant.cli import cli

PAGE = Path(__file__).parents[1] / "docs" / "writing-documents.md"
BOATS = """# Boats

## Kayak

A kayak is a narrow boat in which one sits with the legs forward.

What you need for a kayak:

- Paddle with two blades
- Spraydeck

## Canoe

A canoe is an open boat in which one kneels.

What you need for a canoe:

- Paddle with one blade
- Bailer
"""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def test_the_example_of_the_page_passes_its_own_suite(tmp_path: Path) -> None:
    names, suite = blocks("yaml")
    folder = tmp_path / "boats"
    folder.mkdir()
    (folder / "boats.md").write_text(BOATS, encoding="utf-8")
    (folder / "knowledge.yaml").write_text(names, encoding="utf-8")
    (folder / "questions.yaml").write_text(suite, encoding="utf-8")
    (command,) = blocks("console")
    arguments = command.removeprefix("$ assistant ").split()
    arguments[arguments.index("boats")] = str(folder)
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output


def test_a_suite_that_falls_short_ends_with_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "boats.md").write_text(BOATS, encoding="utf-8")
    suite = tmp_path / "questions.yaml"
    suite.write_text("- ask: What is a kayak?\n  expect: {contains: [an open boat]}\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["test", "--knowledge", str(tmp_path), "--answered", "0.98"])
    assert result.exit_code == 4
    assert "What is a kayak?" in result.output
