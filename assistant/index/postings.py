"""Postings in flat arrays: for each key, in rising order, the ids it occurs in and a value for each.

Keys are 64-bit hashes of terms, so that finding a term needs no vocabulary in memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]
Values = NDArray[np.float32]


@lru_cache(maxsize=1 << 16)
def key_of(term: str) -> int:
    """The 64-bit key of a term: BLAKE2b, the same on every machine. Two of a million terms collide with p < 1e-7."""
    return int.from_bytes(hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Postings:
    """``keys`` (n,) sorted; ``starts`` (n + 1,) offsets into ``ids`` and ``values``, both (nnz,); ids rise in a key."""

    keys: Keys
    starts: NDArray[np.int64]
    ids: Ids
    values: Values

    @classmethod
    def of(cls, keys: Keys, ids: Ids, values: Values) -> Postings:
        """From (nnz,) triples in any order; no pair of key and id may occur twice."""
        order = np.lexsort((ids, keys))
        keys = keys[order]
        unique, first = np.unique(keys, return_index=True)
        starts = np.append(first, len(keys)).astype(np.int64)
        return cls(unique, starts, ids[order].astype(np.int32), values[order].astype(np.float32))

    @classmethod
    def merge(cls, parts: Iterable[Postings]) -> Postings:
        """All postings of several sets whose ids differ."""
        held = list(parts)
        return cls.of(
            np.concatenate([np.zeros(0, np.uint64), *(np.repeat(p.keys, p.frequencies) for p in held)]),
            np.concatenate([np.zeros(0, np.int32), *(p.ids for p in held)]),
            np.concatenate([np.zeros(0, np.float32), *(p.values for p in held)]),
        )

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """For each key, how many ids it occurs in."""
        return np.diff(self.starts)

    def renumbered(self, new_ids: Ids) -> Postings:
        """With ``new_ids[id]`` in the place of each id, and without those where that is negative."""
        ids = new_ids[self.ids]
        kept = ids >= 0
        return Postings.of(np.repeat(self.keys, self.frequencies)[kept], ids[kept], self.values[kept])

    def find(self, term: str) -> tuple[Ids, Values] | None:
        """The ids and values of a term."""
        key = np.uint64(key_of(term))
        row = int(np.searchsorted(self.keys, key))
        if row == len(self.keys) or self.keys[row] != key:
            return None
        span = slice(int(self.starts[row]), int(self.starts[row + 1]))
        return self.ids[span], self.values[span]

    def frequency(self, term: str) -> int:
        """How many ids a term occurs in."""
        found = self.find(term)
        return 0 if found is None else len(found[0])
