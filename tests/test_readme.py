"""What the README says is so: its commands, its settings, its exit codes."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click
import pytest

from assistant import Settings
from assistant.cli import cli
from assistant.knowledge import _KEYS as KNOWLEDGE_KEYS
from assistant.loaders import suffixes

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
_CONTEXT = click.Context(cli)
COMMANDS = {name: cli.get_command(_CONTEXT, name) for name in cli.list_commands(_CONTEXT)}
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def sh_blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def documented() -> Iterator[tuple[str, list[str]]]:
    """Each ``assistant …`` that the pages mention: its command and its options."""
    for page in PAGES:
        for found in re.findall(r"(?:`|\$ |/)assistant ([a-z]+[^`\n|]*)", page.read_text(encoding="utf-8")):
            command, *rest = shlex.split(found.replace("…", "").replace("[", " ").replace("]", " "))
            yield command, [word for word in rest if word.startswith("-")]


def test_each_command_that_is_mentioned_exists_with_its_options() -> None:
    for command, options in documented():
        assert command in COMMANDS, command
        known = {name for parameter in COMMANDS[command].params for name in parameter.opts}
        assert set(options) <= known, (command, options)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_is_documented(command: str) -> None:
    assert f"| `assistant {command}" in README


def test_each_option_of_a_batch_is_documented() -> None:
    assert "--questions FILE" in README
    assert "--format json" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_each_command_and_option_explains_itself(command: str) -> None:
    assert COMMANDS[command].help
    for parameter in COMMANDS[command].params:
        if isinstance(parameter, click.Option) and parameter.name != "output":
            assert parameter.help, parameter.name


@pytest.mark.parametrize("setting", [field.name for field in fields(Settings)])
def test_each_setting_is_documented(setting: str) -> None:
    assert f"`{setting}`" in README


def test_each_key_of_a_knowledge_file_is_documented() -> None:
    assert all(f"`{key}`" in README for key in KNOWLEDGE_KEYS)


def test_the_first_two_blocks_are_one_line_each_and_complete() -> None:
    first, second = (block.rstrip("\n") for block in sh_blocks()[:2])
    assert "\n" not in first + second
    for line in (first, second):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install ")
    assert first.endswith(".venv/bin/assistant chat")
    assert ".venv/bin/python -m pytest" in second


def test_the_extras_that_are_installed_exist() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = set(re.findall(r"'\.\[(\w+)\]'", README)) | set(re.findall(r"extra `(\w+)`", README))
    assert extras
    assert extras <= project["optional-dependencies"].keys()
    assert project["scripts"] == {"assistant": "assistant.cli:main"}


def test_the_exit_codes_are_those_of_the_command_line() -> None:
    from assistant.cli import options as module

    assert f"{module.EXIT_FAILED} failed" in README
    assert f"{module.EXIT_NO_ANSWER} no answer" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


def test_the_python_example_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, "README.md", "exec"), {})
    assert "Kubeflow" in capsys.readouterr().out


def test_the_formats_that_are_named_have_loaders() -> None:
    assert {".md", ".txt"} <= set(suffixes())
    assert "Markdown and text files" in README
