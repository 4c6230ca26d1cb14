"""The learning path: a folder of files in, an opened collection and a report of what changed out."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.acronyms import find_acronyms
from assistant.chunk import chunk
from assistant.config import Settings
from assistant.errors import KnowledgeError, LoadError, StorageError
from assistant.index.postings import Postings, key_of
from assistant.index.storage import (
    Collection,
    block_rows,
    open_collection,
    passage_rows,
    read_stamps,
    save,
    write_stamps,
)
from assistant.index.tfidf import Analyser, count
from assistant.loaders import load, loaders
from assistant.loaders.base import digest
from assistant.loaders.read import read_bytes
from assistant.types import Document, Passage

INDEX_FOLDER = ".assistant"
OWN_FILES = frozenset({"knowledge.yaml", "questions.yaml", "assistant.yaml"})
SCHEME = 3
"""Raised whenever loaders or chunking change, so that stored passages are not mixed with new ones."""

_RACY_NS = 2_000_000_000
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: ids of documents, and for each file left out the reason."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()

    @property
    def anything_new(self) -> bool:
        """Whether the collection differs from the one before."""
        return bool(self.added or self.changed or self.removed)


@dataclass(slots=True)
class _Scan:
    """What is in a folder, against what a collection knows of it."""

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: dict[str, Document] = field(default_factory=dict)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    stamps: dict[str, list[Any]] = field(default_factory=dict)


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
    scan = _scan(files, old, stamps, settings, progress)
    if not scan.entries:
        raise KnowledgeError(_nothing(knowledge, scan.skipped))
    report = _report(scan, old)
    if old is not None and not report.anything_new:
        if scan.stamps != stamps:
            write_stamps(folder, scan.stamps)
        return old, report
    write_stamps(folder, scan.stamps)  # they tell of files, not of a build: written first, they never lie
    parts = _assemble(scan, old, settings, analyser)
    save(folder, {**identity, "documents": parts.entries}, parts.arrays, parts.texts, parts.lists)
    return open_collection(folder), report


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
    found = []
    for parent, folders, names in os.walk(knowledge):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and not (name in OWN_FILES and Path(parent) == knowledge):
                relative = path.relative_to(knowledge).as_posix()
                found.append((os.fsencode(relative).decode("utf-8", "backslashreplace"), path))
    yield from sorted(found)


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


def _old(folder: Path, identity: dict[str, Any]) -> Collection | None:
    """The collection as it was, unless there is none, it is damaged or it was made in another way."""
    try:
        old = open_collection(folder)
    except StorageError:
        return None
    return old if all(old.manifest.get(name) == value for name, value in identity.items()) else None


def _scan(
    files: list[tuple[str, Path]],
    old: Collection | None,
    stamps: dict[str, Any],
    settings: Settings,
    progress: Progress | None,
) -> _Scan:
    scan = _Scan()
    started = time.time_ns()
    known = frozenset(old.document_ids) if old is not None else frozenset()
    readable = loaders()
    for number, (document_id, path) in enumerate(files):
        if progress is not None:
            progress(number, len(files), document_id)
        try:
            if path.suffix.lower() not in readable:
                raise LoadError(f"{path}: no loader for {path.suffix or 'files without an ending'}")
            stat = path.stat()
            # what changed just now may change again within the clock's grain: it is not trusted next time
            settled = started - stat.st_mtime_ns >= _RACY_NS
            entry = dict(old.entry(document_id)) if old is not None and document_id in known else None
            stamp = [stat.st_size, stat.st_mtime_ns, entry["digest"] if entry is not None else ""]
            if entry is not None and stamps.get(document_id) == stamp:
                scan.entries[document_id] = entry
                scan.stamps[document_id] = stamp
                continue
            if entry is not None and digest(read_bytes(path, settings.max_bytes)) == entry["digest"]:
                scan.entries[document_id] = entry
            else:
                document = load(path, document_id=document_id, max_bytes=settings.max_bytes)
                scan.fresh[document_id] = document
                scan.entries[document_id] = {"id": document_id}
                stamp[2] = document.digest
            if settled:
                scan.stamps[document_id] = stamp
        except LoadError as error:
            scan.skipped.append((document_id, str(error)))
        except OSError as error:
            scan.skipped.append((document_id, f"{path}: cannot be read ({error.strerror})"))
    if progress is not None:
        progress(len(files), len(files), "")
    return scan


def _report(scan: _Scan, old: Collection | None) -> Report:
    before = frozenset(old.document_ids) if old is not None else frozenset()
    return Report(
        added=tuple(sorted(scan.fresh.keys() - before)),
        changed=tuple(sorted(scan.fresh.keys() & before)),
        removed=tuple(sorted(before - scan.entries.keys())),
        unchanged=tuple(sorted(scan.entries.keys() - scan.fresh.keys())),
        skipped=tuple(scan.skipped),
    )


def _nothing(knowledge: Path, skipped: list[tuple[str, str]]) -> str:
    if skipped:
        return "\n".join([f"{knowledge}: no document could be read:", *(f"  {reason}" for _, reason in skipped)])
    endings = ", ".join(sorted(loaders()))
    return f"{knowledge}: no documents there; put files that end in {endings} into it"


@dataclass(frozen=True, slots=True)
class _Parts:
    entries: list[dict[str, Any]]
    arrays: dict[str, NDArray[Any]]
    texts: bytes
    lists: dict[str, Any]


def _assemble(scan: _Scan, old: Collection | None, settings: Settings, analyser: Analyser) -> _Parts:
    """Put the stored parts of unchanged documents and the parts of new ones together, in order of their ids."""
    chunks = {name: chunk(document, settings.passage_words) for name, document in scan.fresh.items()}
    new_passages = [passage for name in sorted(chunks) for passage in chunks[name]]
    counted = count(scan.fresh, new_passages, analyser)

    columns: dict[str, list[NDArray[Any]]] = {"blocks": [], "masked": [], "passages": [], "lengths": []}
    sizes = dict.fromkeys((*columns, "paths", "text"), 0)
    texts: list[bytes] = []
    paths: list[tuple[str, ...]] = []
    entries: list[dict[str, Any]] = []
    moved_old = np.full(0 if old is None else len(old), -1, np.int32)
    moved_old_documents = np.full(0 if old is None else len(old.document_ids), -1, np.int32)
    moved_new = np.zeros(len(new_passages), np.int32)
    word_keys: list[tuple[int, int]] = []
    words: dict[int, str] = {}
    next_new = 0
    for number, name in enumerate(sorted(scan.entries)):
        entry = {**scan.entries[name], "id": name}
        if name in scan.fresh:
            document = scan.fresh[name]
            part = _new_part(document, chunks[name])
            amount = len(chunks[name])
            part["lengths"] = counted.lengths[next_new : next_new + amount]
            moved_new[next_new : next_new + amount] = np.arange(amount) + sizes["passages"]
            spoken = sorted(frozenset().union(*counted.words[next_new : next_new + amount]))
            words.update((key_of(word), word) for word in spoken)
            word_keys += [(key_of(word), number) for word in spoken]
            next_new += amount
            entry |= {"title": document.title, "digest": document.digest, "acronyms": find_acronyms(document.view)}
        elif old is not None:
            stored = old.entry(name)
            part = _old_part(old, name)
            begin, end = stored["passages"]
            moved_old[begin:end] = np.arange(end - begin) + sizes["passages"]
            moved_old_documents[old.document_ids.index(name)] = number
        for column, held in columns.items():
            held.append(part[column])
        texts.append(part["text"])
        paths += part["paths"]
        for column in sizes:
            size = len(part[column])
            entry[column] = [sizes[column], sizes[column] + size]
            sizes[column] += size
        entries.append(entry)

    postings = [counted.postings.renumbered(moved_new)]
    word_postings = [_word_postings(word_keys)]
    if old is not None:
        postings.append(old.index.postings.renumbered(moved_old))
        word_postings.append(old.word_documents.renumbered(moved_old_documents))
        words.update(zip(old.word_documents.keys.tolist(), old.words, strict=True))
    merged, merged_words = Postings.merge(postings), Postings.merge(word_postings)
    vocabulary = [words[key] for key in merged_words.keys.tolist()]
    return _Parts(
        entries,
        _arrays(columns, merged, merged_words, vocabulary),
        b"".join(texts),
        {"paths": paths, "words": vocabulary},
    )


def _arrays(
    columns: dict[str, list[NDArray[Any]]], terms: Postings, words: Postings, vocabulary: list[str]
) -> dict[str, NDArray[Any]]:
    from assistant.index.spelling import build_view

    arrays: dict[str, NDArray[Any]] = {name: np.concatenate(held) for name, held in columns.items()}
    for name, postings in (("term", terms), ("word", words), ("gram", build_view(vocabulary))):
        arrays |= {
            f"{name}_keys": postings.keys,
            f"{name}_starts": postings.starts,
            f"{name}_ids": postings.ids,
            f"{name}_values": postings.values,
        }
    return arrays


def _word_postings(pairs: list[tuple[int, int]]) -> Postings:
    keys = np.array([key for key, _ in pairs], np.uint64)
    ids = np.array([number for _, number in pairs], np.int32)
    return Postings.of(keys, ids, np.ones(len(pairs), np.float32))


def _new_part(document: Document, passages: list[Passage]) -> dict[str, Any]:
    paths = sorted({block.headings for block in document.blocks} | {passage.headings for passage in passages})
    return {
        "blocks": block_rows(document, paths),
        "masked": np.array(document.masked, np.int32).reshape(-1, 2),
        "passages": passage_rows(passages, paths),
        "paths": paths,
        "text": document.text.encode("utf-8", "surrogatepass"),
    }


def _old_part(old: Collection, name: str) -> dict[str, Any]:
    entry = old.entry(name)
    return {
        "blocks": old.array("blocks")[slice(*entry["blocks"])],
        "masked": old.array("masked")[slice(*entry["masked"])],
        "passages": old.passage_rows[slice(*entry["passages"])],
        "lengths": old.index.lengths[slice(*entry["passages"])],
        "paths": old.paths[slice(*entry["paths"])],
        "text": old.text_bytes(name),
    }
