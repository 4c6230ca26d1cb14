"""Documents read from a few lines, whole or as an outline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from outlines import outline

from assistant.loaders import load
from assistant.types import Document


@pytest.fixture
def plain(tmp_path: Path) -> Callable[[str], list[str]]:
    """The outline of a plain text."""
    return lambda text: outline(_load(tmp_path / "text.txt", text))


@pytest.fixture
def markdown(tmp_path: Path) -> Callable[[str], list[str]]:
    """The outline of a Markdown text."""
    return lambda text: outline(_load(tmp_path / "text.md", text))


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """The document in a file of the given bytes."""

    def read_file(raw: bytes | str, name: str = "text.txt") -> Document:
        return _load(tmp_path / name, raw)

    return read_file


@pytest.fixture
def laid_out(read: Callable[..., Document]) -> Callable[[Any], list[str]]:
    """The outline of a PDF that was written on; skipped where PDF files cannot be written."""
    pdfs = pytest.importorskip("pdfs")
    return lambda file: outline(read(pdfs.data(file), "a.pdf"))


def _load(path: Path, content: str | bytes) -> Document:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return load(path)
