"""The terms of a question: where their postings are, what they add at most, how a posting is found."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS, DEPTHS, Array
from assistant.index.compiled.held import inlined
from assistant.index.postings import UNUSED_BITS

MARGIN = np.float32(1 - 1e-5)
ABOVE = np.float32(1.00001)
LEAST = np.float32(1e-30)
NO_MASK = -1
ALL_BITS = np.uint64((1 << 64) - 1)
LEFT_OUT = np.uint64(UNUSED_BITS)
NONE, FEW, MANY = 0, 1, 2


class Terms(NamedTuple):
    """The terms of a question: where each is and what it weighs; ``row`` is that of a term in many passages.

    ``most`` is what a term adds at most, ``factor`` what a step of a block's bound is worth: for a term in few passages
    the whole of it.
    """

    kind: Array
    row: Array
    first: Array
    end: Array
    asked: Array
    idf: Array
    most: Array
    factor: Array


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
def placed(count: int, held: Any, room: Any) -> Any:
    """The terms with their places."""
    whole, part = room.numbers, room.figures
    terms = Terms(
        whole[0, :count],
        whole[1, :count],
        whole[2, :count],
        whole[3, :count],
        part[0, :count],
        part[1, :count],
        part[2, :count],
        part[3, :count],
    )
    for t in range(count):
        terms.kind[t], terms.first[t], terms.end[t] = NONE, 0, 0
        terms.asked[t] = room.asked[count + t]
        if terms.asked[t] > 0:
            find(t, room.keys[t], terms, held)
            if room.powers[t] > 0:
                terms.idf[t] = room.powers[t]
    return terms


@inlined
def find(t: int, whole_key: Any, terms: Any, held: Any) -> None:
    """Find a term: among those with a list in its bucket, those in one passage, those in many."""
    bucket, key = np.int64(whole_key >> held.key_shift), (whole_key >> LEFT_OUT) & held.key_mask
    start, stop = np.int64(held.bucket_keys[bucket]), np.int64(held.bucket_keys[bucket + 1])
    lists, after = np.int64(held.bucket_lists[bucket]), np.int64(held.bucket_lists[bucket + 1])
    place = place_of(held.keys, key, start, start + after - lists, held.key_mask)
    if place >= 0:
        begin = np.int64(held.bucket_postings[bucket])
        place += lists - start
        terms.kind[t] = FEW
        terms.first[t] = begin + (np.int64(held.list_ends[place - 1]) if place > lists else 0)
        terms.end[t] = begin + np.int64(held.list_ends[place])
        terms.idf[t] = held.few_idf[terms.end[t] - terms.first[t]]
        return
    place = place_of(held.keys, key, start + after - lists, stop, held.key_mask)
    if place >= 0:
        terms.kind[t] = FEW
        terms.first[t] = np.int64(held.bucket_postings[len(held.bucket_postings) - 1]) + place - after
        terms.end[t] = terms.first[t] + 1
        terms.idf[t] = held.few_idf[1]
        return
    place = place_of(held.many_keys, whole_key, 0, len(held.many_keys), ALL_BITS)
    if place >= 0:
        terms.kind[t], terms.row[t], terms.idf[t] = MANY, place, held.many_idf[place]
        terms.first[t], terms.end[t] = held.many_starts[place], held.many_starts[place + 1]


@inlined
def by_strength(terms: Any, held: Any, ranked: Any) -> int:
    """Rank the terms that are held from the one that adds least at most; how many there are."""
    size = 0
    for t in range(len(terms.kind)):
        if terms.kind[t] == NONE:
            continue
        many = terms.kind[t] == MANY
        peak = held.floors[terms.row[t], 0] if many else held.heaviest
        terms.most[t] = terms.asked[t] * (peak * terms.idf[t]) * ABOVE
        terms.factor[t] = terms.asked[t] * terms.idf[t] * held.step if many else terms.most[t]
        at = size
        while at > 0 and terms.most[ranked[at - 1]] > terms.most[t]:
            ranked[at] = ranked[at - 1]
            at -= 1
        ranked[at] = t
        size += 1
    return size


@inlined
def add_up(ranked: Any, terms: Any, total: Any) -> None:
    """What none of some terms, the first, the first two … add together at most."""
    total[0] = 0
    for n in range(len(ranked)):
        total[n + 1] = total[n] + terms.most[ranked[n]]


@inlined
def known_floor(terms: Any, held: Any, k: int) -> Any:
    """A score that k passages have by one term in many passages alone."""
    floor = np.float32(0)
    column = 0
    for n in range(len(DEPTHS)):
        if DEPTHS[n] >= k and column == 0:
            column = n + 1
    for t in range(len(terms.kind)):
        if column and terms.kind[t] == MANY:
            floor = max(floor, terms.asked[t] * (held.floors[terms.row[t], column] * terms.idf[t]))
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
def code_at(postings: Any, low: Any, end: int, place: int, shift: int, mask: int) -> int:
    """The code of the frequency in the posting of a place, found by halving; -1 without one.

    The last posting that is not beyond the place is in what is left, and no branch depends on where.
    """
    size, beyond = end - low, (place + 1) << shift
    if size <= 0:
        return -1
    while size > 1:
        half = size >> 1
        low += half & (((np.int64(postings[low + half]) & mask) - beyond) >> 63)
        size -= half
    found = np.int64(postings[low]) & mask
    return int(found & ((1 << shift) - 1)) if (found >> shift) == place else -1


@inlined
def code_in_block(postings: Any, low: int, end: int, place: int, shift: int) -> Any:
    """As ``code_at`` in a block: with few places left out, the posting cannot be far from where all would put it."""
    left_out = BLOCK - (end - low)
    return code_at(postings, max(low, low + place - left_out), min(end, low + place + 1), place, shift, NO_MASK)


@inlined
def gain_of(t: int, passage: int, terms: Any, held: Any) -> Any:
    """What a term adds to a passage."""
    code = -1
    if terms.kind[t] == MANY:
        row, block = terms.row[t], passage >> BLOCK_BITS
        low, end = np.int64(held.offsets[row, block]), np.int64(held.offsets[row, block + 1])
        first = terms.first[t]
        code = code_in_block(held.many, first + low, first + end, passage & (BLOCK - 1), held.many_shift)
    elif terms.kind[t] == FEW:
        code = code_at(held.few, terms.first[t], terms.end[t], passage, held.few_shift, held.few_mask)
    return terms.asked[t] * (held.weights[code, held.lengths[passage]] * terms.idf[t]) if code >= 0 else np.float32(0)
