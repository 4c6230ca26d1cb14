"""Saving and opening a collection: flat arrays and JSON, checked, swapped in whole.

A build is written into a folder of its own, its manifest last; then one small file that names the
current build is replaced. Whoever kills a build at any moment leaves the old one in use. An index is
data and never code: there is no pickle in it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import mmap
import os
import shutil
import time
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.errors import StorageError
from assistant.index.blocks import Blocks
from assistant.index.lock import locked
from assistant.index.postings import Postings
from assistant.index.tfidf import Analyser, TfidfIndex
from assistant.index.within import Within
from assistant.types import Block, BlockKind, Document, Passage, Span

FORMAT = 3
POINTER = "current.json"
MANIFEST = "manifest.json"
STAMPS = "stamps.json"
CHECKED = "checked.json"
GRAIN_NS = 2_000_000_000
STALE_SECONDS = 3600.0
KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "list", "item", "table", "row", "cell", "code")
_CACHED_DOCUMENTS = 512

Arrays = Mapping[str, NDArray[Any]]


def block_rows(document: Document, paths: list[tuple[str, ...]]) -> NDArray[np.int32]:
    """Blocks as (n, 7) integers: kind, start, end, path of headings, level, parent or -1, page or -1."""
    known = {path: number for number, path in enumerate(paths)}
    rows = [
        (KINDS.index(b.kind), *b.span, known[b.headings], b.level, -1 if b.parent is None else b.parent, b.page or -1)
        for b in document.blocks
    ]
    return np.array(rows, np.int32).reshape(-1, 7)


def passage_rows(passages: list[Passage], paths: list[tuple[str, ...]]) -> NDArray[np.int32]:
    """Passages of one document as (n, 5) integers: start, end, path of headings, first block, block after the last."""
    known = {path: number for number, path in enumerate(paths)}
    rows = [(*p.span, known[p.headings], *p.blocks) for p in passages]
    return np.array(rows, np.int32).reshape(-1, 5)


def save(folder: Path, manifest: dict[str, Any], arrays: Arrays, texts: bytes, lists: Mapping[str, Any]) -> Collection:
    """Write a build, make it the current one and open it. Raises ``StorageError``.

    It is opened before another process may put its own build, of what that one has read, in its place.
    """
    build = folder / f"build-{uuid.uuid4().hex[:12]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder):  # so that nobody removes a build that is about to become the current one
            _make_current(folder, build, manifest, arrays, texts, lists)
            _remove_others(folder, build.name)
            return open_collection(folder)
    except OSError as error:
        raise StorageError(
            f"{folder}: the index cannot be written ({error.strerror}); free some space or check its permissions"
        ) from error


def _make_current(
    folder: Path, build: Path, manifest: dict[str, Any], arrays: Arrays, texts: bytes, lists: Mapping[str, Any]
) -> None:
    """Write a build, then point to it; what was written is removed again when that cannot be done to the end."""
    try:
        _write_build(build, manifest, arrays, texts, lists)
        (build / POINTER).replace(folder / POINTER)
    except BaseException:
        shutil.rmtree(build, ignore_errors=True)
        raise


def _write_build(build: Path, manifest: dict[str, Any], arrays: Arrays, texts: bytes, lists: Mapping[str, Any]) -> None:
    build.mkdir()
    for name, array in arrays.items():
        np.save(build / f"{name}.npy", array, allow_pickle=False)
    (build / "text.bin").write_bytes(texts)
    for name, content in lists.items():
        starts = _write_json(build / f"{name}.json", content)
        if name == "paths":
            np.save(build / "path_starts.npy", np.array(starts, np.int64), allow_pickle=False)
    checksums = {file.name: _checksum(file) for file in sorted(build.iterdir())}
    _write_json(build / MANIFEST, {**manifest, "format": FORMAT, "checksums": checksums})
    _write_json(build / POINTER, {"build": build.name, "manifest": _checksum(build / MANIFEST)})


def _write_json(path: Path, content: Any) -> list[int]:
    """Write JSON; of a list the offsets at which its members begin, and one for the end, are returned."""
    if not isinstance(content, list):
        path.write_text(_json(content), encoding="ascii")
        return []
    members = [_json(member) for member in content]
    path.write_text(f"[{','.join(members)}]", encoding="ascii")
    return list(accumulate((len(member) + 1 for member in members), initial=1))


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":"))


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _remove_others(folder: Path, current: str) -> None:
    """Remove builds that are no longer current, and those that were given up; a running one is younger."""
    now = time.time()
    for other in folder.glob("build-*"):
        finished = (other / MANIFEST).exists()
        try:
            stale = finished or now - other.stat().st_mtime > STALE_SECONDS
        except OSError:
            continue
        if other.name != current and stale:
            shutil.rmtree(other, ignore_errors=True)


def open_collection(folder: Path) -> Collection:
    """The current build of a folder. Raises ``StorageError`` when there is none or it is damaged."""
    for _ in range(3):  # a build that is replaced while it is being opened: the next one is there already
        pointer = _read_mapping(folder / POINTER)
        build = folder / str(pointer.get("build"))
        try:
            return _open(build, pointer)
        except FileNotFoundError:
            continue
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError(f"{build}: the index is damaged ({error})") from error
    raise StorageError(f"{folder}: the index is incomplete")


def _open(build: Path, pointer: Mapping[str, Any]) -> Collection:
    if _checksum(build / MANIFEST) != pointer["manifest"]:
        raise StorageError(f"{build / MANIFEST}: the index is damaged")
    manifest = _read_mapping(build / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise StorageError(f"{build}: the index was written by another version")
    _check(build, manifest["checksums"])
    return Collection(build, manifest)


def _check(build: Path, checksums: Mapping[str, str]) -> None:
    """Raise ``StorageError`` for a damaged file; those that were whole and have not been touched since are not read.

    As with documents, a file counts as untouched when its size and its times are as before, and these are trusted once
    they are older than the grain of a clock.
    """
    started = time.time_ns()
    known = _read_checked(build)
    now = {name: _stamp(build / name) for name in checksums}
    for name, expected in checksums.items():
        if now[name] != known.get(name) and _checksum(build / name) != expected:
            raise StorageError(f"{build / name}: the index is damaged")
    settled = {name: stamp for name, stamp in now.items() if max(stamp[1:]) < started - GRAIN_NS}
    if settled != known and len(settled) == len(now):
        _replace_json(build.parent / CHECKED, {"build": build.name, "files": settled})


def _stamp(path: Path) -> list[int]:
    """Size, time of change and time of the last change to anything about a file."""
    stat = path.stat()
    return [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]


def _read_checked(build: Path) -> dict[str, Any]:
    """The stamps of the files of a build as they were when all were found whole; none where that is not known."""
    try:
        noted = _read_mapping(build.parent / CHECKED)
    except StorageError:
        return {}
    files = noted.get("files")
    return files if noted.get("build") == build.name and isinstance(files, dict) else {}


def _read_mapping(path: Path) -> dict[str, Any]:
    content = _read_json(path)
    if not isinstance(content, dict):
        raise StorageError(f"{path}: the index is damaged")
    return content


def read_stamps(folder: Path) -> dict[str, Any]:
    """For each file the size, the time of change and the digest of when it was last read; empty without any."""
    try:
        return _read_mapping(folder / STAMPS)
    except StorageError:
        return {}


def write_stamps(folder: Path, stamps: Mapping[str, Any]) -> None:
    """Keep the stamps; that they cannot be written only costs reading the files once more."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    _replace_json(folder / STAMPS, stamps)


def _replace_json(path: Path, content: Any) -> None:
    """Write a file in whole or leave it as it is; one that cannot be written is no error."""
    fresh = path.with_name(f"{path.name}-{uuid.uuid4().hex[:12]}")
    try:
        _write_json(fresh, content)
        fresh.replace(path)
    except OSError:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="ascii"))
    except FileNotFoundError as error:
        raise StorageError(f"{path}: no index") from error
    except (OSError, ValueError) as error:
        raise StorageError(f"{path}: the index is damaged ({error})") from error


def _map(path: Path) -> memoryview:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")


class Collection:
    """An opened build: the documents, their passages and the index over them. Nothing in it changes.

    All its files are mapped when it is opened: it stays whole when a newer build takes its place on the disk.
    """

    def __init__(self, build: Path, manifest: Mapping[str, Any]) -> None:
        self.build = build
        self.manifest = manifest
        self._arrays = {path.stem: np.load(path, allow_pickle=False, mmap_mode="r") for path in build.glob("*.npy")}
        self._mapped = {name: _map(build / name) for name in ("text.bin", "paths.json", "words.json")}
        self.analyser = Analyser.from_dict(manifest["analyser"])
        self.passage_rows: NDArray[np.int32] = self.array("passages")
        self.index = TfidfIndex(
            Blocks.of_arrays({name: self.array(f"term_{name}") for name in Blocks.names()}), self.analyser
        )
        self._entries = {entry["id"]: entry for entry in manifest["documents"]}
        self._ids = tuple(self._entries)
        self._owners = np.array([entry["passages"][0] for entry in manifest["documents"]], np.int64)
        self.document = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._document)
        self.path = lru_cache(maxsize=_CACHED_DOCUMENTS * 8)(self._path)
        self.passage = lru_cache(maxsize=_CACHED_DOCUMENTS * 8)(self._passage)

    def array(self, name: str) -> NDArray[Any]:
        """A stored array, memory-mapped."""
        return np.asarray(self._arrays[name])

    def postings(self, name: str) -> Postings:
        """A stored set of postings."""
        return Postings(*(self.array(f"{name}_{part}") for part in ("keys", "starts", "ids", "values")))

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The documents' ids in order."""
        return self._ids

    def entry(self, document_id: str) -> Mapping[str, Any]:
        """What the manifest says of a document: title, digest, what it says of itself, where its parts are stored."""
        entry: Mapping[str, Any] = self._entries[document_id]
        return entry

    @property
    def paths(self) -> list[tuple[str, ...]]:
        """The heading paths of all documents, one document after the other."""
        return [tuple(path) for path in json.loads(bytes(self._mapped["paths.json"]))]

    def _path(self, number: int) -> tuple[str, ...]:
        """One of ``paths``, the others not read."""
        start, end = (int(offset) for offset in self.array("path_starts")[number : number + 2])
        return tuple(json.loads(bytes(self._mapped["paths.json"][start : end - 1])))

    @cached_property
    def words(self) -> list[str]:
        """The words of all documents, folded, in the order of their keys."""
        words: list[str] = json.loads(bytes(self._mapped["words.json"]))
        return words

    @cached_property
    def word_view(self) -> Postings:
        """The character n-grams of the words."""
        return self.postings("gram")

    @cached_property
    def word_documents(self) -> Postings:
        """For each word the documents that hold it."""
        return self.postings("word")

    def within(self, document_ids: Iterable[str]) -> Collection:
        """The same collection, in which only passages of these documents are found. Raises ``KeyError``."""
        picked = frozenset(document_ids)
        found = np.zeros(len(self), np.bool_)
        for document_id in picked:
            found[slice(*self._entries[document_id]["passages"])] = True
        part = copy.copy(self)
        part.index = Within(self.index, found)
        part._ids = tuple(one for one in self._ids if one in picked)
        return part

    def text_bytes(self, document_id: str) -> bytes:
        """A document's text as it is stored, in UTF-8."""
        start, end = self._entries[document_id]["text"]
        return bytes(self._mapped["text.bin"][start:end])

    def __len__(self) -> int:
        return len(self.passage_rows)

    def _passage(self, position: int) -> Passage:
        """The passage at a position of the index."""
        owner = int(np.searchsorted(self._owners, position, side="right")) - 1
        while self._entries[self._ids[owner]]["passages"][1] <= position:  # documents without passages
            owner += 1
        entry = self._entries[self._ids[owner]]
        start, end, path, first, last = (int(value) for value in self.passage_rows[position])
        number = position - entry["passages"][0]
        headings = self.path(entry["paths"][0] + path)
        return Passage(f"{entry['id']}#{number}", entry["id"], Span(start, end), headings, (first, last))

    def _document(self, document_id: str) -> Document:
        """A document as it was loaded, the file not read again."""
        entry = self._entries[document_id]
        base = entry["paths"][0]
        blocks = tuple(
            Block(
                KINDS[kind],
                Span(begin, stop),
                self.path(base + path),
                level,
                None if parent < 0 else parent,
                None if page < 0 else page,
            )
            for kind, begin, stop, path, level, parent, page in self.array("blocks")[slice(*entry["blocks"])].tolist()
        )
        masked = tuple(Span(*row) for row in self.array("masked")[slice(*entry["masked"])].tolist())
        text = self.text_bytes(document_id).decode("utf-8", "surrogatepass")
        metadata = tuple((name, said) for name, said in entry["metadata"])
        return Document(
            document_id,
            entry["title"],
            document_id,
            text,
            blocks,
            entry["digest"],
            masked,
            metadata,
            tuple(entry["pages"]),
        )
