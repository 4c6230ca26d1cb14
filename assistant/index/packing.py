"""Postings in order of their keys → the arrays of ``blocks``, a piece at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.blocks import BLOCK, DEPTHS, FEW, Blocks, few_shift, few_width, stored_bits
from assistant.index.columns import Columns, HeldColumns
from assistant.index.packed import SPARE, bytes_for, narrow
from assistant.index.postings import KEY_BITS, UNUSED_BITS, Ids, Keys, Numbers, Postings, Values, changes, ranges
from assistant.index.tfidf import TfidfIndex, Whole, idf_of, weights_of

_BYTE = 256
PER_BLOCK, LONG = 8, 1 << 14
"""A list of up to eight postings a block, but 16,384 in all, is read whole, as are those of less than one a block:
measured with 10,000 to 800,000 passages."""

Array = NDArray[Any]


def bucket_bits(postings: int) -> int:
    """By how many upper bits keys are put into buckets: of whole bytes, or so many that a bucket has 100 at most."""
    bits = postings.bit_length()
    return 4 if bits < 12 else 8 if bits < 22 else max(16, bits - 8)


@dataclass(frozen=True)
class Weighing:
    """What the weight of a posting depends on, for N passages.

    ``lengths`` (D,) are the distinct ones, ``length_codes`` (N,) the place of each passage's among them;
    ``frequencies`` (F,) are the distinct ones, ``weights`` (F, D) what each weighs in a passage of each length, and
    ``idf_power`` is that of a term in so many passages.
    """

    lengths: NDArray[np.int32]
    length_codes: Array
    frequencies: Values
    weights: Values
    idf_power: Callable[[int], np.float64]


def weighing(
    lengths: NDArray[np.int32], frequencies: Values, analyser: Analyser, whole: Whole | None = None
) -> Weighing:
    """What weights depend on, for passages of so many words and these distinct frequencies.

    ``whole`` is that which they are a part of, where they are not all.
    """
    whole = whole or Whole.of(lengths)
    distinct, codes = np.unique(lengths, return_inverse=True)
    codes = codes.astype(np.uint16 if len(distinct) < 1 << 16 else np.uint32)
    weights = weights_of(frequencies, distinct, whole, analyser)
    return Weighing(distinct, codes, frequencies, weights, lambda n: idf_of(n, whole.passages) ** analyser.idf_power)


def index_of(
    postings: Postings, lengths: NDArray[np.int32], analyser: Analyser, whole: Whole | None = None
) -> TfidfIndex:
    """In memory, from term frequencies by passage, and (n,) the passages' words; ``whole`` as in ``weighing``."""
    columns = HeldColumns()
    pack(columns, weighing(lengths, np.unique(postings.values), analyser, whole), len(postings.ids), [postings])
    return TfidfIndex(Blocks.of_arrays(columns.arrays()), analyser)


def pack(columns: Columns, weighing: Weighing, postings: int, pieces: Iterable[Postings]) -> None:
    """Add what is to be stored of ``postings`` postings in all, given in pieces as ``Packer.add`` takes them."""
    packer = Packer(columns, weighing, postings)
    for piece in pieces:
        packer.add(piece)
    packer.finish()


class Packer:
    """Takes ``postings`` postings in all and adds what is to be stored of them to ``columns``."""

    def __init__(self, columns: Columns, weighing: Weighing, postings: int) -> None:
        self._columns = columns
        self._weighing = weighing
        number, distinct = len(weighing.length_codes), len(weighing.frequencies)
        self._blocks = -(-number // BLOCK)
        self._least_many = max(FEW, min(PER_BLOCK * self._blocks, max(self._blocks, LONG)))
        self._step = np.float32(weighing.weights.max(initial=0.0) * (1 + 1e-6) / 255) or np.float32(1.0)
        self._few_shift, self._few_width = few_shift(distinct), few_width(number, distinct)
        self._many_type: Any = np.uint32 if distinct > _BYTE else np.uint16
        self._many_shift = 16 if distinct > _BYTE else 8
        self._key_shift = KEY_BITS - bucket_bits(postings)
        self._counts = np.uint32 if postings < 1 << 32 else np.int64
        self._in_bucket = np.zeros((3, 1 << bucket_bits(postings)), np.int64)
        self._many_starts = 0
        self._begin(weighing)

    def _begin(self, weighing: Weighing) -> None:
        """What does not depend on the postings, and arrays of which nothing may follow."""
        add, blocks = self._columns.add, self._blocks
        add("frequencies", weighing.frequencies)
        add("length_codes", weighing.length_codes)
        add("lengths", weighing.lengths)
        add("weights", weighing.weights)
        held = min(self._least_many, len(weighing.length_codes))
        add("bound_step", np.array([self._step], np.float32))
        add("few_idf", np.array([weighing.idf_power(n) for n in range(held + 1)], np.float32))
        add("many_starts", np.zeros(1, np.int64))
        for name, kind, shape in (
            ("few_keys", np.uint8, (0,)),
            ("few", np.uint8, (0,)),
            ("lone", np.uint8, (0,)),
            ("wide_ends", np.int64, (0,)),
            ("many_keys", np.uint64, (0,)),
            ("many", self._many_type, (0,)),
            ("many_idf", np.float32, (0,)),
            ("offsets", np.uint32, (0, blocks + 1)),
            ("bounds", np.uint8, (0, blocks)),
            ("floors", np.float32, (0, 1 + len(DEPTHS))),
        ):
            add(name, np.zeros(shape, kind))

    def add(self, postings: Postings) -> None:
        """Take postings whose keys come after all before; keys of one bucket come together."""
        holding = postings.frequencies
        codes = _codes(self._weighing.frequencies, postings.values)
        many = np.flatnonzero(holding >= self._least_many)
        self._add_many(postings, many, codes)
        lone = holding == 1
        listed = np.flatnonzero(~lone & (holding < self._least_many))
        buckets = postings.keys >> np.uint64(self._key_shift)
        self._add_keys(postings.keys, np.delete(np.arange(len(holding)), many), buckets, lone)
        picked = ranges(postings.starts[listed], holding[listed])
        self._columns.add("few", self._packed(postings.ids[picked], codes[picked]))
        self._add_ends(holding[listed], buckets[listed])
        first = postings.starts[:-1][lone]
        self._columns.add("lone", self._packed(postings.ids[first], codes[first]))

    def finish(self) -> None:
        """Add what is known at the end."""
        self._columns.move("lone", "few")
        for name in ("few", "few_keys"):
            self._columns.add(name, np.zeros(SPARE, np.uint8))
        self._columns.add("many", np.zeros(BLOCK, self._many_type))
        self._columns.add("list_ends", np.zeros(0, np.uint16 if self._in_bucket[2].max() < 1 << 16 else np.int64))
        self._columns.move("wide_ends", "list_ends")
        for name, amounts in zip(("bucket_lists", "bucket_keys", "bucket_postings"), self._in_bucket, strict=True):
            self._columns.add(name, np.append(0, np.cumsum(amounts)).astype(self._counts))

    def _packed(self, ids: Ids, codes: Numbers) -> NDArray[np.uint8]:
        return narrow((ids.astype(np.uint64) << np.uint64(self._few_shift)) | codes.astype(np.uint64), self._few_width)

    def _add_keys(self, keys: Keys, few: Numbers, buckets: Keys, lone: NDArray[np.bool_]) -> None:
        """The keys of terms in few passages: by bucket, the lone ones last."""
        of_few = buckets[few]
        low = int(of_few[0]) if len(few) else 0
        order = np.sort(
            (((of_few - np.uint64(low)) << np.uint64(1)) | lone[few]) << np.uint64(32)
            | np.arange(len(few), dtype=np.uint64)
        )
        ordered = keys[few[(order & np.uint64(0xFFFFFFFF)).astype(np.int64)]]
        lower = stored_bits(self._key_shift)
        self._columns.add("few_keys", narrow((ordered >> np.uint64(UNUSED_BITS)) & lower, bytes_for(int(lower))))
        for number, picked in enumerate((of_few[~lone[few]], of_few)):
            amounts = np.bincount((picked - np.uint64(low)).astype(np.int64))
            self._in_bucket[number, low : low + len(amounts)] += amounts

    def _add_ends(self, sizes: Numbers, buckets: Keys) -> None:
        """Where lists end, counted from the beginning of their bucket."""
        first = changes(buckets)
        ends, amounts = np.cumsum(sizes), np.diff(np.append(first, len(buckets)))
        self._columns.add("wide_ends", ends - np.repeat(ends[first] - sizes[first], amounts))
        if len(first):
            self._in_bucket[2, buckets[first].astype(np.int64)] = np.add.reduceat(sizes, first)

    def _add_many(self, postings: Postings, many: Numbers, codes: Numbers) -> None:
        """Terms in many passages, one by one."""
        add, edges = self._columns.add, np.arange(self._blocks + 1) * BLOCK
        add("many_keys", postings.keys[many])
        for number in many.tolist():
            span = slice(int(postings.starts[number]), int(postings.starts[number + 1]))
            ids, own = postings.ids[span], codes[span]
            add("many", ((ids % BLOCK).astype(self._many_type) << self._many_shift) | own.astype(self._many_type))
            self._many_starts += len(ids)
            add("many_starts", np.array([self._many_starts], np.int64))
            add("many_idf", np.array([self._weighing.idf_power(len(ids))], np.float32))
            self._add_bounds(ids.searchsorted(edges), self._weighing.weights[own, self._weighing.length_codes[ids]])

    def _add_bounds(self, offsets: Numbers, weights: Values) -> None:
        """Where the blocks of a term begin, what they add at most, and its largest weights."""
        bounds = np.zeros((1, self._blocks), np.uint8)
        full = np.flatnonzero(np.diff(offsets))
        bounds[0, full] = np.ceil(np.maximum.reduceat(weights, offsets[full]) / self._step)
        depths = (1, *DEPTHS)
        largest = np.partition(weights, [len(weights) - min(n, len(weights)) for n in depths])
        floors = [largest[-depth] if depth <= len(weights) else 0.0 for depth in depths]
        self._columns.add("offsets", offsets[None, :].astype(np.uint32))
        self._columns.add("bounds", bounds)
        self._columns.add("floors", np.array([floors], np.float32))


def _codes(frequencies: Values, values: Values) -> Numbers:
    """The place of each value among the distinct ones; nearly all are the first."""
    codes = np.zeros(len(values), np.uint16)
    other = np.flatnonzero(values != frequencies[0]) if len(frequencies) else np.zeros(0, np.int64)
    codes[other] = frequencies.searchsorted(values[other])
    return codes
