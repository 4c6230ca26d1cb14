"""Which files changed since the last build; only those are read."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from assistant.errors import LoadError
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


class Known(Protocol):
    """What is known of documents: a collection, or what is stored of one."""

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents' ids in order."""
        ...

    def entry(self, document_id: str) -> Mapping[str, Any]:
        """What the manifest says of a document."""
        ...


@dataclass(slots=True)
class Scan:
    """What is in a folder, against what is known of it; ``fresh`` are the digests of what was read."""

    entries: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    fresh: dict[str, str] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    stamps: dict[str, list[Any]] = field(default_factory=dict)


class _Unread(NamedTuple):
    """A file that is to be read: its size and time of change; ``settled`` unless it may change again unseen."""

    size: int
    changed: int
    settled: bool


class Scanner:
    """Looks at files given as (document id, path), when it is made, and reads what is new or changed among them.

    ``old`` is what is known of them. ``stamps`` hold for each file its size, its time of change and the digest of what
    was read then; for one that took long to be refused the limits and the reason instead, so that it is not tried again
    before it or the limits change.
    """

    def __init__(
        self, files: Sequence[tuple[str, Path]], old: Known | None, stamps: Mapping[str, Any], limits: Limits
    ) -> None:
        self._scan = Scan()
        self._files = files
        self._old = old
        self._known = frozenset(old.document_ids) if old is not None else frozenset()
        self._stamps = stamps
        self._limits = limits
        self._started = time.time_ns()
        self._found = {document_id: self._look_at(document_id, path) for document_id, path in files}

    def unread(self) -> list[tuple[str, Path]]:
        """The files to read."""
        return [
            (document_id, path) for document_id, path in self._files if isinstance(self._found[document_id], _Unread)
        ]

    def as_known(self) -> Scan | None:
        """What is in the folder, where nothing is to be read and nothing is gone."""
        if self._scan.entries.keys() != self._known or any(isinstance(one, _Unread) for one in self._found.values()):
            return None
        found = ((document_id, self._found[document_id]) for document_id, _ in self._files)
        self._scan.skipped = [(document_id, reason) for document_id, reason in found if isinstance(reason, str)]
        return self._scan

    def read(self, read: Read, take: Take, progress: Progress | None) -> Scan:
        """What is in the folder: ``read`` is given the files to read, ``take`` each document, in the files' order."""
        outcomes = read(self.unread())
        passages = 0
        for number, (document_id, _) in enumerate(self._files):
            if progress is not None:
                progress(number, len(self._files), document_id, passages)
            found = self._found[document_id]
            if isinstance(found, _Unread):
                outcome = next(outcomes)
                self._note(document_id, found, outcome)
                if isinstance(outcome, Refused):
                    found = outcome.reason
                else:
                    take(outcome)
                    passages += outcome.texts.passages
            if isinstance(found, str):
                self._scan.skipped.append((document_id, found))
        if progress is not None:
            progress(len(self._files), len(self._files), "", passages)
        return self._scan

    def _look_at(self, document_id: str, path: Path) -> _Unread | str | None:
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
            self._scan.entries[document_id] = entry
            self._scan.stamps[document_id] = stamp
            return None
        if isinstance(before, list) and before[:-1] == [*stamp[:2], str(self._limits)]:
            self._scan.stamps[document_id] = before
            return str(before[-1])
        # what changed just now may change again within the clock's grain: it is not trusted next time
        settled = self._started - stat.st_mtime_ns >= _RACY_NS
        if entry is None or digest(read_bytes(path, self._limits.max_bytes)) != entry["digest"]:
            return _Unread(stat.st_size, stat.st_mtime_ns, settled)
        self._scan.entries[document_id] = entry
        if settled:
            self._scan.stamps[document_id] = stamp
        return None

    def _note(self, document_id: str, unread: _Unread, outcome: Outcome) -> None:
        """Keep what came of a file; one that took long to be refused is not to be tried again."""
        stamp = [unread.size, unread.changed]
        if isinstance(outcome, Refused):
            if outcome.lasting and unread.settled and outcome.seconds > LONG_SECONDS:
                self._scan.stamps[document_id] = [*stamp, str(self._limits), outcome.reason]
            return
        digest = str(outcome.entry["digest"])
        self._scan.fresh[document_id] = digest
        self._scan.entries[document_id] = {"id": document_id}
        if unread.settled:
            self._scan.stamps[document_id] = [*stamp, digest]
