"""Sums for passages, term by term: in full for a small collection, or until the rest is too weak to matter."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS
from assistant.index.compiled.terms import FEW, MANY, MARGIN, code_in_block, inlined, push


@inlined
def of_all(terms: Any, held: Any, sums: Any, k: int) -> Any:
    """The best where all passages are scored, term by term."""
    few, many, offsets, few_shift, many_shift = held.few, held.many, held.offsets, held.few_shift, held.many_shift
    kind, row, first, end, asked, idf = terms.kind, terms.row, terms.first, terms.end, terms.asked, terms.idf
    weights, lengths = held.weights, held.lengths
    few_mask, many_mask = (1 << few_shift) - 1, (1 << many_shift) - 1
    for t in range(len(kind)):
        one, other = asked[t], idf[t]
        if kind[t] == FEW:
            for at in range(first[t], end[t]):
                packed = np.int64(few[at]) & held.few_mask
                passage = packed >> few_shift
                sums[passage] += one * (weights[packed & few_mask, lengths[passage]] * other)
        elif kind[t] == MANY:
            own = offsets[row[t]]
            for b in range(len(own) - 1):
                base = b << BLOCK_BITS
                for at in range(first[t] + np.int64(own[b]), first[t] + np.int64(own[b + 1])):
                    packed = np.int64(many[at])
                    passage = base + (packed >> many_shift)
                    sums[passage] += one * (weights[packed & many_mask, lengths[passage]] * other)
    ids = np.empty(k, np.int32)
    scores = np.zeros(k, np.float32)
    count = 0
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
    return ids[:count], scores[:count]


@inlined
def added(t: int, terms: Any, held: Any, sums: Any, peaks: Any, heap: Any, heads: Any) -> Any:
    """Add a term in few passages to the sums; the heap takes its passages with the largest, the k-th is returned."""
    few, lengths, weights, shift = held.few, held.lengths, held.weights, held.few_shift
    one, other, mask = terms.asked[t], terms.idf[t], (1 << shift) - 1
    heap[:] = 0
    for at in range(terms.first[t], terms.end[t]):
        packed = np.int64(few[at]) & held.few_mask
        passage = packed >> shift
        score = sums[passage] + one * (weights[packed & mask, lengths[passage]] * other)
        sums[passage] = score
        peaks[passage >> BLOCK_BITS] = max(peaks[passage >> BLOCK_BITS], score)
        if score > heap[0]:
            push(heap, heads, score, passage)
    return heap[0]


@inlined
def added_by_block(
    t: int, rest: Any, terms: Any, held: Any, sums: Any, peaks: Any, heap: Any, heads: Any, floor: Any
) -> Any:
    """As ``added`` for a term in many passages, without blocks that miss the floor even with all of the rest."""
    many, lengths, weights, shift = held.many, held.lengths, held.weights, held.many_shift
    offsets, bounds = held.offsets[terms.row[t]], held.bounds[terms.row[t]]
    one, other, factor = terms.asked[t], terms.idf[t], terms.asked[t] * terms.idf[t] * held.step
    first, mask = terms.first[t], (1 << shift) - 1
    heap[:] = 0
    for b in range(len(bounds)):
        if peaks[b] + factor * np.float32(bounds[b]) + rest[b] < floor * MARGIN:
            continue
        peak, base = peaks[b], b << BLOCK_BITS
        for at in range(first + np.int64(offsets[b]), first + np.int64(offsets[b + 1])):
            packed = np.int64(many[at])
            passage = base + (packed >> shift)
            score = sums[passage] + one * (weights[packed & mask, lengths[passage]] * other)
            sums[passage] = score
            peak = max(peak, score)
            if score > heap[0]:
                push(heap, heads, score, passage)
        peaks[b] = peak
        floor = max(floor, heap[0])
    return heap[0]


@inlined
def cleared(terms: Any, held: Any, read: Any, sums: Any) -> None:
    """Zeros again."""
    few, many, offsets = held.few, held.many, held.offsets
    for t in range(len(terms.kind)):
        if terms.kind[t] == FEW:
            for at in range(terms.first[t], terms.end[t]):
                sums[(np.int64(few[at]) & held.few_mask) >> held.few_shift] = 0
    for t in read:
        own, first = offsets[terms.row[t]], terms.first[t]
        for b in range(len(own) - 1):
            for at in range(first + np.int64(own[b]), first + np.int64(own[b + 1])):
                sums[(b << BLOCK_BITS) + (np.int64(many[at]) >> held.many_shift)] = 0


@inlined
def raised(heap: Any, heads: Any, ranked: Any, terms: Any, held: Any, floor: Any) -> Any:
    """The floor, raised by what the passages in the heap score with the terms that are not yet in their sums."""
    row, first, asked, idf = terms.row, terms.first, terms.asked, terms.idf
    many, shift, offsets = held.many, held.many_shift, held.offsets
    weights, lengths = held.weights, held.lengths
    least = np.float32(np.inf)
    for n in range(len(heap)):
        if heap[n] <= 0:
            return floor
        score, passage = heap[n], heads[n]
        block, place, length = passage >> BLOCK_BITS, passage & (BLOCK - 1), lengths[passage]
        for m in range(len(ranked)):
            t = ranked[m]
            low, end = np.int64(offsets[row[t], block]), np.int64(offsets[row[t], block + 1])
            code = code_in_block(many, first[t] + low, first[t] + end, place, shift)
            if code >= 0:
                score += asked[t] * (weights[code, length] * idf[t])
        least = min(least, score)
    return max(floor, least)


@inlined
def able(least: Any, terms: Any, held: Any, read: Any, sums: Any, peaks: Any) -> Any:
    """The passages whose sums are no less than ``least``, once each, and these sums, taken out of ``sums``."""
    few, many, offsets = held.few, held.many, held.offsets
    room = 0
    for t in range(len(terms.kind)):
        room += terms.end[t] - terms.first[t]
    ids = np.empty(room, np.int64)
    bounds = np.empty(room, np.float32)
    size = 0
    for t in range(len(terms.kind)):
        if terms.kind[t] == FEW:
            for at in range(terms.first[t], terms.end[t]):
                passage = (np.int64(few[at]) & held.few_mask) >> held.few_shift
                if sums[passage] >= least:
                    ids[size], bounds[size] = passage, sums[passage]
                    size += 1
                    sums[passage] = 0  # it is there once for each of its terms
    for t in read:
        own, first = offsets[terms.row[t]], terms.first[t]
        for b in range(len(peaks)):
            if peaks[b] < least:
                continue
            for at in range(first + np.int64(own[b]), first + np.int64(own[b + 1])):
                passage = (b << BLOCK_BITS) + (np.int64(many[at]) >> held.many_shift)
                if sums[passage] >= least:
                    ids[size], bounds[size] = passage, sums[passage]
                    size += 1
                    sums[passage] = 0  # it is there once for each of its terms
    return ids[:size], bounds[:size]
