"""The terms of a question: where their postings are, what they add at most, how a posting is found."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit

from assistant.index.blocks import BLOCK, DEPTHS, Array, Blocks

MARGIN = np.float32(1 - 1e-5)
ABOVE = np.float32(1.00001)
LEAST = np.float32(1e-30)
NO_MASK = -1
ALL_BITS = np.uint64((1 << 64) - 1)
NONE, FEW, MANY = 0, 1, 2
compiled = njit(cache=True, nogil=True, error_model="numpy")
inlined = njit(cache=True, nogil=True, error_model="numpy", forceinline=True)
"""Arrays out of a tuple are named before a loop: each time one is taken out its references are counted."""


class Held(NamedTuple):
    """The arrays of ``Blocks``, and how keys and postings are put together in them."""

    bucket_keys: Array
    bucket_lists: Array
    bucket_postings: Array
    keys: Array
    list_ends: Array
    few: Array
    few_idf: Array
    many_keys: Array
    many_starts: Array
    many: Array
    many_idf: Array
    offsets: Array
    bounds: Array
    floors: Array
    lengths: Array
    weights: Array
    step: np.float32
    key_shift: np.uint64
    key_mask: np.uint64
    few_shift: int
    few_mask: int
    many_shift: int


def held(blocks: Blocks) -> Held:
    """What compiled code is given."""
    arrays = {**blocks.arrays(), "keys": blocks.key_view, "few": blocks.few_view, "lengths": blocks.length_codes}
    step, shift = np.float32(blocks.bound_step[0]), np.uint64(blocks.key_shift)
    of_few = blocks.few_shift, int(blocks.few_mask)
    given: Any = [
        *(arrays[name] for name in Held._fields[:-6]),
        step,
        shift,
        blocks.key_mask,
        *of_few,
        blocks.many_shift,
    ]
    return Held(*given)


class Terms(NamedTuple):
    """The terms of a question: where each is and what it weighs; ``row`` is that of a term in many passages."""

    kind: Array
    row: Array
    first: Array
    end: Array
    asked: Array
    idf: Array


@inlined
def place_of(keys: Any, key: Any, low: Any, end: Any, mask: Any) -> Any:
    """Where a key is between two places, or -1."""
    high = end
    while low < high:
        middle = (low + high) >> 1
        if (keys[middle] & mask) < key:
            low = middle + 1
        else:
            high = middle
    return low if low < end and (keys[low] & mask) == key else -1


@inlined
def placed(keys: Any, asked: Any, held: Any) -> Any:
    """The terms with their places."""
    count = len(keys)
    terms = Terms(
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        asked,
        np.zeros(count, np.float32),
    )
    kind, row, first, end, idf = terms.kind, terms.row, terms.first, terms.end, terms.idf
    bucket_keys, bucket_lists, few_keys = held.bucket_keys, held.bucket_lists, held.keys
    bucket_postings, list_ends, few_idf = held.bucket_postings, held.list_ends, held.few_idf
    many_keys, many_starts, many_idf = held.many_keys, held.many_starts, held.many_idf
    for t in range(count):
        if asked[t] <= 0:
            continue
        bucket, key = np.int64(keys[t] >> held.key_shift), keys[t] & held.key_mask
        start, stop = np.int64(bucket_keys[bucket]), np.int64(bucket_keys[bucket + 1])
        lists, after = np.int64(bucket_lists[bucket]), np.int64(bucket_lists[bucket + 1])
        place = place_of(few_keys, key, start, start + after - lists, held.key_mask)
        if place >= 0:
            kind[t] = FEW
            begin = np.int64(bucket_postings[bucket])
            place += lists - start
            first[t] = begin + (np.int64(list_ends[place - 1]) if place > lists else 0)
            end[t] = begin + np.int64(list_ends[place])
            idf[t] = few_idf[end[t] - first[t]]
            continue
        place = place_of(few_keys, key, start + after - lists, stop, held.key_mask)
        if place >= 0:
            kind[t] = FEW
            first[t] = np.int64(bucket_postings[len(bucket_postings) - 1]) + place - after
            end[t] = first[t] + 1
            idf[t] = few_idf[1]
            continue
        place = place_of(many_keys, keys[t], 0, len(many_keys), ALL_BITS)
        if place >= 0:
            kind[t], row[t] = MANY, place
            first[t], end[t] = many_starts[place], many_starts[place + 1]
            idf[t] = many_idf[place]
    return terms


@inlined
def by_strength(terms: Any, held: Any) -> Any:
    """The terms in many passages from the one that adds least at most, and what each adds at most."""
    kind, row, asked, idf, floors = terms.kind, terms.row, terms.asked, terms.idf, held.floors
    count = len(kind)
    most = np.zeros(count, np.float32)
    ranked = np.empty(count, np.int64)
    manys = 0
    for t in range(count):
        if kind[t] != MANY:
            continue
        most[t] = asked[t] * (floors[row[t], 0] * idf[t]) * ABOVE
        at = manys
        while at > 0 and most[ranked[at - 1]] > most[t]:
            ranked[at] = ranked[at - 1]
            at -= 1
        ranked[at] = t
        manys += 1
    return ranked[:manys], most


@inlined
def known_floor(terms: Any, held: Any, k: int) -> Any:
    """A score that k passages have by one term in many passages alone."""
    kind, row, asked, idf, floors = terms.kind, terms.row, terms.asked, terms.idf, held.floors
    floor = np.float32(0)
    column = 0
    for n in range(len(DEPTHS)):
        if DEPTHS[n] >= k and column == 0:
            column = n + 1
    for t in range(len(kind)):
        if column and kind[t] == MANY:
            floor = max(floor, asked[t] * (floors[row[t], column] * idf[t]))
    return floor


@inlined
def push(heap: Any, heads: Any, score: Any, passage: int) -> None:
    """Put a score and its passage into the place of the smallest of a heap."""
    at = 0
    while True:
        child = 2 * at + 1
        if child >= len(heap):
            break
        if child + 1 < len(heap) and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= score:
            break
        heap[at], heads[at] = heap[child], heads[child]
        at = child
    heap[at], heads[at] = score, passage


@inlined
def code_at(postings: Any, low: int, end: int, place: int, shift: int, mask: int) -> int:
    """The code of the frequency in the posting of a place, found by halving; -1 without one."""
    high = end
    while low < high:
        middle = (low + high) >> 1
        if ((np.int64(postings[middle]) & mask) >> shift) < place:
            low = middle + 1
        else:
            high = middle
    if low < end:
        found = np.int64(postings[low]) & mask
        if (found >> shift) == place:
            return int(found & ((1 << shift) - 1))
    return -1


@inlined
def code_in_block(postings: Any, low: int, end: int, place: int, shift: int) -> int:
    """As ``code_at`` in a block: with few places left out, the posting cannot be far from where all would put it."""
    left_out = BLOCK - (end - low)
    return code_at(postings, max(low, low + place - left_out), min(end, low + place + 1), place, shift, NO_MASK)
