"""Postings that come in parts, put together without holding them all: sorted runs, on the disk beyond a budget."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Postings, cut, key_edges

BUDGET = 48_000_000
"""About how many bytes of postings are held before they are written to a temporary file."""
_MOST_RECENT = 256
"""So many runs in the file are put together; some hundred megabytes of text."""
_PIECE_BITS = 18
_FIELDS = ("keys", "starts", "ids", "values")


class _Stored(NamedTuple):
    """Where the parts of a run are in a file, and their types and sizes."""

    offsets: dict[str, int]
    kinds: dict[str, Any]
    sizes: dict[str, int]


class Runs:
    """Takes postings in order of their ids and gives them back in order of their keys.

    ``folder`` is where the temporary file is made, which no other process sees and none leaves behind.
    """

    def __init__(self, folder: Path | None = None, budget: int = BUDGET) -> None:
        self.postings = 0
        self._folder, self._budget = folder, budget
        self._held: list[Postings] = []
        self._bytes = 0
        self._file: IO[bytes] | None = None
        self._stored: list[_Stored] = []
        self._recent = 0

    def add(self, run: Postings) -> None:
        """Take a run; of a key that others have too its ids are above theirs, or begin with the last of them."""
        self.postings += len(run.ids)
        run = Postings(run.keys, run.starts.astype(np.int32), run.ids, run.values)
        self._held.append(run)
        self._bytes += sum(getattr(run, name).nbytes for name in _FIELDS)
        if self._bytes > self._budget:
            self._spill()

    def close(self) -> None:
        """Let go of what is held."""
        self._held, self._stored = [], []
        if self._file is not None:
            self._file.close()

    def merged(self, bits: int) -> Iterator[Postings]:
        """All postings, those of keys with like upper ``bits`` together."""
        yield from self._merged(self._stored, self._held, bits)

    def _merged(self, stored: list[_Stored], held: list[Postings], bits: int) -> Iterator[Postings]:
        edges, last = key_edges(bits), (1 << bits) - 1
        pieces: list[list[tuple[_Stored | Postings, int, int]]] = [[] for _ in range(last + 1)]
        runs: list[_Stored | Postings] = [*stored, *held]
        for run in runs:
            keys = run.keys if isinstance(run, Postings) else self._part(run, "keys")
            if not len(keys):
                continue
            cuts = [0, *keys.searchsorted(edges).tolist(), len(keys)]
            first = int(edges.searchsorted(keys[0], "right"))
            for number in range(first, int(edges.searchsorted(keys[-1], "right")) + 1):
                pieces[number].append((run, cuts[number], cuts[number + 1]))
        for members in pieces:
            yield Postings.join([self._read(*member) for member in members if member[1] < member[2]])

    def _spill(self) -> None:
        for run in self._held:
            self._stored.append(self._store(run))
        self._recent += len(self._held)
        self._held, self._bytes = [], 0
        if self._recent >= _MOST_RECENT:
            self._stored[-self._recent :] = self._together(self._stored[-self._recent :])
            self._recent = 0

    def _together(self, runs: list[_Stored]) -> list[_Stored]:
        """Runs put together, so that at the end each key is sought in few; in pieces, each with keys of its own."""
        bits = piece_bits(sum(run.sizes["ids"] for run in runs))
        return [self._store(piece) for piece in self._merged(runs, [], bits)]

    def _store(self, run: Postings) -> _Stored:
        if self._file is None:
            self._file = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115  (closed by ``close``)
        offsets, kinds, sizes = {}, {}, {}
        self._file.seek(0, os.SEEK_END)
        for name in _FIELDS:
            array: NDArray[Any] = getattr(run, name)
            offsets[name], kinds[name], sizes[name] = self._file.tell(), array.dtype, len(array)
            self._file.write(np.ascontiguousarray(array).data)
        return _Stored(offsets, kinds, sizes)

    def _part(self, stored: _Stored, name: str, start: int = 0, end: int | None = None) -> NDArray[Any]:
        """Members of an array of a run in the file."""
        kind = stored.kinds[name]
        amount = (stored.sizes[name] if end is None else end) - start
        if self._file is None or not amount:
            return np.zeros(0, kind)
        self._file.seek(stored.offsets[name] + start * kind.itemsize)
        return np.frombuffer(self._file.read(amount * kind.itemsize), kind)

    def _read(self, run: _Stored | Postings, first: int, last: int) -> Postings:
        """A run's keys from one place to another, with their postings."""
        if isinstance(run, Postings):
            return cut(run, first, last)
        starts = self._part(run, "starts", first, last + 1)
        span = int(starts[0]), int(starts[-1])
        ids, values = self._part(run, "ids", *span), self._part(run, "values", *span)
        return Postings(self._part(run, "keys", first, last), starts.astype(np.int64) - span[0], ids, values)


def piece_bits(postings: int) -> int:
    """By how many upper bits keys are parted, so that the postings of each part are some hundred thousand."""
    return max(0, postings.bit_length() - _PIECE_BITS)
