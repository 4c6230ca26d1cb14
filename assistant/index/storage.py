"""Saving and opening a collection: flat arrays and JSON, checked, swapped in whole.

A build is written into a folder of its own, its manifest last; then one small file that names the
current build is replaced. Whoever kills a build at any moment leaves the old one in use. A build may
have segments in the folders of earlier ones, which are kept for it and in which nothing is changed. An
index is data and never code: there is no pickle in it.
"""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Callable, Container
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.index.collection import Collection
from assistant.index.lock import locked
from assistant.index.stored import MANIFEST, POINTER, Stored, current_build, of_current, seal

__all__ = ["Collection", "not_written", "open_collection", "open_stored", "save"]

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
            kept = _make_current(folder, build, write, current_build(folder) if alone else "")
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
        seal(build, manifest).replace(folder / POINTER)
        return [one["build"] for one in manifest["segments"]]
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise


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
    return of_current(folder, open_stored)


def open_stored(stored: Stored) -> Collection:
    """The collection in a build that was found whole. Raises ``FileNotFoundError`` where it has been replaced since."""
    return Collection(stored.build, stored.manifest)
