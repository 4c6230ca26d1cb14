"""Which files changed since the last build; only those are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from assistant.config import Settings
from assistant.errors import LoadError
from assistant.index.storage import Collection
from assistant.learn.outcome import Outcome, Prepared, Refused
from assistant.loaders.base import Limits, digest
from assistant.loaders.read import read_bytes
from assistant.loaders.registry import format_of

LONG_SECONDS = 1.0
_RACY_NS = 2_000_000_000
Progress = Callable[[int, int, str, int], None]
"""Told of how many files are done, of how many, the next one's document id, and how many passages were made."""

Take = Callable[[Prepared], None]
Read = Callable[[list[tuple[str, Path]]], Iterator[Outcome]]


@dataclass(slots=True)
class Scan:
    """What is in a folder, against what a collection knows of it; ``fresh`` are the digests of what was read."""

    entries: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    stamps: dict[str, list[Any]] = field(default_factory=dict)


def scan_files(
    files: list[tuple[str, Path]],
    old: Collection | None,
    stamps: dict[str, Any],
    settings: Settings,
    progress: Progress | None,
    read: Read,
    take: Take,
) -> Scan:
    """Read what is new or changed among files given as (document id, path); ``old`` is what is known of them.

    ``read`` is given the files to read, and ``take`` each document that came of them, both in the order of the files.

    ``stamps`` hold for each file its size, its time of change and the digest of what was read then; for one that took
    long to be refused the limits and the reason instead, so that it is not tried again before it or the limits change.
    """
    scanner = _Scanner(old, stamps, settings.limits)
    pending = {document_id: scanner.look(document_id, path) for document_id, path in files}
    outcomes = read([(document_id, path) for document_id, path in files if isinstance(pending[document_id], _Unread)])
    passages = 0
    for number, (document_id, _) in enumerate(files):
        if progress is not None:
            progress(number, len(files), document_id, passages)
        found = pending[document_id]
        if isinstance(found, _Unread):
            outcome = next(outcomes)
            scanner.note(document_id, found, outcome)
            if isinstance(outcome, Refused):
                found = outcome.reason
            else:
                take(outcome)
                passages += outcome.texts.passages
        if isinstance(found, str):
            scanner.scan.skipped.append((document_id, found))
    if progress is not None:
        progress(len(files), len(files), "", passages)
    return scanner.scan


class _Unread(NamedTuple):
    """A file that is to be read: its size and time of change; ``settled`` unless it may change again unseen."""

    size: int
    changed: int
    settled: bool


class _Scanner:
    """Looks at one file after the other."""

    def __init__(self, old: Collection | None, stamps: dict[str, Any], limits: Limits) -> None:
        self.scan = Scan()
        self._old = old
        self._known = frozenset(old.document_ids) if old is not None else frozenset()
        self._stamps = stamps
        self._limits = limits
        self._started = time.time_ns()

    def look(self, document_id: str, path: Path) -> _Unread | str | None:
        """Take a file over as it is known, or say why it is left out, or that it is to be read."""
        try:
            return self._look(document_id, path)
        except LoadError as error:
            return str(error)
        except OSError as error:
            return f"{path}: cannot be read ({error.strerror})"

    def _look(self, document_id: str, path: Path) -> _Unread | str | None:
        if document_id.endswith("/"):
            raise LoadError(f"{path}: the folder cannot be read; check its permissions")
        format_of(path)
        stat = path.stat()
        entry = self._old.entry(document_id) if self._old is not None and document_id in self._known else None
        stamp = [stat.st_size, stat.st_mtime_ns, entry["digest"] if entry is not None else ""]
        before = self._stamps.get(document_id)
        if entry is not None and before == stamp:
            self.scan.entries[document_id] = entry
            self.scan.stamps[document_id] = stamp
            return None
        if isinstance(before, list) and before[:-1] == [*stamp[:2], str(self._limits)]:
            self.scan.stamps[document_id] = before
            return str(before[-1])
        # what changed just now may change again within the clock's grain: it is not trusted next time
        settled = self._started - stat.st_mtime_ns >= _RACY_NS
        if entry is None or digest(read_bytes(path, self._limits.max_bytes)) != entry["digest"]:
            return _Unread(stat.st_size, stat.st_mtime_ns, settled)
        self.scan.entries[document_id] = entry
        if settled:
            self.scan.stamps[document_id] = stamp
        return None

    def note(self, document_id: str, unread: _Unread, outcome: Outcome) -> None:
        """Keep what came of a file; one that took long to be refused is not to be tried again."""
        stamp = [unread.size, unread.changed]
        if isinstance(outcome, Refused):
            if outcome.lasting and unread.settled and outcome.seconds > LONG_SECONDS:
                self.scan.stamps[document_id] = [*stamp, str(self._limits), outcome.reason]
            return
        digest = str(outcome.entry["digest"])
        self.scan.fresh[document_id] = digest
        self.scan.entries[document_id] = {"id": document_id}
        if unread.settled:
            self.scan.stamps[document_id] = [*stamp, digest]
