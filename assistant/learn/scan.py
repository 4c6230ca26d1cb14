"""Which files changed since the last build; only those are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.chunk import chunk
from assistant.config import Settings
from assistant.errors import LoadError
from assistant.index.storage import Collection
from assistant.loaders.base import digest
from assistant.loaders.isolated import Reader
from assistant.loaders.read import read_bytes
from assistant.loaders.registry import format_of
from assistant.types import Document, Passage

LONG_SECONDS = 1.0
_RACY_NS = 2_000_000_000
Progress = Callable[[int, int, str, int], None]
"""Told of how many files are done, of how many, the next one's document id, and how many passages were made."""


@dataclass(slots=True)
class Scan:
    """What is in a folder, against what a collection knows of it."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: dict[str, Document] = field(default_factory=dict)
    chunks: dict[str, list[Passage]] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    stamps: dict[str, list[Any]] = field(default_factory=dict)


def scan_files(
    files: list[tuple[str, Path]],
    old: Collection | None,
    stamps: dict[str, Any],
    settings: Settings,
    progress: Progress | None,
) -> Scan:
    """Read what is new or changed among files given as (document id, path); ``old`` is what is known of them.

    ``stamps`` hold for each file its size, its time of change and the digest of what was read then; for one that took
    long to be refused the limits and the reason instead, so that it is not tried again before it or the limits change.
    """
    with Reader(settings.limits) as reader:
        scanner = _Scanner(old, stamps, reader, settings.passage_words)
        for number, (document_id, path) in enumerate(files):
            if progress is not None:
                progress(number, len(files), document_id, scanner.passages)
            try:
                scanner.look(document_id, path)
            except LoadError as error:
                scanner.scan.skipped.append((document_id, str(error)))
            except OSError as error:
                scanner.scan.skipped.append((document_id, f"{path}: cannot be read ({error.strerror})"))
    if progress is not None:
        progress(len(files), len(files), "", scanner.passages)
    return scanner.scan


class _Scanner:
    """Looks at one file after the other."""

    def __init__(self, old: Collection | None, stamps: dict[str, Any], reader: Reader, passage_words: int) -> None:
        self.scan = Scan()
        self.passages = 0
        self._old = old
        self._known = frozenset(old.document_ids) if old is not None else frozenset()
        self._stamps = stamps
        self._reader = reader
        self._passage_words = passage_words
        self._started = time.time_ns()

    def look(self, document_id: str, path: Path) -> None:
        """Take a file over as it is known, or read it. Raises ``LoadError`` and ``OSError``."""
        format_of(path)
        stat = path.stat()
        entry = dict(self._old.entry(document_id)) if self._old is not None and document_id in self._known else None
        stamp = [stat.st_size, stat.st_mtime_ns, entry["digest"] if entry is not None else ""]
        before = self._stamps.get(document_id)
        if entry is not None and before == stamp:
            self.scan.entries[document_id] = entry
            self.scan.stamps[document_id] = stamp
            return
        refusal = [*stamp[:2], str(self._reader.limits)]
        if isinstance(before, list) and before[:-1] == refusal:
            self.scan.stamps[document_id] = before
            raise LoadError(before[-1])
        # what changed just now may change again within the clock's grain: it is not trusted next time
        settled = self._started - stat.st_mtime_ns >= _RACY_NS
        if entry is not None and digest(read_bytes(path, self._reader.limits.max_bytes)) == entry["digest"]:
            self.scan.entries[document_id] = entry
        else:
            stamp[2] = self._read(document_id, path, refusal if settled else None)
        if settled:
            self.scan.stamps[document_id] = stamp

    def _read(self, document_id: str, path: Path, refusal: list[Any] | None) -> str:
        """Read a file; returns its digest. One that takes long to be refused is noted with its ``refusal``."""
        started = time.monotonic()
        try:
            document = self._reader.load(path, document_id)
        except LoadError as error:
            if refusal is not None and time.monotonic() - started > LONG_SECONDS:
                self.scan.stamps[document_id] = [*refusal, str(error)]
            raise
        self.scan.fresh[document_id] = document
        self.scan.chunks[document_id] = chunk(document, self._passage_words)
        self.passages += len(self.scan.chunks[document_id])
        self.scan.entries[document_id] = {"id": document_id}
        return document.digest
