"""A tiny knowledge folder, and the page opened on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

APP = Path(__file__).parents[2] / "assistant" / "page" / "app.py"

GADGETS = """# Gadgets

## What is a flumph?

A flumph is a small machine that polishes spoons.

## Parts of a flumph

The parts of a flumph are:

- Brush
- Motor
- Belt
"""

KNOWLEDGE = """title: All about *gadgets*
starters:
  First steps:
    - What is a flumph?
  More:
    - What are the parts of a flumph?
"""


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A folder with one document and its starter questions."""
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "gadgets.md").write_text(GADGETS, encoding="utf-8")
    (folder / "knowledge.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(knowledge: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    """Opens the page on ``knowledge`` as it is by then, with what the address holds."""
    st = pytest.importorskip("streamlit")
    testing = pytest.importorskip("streamlit.testing.v1")
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ASSISTANT_KNOWLEDGE", str(knowledge))
    monkeypatch.chdir(tmp_path)

    def opened(**parameters: str) -> Any:
        page = testing.AppTest.from_file(str(APP), default_timeout=60)
        for name, value in parameters.items():
            page.query_params[name] = value
        return page.run()

    yield opened
    st.cache_resource.clear()


@pytest.fixture
def owner(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks at the page runs the assistant."""
    from assistant.page import visitor

    monkeypatch.setattr(visitor, "is_owner", lambda: True)
