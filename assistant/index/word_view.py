"""The view of a collection's words as it is stored: which words hold a gram, and how long the words' vectors are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from assistant.index.columns import Array, Columns
from assistant.index.grams import able, counted, holdings, idf_of
from assistant.index.postings import Ids, Keys, Numbers, Values, changes, key_of
from assistant.index.runs import Runs

PARTS = ("keys", "starts", "holding", "ids", "norms")
_PIECE_BITS = 6
_LOW_BITS = 16
"""Of a word's position only so many are stored: those of a gram are parted by what the others are."""


class WordView(Protocol):
    """Vectors of words over their grams, whether they are held or stored."""

    @property
    def keys(self) -> Keys:
        """The keys of the grams, in rising order."""

    @property
    def frequencies(self) -> Numbers:
        """For each gram, how many words hold it."""

    def find(self, term: str) -> tuple[Ids, Values] | None:
        """The words that hold a gram, by their positions, and what it weighs in each."""


class StoredView:
    """``write_view`` read again; a weight is worked out when it is asked for, the same as ``build_view`` has.

    ``ids`` are the lower bits of the words of each gram, once for each time that it is there, ``starts`` where those
    with each of the upper bits begin; ``norms`` (W,) are 0 for words without a vector.
    """

    def __init__(self, array: Callable[[str], Array]) -> None:
        keys, self._starts, self.frequencies, self._ids, self._norms = (array(part) for part in PARTS)
        self.keys: Keys = keys
        self._able = int(np.count_nonzero(self._norms))
        self._stretches = _stretches(len(self._norms))

    def find(self, term: str) -> tuple[Ids, Values] | None:
        """The words that hold a gram, by their positions, and what it weighs in each."""
        row = int(self.keys.searchsorted(np.uint64(key_of(term))))
        if row == len(self.keys) or int(self.keys[row]) != key_of(term):
            return None
        starts = self._starts[row * self._stretches : (row + 1) * self._stretches + 1]
        upper = np.repeat(np.arange(self._stretches, dtype=np.int32) << _LOW_BITS, np.diff(starts))
        ids: Numbers = upper | self._ids[int(starts[0]) : int(starts[-1])]
        first = changes(ids)
        counts = np.diff(np.append(first, len(ids))).astype(np.float32)
        ids = ids[first]
        idf = idf_of(self.frequencies[row : row + 1], self._able)
        return ids, (counts * idf / self._norms[ids]).astype(np.float32)


def write_view(columns: Columns, words: Sequence[str], runs: Runs) -> None:
    """Write the view of words; ``runs`` holds its postings meanwhile."""
    held = holdings(words)
    columns.add("gram_norms", np.zeros(0, np.float32))
    for norms in counted(words, held, idf_of(held.holding, able(words)), runs):
        columns.add("gram_norms", norms)
    end, stretches = 0, _stretches(len(words))
    columns.add("gram_starts", np.zeros(1, np.int64))
    for piece in runs.merged(_PIECE_BITS):
        holding, times = piece.frequencies, piece.values.astype(np.int64)
        rows, ids = np.repeat(np.repeat(np.arange(len(holding)), holding), times), np.repeat(piece.ids, times)
        sizes = np.bincount(rows * stretches + (ids >> _LOW_BITS), minlength=len(holding) * stretches)
        columns.add("gram_keys", piece.keys)
        columns.add("gram_starts", end + np.cumsum(sizes))
        columns.add("gram_holding", holding.astype(np.int32))
        columns.add("gram_ids", ids.astype(np.uint16))
        end += len(ids)


def _stretches(words: int) -> int:
    """How many different upper bits the positions of words have."""
    return max(words - 1, 0) // (1 << _LOW_BITS) + 1
