"""The best passages out of sums and bounds, and their exact scores."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS
from assistant.index.compiled.sums import able
from assistant.index.compiled.terms import FEW, LEAST, MANY, MARGIN, code_at, code_in_block, inlined, push

BUCKETS = 128


@inlined
def bounds_of(row: Any, factors: Any, block_bounds: Any, ranked: Any) -> Any:
    """What some terms in many passages add at most in each block."""
    bounds = np.zeros(block_bounds.shape[1], np.float32)
    for m in range(len(ranked)):
        own, factor = block_bounds[row[ranked[m]]], factors[ranked[m]]
        for b in range(len(bounds)):
            bounds[b] += factor * np.float32(own[b])
    return bounds


@inlined
def falling(bounds: Any, least: Any) -> Any:
    """The places of what is at least ``least``, roughly the largest first."""
    largest = least
    for bound in bounds:
        largest = max(largest, bound)
    scale = np.float32(BUCKETS - 1) / max(largest - least, np.float32(1e-20))
    sizes = np.zeros(BUCKETS + 1, np.int64)
    for bound in bounds:
        if bound >= least:
            sizes[BUCKETS - int((bound - least) * scale)] += 1
    for n in range(BUCKETS):
        sizes[n + 1] += sizes[n]
    order = np.empty(sizes[BUCKETS], np.int64)
    for place in range(len(bounds)):
        if bounds[place] >= least:
            bucket = BUCKETS - 1 - int((bounds[place] - least) * scale)
            order[sizes[bucket]] = place
            sizes[bucket] += 1
    return order


class Weak(NamedTuple):
    """What is needed of the terms in many passages, from the weakest on, to look them up in a passage."""

    ranked: Any
    factors: Any
    row: Any
    first: Any
    asked: Any
    idf: Any
    many: Any
    shift: int
    offsets: Any
    bounds: Any
    weights: Any
    lengths: Any


@inlined
def completed(passage: int, score: Any, slack: Any, goal: Any, count: int, weak: Any) -> Any:
    """The score with the weakest terms, so many of them; below the goal as soon as they cannot get there."""
    block, length = passage >> BLOCK_BITS, weak.lengths[passage]
    for m in range(count - 1, -1, -1):
        t = weak.ranked[m]
        slack -= weak.factors[t] * np.float32(weak.bounds[weak.row[t], block])
        low, end = np.int64(weak.offsets[weak.row[t], block]), np.int64(weak.offsets[weak.row[t], block + 1])
        code = code_in_block(weak.many, weak.first[t] + low, weak.first[t] + end, passage & (BLOCK - 1), weak.shift)
        if code >= 0:
            score += weak.asked[t] * (weak.weights[code, length] * weak.idf[t])
        if score + slack < goal * MARGIN:
            break
    return score


@inlined
def among(
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
    weak_terms = Weak(ranked, factors, row, first, asked, idf, many, shift, offsets, block_bounds, weights, lengths)
    goal = floor * MARGIN
    ids, own = able(max(goal - slack, LEAST), terms, held, ranked[strong:], sums, peaks)
    bounds = np.empty(len(ids), np.float32)
    for n in range(len(ids)):
        bound, block = own[n], ids[n] >> BLOCK_BITS
        for m in range(strong):
            bound += factors[ranked[m]] * np.float32(block_bounds[row[ranked[m]], block])
        bounds[n] = bound
    order = falling(bounds, max(goal, LEAST))
    found = np.empty(len(order), np.int64)
    guessed = np.empty(len(order), np.float32)
    heads = np.zeros(len(heap), np.int64)
    count = 0
    heap[:] = 0
    for n in order:
        if bounds[n] < goal:
            continue
        passage = ids[n]
        score = completed(passage, own[n], bounds[n] - own[n], goal, strong, weak_terms)
        if score < goal:
            continue
        found[count], guessed[count] = passage, score
        count += 1
        if score > heap[0]:
            push(heap, heads, score, passage)
            floor = max(floor, heap[0])
            goal = floor * MARGIN
    return found[:count], guessed[:count], floor


@inlined
def by_block(peaks: Any, terms: Any, held: Any, ranked: Any, factors: Any, sums: Any, heap: Any, floor: Any) -> Any:
    """The best of all passages, one block after the other in falling order of their bounds."""
    row, first, asked, idf = terms.row, terms.first, terms.asked, terms.idf
    many, shift, offsets, block_bounds = held.many, held.many_shift, held.offsets, held.bounds
    weights, lengths = held.weights, held.lengths
    weak_terms = Weak(ranked, factors, row, first, asked, idf, many, shift, offsets, block_bounds, weights, lengths)
    bounds = peaks + bounds_of(row, factors, block_bounds, ranked)
    order = falling(bounds, max(floor * MARGIN, LEAST))
    heads = np.zeros(len(heap), np.int64)
    found = np.empty(len(sums), np.int64)
    guessed = np.empty(len(sums), np.float32)
    scores = np.zeros(BLOCK, np.float32)
    mask = (1 << shift) - 1
    count = 0
    heap[:] = 0
    for b in order:
        goal = floor * MARGIN
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
                score = completed(passage, score, slack, goal, weak, weak_terms)
            if score < goal:
                continue
            if score > heap[0]:
                push(heap, heads, score, passage)
                floor = max(floor, heap[0])
                goal = floor * MARGIN
            found[count], guessed[count] = passage, score
            count += 1
    return found[:count], guessed[:count], floor


@inlined
def exactly(found: Any, guessed: Any, goal: Any, terms: Any, held: Any, k: int) -> Any:
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
            if kind[t] == MANY:
                low, high = np.int64(offsets[row[t], block]), np.int64(offsets[row[t], block + 1])
                code = code_in_block(many, first[t] + low, first[t] + high, place, held.many_shift)
            elif kind[t] == FEW:
                code = code_at(few, first[t], end[t], passage, held.few_shift, held.few_mask)
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
