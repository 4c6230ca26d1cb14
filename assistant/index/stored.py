"""What the disk says of a build: its pointer, its manifest, and that its files are whole; none of them is opened."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from assistant.errors import StorageError
from assistant.index.json_file import read_mapping, replace_json, write_json

FORMAT = 6
POINTER = "current.json"
MANIFEST = "manifest.json"
CHECKED = "checked.json"
GRAIN_NS = 2_000_000_000

T = TypeVar("T")


class Stored:
    """A build whose files were found whole, as its manifest tells of it."""

    def __init__(self, build: Path, manifest: Mapping[str, Any]) -> None:
        self.build = build
        self.manifest = manifest
        self._entries: dict[str, Mapping[str, Any]] = {entry["id"]: entry for entry in manifest["documents"]}
        self._passages: int = sum(last - first for first, last in (one["passages"] for one in self._entries.values()))

    def __len__(self) -> int:
        return self._passages

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents' ids in order."""
        return tuple(self._entries)

    def entry(self, document_id: str) -> Mapping[str, Any]:
        """What the manifest says of a document."""
        return self._entries[document_id]


def read_stored(folder: Path) -> Stored:
    """The current build of a folder. Raises ``StorageError`` when there is none or it is damaged."""
    return of_current(folder, lambda stored: stored)


def of_current(folder: Path, make: Callable[[Stored], T]) -> T:
    """What is made of the current build of a folder. Raises ``StorageError`` when there is none or it is damaged."""
    for _ in range(3):  # a build that is replaced while it is being opened: the next one is there already
        pointer = read_mapping(folder / POINTER)
        build = folder / str(pointer.get("build"))
        try:
            return make(_read(build, pointer))
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError(f"{build}: the index is damaged ({error})") from error
    raise StorageError(f"{folder}: the index is incomplete")


def current_build(folder: Path) -> str:
    """The name of the current build, or nothing."""
    try:
        return str(read_mapping(folder / POINTER).get("build", ""))
    except StorageError:
        return ""


def seal(build: Path, manifest: Mapping[str, Any]) -> Path:
    """Write the manifest of a build, whose files are all there, and a pointer to it, which is returned."""
    checksums = {file.name: _checksum(file) for file in sorted(build.iterdir())}
    write_json(build / MANIFEST, {**manifest, "format": FORMAT, "checksums": checksums})
    write_json(build / POINTER, {"build": build.name, "manifest": _checksum(build / MANIFEST)})
    return build / POINTER


def segment_files(build: Path, manifest: Mapping[str, Any]) -> list[tuple[Path, Mapping[str, str]]]:
    """For each segment of a build its folder, and the checksums of its files by their names."""
    return [
        (build.parent / one["build"], one["checksums"]) if one["build"] else (build, manifest["checksums"])
        for one in manifest["segments"]
    ]


def _read(build: Path, pointer: Mapping[str, Any]) -> Stored:
    if _checksum(build / MANIFEST) != pointer["manifest"]:
        raise StorageError(f"{build / MANIFEST}: the index is damaged")
    manifest = read_mapping(build / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise StorageError(f"{build}: the index was written by another version")
    _check(build.parent, {file: sums for held in segment_files(build, manifest) for file, sums in _named(*held)})
    return Stored(build, manifest)


def _named(folder: Path, checksums: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The checksums of files by their places in the folder of the index."""
    return ((f"{folder.name}/{name}", expected) for name, expected in checksums.items())


def _check(folder: Path, checksums: Mapping[str, str]) -> None:
    """Raise ``StorageError`` for a damaged file; those that were whole and have not been touched since are not read.

    As with documents, a file counts as untouched when its size and its times are as before, and these are trusted once
    they are older than the grain of a clock.
    """
    started = time.time_ns()
    known = _read_checked(folder)
    now = {name: _stamp(folder / name) for name in checksums}
    for name, expected in checksums.items():
        if now[name] != known.get(name) and _checksum(folder / name) != expected:
            raise StorageError(f"{folder / name}: the index is damaged")
    settled = {name: stamp for name, stamp in now.items() if max(stamp[1:]) < started - GRAIN_NS}
    if any(known.get(name) != stamp for name, stamp in settled.items()):
        replace_json(folder / CHECKED, {"files": settled})


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _stamp(path: Path) -> list[int]:
    """Size, time of change and time of the last change to anything about a file."""
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _read_checked(folder: Path) -> dict[str, Any]:
    """The stamps of files as they were when they were found whole; none where that is not known."""
    try:
        noted = read_mapping(folder / CHECKED)
    except StorageError:
        return {}
    files = noted.get("files")
    return files if isinstance(files, dict) else {}
