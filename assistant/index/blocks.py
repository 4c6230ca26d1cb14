"""Postings as they are searched: in blocks of neighbouring passages, each with a bound of what a term adds in it.

A term in few passages is one list of them. A term in many has for each block of ``BLOCK`` passages the place of its
postings and the largest weight among them, rounded up to eight bits, so that a block is judged without being read.
Frequencies are stored as codes of their distinct values, and what a frequency weighs in a passage of a length is a
table of both: weights are exact and nothing is computed from a posting but two look-ups.

For N passages in R blocks (postings: ``id << shift | code`` in ``few``, ``id % BLOCK << shift | code`` in ``many``):

- ``few_keys`` (a,), ``few_starts`` (a + 1,), ``few`` (x,); ``few_idf`` (largest number of postings + 1,)
- ``many_keys`` (b,), ``many_starts`` (b + 1,), ``many`` (y + BLOCK,), zeros at its end; ``many_idf`` (b,)
- ``offsets`` (b, R + 1) into a term's postings, ``bounds`` (b, R), ``floors`` (b, 1 + len(DEPTHS)): the largest weight
  and the n-th largest for each n in ``DEPTHS``
- ``frequencies`` (F,), ``length_codes`` (N,), ``weights`` (F, D); ``bound_step`` (1,): a step of ``bounds``
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Ids, Postings, Values, key_of

BLOCK = 128
BLOCK_BITS = 7
FEW = 64
"""The least number of passages that make a term's list one in blocks; measured with blocks of 64, 128 and 256."""
DEPTHS = (10, 20, 100)
_BYTE = 256
_SMALL_IDS = 1 << 24

Array = NDArray[Any]


class Row(NamedTuple):
    """A term that is held: its place among those in many passages, or in few, its postings, the power of its idf."""

    many: bool
    number: int
    start: int
    end: int
    idf: np.float32


@dataclass(frozen=True, slots=True)
class Blocks:
    """See the head of this module."""

    few_keys: NDArray[np.uint64]
    few_starts: Array
    few: Array
    few_idf: Values
    many_keys: NDArray[np.uint64]
    many_starts: NDArray[np.int64]
    many: Array
    many_idf: Values
    offsets: NDArray[np.uint32]
    bounds: NDArray[np.uint8]
    floors: Values
    frequencies: Values
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

    @property
    def few_shift(self) -> int:
        """How many bits of a posting in ``few`` are the frequency's."""
        return 8 if self.few.dtype.itemsize == 4 else 16

    @property
    def many_shift(self) -> int:
        """How many bits of a posting in ``many`` are the frequency's."""
        return 8 if self.many.dtype.itemsize == 2 else 16

    def rows(self, terms: Sequence[str]) -> list[Row | None]:
        """Where terms are, in the order given."""
        keys = np.array(list(map(key_of, terms)), np.uint64)
        found: list[Row | None] = [None] * len(terms)
        for many, held, starts, idf in (
            (False, self.few_keys, self.few_starts, self.few_idf),
            (True, self.many_keys, self.many_starts, self.many_idf),
        ):
            if not len(held):
                continue
            places = held.searchsorted(keys)
            here = held[np.minimum(places, len(held) - 1)] == keys
            for number in np.flatnonzero(here).tolist():
                place = int(places[number])
                start, end = int(starts[place]), int(starts[place + 1])
                found[number] = Row(many, place, start, end, idf[place if many else end - start])
        return found

    def row(self, term: str) -> Row | None:
        """Where a term is."""
        return self.rows((term,))[0]

    def frequency(self, term: str) -> int:
        """How many passages hold a term."""
        row = self.row(term)
        return 0 if row is None else row.end - row.start

    def read(self, row: Row) -> tuple[Ids, Array]:
        """The passages of a term and the codes of its frequencies in them."""
        if not row.many:
            packed = self.few[row.start : row.end]
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

    def to_postings(self) -> Postings:
        """All postings by their frequencies, as they were before."""
        shift = self.few_shift
        few = Postings(
            self.few_keys,
            self.few_starts.astype(np.int64),
            (self.few >> shift).astype(np.int32),
            self.frequencies[self.few & ((1 << shift) - 1)],
        )
        held = [few]
        for number in range(len(self.many_keys)):
            span = int(self.many_starts[number]), int(self.many_starts[number + 1])
            ids, codes = self.read(Row(True, number, *span, np.float32(0)))
            held.append(
                Postings(self.many_keys[number : number + 1], np.array([0, len(ids)]), ids, self.frequencies[codes])
            )
        return Postings.merge(held)


def pack(postings: Postings, lengths: NDArray[np.int32], gains: Values, idf_powers: Array) -> Blocks:
    """Blocks of postings by passage.

    ``gains`` (N,) is what a passage's frequencies are multiplied with under the logarithms, the same for passages of
    the same length; ``idf_powers`` (n,) belong to the postings' keys.
    """
    number = len(lengths)
    blocks = -(-number // BLOCK)
    distinct_lengths, first, length_codes = np.unique(lengths, return_index=True, return_inverse=True)
    frequencies = distinct(postings.values)
    codes = np.searchsorted(frequencies, postings.values)
    table = np.ascontiguousarray(frequencies[:, None] * gains[first][None, :])
    weights = np.log1p(np.log1p(table))
    wide = len(frequencies) > _BYTE
    holding = postings.frequencies
    many = holding >= max(FEW, blocks)
    among_many = np.repeat(many, holding)
    few_type, few_shift = (np.dtype(np.uint64), 16) if wide or number >= _SMALL_IDS else (np.dtype(np.uint32), 8)
    many_type, many_shift = (np.dtype(np.uint32), 16) if wide else (np.dtype(np.uint16), 8)
    few = _packed(postings.ids[~among_many], codes[~among_many], few_shift, few_type)
    ids, many_codes = postings.ids[among_many], codes[among_many]
    packed = _packed(ids % BLOCK, many_codes, many_shift, many_type)
    length_type = np.uint16 if len(distinct_lengths) < 1 << 16 else np.uint32
    length_codes = length_codes.astype(length_type)
    starts = _starts(holding[many])
    step = np.float32(weights.max(initial=0.0) * (1 + 1e-6) / 255) or np.float32(1.0)
    offsets, bounds, floors = _bounds(ids, weights[many_codes, length_codes[ids]], starts, blocks, step)
    few_idf = np.zeros(max(FEW, blocks) + 1, np.float32)
    few_idf[holding[~many]] = idf_powers[~many]
    return Blocks(
        few_keys=postings.keys[~many],
        few_starts=_starts(holding[~many]).astype(np.uint32 if len(few) < 1 << 32 else np.int64),
        few=few,
        few_idf=few_idf,
        many_keys=postings.keys[many],
        many_starts=starts,
        many=np.append(packed, np.zeros(BLOCK, many_type)),
        many_idf=idf_powers[many].astype(np.float32),
        offsets=offsets,
        bounds=bounds,
        floors=floors,
        frequencies=frequencies,
        length_codes=length_codes,
        weights=weights,
        bound_step=np.array([step], np.float32),
    )


def _packed(places: Array, codes: Array, shift: int, kind: np.dtype[Any]) -> Array:
    packed: Array = places.astype(kind)
    packed <<= kind.type(shift)
    packed |= codes.astype(kind)
    return packed


def distinct(values: Values, stretch: int = 1 << 20) -> Values:
    """The distinct values in rising order; there are few of them."""
    found = np.zeros(0, np.float32)
    for start in range(0, len(values), stretch):
        found = np.union1d(found, values[start : start + stretch])
    return found


def _starts(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.append(0, np.cumsum(sizes)).astype(np.int64)


def _bounds(
    ids: Ids, weights: Values, starts: NDArray[np.int64], blocks: int, step: np.float32
) -> tuple[NDArray[np.uint32], NDArray[np.uint8], Values]:
    """For each term in many passages where its blocks begin, what they add at most, and its largest weights."""
    rows = len(starts) - 1
    offsets = np.zeros((rows, blocks + 1), np.uint32)
    bounds = np.zeros((rows, blocks), np.uint8)
    floors = np.zeros((rows, 1 + len(DEPTHS)), np.float32)
    edges = np.arange(blocks + 1) * BLOCK
    for row in range(rows):
        span = slice(starts[row], starts[row + 1])
        held, own = ids[span], weights[span]
        offsets[row] = np.searchsorted(held, edges)
        full = np.flatnonzero(np.diff(offsets[row]))
        bounds[row, full] = np.ceil(np.maximum.reduceat(own, offsets[row, full]) / step)
        largest = np.partition(own, [len(own) - min(n, len(own)) for n in (1, *DEPTHS)])
        for column, depth in enumerate((1, *DEPTHS)):
            floors[row, column] = largest[-depth] if depth <= len(own) else 0.0
    return offsets, bounds, floors
