"""Sums for passages, term by term: in full for a small collection, or in the blocks where that may matter."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.blocks import BLOCK_BITS
from assistant.index.compiled.held import inlined
from assistant.index.compiled.terms import FEW, MANY, MARGIN, push


@inlined
def of_all(terms: Any, held: Any, sums: Any, ids: Any, scores: Any) -> int:
    """The best where all passages are scored, term by term; how many there are."""
    few_shift, many_shift = held.few_shift, held.many_shift
    few_mask, many_mask = (1 << few_shift) - 1, (1 << many_shift) - 1
    for t in range(len(terms.kind)):
        one, other, first = terms.asked[t], terms.idf[t], terms.first[t]
        if terms.kind[t] == FEW:
            for at in range(first, terms.end[t]):
                packed = np.int64(held.few[at]) & held.few_mask
                passage = packed >> few_shift
                sums[passage] += one * (held.weights[packed & few_mask, held.lengths[passage]] * other)
        elif terms.kind[t] == MANY:
            own = held.offsets[terms.row[t]]
            for b in range(len(own) - 1):
                base = b << BLOCK_BITS
                for at in range(first + np.int64(own[b]), first + np.int64(own[b + 1])):
                    packed = np.int64(held.many[at])
                    passage = base + (packed >> many_shift)
                    sums[passage] += one * (held.weights[packed & many_mask, held.lengths[passage]] * other)
    k, count = len(ids), 0
    scores[:] = 0
    for passage in range(len(sums)):
        score = sums[passage]
        sums[passage] = 0
        if score <= scores[k - 1]:
            continue
        at = min(count, k - 1)
        count = min(count + 1, k)
        while at > 0 and scores[at - 1] < score:
            scores[at], ids[at] = scores[at - 1], ids[at - 1]
            at -= 1
        scores[at], ids[at] = score, passage
    return count


@inlined
def peaks_of(room: Any, size: int) -> None:
    """The largest sum of each block."""
    peaks = room.peaks
    peaks[:] = 0
    for n in range(size):
        passage = np.int64(room.seen[n])
        peaks[passage >> BLOCK_BITS] = max(peaks[passage >> BLOCK_BITS], room.sums[passage])


@inlined
def added_by_block(t: int, terms: Any, held: Any, room: Any, floor: Any) -> Any:
    """Add a term in many passages to the sums, without blocks that miss the floor even with all of the rest.

    The heap takes the largest.
    """
    offsets, bounds = held.offsets[terms.row[t]], held.bounds[terms.row[t]]
    peaks, rest, sums, heap, shift = room.peaks, room.rest, room.sums, room.heap, held.many_shift
    one, other, factor = terms.asked[t], terms.idf[t], terms.factor[t]
    first, mask = terms.first[t], (1 << shift) - 1
    heap[:] = 0
    for b in range(len(bounds)):
        if peaks[b] + factor * np.float32(bounds[b]) + rest[b] < floor * MARGIN:
            continue
        peak, base = peaks[b], b << BLOCK_BITS
        for at in range(first + np.int64(offsets[b]), first + np.int64(offsets[b + 1])):
            packed = np.int64(held.many[at])
            passage = base + (packed >> shift)
            score = sums[passage] + one * (held.weights[packed & mask, held.lengths[passage]] * other)
            sums[passage] = score
            peak = max(peak, score)
            if score > heap[0]:
                push(heap, room.heads, score, passage)
        peaks[b] = peak
        floor = max(floor, heap[0])
    return max(floor, heap[0])


@inlined
def able(least: Any, room: Any) -> int:
    """See the passages whose sums are no less than ``least``; how many there are."""
    sums, peaks = room.sums, room.peaks
    size = 0
    for b in range(len(peaks)):
        if peaks[b] < least:
            continue
        for passage in range(b << BLOCK_BITS, min(len(sums), (b + 1) << BLOCK_BITS)):
            room.seen[size] = passage
            size += sums[passage] >= least
    return size


@inlined
def cleared(sums: Any, peaks: Any) -> None:
    """Zeros again."""
    for b in range(len(peaks)):
        if peaks[b] > 0:
            sums[b << BLOCK_BITS : min(len(sums), (b + 1) << BLOCK_BITS)] = 0
