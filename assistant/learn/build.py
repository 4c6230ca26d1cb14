"""The learning path: a folder of files in, an opened collection and a report of what changed out.

What it takes to build, NumPy above all, is imported where there is something to build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from assistant.config import Settings
from assistant.errors import KnowledgeError, StorageError
from assistant.index.analyser import Analyser
from assistant.index.stored import Stored, read_stored
from assistant.learn.folder import find_files, index_place
from assistant.learn.outcome import Outcome, Prepared, Wanted
from assistant.learn.report import Report
from assistant.learn.scan import Known, Progress, Scan, Scanner
from assistant.learn.stamps import read_stamps, write_stamps
from assistant.loaders import suffixes

if TYPE_CHECKING:
    from assistant.index.storage import Collection
    from assistant.learn.fresh import Fresh

SCHEME = 35
"""Raised whenever loaders or chunking change, so that stored passages are not mixed with new ones."""

Old = TypeVar("Old", "Collection", Stored)


def update(
    knowledge: Path, settings: Settings, index_folder: Path | None = None, progress: Progress | None = None
) -> tuple[Collection, Report]:
    """Bring the index of a folder, or of a single file, up to date and open it.

    Files whose size and time of change are as before are not read; those with the same content are not
    parsed. Raises ``KnowledgeError`` where there is nothing to read, ``StorageError`` where there is
    no place for the index.
    """
    from assistant.index.storage import open_collection

    build = _Build.of(knowledge, settings, index_folder)
    old = build.as_before(open_collection)
    return build.carry_out(old, build.scanner(old), progress)


def refresh(knowledge: Path, settings: Settings, progress: Progress | None = None) -> tuple[int, Report]:
    """Bring an index up to date as ``update`` does; returned are how many passages there are, and what was done.

    Where nothing changed no index is opened, and ``progress`` is told nothing.
    """
    build = _Build.of(knowledge, settings)
    stored = build.as_before(read_stored)
    scanner = build.scanner(stored)
    scan = scanner.as_known()
    if stored is not None and scan is not None:
        build.keep(scan)
        return len(stored), _report(scan, stored)
    old = None
    if stored is not None:
        from assistant.index.storage import open_stored

        try:
            old = open_stored(stored)
        except (OSError, ValueError, KeyError, TypeError):  # replaced or harmed since: all is looked at once more
            collection, report = update(knowledge, settings, progress=progress)
            return len(collection), report
    collection, report = build.carry_out(old, scanner, progress)
    return len(collection), report


@dataclass(frozen=True, slots=True)
class _Build:
    """What is to be built of which files, where, and how the files were when they were last read."""

    knowledge: Path
    files: list[tuple[str, Path]]
    folder: Path
    settings: Settings
    stamps: Mapping[str, Any]
    analyser: Analyser

    @classmethod
    def of(cls, knowledge: Path, settings: Settings, index_folder: Path | None = None) -> _Build:
        files = list(find_files(knowledge))
        folder = index_folder or index_place(knowledge)
        return cls(knowledge, files, folder, settings, read_stamps(folder), Analyser())

    def identity(self) -> dict[str, Any]:
        """What the manifest says of how it was made: of what was made in another way nothing is kept."""
        return {"scheme": SCHEME, "passage_words": self.settings.passage_words, "analyser": self.analyser.to_dict()}

    def as_before(self, read: Callable[[Path], Old]) -> Old | None:
        """The collection as it was, unless there is none, it is damaged or it was made in another way."""
        try:
            old = read(self.folder)
        except StorageError:
            return None
        return old if all(old.manifest.get(name) == value for name, value in self.identity().items()) else None

    def scanner(self, old: Known | None) -> Scanner:
        """The files looked at, against what is known of them."""
        return Scanner(self.files, old, self.stamps, self.settings.limits)

    def keep(self, scan: Scan) -> None:
        """Note how the files are now, where there is nothing to build."""
        if scan.stamps != self.stamps:
            write_stamps(self.folder, scan.stamps)

    def carry_out(
        self, old: Collection | None, scanner: Scanner, progress: Progress | None
    ) -> tuple[Collection, Report]:
        """Read what is to be read, and write a build where anything is new."""
        with ExitStack() as held:
            fresh: list[Fresh] = []  # made for the first document that was read: what counts words takes long to import

            def read(unread: list[tuple[str, Path]]) -> Iterator[Outcome]:
                if not unread:
                    return iter(())
                from assistant.learn.prepare import read_all

                wanted = Wanted(self.settings.passage_words, len(self.analyser.heading_weights))
                outcomes = read_all(unread, wanted, self.settings.limits, self.settings.build_processes)
                held.callback(outcomes.close)
                return outcomes

            def take(prepared: Prepared) -> None:
                if not fresh:
                    fresh.append(held.enter_context(self._fresh()))
                fresh[0].add(prepared)

            scan = scanner.read(read, take, progress)
            if not scan.entries:
                raise KnowledgeError(_nothing(self.knowledge, scan.skipped))
            report = _report(scan, old)
            if old is not None and not report.anything_new:
                self.keep(scan)
                return old, report
            write_stamps(self.folder, scan.stamps)  # they tell of files, not of a build: written first, they never lie
            return self._write(scan, fresh[0] if fresh else held.enter_context(self._fresh()), old), report

    def _fresh(self) -> Fresh:
        from assistant.index.storage import not_written
        from assistant.learn.fresh import Fresh

        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_written(self.folder, error) from error
        return Fresh(self.folder, self.analyser.heading_weights, int(self.settings.build_memory_mb * 1_000_000))

    def _write(self, scan: Scan, fresh: Fresh, old: Collection | None) -> Collection:
        """Write a build of what stays and what was read, and open it."""
        from assistant.index.storage import save
        from assistant.learn.prepare import cores
        from assistant.learn.renewal import renew

        def write(build: Path, current: str) -> dict[str, Any]:
            at_once = (self.settings.build_processes or cores()) > 1
            may_keep = old is not None and old.build.name == current
            made = renew(build, scan.entries, fresh, old, self.analyser, may_keep=may_keep, at_once=at_once)
            return {**self.identity(), **made}

        return save(self.folder, write)


def _report(scan: Scan, old: Known | None) -> Report:
    before = frozenset(old.document_ids) if old is not None else frozenset()
    added, removed = scan.fresh.keys() - before, before - scan.entries.keys()
    renamed = _renamed(scan, old, sorted(added), sorted(removed)) if old is not None else []
    return Report(
        added=tuple(sorted(added - {name for _, name in renamed})),
        changed=tuple(sorted(scan.fresh.keys() & before)),
        removed=tuple(sorted(removed - {name for name, _ in renamed})),
        unchanged=tuple(sorted(scan.entries.keys() - scan.fresh.keys())),
        skipped=tuple(scan.skipped),
        renamed=tuple(renamed),
    )


def _renamed(scan: Scan, old: Known, added: list[str], removed: list[str]) -> list[tuple[str, str]]:
    """Each document that is gone with the new one of the same content, in order."""
    gone: dict[str, list[str]] = {}
    for name in removed:
        gone.setdefault(old.entry(name)["digest"], []).append(name)
    pairs = ((gone.get(scan.fresh[name]), name) for name in added)
    return sorted((names.pop(0), name) for names, name in pairs if names)


def _nothing(knowledge: Path, skipped: list[tuple[str, str]]) -> str:
    if skipped:
        return "\n".join([f"{knowledge}: no document could be read:", *(f"  {reason}" for _, reason in skipped)])
    endings = ", ".join(suffixes())
    return f"{knowledge}: no documents there; put files that end in {endings} into it"
