"""Imports only go down the floors of the house, and importing it does next to nothing."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "assistant"
# Rooms that stand on no floor: they open the front door.
DOORS = {"__init__", "__main__"}
HEAVY = ["sklearn", "scipy", "pandas", "numba", "streamlit", "rich", "typer", "torch", "requests"]
# What the documents are read, counted and answered with.
LIBRARIES = ["charset_normalizer", "markdown_it", "numpy", "rapidfuzz", "sentencex", "Stemmer", "yaml"]


def floors() -> list[list[str]]:
    """The floors that the page on the architecture names, from the ground up."""
    page = " ".join((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").split())
    (drawn,) = re.findall(r"Imports only go down: ([^.]*)\.", page)
    return [re.findall(r"\w+", floor) for floor in drawn.split("→")]


def rooms() -> list[str]:
    """The modules and folders right inside the package."""
    found = [path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    return sorted(set(found) - DOORS)


def imported(path: Path) -> Iterator[str]:
    """The rooms that a file imports from, also inside its functions and for its types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            names = [node.module or ""]
            if node.module == "assistant":
                names = [f"assistant.{alias.name}" for alias in node.names]
        yield from (name.split(".")[1] for name in names if name.startswith("assistant."))


def files(room: str) -> list[Path]:
    return sorted((PACKAGE / room).rglob("*.py")) if (PACKAGE / room).is_dir() else [PACKAGE / f"{room}.py"]


def test_every_room_stands_on_one_floor() -> None:
    assert sorted(room for floor in floors() for room in floor) == rooms()


@pytest.mark.parametrize("room", rooms())
def test_imports_go_down(room: str) -> None:
    level = {name: number for number, floor in enumerate(floors()) for name in floor}
    for path in files(room):
        above = {other for other in imported(path) if level.get(other, -1) > level.get(room, 99)}
        assert above == set(), f"{path.relative_to(ROOT)} imports from above"


def test_rooms_of_one_floor_do_not_import_in_a_circle() -> None:
    needs = {room: {other for path in files(room) for other in imported(path)} - {room} for room in rooms()}
    while needs:
        free = {room for room, others in needs.items() if not others & needs.keys()}
        assert free, f"a circle among {sorted(needs)}"
        needs = {room: others for room, others in needs.items() if room not in free}


def modules(code: str, *arguments: str) -> set[str]:
    """The modules that are loaded in a fresh process once some code has run there."""
    code += "\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    shown = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, encoding="utf-8", cwd=ROOT
    )
    return set(json.loads(shown.stdout.splitlines()[-1]))


def heavy(loaded: set[str]) -> set[str]:
    return {name for name in loaded if name.split(".")[0] in HEAVY}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert heavy(modules("import assistant")) == set()


def test_answering_from_a_built_index_loads_nothing_heavy(write: Callable[..., Path]) -> None:
    folder = str(write({"a.md": "# Kettles\n\nA kettle boils water.\n", "b.txt": "Pots\n\nA pot holds tea.\n"}))
    ask = (
        "import sys; from assistant import Assistant\n"
        "assistant = Assistant.open(sys.argv[1])\n"
        "answer = assistant.ask('What is a ketle?')\n"
        "assert assistant.ask('and a pot?', history=[answer]).answered and answer.answered\n"
    )
    modules(ask, folder)  # the first time the index is built
    assert heavy(modules(ask, folder)) == set()


@pytest.mark.parametrize("command", ["ask", "search"])
def test_the_commands_that_answer_from_a_built_index_load_nothing_heavy(
    write: Callable[..., Path], command: str
) -> None:
    folder = str(write({"a.md": "# Kettles\n\nA kettle boils water.\n"}))
    run = (
        "import sys; from click.testing import CliRunner; from assistant.cli import cli\n"
        "done = CliRunner().invoke(cli, [sys.argv[1], '--knowledge', sys.argv[2], 'What is a kettle?'])\n"
        "assert done.exit_code == 0 and 'boils' in done.output\n"
    )
    modules(run, command, folder)  # the first time the index is built
    loaded = modules(run, command, folder)
    assert heavy(loaded) == set()
    assert not loaded & {"assistant.learn.assemble", "assistant.index.counting", "assistant.explain"}


def test_a_build_of_what_did_not_change_loads_nothing_that_answers(write: Callable[..., Path]) -> None:
    folder = str(write({"a.md": "# Kettles\n\nA kettle boils water.\n"}))
    run = (
        "import sys; from click.testing import CliRunner; from assistant.cli import cli\n"
        "assert CliRunner().invoke(cli, ['build', '--knowledge', sys.argv[1]]).exit_code == 0\n"
    )
    modules(run, folder)
    loaded = modules(run, folder)
    assert not loaded & {"assistant.answer", "assistant.conversation", "assistant.learn.assemble"}


def test_a_build_of_what_did_not_change_loads_nothing_that_builds(write: Callable[..., Path]) -> None:
    folder = str(write({"a.md": "# Kettles\n\nA kettle boils water.\n", "b.txt": "A pot holds tea.\n", "c.xyz": "?"}))
    run = (
        "import sys; from contextlib import suppress; from assistant.cli import main\n"
        "sys.argv = ['assistant', 'build', '--knowledge', sys.argv[1]]\n"
        "with suppress(SystemExit): main()\n"
    )
    assert "numpy" in modules(run, folder)
    loaded = modules(run, folder)
    assert not {name for name in loaded if name.split(".")[0] in {*HEAVY, *LIBRARIES}}
    assert {name for name in loaded if name.startswith("assistant.index.")} == {
        "assistant.index.analyser",
        "assistant.index.json_file",
        "assistant.index.stored",
    }
    assert not loaded & {"assistant.text", "assistant.types", "assistant.chunk", "assistant.learn.prepare"}
    assert {name for name in loaded if name.startswith("assistant.cli.")} == {
        "assistant.cli.documents",
        "assistant.cli.options",
        "assistant.cli.output",
        "assistant.cli.progress",
    }


def test_the_command_line_shows_its_help_without_opening_anything() -> None:
    loaded = modules(
        "from click.testing import CliRunner\nfrom assistant.cli import cli\nCliRunner().invoke(cli, ['-h'])"
    )
    assert heavy(loaded) == set()


def test_importing_writes_nothing_and_sets_up_no_logging() -> None:
    code = "import logging, assistant\nassert not any(logging.getLogger(name).handlers for name in ('', 'assistant'))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8", cwd=ROOT)
    assert (shown.stdout, shown.stderr) == ("", "")


def test_there_is_no_pickle_and_no_evaluated_text() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & {"pickle", "eval", "exec", "marshal", "shelve"}, path
        loads = [node for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "allow_pickle"]
        assert all(isinstance(node.value, ast.Constant) and node.value.value is False for node in loads), path
