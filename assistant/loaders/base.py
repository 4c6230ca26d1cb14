"""What a loader is, and which one reads a file."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Protocol

from assistant.errors import LoadError
from assistant.types import Document


class Loader(Protocol):
    """Turns one file into a document.

    ``load`` raises ``LoadError``, and nothing else, for a file that it cannot read. ``document_id`` is
    the name that the document is cited by; the file's own name unless given.
    """

    suffixes: frozenset[str]

    def load(self, path: Path, *, document_id: str | None = None, max_bytes: int = 1 << 25) -> Document: ...


def loaders() -> dict[str, Loader]:
    """The loader of each file ending, lower case with its dot."""
    from assistant.loaders.text import MarkdownLoader, PlainTextLoader

    known: tuple[Loader, ...] = (MarkdownLoader(), PlainTextLoader())
    return {suffix: loader for loader in known for suffix in sorted(loader.suffixes)}


def load(path: Path, *, document_id: str | None = None, max_bytes: int = 1 << 25) -> Document:
    """The document in a file, read by the loader that its ending names; ``LoadError`` where there is none."""
    loader = loaders().get(path.suffix.lower())
    if loader is None:
        raise LoadError(f"{path}: no loader for {path.suffix or 'files without an ending'}")
    return loader.load(path, document_id=document_id, max_bytes=max_bytes)


def digest(raw: bytes) -> str:
    """The name of a file's content."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"
