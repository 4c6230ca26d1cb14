"""Arrays that grow while they are made: in memory, or in files of NumPy's format that are never held whole."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
_STRETCH = 1 << 22


class Columns(Protocol):
    """Arrays by name; the first part that is added settles the type and all axes but the first."""

    def add(self, name: str, part: Array) -> None:
        """Put more at the end of an array."""

    def move(self, name: str, target: str) -> None:
        """Put an array at the end of another one, whose type it takes, and drop it."""


class HeldColumns:
    """Arrays in memory."""

    def __init__(self) -> None:
        self._parts: dict[str, list[Array]] = {}

    def add(self, name: str, part: Array) -> None:
        parts = self._parts.setdefault(name, [])
        parts.append(part.astype(parts[0].dtype) if parts else part)

    def move(self, name: str, target: str) -> None:
        for part in self._parts.pop(name, []):
            self.add(target, part)

    def arrays(self) -> dict[str, Array]:
        """All arrays."""
        return {name: np.concatenate(parts) for name, parts in self._parts.items()}


class FileColumns:
    """Arrays in the files ``<prefix><name>.npy`` of a folder; whole once ``close`` is done."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        self._folder, self._prefix = folder, prefix
        self._files: dict[str, IO[bytes]] = {}
        self._shapes: dict[str, tuple[Any, list[int]]] = {}

    def add(self, name: str, part: Array) -> None:
        if name not in self._files:
            self._files[name] = self._path(name).open("w+b")
            self._shapes[name] = part.dtype, [0, *part.shape[1:]]
            self._write_head(name)
        kind, shape = self._shapes[name]
        shape[0] += len(part)
        self._files[name].write(np.ascontiguousarray(part, kind).data)

    def move(self, name: str, target: str) -> None:
        source = self._files.pop(name, None)
        if source is None:
            return
        kind, shape = self._shapes.pop(name)
        with source:
            source.seek(0)
            np.lib.format.read_magic(source)
            np.lib.format.read_array_header_1_0(source)
            while stretch := source.read(_STRETCH * kind.itemsize):
                self.add(target, np.frombuffer(stretch, kind).reshape(-1, *shape[1:]))
        self._path(name).unlink()

    def close(self) -> None:
        """Write the sizes, which stand at the beginning, and close the files."""
        with ExitStack() as closing:
            for file in self._files.values():
                closing.callback(file.close)
            for name, file in self._files.items():
                file.seek(0)
                self._write_head(name)
        self._files.clear()

    def _path(self, name: str) -> Path:
        return self._folder / f"{self._prefix}{name}.npy"

    def _write_head(self, name: str) -> None:
        """The head of the format; NumPy leaves room in it for the first axis to grow."""
        kind, shape = self._shapes[name]
        head = {"descr": np.lib.format.dtype_to_descr(kind), "fortran_order": False, "shape": tuple(shape)}
        np.lib.format.write_array_header_1_0(self._files[name], head)
