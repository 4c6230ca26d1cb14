"""The learning path: a folder of files in, an opened collection and a report of what changed out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.config import Settings
from assistant.errors import KnowledgeError, StorageError
from assistant.index.analyser import Analyser
from assistant.index.storage import Collection, not_written, open_collection, read_stamps, save, write_stamps
from assistant.learn.folder import find_files, index_place
from assistant.learn.outcome import Outcome, Prepared, Wanted
from assistant.learn.report import Report
from assistant.learn.scan import Progress, Scan, scan_files
from assistant.loaders import suffixes

if TYPE_CHECKING:
    from assistant.learn.fresh import Fresh

SCHEME = 24
"""Raised whenever loaders or chunking change, so that stored passages are not mixed with new ones."""


def update(
    knowledge: Path, settings: Settings, index_folder: Path | None = None, progress: Progress | None = None
) -> tuple[Collection, Report]:
    """Bring the index of a folder, or of a single file, up to date and open it.

    Files whose size and time of change are as before are not read; those with the same content are not
    parsed. Raises ``KnowledgeError`` where there is nothing to read, ``StorageError`` where there is
    no place for the index.
    """
    files = list(find_files(knowledge))
    folder = index_folder or index_place(knowledge)
    analyser = Analyser()
    identity = {"scheme": SCHEME, "passage_words": settings.passage_words, "analyser": analyser.to_dict()}
    old = _old(folder, identity)
    stamps = read_stamps(folder)
    with ExitStack() as held:
        fresh: list[Fresh] = []  # made for the first document that was read: counting words is not needed to answer

        def read(unread: list[tuple[str, Path]]) -> Iterator[Outcome]:
            if not unread:
                return iter(())
            from assistant.learn.prepare import read_all

            wanted = Wanted(settings.passage_words, len(analyser.heading_weights))
            outcomes = read_all(unread, wanted, settings.limits, settings.build_processes)
            held.callback(outcomes.close)
            return outcomes

        def take(prepared: Prepared) -> None:
            if not fresh:
                fresh.append(held.enter_context(_fresh(folder, analyser, settings)))
            fresh[0].add(prepared)

        scan = scan_files(files, old, stamps, settings, progress, read, take)
        if not scan.entries:
            raise KnowledgeError(_nothing(knowledge, scan.skipped))
        report = _report(scan, old)
        if old is not None and not report.anything_new:
            if scan.stamps != stamps:
                write_stamps(folder, scan.stamps)
            return old, report
        write_stamps(folder, scan.stamps)  # they tell of files, not of a build: written first, they never lie
        from assistant.learn.prepare import cores
        from assistant.learn.renewal import renew

        counted = fresh[0] if fresh else held.enter_context(_fresh(folder, analyser, settings))

        def write(build: Path, current: str) -> dict[str, Any]:
            at_once = (settings.build_processes or cores()) > 1
            may_keep = old is not None and old.build.name == current
            made = renew(build, scan.entries, counted, old, analyser, may_keep=may_keep, at_once=at_once)
            return {**identity, **made}

        return save(folder, write), report


def _fresh(folder: Path, analyser: Analyser, settings: Settings) -> Fresh:
    from assistant.learn.fresh import Fresh

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_written(folder, error) from error
    return Fresh(folder, analyser.heading_weights, int(settings.build_memory_mb * 1_000_000))


def _old(folder: Path, identity: dict[str, Any]) -> Collection | None:
    """The collection as it was, unless there is none, it is damaged or it was made in another way."""
    try:
        old = open_collection(folder)
    except StorageError:
        return None
    return old if all(old.manifest.get(name) == value for name, value in identity.items()) else None


def _report(scan: Scan, old: Collection | None) -> Report:
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


def _renamed(scan: Scan, old: Collection, added: list[str], removed: list[str]) -> list[tuple[str, str]]:
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
