"""The files of a segment: some documents, their passages, words and postings, as they were written; nothing changes."""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.blocks import Blocks
from assistant.index.postings import Postings

if TYPE_CHECKING:
    from assistant.index.word_view import WordView
PARTS = ("blocks", "masked", "text")
"""What is stored of each document as bytes."""
MAPPED = (*(f"{part}.bin" for part in PARTS), "paths.json", "words.json")


def _map(path: Path) -> memoryview:
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b"")


class Segment:
    """A segment, its files mapped when it is opened: it stays whole when they are removed.

    Where the parts of a document are is what the manifest says of it: ``span`` is such a place.
    """

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        paths = [folder / name for name in names if name.endswith(".npy")]
        self._arrays = {path.stem: np.load(path, allow_pickle=False, mmap_mode="r") for path in paths}
        self._mapped = {name: _map(folder / name) for name in MAPPED}

    def array(self, name: str) -> NDArray[Any]:
        """A stored array."""
        return np.asarray(self._arrays[name])

    def __len__(self) -> int:
        return len(self._arrays["passages"])

    @cached_property
    def blocks(self) -> Blocks:
        """The postings as they are searched."""
        return Blocks.of_arrays({name: self.array(f"term_{name}") for name in Blocks.names()})

    @cached_property
    def words(self) -> list[str]:
        """The words of all documents, folded, in the order of their keys."""
        words: list[str] = json.loads(bytes(self._mapped["words.json"]))
        return words

    @cached_property
    def word_documents(self) -> Postings:
        """For each word the documents that hold it, by their numbers in the segment."""
        keys, starts, ids = (self.array(f"word_{part}") for part in ("keys", "starts", "ids"))
        return Postings(keys, starts, ids, np.broadcast_to(np.float32(1), len(ids)))

    @cached_property
    def word_view(self) -> WordView:
        """The character n-grams of the words."""
        from assistant.index.word_view import StoredView

        return StoredView(lambda part: self.array(f"gram_{part}"))

    def path(self, number: int) -> tuple[str, ...]:
        """One of the heading paths of all documents."""
        start, end = (int(offset) for offset in self.array("path_starts")[number : number + 2])
        return tuple(json.loads(bytes(self._mapped["paths.json"][start : end - 1])))

    def path_bytes(self, span: tuple[int, int]) -> tuple[NDArray[np.int64], bytes]:
        """Heading paths as they are stored: how long each is with what follows it, and all."""
        first, last = span
        starts = self.array("path_starts")[first : last + 1].astype(np.int64)
        return np.diff(starts), bytes(self._mapped["paths.json"][starts[0] : starts[-1] - 1])

    def path_lists(self, spans: Sequence[tuple[int, int]]) -> list[bytes]:
        """For each of several spans the heading paths as they are stored, without a comma behind the last."""
        bounds = self.array("path_starts")[np.array(spans, np.int64).reshape(-1, 2)].tolist()
        return [bytes(self._mapped["paths.json"][start : end - 1]) for start, end in bounds]

    def part_bytes(self, part: str, span: tuple[int, int]) -> bytes:
        """A document's ``text`` in UTF-8, or its ``blocks`` or ``masked`` as ``rows_to_bytes`` has them."""
        return bytes(self._mapped[f"{part}.bin"][slice(*span)])
