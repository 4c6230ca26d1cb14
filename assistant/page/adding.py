"""Documents that visitors add for everyone, into the folder, where its owner allows it."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import knowledge_path
from assistant.config import Settings
from assistant.errors import LoadError
from assistant.loaders.base import digest
from assistant.loaders.isolated import Reader
from assistant.page.uploads import Refused, fitting, unreadable

FOLDER = "added"
"""The folder among the documents that is written to, so that what was added is told from what the owner wrote."""


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of the documents that were added, and the files that were not."""

    documents: tuple[str, ...]
    refused: tuple[Refused, ...]


def may_add(settings: Settings) -> bool:
    """Whether there is a folder, and its owner lets visitors add to it."""
    return settings.upload_to_folder and knowledge_path(settings.knowledge or None).is_dir()


def add_to_folder(files: Iterable[tuple[str, bytes]], settings: Settings) -> Added:
    """Write files, given as name and content, into the folder of documents.

    None takes the place of another, and none is there before it is whole and was read once. What cannot be used is
    refused, as everything is where ``may_add`` is false.
    """
    added: list[str] = []
    home = knowledge_path(settings.knowledge or None) / FOLDER
    kept, refused = fitting(files, settings.max_file_mb)
    if not may_add(settings) or home.is_symlink():
        names = [*kept, *(one.name for one in refused)]
        return Added((), tuple(Refused(name, "refused_here") for name in names))
    with Reader(settings.limits) as reader:
        for name, content in kept.items():
            try:
                _add(home, name, content, reader)
                added.append(f"{FOLDER}/{name}")
            except FileExistsError:
                refused.append(Refused(name, "refused_there" if _same(home / name, content) else "refused_name"))
            except LoadError as error:
                refused.append(unreadable(name, str(error)))
            except OSError as error:
                refused.append(Refused(name, "refused_unwritten", {"reason": error.strerror}))
    return Added(tuple(added), tuple(refused))


def _add(home: Path, name: str, content: bytes, reader: Reader) -> None:
    """Write a file beside its place, hidden, read it there, then give it its name, if nothing has that name."""
    if (home / name).exists():
        raise FileExistsError
    home.mkdir(exist_ok=True)
    fresh = home / f".{uuid.uuid4().hex}{Path(name).suffix}"
    try:
        with fresh.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            reader.load(fresh, name)
        except LoadError as error:
            raise LoadError(str(error).replace(str(fresh), name)) from error
        _name(fresh, home / name)
    finally:
        fresh.unlink(missing_ok=True)


def _name(fresh: Path, final: Path) -> None:
    """Give a file its name; ``FileExistsError`` where that is taken."""
    if os.name == "nt":
        fresh.rename(final)  # which replaces nothing there
        return
    try:
        os.link(fresh, final)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: the name is taken first, then filled
        final.open("xb").close()
        fresh.replace(final)


def _same(path: Path, content: bytes) -> bool:
    try:
        return digest(path.read_bytes()) == digest(content)
    except OSError:
        return False
