"""Postings in flat arrays: for each key, in rising order, the ids it occurs in and a value for each.

Keys are hashes of terms, so that finding a term needs no vocabulary in memory: 56 bits, above eight that are 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Ids = NDArray[np.int32]
Values = NDArray[np.float32]
KEY_BITS, UNUSED_BITS = 64, 8
"""How many bits a key has, and how many of them, the lowest, are 0 and are not stored."""
_USED = (1 << KEY_BITS) - (1 << UNUSED_BITS)
Numbers = NDArray[Any]
"""Whole numbers of any width."""


@lru_cache(maxsize=1 << 16)
def key_of(term: str) -> int:
    """The key of a term: BLAKE2b, the same on every machine; that of a pair is mixed from its two.

    That any two of n terms have one key is likely by n² / 2^57: 7e-6 for a million, 7e-4 for ten.
    """
    first, space, second = term.partition(" ")
    if space:
        return int(pair_keys(np.array([key_of(first)], np.uint64), np.array([key_of(second)], np.uint64))[0])
    return int(hashes((term,))[0])


def hashes(terms: Iterable[str]) -> Keys:
    """The keys of single words, as ``key_of`` has them."""
    digests = [hashlib.blake2b(term.encode("utf-8", "surrogatepass"), digest_size=8).digest() for term in terms]
    return np.frombuffer(b"".join(digests), "<u8") & np.uint64(_USED)


def pair_keys(first: Keys, second: Keys) -> Keys:
    """The keys of pairs of terms: both through the finaliser of SplitMix64 (Steele et al. 2014), one in the other."""
    return mixed(mixed(first) + np.uint64(0x9E3779B97F4A7C15) + second) & np.uint64(_USED)


def mixed(keys: Keys) -> Keys:
    """The finaliser of SplitMix64: every bit of a key bears on every bit of what comes out, and no two become one."""
    keys = (keys ^ (keys >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    keys = (keys ^ (keys >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return keys ^ (keys >> np.uint64(31))


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
        order = stable_order(keys)
        keys, ids = keys[order], ids[order]
        first = changes(keys)
        starts = np.append(first, len(keys))
        within = np.argsort((np.repeat(np.arange(len(first)), np.diff(starts)) << 32) | ids)
        return cls(keys[first], starts, ids[within].astype(np.int32), values[order[within]].astype(np.float32))

    @classmethod
    def merge(cls, parts: Iterable[Postings]) -> Postings:
        """All postings of several sets whose ids differ."""
        held = [part for part in parts if len(part.ids)]
        if len(held) == 1:
            return held[0]
        joined = cls.join(held)
        falls = np.flatnonzero(joined.ids[1:] < joined.ids[:-1]) + 1
        rows = unique(joined.starts.searchsorted(falls, "right") - 1)
        places = ranges(joined.starts[rows], joined.frequencies[rows])  # of keys whose ids may not be in order
        of_key = np.repeat(np.arange(len(rows)), joined.frequencies[rows])
        order = places[np.argsort((of_key << 32) | joined.ids[places])]
        joined.ids[places], joined.values[places] = joined.ids[order], joined.values[order]
        return joined

    @classmethod
    def join(cls, parts: Sequence[Postings]) -> Postings:
        """All postings of several sets, the ids of each below those of the next that has the same key."""
        keys = np.concatenate([np.zeros(0, np.uint64), *(p.keys for p in parts)])
        sizes = np.concatenate([np.zeros(0, np.int64), *(p.frequencies for p in parts)])
        order = stable_order(keys)
        keys, first = keys[order], np.cumsum(sizes) - sizes
        new = changes(keys)
        sizes = sizes[order]
        picked = ranges(first[order], sizes)
        starts = np.append((np.cumsum(sizes) - sizes)[new], len(picked)).astype(np.int64)
        ids = np.concatenate([np.zeros(0, np.int32), *(p.ids for p in parts)])[picked]
        values = np.concatenate([np.zeros(0, np.float32), *(p.values for p in parts)])[picked]
        return cls(keys[new], starts, ids, values)

    @property
    def frequencies(self) -> NDArray[np.int64]:
        """For each key, how many ids it occurs in."""
        return np.diff(self.starts)

    def renumbered(self, new_ids: Ids) -> Postings:
        """With ``new_ids[id]`` in the place of each id, and without those where that is negative."""
        ids = new_ids[self.ids]
        kept = ids >= 0
        if np.any(np.diff(new_ids[new_ids >= 0]) <= 0):
            return Postings.of(np.repeat(self.keys, self.frequencies)[kept], ids[kept], self.values[kept])
        sizes = np.diff(np.append(0, np.cumsum(kept))[self.starts])
        held = sizes > 0
        starts = np.append(0, np.cumsum(sizes[held])).astype(np.int64)
        return Postings(self.keys[held], starts, ids[kept], self.values[kept])

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


def cut(run: Postings, first: int, last: int | None) -> Postings:
    """A run's keys from one place to another, with their postings."""
    last = len(run.keys) if last is None else last
    starts = run.starts[first : last + 1].astype(np.int64)
    span = slice(int(starts[0]), int(starts[-1]))
    return Postings(run.keys[first:last], starts - starts[0], run.ids[span], run.values[span])


def key_edges(bits: int) -> Keys:
    """(2^bits - 1,) the keys that part those with other upper bits.

    >>> [hex(key) for key in key_edges(1).tolist()]
    ['0x8000000000000000']
    """
    return np.array([number << (KEY_BITS - bits) for number in range(1, 1 << bits)], np.uint64)


def ranges(first: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of several ranges, one range after the other.

    >>> ranges(np.array([5, 1]), np.array([2, 3])).tolist()
    [5, 6, 1, 2, 3]
    """
    ends = np.cumsum(sizes)
    return np.repeat(first - ends + sizes, sizes) + np.arange(ends[-1] if len(ends) else 0)


def changes(ordered: NDArray[Any]) -> NDArray[np.int64]:
    """Where a new value begins.

    >>> changes(np.array([3, 3, 5])).tolist()
    [0, 2]
    """
    new = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    return np.flatnonzero(new)


def unique(numbers: NDArray[Any]) -> NDArray[Any]:
    """The distinct numbers in order; by sorting, which is faster for millions than NumPy's table of hashes."""
    ordered = np.sort(numbers)
    return ordered[changes(ordered)]


def stable_order(keys: Keys) -> NDArray[np.int64]:
    """What sorts keys, those that are equal left in order.

    Sorts numbers that are the key's upper bits and the place, which is several times faster than sorting places by key;
    where the upper bits of two different keys are the same they are sorted again.
    """
    bits = max(1, len(keys).bit_length())
    mask = np.uint64((1 << bits) - 1)
    packed = np.sort((keys & ~mask) | np.arange(len(keys), dtype=np.uint64))
    order = (packed & mask).astype(np.int64)
    held = keys[order]
    wrong = np.flatnonzero(held[1:] < held[:-1])
    upper = packed & ~mask
    for edge in unique(upper[wrong]).tolist():
        span = slice(*(int(np.searchsorted(upper, np.uint64(edge), side=side)) for side in ("left", "right")))
        order[span] = order[span][np.argsort(held[span], kind="stable")]
    return order
