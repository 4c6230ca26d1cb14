"""An opened build: documents, passages and the index over them, read from its files as a question needs them."""

from __future__ import annotations

import copy
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.base import Searched
from assistant.index.remaining import Remaining
from assistant.index.rows import rows_from_bytes
from assistant.index.segment import Segment
from assistant.index.segmented import Segmented, Stretches
from assistant.index.stored import segment_files
from assistant.index.tfidf import TfidfIndex, Whole
from assistant.index.within import Within
from assistant.index.wordbook import Wordbook
from assistant.types import Block, BlockKind, Document, Passage, Span

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "list", "item", "table", "row", "cell", "code")
WIDTHS = {"blocks": 7, "masked": 2}
_CACHED_DOCUMENTS = 512


class Collection:
    """An opened build: the documents, their passages and the index over them. Nothing in it changes.

    All its files are mapped when it is opened: it stays whole when a newer build takes its place on the disk. The
    position of a passage is its place in order of the documents' ids, in whatever segments they are.
    """

    def __init__(self, build: Path, manifest: Mapping[str, Any]) -> None:
        self.build = build
        self.manifest = manifest
        self.analyser = Analyser.from_dict(manifest["analyser"])
        self.segments = tuple(Segment(folder, sums) for folder, sums in segment_files(build, manifest))
        self._entries = {entry["id"]: entry for entry in manifest["documents"]}
        self._all = self._ids = tuple(self._entries)
        sizes = (entry["passages"][1] - entry["passages"][0] for entry in manifest["documents"])
        self._firsts: list[int] = list(accumulate(sizes, initial=0))
        self._of_segment = _by_segment(manifest["documents"], len(self.segments))
        self.word_documents = Wordbook(self.segments, [self._there(number) for number in range(len(self.segments))])
        self.index: Searched = self._index()
        self.document = lru_cache(maxsize=_CACHED_DOCUMENTS)(self._document)
        self.path = lru_cache(maxsize=_CACHED_DOCUMENTS * 8)(self._path)
        self.passage = lru_cache(maxsize=_CACHED_DOCUMENTS * 8)(self._passage)

    def _index(self) -> Searched:
        """One segment is searched as it was written where it was all that there is, others as parts of the whole."""
        whole, records = Whole(*self.manifest["whole"]), self.manifest["segments"]
        if len(self.segments) == 1 and whole == Whole(*records[0]["whole"]) and len(self.segments[0]) == len(self):
            return TfidfIndex(self.segments[0].blocks, self.analyser)
        remaining = [
            Remaining(segment.blocks, self.deleted(number), self.fewer(number))
            for number, segment in enumerate(self.segments)
        ]
        return Segmented(remaining, self._stretches(), whole, self.analyser)

    def _there(self, number: int) -> NDArray[np.bool_]:
        """Which of the documents of a segment are not deleted."""
        found = np.zeros(self.manifest["segments"][number]["documents"], np.bool_)
        found[[entry["number"] for entry in self._of_segment[number]]] = True
        return found

    def deleted(self, number: int) -> NDArray[np.int64]:
        """The passages of a segment that are in no document any more, in rising order."""
        gone = np.ones(len(self.segments[number]), np.bool_)
        for entry in self._of_segment[number]:
            gone[slice(*entry["passages"])] = False
        return np.flatnonzero(gone)

    def fewer(self, number: int) -> NDArray[np.int64]:
        """How many deleted passages of a segment hold each of its terms in many passages."""
        told = self.manifest["segments"][number]["fewer"]
        return np.array(told or [0] * len(self.segments[number].blocks.many_keys), np.int64)

    def documents_of(self, number: int) -> list[Mapping[str, Any]]:
        """What the manifest says of the documents in a segment."""
        return self._of_segment[number]

    def _stretches(self) -> list[Stretches]:
        """Where the documents of each segment begin in it and in the whole; in both they are in order of their ids."""
        found = [Stretches([], []) for _ in self.segments]
        for entry, first in zip(self._entries.values(), self._firsts, strict=False):
            if entry["passages"][0] < entry["passages"][1]:
                places = found[entry["segment"]]
                places.own.append(entry["passages"][0])
                places.whole.append(first)
        return found

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
        lists = [
            iter(segment.path_lists([entry["paths"] for entry in held]))
            for segment, held in zip(self.segments, self._of_segment, strict=True)
        ]
        members = filter(None, (next(lists[entry["segment"]]) for entry in self._entries.values()))
        return [tuple(path) for path in json.loads(b"[" + b",".join(members) + b"]")]

    def _path(self, segment: int, number: int) -> tuple[str, ...]:
        """A heading path of a segment, the others not read."""
        return self.segments[segment].path(number)

    @property
    def words(self) -> list[str]:
        """The words of all documents, folded, in the order of their keys."""
        return self.word_documents.words

    def within(self, document_ids: Iterable[str]) -> Collection:
        """The same collection, in which only passages of these documents are found. Raises ``KeyError``."""
        picked = frozenset(document_ids)
        found = np.zeros(len(self), np.bool_)
        for document_id in picked:
            begin, end = self._entries[document_id]["passages"]
            first = self._firsts[bisect_left(self._all, document_id)]
            found[first : first + end - begin] = True
        part = copy.copy(self)
        part.index = Within(self.index, found)
        part._ids = tuple(one for one in self._ids if one in picked)
        return part

    def text_bytes(self, document_id: str) -> bytes:
        """A document's text as it is stored, in UTF-8."""
        entry = self._entries[document_id]
        text: bytes = self.segments[entry["segment"]].part_bytes("text", entry["text"])
        return text

    def __len__(self) -> int:
        return self._firsts[-1]

    def _passage(self, position: int) -> Passage:
        """The passage at a position of the index."""
        owner = bisect_right(self._firsts, position, hi=len(self._all)) - 1  # the last: others there have no passages
        entry, number = self._entries[self._all[owner]], position - self._firsts[owner]
        rows = self.segments[entry["segment"]].array("passages")
        start, end, path, first, last = (int(value) for value in rows[entry["passages"][0] + number])
        headings = self.path(entry["segment"], entry["paths"][0] + path)
        return Passage(f"{entry['id']}#{number}", entry["id"], Span(start, end), headings, (first, last))

    def _document(self, document_id: str) -> Document:
        """A document as it was loaded, the file not read again."""
        entry = self._entries[document_id]
        number, base = entry["segment"], entry["paths"][0]
        segment = self.segments[number]
        block_rows, mask_rows = (
            rows_from_bytes(segment.part_bytes(part, entry[part]), width).tolist() for part, width in WIDTHS.items()
        )
        blocks = tuple(
            Block(
                KINDS[kind],
                Span(begin, stop),
                self.path(number, base + path),
                level,
                None if parent < 0 else parent,
                None if page < 0 else page,
            )
            for kind, begin, stop, path, level, parent, page in block_rows
        )
        masked = tuple(Span(*row) for row in mask_rows)
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


def _by_segment(entries: Iterable[Mapping[str, Any]], segments: int) -> list[list[Mapping[str, Any]]]:
    found: list[list[Mapping[str, Any]]] = [[] for _ in range(segments)]
    for entry in entries:
        found[entry["segment"]].append(entry)
    return found
