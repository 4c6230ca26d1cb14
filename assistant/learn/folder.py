"""A folder of documents: which files are in it, and where its index is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from assistant.errors import KnowledgeError, StorageError

INDEX_FOLDER = ".assistant"
OWN_FILES = frozenset({"knowledge.yaml", "questions.yaml", "assistant.yaml"})


def require_readable(knowledge: Path) -> None:
    """Raise ``KnowledgeError`` for a file or folder that is not there, and for a folder that cannot be read."""
    try:
        if not knowledge.exists():
            raise KnowledgeError(f"{knowledge}: no such file or folder; name one with --knowledge")
        if knowledge.is_dir() and not os.access(knowledge, os.R_OK | os.X_OK):
            raise KnowledgeError(f"{knowledge}: the folder cannot be read; check its permissions")
    except OSError as error:
        raise KnowledgeError(f"{knowledge}: cannot be read ({error.strerror}); check its permissions") from error


def find_files(knowledge: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder, below it too, as (document id, path), in order; hidden ones are left alone.

    Links to folders are not followed. A folder below that cannot be read is among them, its id ending in a slash.
    Raises ``KnowledgeError`` for a path that is not there or cannot be read.
    """
    require_readable(knowledge)
    if not knowledge.is_dir():
        yield knowledge.name, knowledge
        return
    found: list[tuple[str, Path]] = []

    def note(error: OSError) -> None:
        place = Path(error.filename)
        found.append((f"{_name(place.relative_to(knowledge).as_posix())}/", place))

    for parent, folders, names in os.walk(knowledge, onerror=note):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = Path(parent)
        above = place.relative_to(knowledge).as_posix() if place != knowledge else ""
        for name in names:
            if not name.startswith(".") and (above or name not in OWN_FILES):
                relative = f"{above}/{name}" if above else name
                found.append((_name(relative), place / name))
    yield from sorted(found, key=itemgetter(0))


def _name(relative: str) -> str:
    """A document's id, also where the name of its file is no text."""
    return os.fsencode(relative).decode("utf-8", "backslashreplace")


def index_place(knowledge: Path) -> Path:
    """The folder of the index: beside the documents, or in the user's cache where that cannot be written."""
    home = knowledge if knowledge.is_dir() else knowledge.parent
    beside = home / INDEX_FOLDER if knowledge.is_dir() else home / INDEX_FOLDER / knowledge.name
    if _writable(beside):
        return beside
    import platformdirs

    from assistant.index.postings import key_of

    name = f"{key_of(str(knowledge.resolve())):016x}"
    cache = Path(platformdirs.user_cache_dir("assistant")) / name
    if _writable(cache):
        return cache
    raise StorageError(f"{beside} and {cache}: neither can be written; make one of them writable")


def _writable(folder: Path) -> bool:
    """Whether a folder is there or can be made, and can be written; nothing is left behind."""
    existing = folder
    while not existing.exists():
        existing = existing.parent
    return existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
