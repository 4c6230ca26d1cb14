"""What a loader is, and the limits that it keeps."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from assistant.types import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: bytes on the disk, bytes once it is unpacked, pages.

    ``seconds`` and ``memory``, in bytes, hold for files that are read in a process of their own.
    """

    max_bytes: int = 20_000_000
    max_unpacked: int = 100_000_000
    max_pages: int = 2_000
    seconds: float = 30.0
    memory: int = 1_000_000_000


DEFAULT_LIMITS = Limits()
"""The limits where none are given."""


class Loader(Protocol):
    """Turns one file into a document.

    ``load`` raises ``LoadError``, and nothing else, for a file that it cannot read. ``document_id`` is
    the name that the document is cited by; the file's own name unless given. What a loader promises is
    written down as tests, in ``tests/loaders/contract.py``.
    """

    suffixes: frozenset[str]

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document: ...


def digest(raw: bytes) -> str:
    """The name of a file's content."""
    return f"sha256:{hashlib.sha256(raw).hexdigest()}"
