"""Tiny knowledge folders for the tests, and how Hypothesis looks for examples."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conversations import FILES, Resolve, Turn
from hypothesis import HealthCheck, settings

from assistant import Answer, Assistant, Settings
from assistant.conversation import resolve

CORPUS = Path(__file__).parent / "corpus"
Files = Mapping[str, str | bytes]

# The same examples every time, so that a change is judged by what it changes; "explore" looks for new ones.
settings.register_profile(
    "suite", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("explore", settings.get_profile("suite"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is set on the machine reaches a test."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Files], Path]:
    """Writes files into a folder of documents, line ends as they are; returns the folder."""

    def write_files(files: Files, folder: str = "documents") -> Path:
        home = tmp_path / folder
        home.mkdir(exist_ok=True)
        for name, content in files.items():
            path = home / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return home

    return write_files


@pytest.fixture
def knowledge(write: Callable[[Files], Path]) -> Callable[..., Assistant]:
    """Opens an assistant on files given as name and content."""

    def open_files(files: Files, **given: float) -> Assistant:
        return Assistant.open(write(files), Settings(**given))  # type: ignore[arg-type]

    return open_files


@pytest.fixture
def corpus() -> dict[str, str]:
    """Three articles in the shape of a copied web page: tea or coffee, kayak or canoe, two ways to compost."""
    return {path.name: path.read_bytes().decode("utf-8") for path in sorted(CORPUS.glob("*.txt"))}


@pytest.fixture
def drinks(knowledge: Callable[..., Assistant], corpus: dict[str, str]) -> Assistant:
    """An assistant that knows tea and coffee."""
    return knowledge({"tea-or-coffee.txt": corpus["tea-or-coffee.txt"]})


@pytest.fixture
def notes(knowledge: Callable[..., Assistant]) -> Assistant:
    """An assistant whose documents know the words of the conversations."""
    return knowledge(FILES)


@pytest.fixture
def told(notes: Assistant) -> Resolve:
    """Tells the turns one after the other, each resolved from those before; returns the last question resolved.

    A turn that is a text alone is a question that was answered with nothing new.
    """

    def tell(*turns: Turn | str) -> str:
        history: list[Answer] = []
        for turn in turns:
            turn = Turn(turn, "It is so.") if isinstance(turn, str) else turn
            history.append(turn.answered(resolve(turn.asked, history, notes.vocabulary)))
        return history[-1].interpreted_as

    return tell
