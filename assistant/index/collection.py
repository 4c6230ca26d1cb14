"""An opened build: documents, passages and the index over them, read from its files as a question needs them."""

from __future__ import annotations

import copy
import json
import mmap
import os
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.blocks import Blocks
from assistant.index.postings import Postings
from assistant.index.tfidf import Analyser, TfidfIndex
from assistant.index.within import Within
from assistant.types import Block, BlockKind, Document, Passage, Span

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "list", "item", "table", "row", "cell", "code")
_CACHED_DOCUMENTS = 512


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
        """A stored set of postings; all values are 1 where none are stored."""
        keys, starts, ids = (self.array(f"{name}_{part}") for part in ("keys", "starts", "ids"))
        values = self._arrays.get(f"{name}_values")
        return Postings(keys, starts, ids, np.broadcast_to(np.float32(1), len(ids)) if values is None else values)

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

    def path_bytes(self, document_id: str) -> tuple[NDArray[np.int64], bytes]:
        """The heading paths of a document as they are stored: how long each is with what follows it, and all."""
        first, last = self._entries[document_id]["paths"]
        starts = self.array("path_starts")[first : last + 1].astype(np.int64)
        return np.diff(starts), bytes(self._mapped["paths.json"][starts[0] : starts[-1] - 1])

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
