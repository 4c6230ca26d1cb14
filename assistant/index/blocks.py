"""Postings as they are searched: in blocks of neighbouring passages, each with a bound of what a term adds in it.

A term in few passages is one list of them. A term in many has for each block of ``BLOCK`` passages the place of its
postings and the largest weight among them, rounded up to eight bits, so that a block is judged without being read.
Frequencies are stored as codes of their distinct values, and what a frequency weighs in a passage of a length is a
table of both: weights are exact and nothing is computed from a posting but two look-ups.

Keys of terms in few passages are in 2^B buckets by their upper bits, only the lower ones are stored. In a bucket first
come terms with a list of two passages or more, then, each with its posting at the same place, those in one passage,
most of them pairs.

For N passages in R blocks (postings: ``id << shift | code`` in ``few``, ``id % BLOCK << shift | code`` in ``many``):

- ``bucket_keys``, ``bucket_lists``, ``bucket_postings`` (2^B + 1,): how many keys, lists among them, and postings in
  these lists are in the buckets before
- ``few_keys``, ``few``: bytes (``packed``), of a + c keys and of x + c postings; those of c lone ones come last
- ``list_ends`` (a,): where a list ends in ``few``, counted from the beginning of its bucket
- ``few_idf`` (largest number of postings + 1,)
- ``many_keys`` (b,), ``many_starts`` (b + 1,), ``many`` (y + BLOCK,), zeros at its end; ``many_idf`` (b,)
- ``offsets`` (b, R + 1) into a term's postings, ``bounds`` (b, R), ``floors`` (b, 1 + len(DEPTHS)): the largest weight
  and the n-th largest for each n in ``DEPTHS``
- ``frequencies`` (F,), ``lengths`` (D,), ``length_codes`` (N,), ``weights`` (F, D); ``bound_step`` (1,): a step
  of ``bounds``
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.packed import bytes_for, mask, wide
from assistant.index.postings import KEY_BITS, UNUSED_BITS, Ids, Keys, Values, key_of

BLOCK = 128
BLOCK_BITS = 7
FEW = 64
"""The least number of passages that make a term's list one in blocks; measured with blocks of 64, 128 and 256."""
DEPTHS = (10, 20, 100)

Array = NDArray[Any]


class Row(NamedTuple):
    """A term that is held: its place among those in many passages, its postings, the power of its idf."""

    many: bool
    number: int
    start: int
    end: int
    idf: np.float32


def few_shift(frequencies: int) -> int:
    """How many bits of a posting in ``few`` are the frequency's."""
    return max(frequencies - 1, 0).bit_length()


def stored_bits(shift: int) -> np.uint64:
    """The bits of a key that are stored where buckets leave so many, after those that no key uses were shifted out."""
    return np.uint64((1 << (shift - UNUSED_BITS)) - 1)


def few_width(passages: int, frequencies: int) -> int:
    """How many bytes a posting in ``few`` has."""
    return bytes_for((passages << few_shift(frequencies)) | frequencies)


@dataclass(frozen=True)
class Blocks:
    """See the head of this module."""

    bucket_keys: Array
    bucket_lists: Array
    bucket_postings: Array
    few_keys: NDArray[np.uint8]
    list_ends: Array
    few: NDArray[np.uint8]
    few_idf: Values
    many_keys: NDArray[np.uint64]
    many_starts: NDArray[np.int64]
    many: Array
    many_idf: Values
    offsets: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    floors: Values
    frequencies: Values
    lengths: NDArray[np.int32]
    length_codes: Array
    weights: Values
    bound_step: Values

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the arrays."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Blocks:
        """From stored arrays."""
        return cls(**{name: arrays[name] for name in cls.names()})

    def arrays(self) -> dict[str, Array]:
        """The arrays to store."""
        return {name: getattr(self, name) for name in self.names()}

    def __len__(self) -> int:
        return len(self.length_codes)

    @cached_property
    def few_shift(self) -> int:
        """How many bits of a posting in ``few`` are the frequency's."""
        return few_shift(len(self.frequencies))

    @cached_property
    def few_mask(self) -> Any:
        """The bits of a posting in ``few_view``."""
        return mask(few_width(len(self), len(self.frequencies)))

    @cached_property
    def few_view(self) -> Array:
        """The postings in ``few``, each with others in the bits above its own."""
        return wide(self.few, few_width(len(self), len(self.frequencies)))

    @cached_property
    def key_shift(self) -> int:
        """How many bits of a key the buckets leave."""
        return KEY_BITS + 1 - (len(self.bucket_keys) - 1).bit_length()

    @cached_property
    def key_mask(self) -> np.uint64:
        """The bits of a key in ``key_view``, where it is without those that no key uses."""
        return stored_bits(self.key_shift)

    @cached_property
    def key_view(self) -> Keys:
        """The lower bits of the keys in ``few_keys``, others in the bits above."""
        view: Keys = wide(self.few_keys, bytes_for(int(self.key_mask)))
        return view

    @cached_property
    def _largest_bucket(self) -> int:
        return int(np.diff(self.bucket_keys).max(initial=0))

    @cached_property
    def many_shift(self) -> int:
        """How many bits of a posting in ``many`` are the frequency's."""
        return 8 if self.many.dtype.itemsize == 2 else 16

    def rows(self, terms: Sequence[str]) -> list[Row | None]:
        """Where terms are, in the order given."""
        keys = np.array(list(map(key_of, terms)), np.uint64)
        found: list[Row | None] = [None] * len(terms)
        if len(self.many_keys):
            places = self.many_keys.searchsorted(keys)
            here = self.many_keys[np.minimum(places, len(self.many_keys) - 1)] == keys
            for number in np.flatnonzero(here).tolist():
                place = int(places[number])
                span = int(self.many_starts[place]), int(self.many_starts[place + 1])
                found[number] = Row(True, place, *span, self.many_idf[place])
        for number, start, end in self._in_few(keys):
            found[number] = Row(False, -1, start, end, self.few_idf[end - start])
        return found

    def _in_few(self, keys: Keys) -> Iterator[tuple[int, int, int]]:
        """Which of the keys are of terms in few passages, and where their postings begin and end."""
        if not len(self.key_view):
            return
        buckets = (keys >> np.uint64(self.key_shift)).astype(np.int64)
        places = self.bucket_keys[buckets].astype(np.int64)[:, None] + np.arange(self._largest_bucket)
        held = self.key_view[np.minimum(places, len(self.key_view) - 1)] & self.key_mask
        same = held == ((keys >> np.uint64(UNUSED_BITS)) & self.key_mask)[:, None]
        same &= places < self.bucket_keys[buckets + 1][:, None]
        for number, within in zip(*(axis.tolist() for axis in np.nonzero(same)), strict=True):
            yield number, *self._few_postings(int(buckets[number]), within)

    def _few_postings(self, bucket: int, within: int) -> tuple[int, int]:
        """Where the postings of a key begin and end, given its bucket and its place in that."""
        lists, after = int(self.bucket_lists[bucket]), int(self.bucket_lists[bucket + 1])
        if within < after - lists:
            first, place = int(self.bucket_postings[bucket]), lists + within
            before = int(self.list_ends[place - 1]) if within else 0
            return first + before, first + int(self.list_ends[place])
        lone = int(self.bucket_postings[-1]) + int(self.bucket_keys[bucket]) + within - after
        return lone, lone + 1

    def row(self, term: str) -> Row | None:
        """Where a term is: as ``rows``, faster for one."""
        key = np.uint64(key_of(term))
        place = int(self.many_keys.searchsorted(key))
        if place < len(self.many_keys) and self.many_keys[place] == key:
            span = int(self.many_starts[place]), int(self.many_starts[place + 1])
            return Row(True, place, *span, self.many_idf[place])
        if not len(self.key_view):
            return None
        bucket = int(key >> np.uint64(self.key_shift))
        held = self.key_view[int(self.bucket_keys[bucket]) : int(self.bucket_keys[bucket + 1])] & self.key_mask
        same = np.flatnonzero(held == ((key >> np.uint64(UNUSED_BITS)) & self.key_mask))
        if not len(same):
            return None
        start, end = self._few_postings(bucket, int(same[-1]))
        return Row(False, -1, start, end, self.few_idf[end - start])

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        row = self.row(term)
        return 0 if row is None else row.end - row.start

    def read(self, row: Row) -> tuple[Ids, Array]:
        """The passages of a term and the codes of its frequencies in them."""
        if not row.many:
            packed = self.few_view[row.start : row.end] & self.few_mask
            return (packed >> self.few_shift).view(f"i{packed.itemsize}"), packed & ((1 << self.few_shift) - 1)
        packed = self.many[row.start : row.end]
        base = np.repeat(np.arange(self.bounds.shape[1], dtype=np.int32) * BLOCK, np.diff(self.offsets[row.number]))
        return base + (packed >> self.many_shift), packed & ((1 << self.many_shift) - 1)

    def find(self, term: str) -> tuple[Ids, Values] | None:
        """The passages of a term, in rising order, and its frequencies in them."""
        row = self.row(term)
        if row is None:
            return None
        ids, codes = self.read(row)
        return ids.astype(np.int32), self.frequencies[codes]

    def weigh(self, ids: Array, codes: Array) -> Values:
        """What frequencies weigh in passages, without the idf."""
        width = self.weights.shape[1]
        found: Values = self.weights.ravel().take(codes.astype(np.int64) * width + self.length_codes.take(ids))
        return found
