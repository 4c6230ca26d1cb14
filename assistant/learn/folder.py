"""A folder of documents: which files are in it, and where its index is kept."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from assistant.errors import KnowledgeError, StorageError
from assistant.index.postings import key_of

INDEX_FOLDER = ".assistant"
OWN_FILES = frozenset({"knowledge.yaml", "questions.yaml", "assistant.yaml"})


def find_files(knowledge: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder, below it too, as (document id, path), in order; hidden ones are left alone.

    Links to folders are not followed. Raises ``KnowledgeError`` for a path that is not there.
    """
    try:
        if not knowledge.exists():
            raise KnowledgeError(f"{knowledge}: no such file or folder; name one with --knowledge")
        if not knowledge.is_dir():
            yield knowledge.name, knowledge
            return
        if not os.access(knowledge, os.R_OK | os.X_OK):
            raise KnowledgeError(f"{knowledge}: the folder cannot be read; check its permissions")
    except OSError as error:
        raise KnowledgeError(f"{knowledge}: cannot be read ({error.strerror})") from error
    found: list[tuple[str, Path]] = []
    for parent, folders, names in os.walk(knowledge):
        folders[:] = [name for name in folders if not name.startswith(".")]
        place = Path(parent)
        above = place.relative_to(knowledge).as_posix() if place != knowledge else ""
        for name in names:
            if not name.startswith(".") and (above or name not in OWN_FILES):
                relative = f"{above}/{name}" if above else name
                found.append((os.fsencode(relative).decode("utf-8", "backslashreplace"), place / name))
    yield from sorted(found, key=itemgetter(0))


def index_place(knowledge: Path) -> Path:
    """The folder of the index: beside the documents, or in the user's cache where that cannot be written."""
    home = knowledge if knowledge.is_dir() else knowledge.parent
    beside = home / INDEX_FOLDER if knowledge.is_dir() else home / INDEX_FOLDER / knowledge.name
    if _writable(beside):
        return beside
    import platformdirs

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
