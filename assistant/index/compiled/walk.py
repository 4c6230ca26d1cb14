"""The best of all passages, one block after the other in falling order of their bounds (Mallia et al. 2024)."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS
from assistant.index.compiled.best import bounds_of, completed, falling
from assistant.index.compiled.held import inlined
from assistant.index.compiled.terms import LEAST, MARGIN, push


@inlined
def by_block(ranked: Any, terms: Any, held: Any, room: Any, floor: Any) -> Any:
    """As ``best.among``, for terms in many passages; ``rest`` takes the bounds of blocks, ``seen`` what is found."""
    bounds, heap, scores, sums, passages = room.rest, room.heap, room.block, room.sums, len(room.sums)
    for b in range(len(bounds)):
        bounds[b] = room.peaks[b]
    bounds_of(ranked, terms, held, bounds)
    heap[:] = floor
    count = 0
    for b in room.order[: falling(bounds, max(floor * MARGIN, LEAST), room)]:
        goal = floor * MARGIN
        if bounds[b] < goal:
            continue
        weak, slack = 0, np.float32(0)
        while weak < len(ranked):
            t = ranked[weak]
            more = slack + terms.factor[t] * np.float32(held.bounds[terms.row[t], b])
            if more >= goal:
                break
            slack = more
            weak += 1
        base: Any = np.int64(b) << BLOCK_BITS
        inside = min(BLOCK, passages - base)
        for place in range(inside):
            scores[place] = sums[base + place]
        for t in ranked[weak:]:
            added_inside(t, b, terms, held, scores)
        for place in range(inside):
            if scores[place] <= 0 or scores[place] + slack < goal:
                continue
            score = completed(base + place, scores[place], slack, goal, ranked[:weak], terms, held)
            if score < goal:
                continue
            if score > heap[0]:
                push(heap, room.heads, score, base + place)
                floor = heap[0]
                goal = floor * MARGIN
            room.seen[count], room.guessed[count] = base + place, score
            count += 1
    for n in range(count):
        room.order[n] = room.seen[n]
    return count, floor


@inlined
def added_inside(t: int, b: int, terms: Any, held: Any, scores: Any) -> None:
    """Add a term to the scores of a block."""
    first, base, shift = terms.first[t], np.int64(b) << BLOCK_BITS, held.many_shift
    one, other, mask = terms.asked[t], terms.idf[t], (1 << shift) - 1
    start, end = np.int64(held.offsets[terms.row[t], b]), np.int64(held.offsets[terms.row[t], b + 1])
    for at in range(first + start, first + end):
        packed = np.int64(held.many[at])
        place = packed >> shift
        scores[place] += one * (held.weights[packed & mask, held.lengths[base + place]] * other)
