"""The stamps of files: how each was when it was last read, so that it is told without reading whether it changed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.index.json_file import read_mapping, replace_json

FILE = "stamps.json"


def read_stamps(folder: Path) -> dict[str, Any]:
    """For each file the size, the time of change and the digest of when it was last read; empty without any."""
    try:
        return read_mapping(folder / FILE)
    except StorageError:
        return {}


def write_stamps(folder: Path, stamps: Mapping[str, Any]) -> None:
    """Keep the stamps; that they cannot be written only costs reading the files once more."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    replace_json(folder / FILE, stamps)
