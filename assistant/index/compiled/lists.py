"""Sums of terms in few passages: which passages they hold, and which of those may still be among the best."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.compiled.batch import advanced
from assistant.index.compiled.held import inlined
from assistant.index.compiled.terms import LEAST, MARGIN, push


@inlined
def collected(t: int, more: Any, terms: Any, held: Any, room: Any, size: int, floor: Any) -> int:
    """Add a term to the sums, and passages not seen before to the ``size`` that were.

    The heap takes the largest sums above the floor: the least in it is the floor that is known now. What cannot get
    there with ``more`` is left as it was.
    """
    few, shift, few_mask, sums, heap = held.few, held.few_shift, held.few_mask, room.sums, room.heap
    one, other, mask = terms.asked[t], terms.idf[t], (1 << shift) - 1
    heap[:] = floor
    least = max(floor * MARGIN - more, LEAST)
    for at in range(terms.first[t], terms.end[t]):
        packed = np.int64(few[at]) & few_mask
        passage = packed >> shift
        before = sums[passage]
        score = before + one * (held.weights[packed & mask, held.lengths[passage]] * other)
        if score >= least:
            sums[passage], room.seen[size] = score, passage
            size += before == 0
            if score > floor:
                push(heap, room.heads, score, passage)
                floor = heap[0]
                least = max(floor * MARGIN - more, LEAST)
    return size


@inlined
def added_to_seen(t: int, terms: Any, held: Any, sums: Any) -> None:
    """Add a term to the sums that are not 0."""
    few, shift, few_mask = held.few, held.few_shift, held.few_mask
    one, other, mask = terms.asked[t], terms.idf[t], (1 << shift) - 1
    for at in range(terms.first[t], terms.end[t]):
        packed = np.int64(few[at]) & few_mask
        passage = packed >> shift
        score = sums[passage]
        if score > 0:
            sums[passage] = score + one * (held.weights[packed & mask, held.lengths[passage]] * other)


@inlined
def kept(more: Any, room: Any, size: int, floor: Any) -> Any:
    """Leave of what was seen that which gets to the floor with ``more``; how many, and the floor that is known now."""
    seen, sums, heap, least = room.seen, room.sums, room.heap, floor * MARGIN - more
    heap[:] = floor
    count = 0
    for n in range(size):
        passage = np.int64(seen[n])
        score = sums[passage]
        sums[passage] = score if score >= least else np.float32(0)
        seen[count] = passage
        count += score >= least
        if score > heap[0]:
            push(heap, room.heads, score, passage)
    return count, heap[0]


@inlined
def proven(passages: Any, ranked: Any, terms: Any, held: Any, room: Any) -> Any:
    """A score that as many passages have as the heap holds: the sums of some, with the terms that are not in them."""
    heap, scored = room.heap, room.scored
    heap[:] = 0
    for start in range(0, len(passages), len(scored)):
        size = min(len(scored), len(passages) - start)
        for n in range(size):
            room.batch[n] = passages[start + n]
            scored[n], room.slack[n] = room.sums[np.int64(passages[start + n])], np.inf
        for n in range(advanced(size, np.float32(0), ranked, terms, held, room)):
            if scored[n] > heap[0]:
                push(heap, room.others, scored[n], room.batch[n])
    return heap[0]


@inlined
def taken(more: Any, room: Any, size: int, floor: Any) -> Any:
    """As ``kept``, and take the sums out, so that zeros are left."""
    seen, own, sums, heap, least = room.seen, room.own, room.sums, room.heap, floor * MARGIN - more
    heap[:] = floor
    count = 0
    for n in range(size):
        passage = np.int64(seen[n])
        score = sums[passage]
        sums[passage] = 0
        seen[count], own[count] = passage, score
        count += score >= least
        if score > heap[0]:
            push(heap, room.heads, score, passage)
    return count, heap[0]
