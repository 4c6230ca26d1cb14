"""JSON files in ASCII, read and written whole or, a list, member by member."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.errors import StorageError


def to_json(content: Any) -> str:
    """Content as it is written."""
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def write_json(path: Path, content: Any) -> None:
    """Write a file."""
    path.write_text(to_json(content), encoding="ascii")


def read_json(path: Path) -> Any:
    """What is in a file. Raises ``StorageError``."""
    try:
        return json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise StorageError(f"{path}: no index") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: the index is damaged ({error})") from error


def read_mapping(path: Path) -> dict[str, Any]:
    """The mapping in a file. Raises ``StorageError``."""
    content = read_json(path)
    if not isinstance(content, dict):
        raise StorageError(f"{path}: the index is damaged")
    return content


def replace_json(path: Path, content: Any) -> None:
    """Write a file in whole or leave it as it is; one that cannot be written is no error."""
    fresh = path.with_name(f"{path.name}-{uuid.uuid4().hex[:12]}")
    try:
        write_json(fresh, content)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


class ListFile:
    """Writes a list whose members come one after the other, as JSON already."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="ascii")
        self._file.write("[")
        self._first = True

    def __enter__(self) -> ListFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._file.write("]")
        self._file.close()

    def add(self, members: Iterable[str]) -> None:
        """Write members."""
        joined = ",".join(members)
        if joined:
            self._file.write(joined if self._first else f",{joined}")
            self._first = False
