"""Saving and opening a collection: flat arrays and JSON, checked, swapped in whole.

A build is written into a folder of its own, its manifest last; then one small file that names the
current build is replaced. Whoever kills a build at any moment leaves the old one in use. A build may
have segments in the folders of earlier ones, which are kept for it and in which nothing is changed. An
index is data and never code: there is no pickle in it.
"""

from __future__ import annotations

import hashlib
import shutil
import time
import uuid
from collections.abc import Callable, Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.index.collection import Collection, segment_files
from assistant.index.json_file import read_mapping, replace_json, write_json
from assistant.index.lock import locked

__all__ = ["Collection", "not_written", "open_collection", "read_stamps", "save", "write_stamps"]

FORMAT = 5
POINTER = "current.json"
MANIFEST = "manifest.json"
STAMPS = "stamps.json"
CHECKED = "checked.json"
GRAIN_NS = 2_000_000_000
STALE_SECONDS = 3600.0

Write = Callable[[Path, str], dict[str, Any]]
"""Writes the files of a build into a folder and returns what the manifest says; told which build is the current one.

Segments of that build may be kept: nobody removes them meanwhile. Nothing is told where others cannot be kept out.
"""


def save(folder: Path, write: Write) -> Collection:
    """Have a build written, make it the current one and open it. Raises ``StorageError``.

    It is opened before another process may put its own build, of what that one has read, in its place.
    """
    build = folder / f"build-{uuid.uuid4().hex[:12]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder) as alone:  # so that nobody removes a build that is about to become the current one
            kept = _make_current(folder, build, write, _current(folder) if alone else "")
            _remove_others(folder, {build.name, *kept})
            return open_collection(folder)
    except OSError as error:
        raise not_written(folder, error) from error


def not_written(folder: Path, error: OSError) -> StorageError:
    """What is said where an index cannot be written."""
    return StorageError(
        f"{folder}: the index cannot be written ({error.strerror}); free some space or check its permissions"
    )


def _make_current(folder: Path, build: Path, write: Write, current: str) -> list[str]:
    """Write a build, then point to it; what was written is removed again when that cannot be done to the end.

    Returned are the earlier builds that it has segments of.
    """
    try:
        build.mkdir()
        manifest = write(build, current)
        checksums = {file.name: _checksum(file) for file in sorted(build.iterdir())}
        write_json(build / MANIFEST, {**manifest, "format": FORMAT, "checksums": checksums})
        write_json(build / POINTER, {"build": build.name, "manifest": _checksum(build / MANIFEST)})
        (build / POINTER).replace(folder / POINTER)
        return [one["build"] for one in manifest["segments"]]
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise


def _current(folder: Path) -> str:
    """The name of the current build, or nothing."""
    try:
        return str(read_mapping(folder / POINTER).get("build", ""))
    except StorageError:
        return ""


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_others(folder: Path, kept: Container[str]) -> None:
    """Remove builds that nothing is read from any more, and those that were given up; a running one is younger."""
    now = time.time()
    for other in folder.glob("build-*"):
        finished = (other / MANIFEST).exists()
        try:
            stale = finished or now - other.stat().st_mtime > STALE_SECONDS
        except OSError:
            continue
        if other.name not in kept and stale:
            shutil.rmtree(other, ignore_errors=True)


def open_collection(folder: Path) -> Collection:
    """The current build of a folder. Raises ``StorageError`` when there is none or it is damaged."""
    for _ in range(3):  # a build that is replaced while it is being opened: the next one is there already
        pointer = read_mapping(folder / POINTER)
        build = folder / str(pointer.get("build"))
        try:
            return _open(build, pointer)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError(f"{build}: the index is damaged ({error})") from error
    raise StorageError(f"{folder}: the index is incomplete")


def _open(build: Path, pointer: Mapping[str, Any]) -> Collection:
    if _checksum(build / MANIFEST) != pointer["manifest"]:
        raise StorageError(f"{build / MANIFEST}: the index is damaged")
    manifest = read_mapping(build / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise StorageError(f"{build}: the index was written by another version")
    _check(build.parent, {file: sums for held in segment_files(build, manifest) for file, sums in _named(*held)})
    return Collection(build, manifest)


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


def read_stamps(folder: Path) -> dict[str, Any]:
    """For each file the size, the time of change and the digest of when it was last read; empty without any."""
    try:
        return read_mapping(folder / STAMPS)
    except StorageError:
        return {}


def write_stamps(folder: Path, stamps: Mapping[str, Any]) -> None:
    """Keep the stamps; that they cannot be written only costs reading the files once more."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    replace_json(folder / STAMPS, stamps)
