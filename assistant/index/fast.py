"""The search of ``topk`` as compiled code, for whoever asks many questions of a large collection (extra ``fast``).

It reads the same blocks and sums the same numbers in the same order, so that ranking and scores are the same bit for
bit. The passages of the terms that few hold are put together first, and each is bounded by what the others add at most
in its block. Where terms in many passages may make a result without those, blocks are read in falling order of their
bounds (Mallia et al. 2024). Either way the terms that are weak together are only looked up.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numba import njit

from assistant.index.base import Ranked
from assistant.index.blocks import BLOCK, BLOCK_BITS, DEPTHS, Array, Blocks
from assistant.index.postings import key_of

_MARGIN = np.float32(1 - 1e-5)
_ABOVE = np.float32(1.00001)
_LEAST = np.float32(1e-30)
_ranked_of = partial(tuple.__new__, Ranked)
_BUCKETS = 128
SCORED_ALL = 1 << 14
"""So few passages are all scored: up to 10,000 that was faster than judging blocks, at 100,000 it was not."""
_LONG = 1 << 14
"""Longer lists are read block by block."""
_NONE, _FEW, _MANY = 0, 1, 2
_compiled = njit(cache=True, nogil=True, error_model="numpy")
_inlined = njit(cache=True, nogil=True, error_model="numpy", forceinline=True)


class _Held(NamedTuple):
    """The arrays of ``Blocks``, and the bits of a frequency's code in its postings."""

    few_keys: Array
    few_starts: Array
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
    few_shift: int
    many_shift: int


class _Terms(NamedTuple):
    """The terms of a question: where each is and what it weighs; ``row`` is that of a term in many passages."""

    kind: Array
    row: Array
    first: Array
    end: Array
    asked: Array
    idf: Array


class Fast:
    """Answers questions from blocks of postings."""

    def __init__(self, blocks: Blocks, scored_all: int = SCORED_ALL) -> None:
        self._all = len(blocks) <= scored_all
        arrays = blocks.arrays()
        arrays["lengths"] = blocks.length_codes
        step, few_shift, many_shift = np.float32(blocks.bound_step[0]), blocks.few_shift, blocks.many_shift
        self._own = threading.local()
        given: Any = [*(arrays[name] for name in _Held._fields[:-3]), step, few_shift, many_shift]
        self._held = _Held(*given)

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``; ``k`` is small."""
        if not terms:
            return []
        named = sorted(terms)
        keys = np.array([key_of(term) for term in named], np.uint64)
        weights = np.array([terms[term] for term in named], np.float32)
        ids, scores = _top(keys, weights, k, self._all, self._held, self._sums())
        return list(map(_ranked_of, zip(ids.tolist(), scores.tolist(), strict=True)))

    def _sums(self) -> Array:
        """Zeros, one for each passage, of this thread's own."""
        held: Array | None = getattr(self._own, "zeros", None)
        if held is None:
            held = self._own.zeros = np.zeros(len(self._held.lengths), np.float32)
        return held


@_compiled
def _top(keys: Any, asked: Any, k: int, score_all: bool, held: Any, sums: Any) -> Any:
    """The best; ``sums`` (N,) are zeros, and are so again afterwards."""
    terms = _placed(keys, asked, held)
    if score_all:
        return _of_all(terms, held, sums, k)
    ranked, most = _ranked(terms, held)
    factors = terms.asked * terms.idf * held.step
    peaks = np.zeros(held.bounds.shape[1], np.float32)
    heap, heads = np.zeros(k, np.float32), np.zeros(k, np.int64)
    floor = _known(terms, held, k)
    for t in range(len(keys)):
        if terms.kind[t] == _FEW:
            floor = max(floor, _added(t, terms, held, sums, peaks, heap, heads))
            floor = _raised(heap, heads, ranked, terms, held, floor)
    strong, slack = len(ranked), np.float32(0)
    for t in ranked:
        slack += most[t]
    while strong > 0 and slack >= floor * _MARGIN:
        t = ranked[strong - 1]
        if slack < floor * _MARGIN or terms.end[t] - terms.first[t] > _LONG:
            break
        slack -= most[t] / _ABOVE
        strong -= 1
        rest = _bounds(terms.row, factors, held.bounds, ranked[:strong])
        floor = max(floor, _added_by_block(t, rest, terms, held, sums, peaks, heap, heads, floor))
        floor = _raised(heap, heads, ranked[:strong], terms, held, floor)
    if slack < floor * _MARGIN:
        found, guessed, floor = _among(slack, terms, held, ranked, strong, factors, sums, peaks, heap, floor)
    else:
        found, guessed, floor = _by_block(peaks, terms, held, ranked[:strong], factors, sums, heap, floor)
    _cleared(terms, held, ranked[strong:], sums)
    return _exactly(found, guessed, floor * _MARGIN, terms, held, k)


@_inlined
def _place(keys: Any, key: Any) -> int:
    """Where a key is, or -1."""
    low, high = 0, len(keys)
    while low < high:
        middle = (low + high) >> 1
        if keys[middle] < key:
            low = middle + 1
        else:
            high = middle
    return low if low < len(keys) and keys[low] == key else -1


@_inlined
def _placed(keys: Any, asked: Any, held: Any) -> Any:
    """The terms with their places."""
    count = len(keys)
    terms = _Terms(
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        np.zeros(count, np.int64),
        asked,
        np.zeros(count, np.float32),
    )
    kind, row, first, end, idf = terms.kind, terms.row, terms.first, terms.end, terms.idf
    few_keys, few_starts, few_idf = held.few_keys, held.few_starts, held.few_idf
    many_keys, many_starts, many_idf = held.many_keys, held.many_starts, held.many_idf
    for t in range(count):
        if asked[t] <= 0:
            continue
        place = _place(few_keys, keys[t])
        if place >= 0:
            kind[t] = _FEW
            first[t], end[t] = few_starts[place], few_starts[place + 1]
            idf[t] = few_idf[end[t] - first[t]]
            continue
        place = _place(many_keys, keys[t])
        if place >= 0:
            kind[t], row[t] = _MANY, place
            first[t], end[t] = many_starts[place], many_starts[place + 1]
            idf[t] = many_idf[place]
    return terms


@_inlined
def _ranked(terms: Any, held: Any) -> Any:
    """The terms in many passages from the one that adds least at most, and what each adds at most."""
    kind, row, asked, idf, floors = terms.kind, terms.row, terms.asked, terms.idf, held.floors
    count = len(kind)
    most = np.zeros(count, np.float32)
    ranked = np.empty(count, np.int64)
    manys = 0
    for t in range(count):
        if kind[t] != _MANY:
            continue
        most[t] = asked[t] * (floors[row[t], 0] * idf[t]) * _ABOVE
        at = manys
        while at > 0 and most[ranked[at - 1]] > most[t]:
            ranked[at] = ranked[at - 1]
            at -= 1
        ranked[at] = t
        manys += 1
    return ranked[:manys], most


@_inlined
def _known(terms: Any, held: Any, k: int) -> Any:
    """A score that k passages have by one term in many passages alone."""
    kind, row, asked, idf, floors = terms.kind, terms.row, terms.asked, terms.idf, held.floors
    floor = np.float32(0)
    column = 0
    for n in range(len(DEPTHS)):
        if DEPTHS[n] >= k and column == 0:
            column = n + 1
    for t in range(len(kind)):
        if column and kind[t] == _MANY:
            floor = max(floor, asked[t] * (floors[row[t], column] * idf[t]))
    return floor


@_inlined
def _of_all(terms: Any, held: Any, sums: Any, k: int) -> Any:
    """The best where all passages are scored, term by term."""
    few, many, offsets, few_shift, many_shift = held.few, held.many, held.offsets, held.few_shift, held.many_shift
    kind, row, first, end, asked, idf = terms.kind, terms.row, terms.first, terms.end, terms.asked, terms.idf
    weights, lengths = held.weights, held.lengths
    few_mask, many_mask = (1 << few_shift) - 1, (1 << many_shift) - 1
    for t in range(len(kind)):
        one, other = asked[t], idf[t]
        if kind[t] == _FEW:
            for at in range(first[t], end[t]):
                packed = np.int64(few[at])
                passage = packed >> few_shift
                sums[passage] += one * (weights[packed & few_mask, lengths[passage]] * other)
        elif kind[t] == _MANY:
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


@_inlined
def _push(heap: Any, heads: Any, score: Any, passage: int) -> None:
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


@_inlined
def _added(t: int, terms: Any, held: Any, sums: Any, peaks: Any, heap: Any, heads: Any) -> Any:
    """Add a term in few passages to the sums; the heap takes its passages with the largest, the k-th is returned."""
    few, lengths, weights, shift = held.few, held.lengths, held.weights, held.few_shift
    one, other, mask = terms.asked[t], terms.idf[t], (1 << shift) - 1
    heap[:] = 0
    for at in range(terms.first[t], terms.end[t]):
        packed = np.int64(few[at])
        passage = packed >> shift
        score = sums[passage] + one * (weights[packed & mask, lengths[passage]] * other)
        sums[passage] = score
        peaks[passage >> BLOCK_BITS] = max(peaks[passage >> BLOCK_BITS], score)
        if score > heap[0]:
            _push(heap, heads, score, passage)
    return heap[0]


@_inlined
def _added_by_block(
    t: int, rest: Any, terms: Any, held: Any, sums: Any, peaks: Any, heap: Any, heads: Any, floor: Any
) -> Any:
    """As ``_added`` for a term in many passages, without blocks that miss the floor even with all of the rest."""
    many, lengths, weights, shift = held.many, held.lengths, held.weights, held.many_shift
    offsets, bounds = held.offsets[terms.row[t]], held.bounds[terms.row[t]]
    one, other, factor = terms.asked[t], terms.idf[t], terms.asked[t] * terms.idf[t] * held.step
    first, mask = terms.first[t], (1 << shift) - 1
    heap[:] = 0
    for b in range(len(bounds)):
        if peaks[b] + factor * np.float32(bounds[b]) + rest[b] < floor * _MARGIN:
            continue
        peak, base = peaks[b], b << BLOCK_BITS
        for at in range(first + np.int64(offsets[b]), first + np.int64(offsets[b + 1])):
            packed = np.int64(many[at])
            passage = base + (packed >> shift)
            score = sums[passage] + one * (weights[packed & mask, lengths[passage]] * other)
            sums[passage] = score
            peak = max(peak, score)
            if score > heap[0]:
                _push(heap, heads, score, passage)
        peaks[b] = peak
        floor = max(floor, heap[0])
    return heap[0]


@_inlined
def _cleared(terms: Any, held: Any, read: Any, sums: Any) -> None:
    """Zeros again."""
    few, many, offsets = held.few, held.many, held.offsets
    for t in range(len(terms.kind)):
        if terms.kind[t] == _FEW:
            for at in range(terms.first[t], terms.end[t]):
                sums[np.int64(few[at]) >> held.few_shift] = 0
    for t in read:
        own, first = offsets[terms.row[t]], terms.first[t]
        for b in range(len(own) - 1):
            for at in range(first + np.int64(own[b]), first + np.int64(own[b + 1])):
                sums[(b << BLOCK_BITS) + (np.int64(many[at]) >> held.many_shift)] = 0


@_inlined
def _code(postings: Any, low: int, end: int, place: int, shift: int) -> int:
    """The code of the frequency in the posting of a place, found by halving; -1 without one."""
    high = end
    while low < high:
        middle = (low + high) >> 1
        if (np.int64(postings[middle]) >> shift) < place:
            low = middle + 1
        else:
            high = middle
    if low < end and (np.int64(postings[low]) >> shift) == place:
        return int(postings[low]) & ((1 << shift) - 1)
    return -1


@_inlined
def _code_inside(postings: Any, low: int, end: int, place: int, shift: int) -> int:
    """As ``_code`` in a block: with few places left out, the posting cannot be far from where all would put it."""
    left_out = BLOCK - (end - low)
    return _code(postings, max(low, low + place - left_out), min(end, low + place + 1), place, shift)


@_inlined
def _falling(bounds: Any, least: Any) -> Any:
    """The places of what is at least ``least``, roughly the largest first."""
    largest = least
    for bound in bounds:
        largest = max(largest, bound)
    scale = np.float32(_BUCKETS - 1) / max(largest - least, np.float32(1e-20))
    sizes = np.zeros(_BUCKETS + 1, np.int64)
    for bound in bounds:
        if bound >= least:
            sizes[_BUCKETS - int((bound - least) * scale)] += 1
    for n in range(_BUCKETS):
        sizes[n + 1] += sizes[n]
    order = np.empty(sizes[_BUCKETS], np.int64)
    for place in range(len(bounds)):
        if bounds[place] >= least:
            bucket = _BUCKETS - 1 - int((bounds[place] - least) * scale)
            order[sizes[bucket]] = place
            sizes[bucket] += 1
    return order


@_inlined
def _completed(
    passage: int,
    score: Any,
    slack: Any,
    goal: Any,
    weak: int,
    ranked: Any,
    factors: Any,
    row: Any,
    first: Any,
    asked: Any,
    idf: Any,
    many: Any,
    shift: int,
    offsets: Any,
    bounds: Any,
    weights: Any,
    length: int,
) -> Any:
    """The score with the weak terms, the strongest first; below the goal as soon as they cannot get there."""
    block = passage >> BLOCK_BITS
    for m in range(weak - 1, -1, -1):
        t = ranked[m]
        slack -= factors[t] * np.float32(bounds[row[t], block])
        low, end = np.int64(offsets[row[t], block]), np.int64(offsets[row[t], block + 1])
        code = _code_inside(many, first[t] + low, first[t] + end, passage & (BLOCK - 1), shift)
        if code >= 0:
            score += asked[t] * (weights[code, length] * idf[t])
        if score + slack < goal * _MARGIN:
            break
    return score


@_inlined
def _raised(heap: Any, heads: Any, ranked: Any, terms: Any, held: Any, floor: Any) -> Any:
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
            code = _code_inside(many, first[t] + low, first[t] + end, place, shift)
            if code >= 0:
                score += asked[t] * (weights[code, length] * idf[t])
        least = min(least, score)
    return max(floor, least)


@_inlined
def _among(
    slack: Any,
    terms: Any,
    held: Any,
    ranked: Any,
    strong: int,
    factors: Any,
    sums: Any,
    peaks: Any,
    heap: Any,
    floor: Any,
) -> Any:
    """Of passages with sums the best, with what the other terms add to them, which is ``slack`` at most."""
    row, first, asked, idf = terms.row, terms.first, terms.asked, terms.idf
    many, shift, offsets, block_bounds = held.many, held.many_shift, held.offsets, held.bounds
    weights, lengths = held.weights, held.lengths
    goal = floor * _MARGIN
    ids, own = _able(max(goal - slack, _LEAST), terms, held, ranked[strong:], sums, peaks)
    bounds = np.empty(len(ids), np.float32)
    for n in range(len(ids)):
        bound, block = own[n], ids[n] >> BLOCK_BITS
        for m in range(strong):
            bound += factors[ranked[m]] * np.float32(block_bounds[row[ranked[m]], block])
        bounds[n] = bound
    order = _falling(bounds, max(goal, _LEAST))
    found = np.empty(len(order), np.int64)
    guessed = np.empty(len(order), np.float32)
    heads = np.zeros(len(heap), np.int64)
    count = 0
    heap[:] = 0
    for n in order:
        if bounds[n] < goal:
            continue
        passage = ids[n]
        score = _completed(
            passage,
            own[n],
            bounds[n] - own[n],
            goal,
            strong,
            ranked,
            factors,
            row,
            first,
            asked,
            idf,
            many,
            shift,
            offsets,
            block_bounds,
            weights,
            lengths[passage],
        )
        if score < goal:
            continue
        found[count], guessed[count] = passage, score
        count += 1
        if score > heap[0]:
            _push(heap, heads, score, passage)
            floor = max(floor, heap[0])
            goal = floor * _MARGIN
    return found[:count], guessed[:count], floor


@_inlined
def _able(least: Any, terms: Any, held: Any, read: Any, sums: Any, peaks: Any) -> Any:
    """The passages whose sums are no less than ``least``, once each, and these sums, taken out of ``sums``."""
    few, many, offsets = held.few, held.many, held.offsets
    room = 0
    for t in range(len(terms.kind)):
        room += terms.end[t] - terms.first[t]
    ids = np.empty(room, np.int64)
    bounds = np.empty(room, np.float32)
    size = 0
    for t in range(len(terms.kind)):
        if terms.kind[t] == _FEW:
            for at in range(terms.first[t], terms.end[t]):
                passage = np.int64(few[at]) >> held.few_shift
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


@_inlined
def _by_block(peaks: Any, terms: Any, held: Any, ranked: Any, factors: Any, sums: Any, heap: Any, floor: Any) -> Any:
    """The best of all passages, one block after the other in falling order of their bounds."""
    row, first, asked, idf = terms.row, terms.first, terms.asked, terms.idf
    many, shift, offsets, block_bounds = held.many, held.many_shift, held.offsets, held.bounds
    weights, lengths = held.weights, held.lengths
    bounds = peaks + _bounds(row, factors, block_bounds, ranked)
    order = _falling(bounds, max(floor * _MARGIN, _LEAST))
    heads = np.zeros(len(heap), np.int64)
    found = np.empty(len(sums), np.int64)
    guessed = np.empty(len(sums), np.float32)
    scores = np.zeros(BLOCK, np.float32)
    mask = (1 << shift) - 1
    count = 0
    heap[:] = 0
    for b in order:
        goal = floor * _MARGIN
        if bounds[b] < goal:
            continue
        weak, slack = 0, np.float32(0)
        while weak < len(ranked):
            more = slack + factors[ranked[weak]] * np.float32(block_bounds[row[ranked[weak]], b])
            if more >= goal:
                break
            slack = more
            weak += 1
        base = b << BLOCK_BITS
        inside = min(BLOCK, len(sums) - base)
        for place in range(inside):
            scores[place] = sums[base + place]
        for m in range(weak, len(ranked)):
            t = ranked[m]
            start = first[t] + np.int64(offsets[row[t], b])
            one, other = asked[t], idf[t]
            for at in range(start, first[t] + np.int64(offsets[row[t], b + 1])):
                packed = np.int64(many[at])
                place = packed >> shift
                scores[place] += one * (weights[packed & mask, lengths[base + place]] * other)
        for place in range(inside):
            if scores[place] <= 0 or scores[place] + slack < goal:
                continue
            passage = base + place
            score = scores[place]
            if weak:
                score = _completed(
                    passage,
                    score,
                    slack,
                    goal,
                    weak,
                    ranked,
                    factors,
                    row,
                    first,
                    asked,
                    idf,
                    many,
                    shift,
                    offsets,
                    block_bounds,
                    weights,
                    lengths[passage],
                )
            if score < goal:
                continue
            if score > heap[0]:
                _push(heap, heads, score, passage)
                floor = max(floor, heap[0])
                goal = floor * _MARGIN
            found[count], guessed[count] = passage, score
            count += 1
    return found[:count], guessed[:count], floor


@_inlined
def _bounds(row: Any, factors: Any, block_bounds: Any, ranked: Any) -> Any:
    """What some terms in many passages add at most in each block."""
    bounds = np.zeros(block_bounds.shape[1], np.float32)
    for m in range(len(ranked)):
        own, factor = block_bounds[row[ranked[m]]], factors[ranked[m]]
        for b in range(len(bounds)):
            bounds[b] += factor * np.float32(own[b])
    return bounds


@_inlined
def _exactly(found: Any, guessed: Any, goal: Any, terms: Any, held: Any, k: int) -> Any:
    """The k best of what was found, their scores summed term by term."""
    kind, row, first, end, asked, idf = terms.kind, terms.row, terms.first, terms.end, terms.asked, terms.idf
    few, many, offsets = held.few, held.many, held.offsets
    weights, lengths = held.weights, held.lengths
    ids = np.empty(k, np.int32)
    scores = np.empty(k, np.float32)
    count = 0
    for n in range(len(found)):
        if guessed[n] < goal:
            continue
        passage = found[n]
        block, place, length = passage >> BLOCK_BITS, passage & (BLOCK - 1), lengths[passage]
        score = np.float32(0)
        for t in range(len(kind)):
            code = -1
            if kind[t] == _MANY:
                low, high = np.int64(offsets[row[t], block]), np.int64(offsets[row[t], block + 1])
                code = _code_inside(many, first[t] + low, first[t] + high, place, held.many_shift)
            elif kind[t] == _FEW:
                code = _code(few, first[t], end[t], passage, held.few_shift)
            if code >= 0:
                score += asked[t] * (weights[code, length] * idf[t])
        if count == k:
            if scores[k - 1] > score or (scores[k - 1] == score and ids[k - 1] < passage):
                continue
            at = k - 1
        else:
            at = count
            count += 1
        while at > 0 and (scores[at - 1] < score or (scores[at - 1] == score and ids[at - 1] > passage)):
            scores[at], ids[at] = scores[at - 1], ids[at - 1]
            at -= 1
        scores[at], ids[at] = score, passage
    return ids[:count], scores[:count]
