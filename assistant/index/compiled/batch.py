"""Terms looked up in several passages at once, so that the processor waits for the memory of all at the same time."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.blocks import BLOCK, BLOCK_BITS
from assistant.index.compiled.held import inlined
from assistant.index.compiled.terms import MANY, NO_MASK


@inlined
def advanced(size: int, goal: Any, ranked: Any, terms: Any, held: Any, room: Any) -> int:
    """Add terms, the last first, to the scores of a batch; left are those that may reach the goal."""
    batch, scored, slacks = room.batch, room.scored, room.slack
    for m in range(len(ranked) - 1, -1, -1):
        t = ranked[m]
        factor, many = terms.factor[t], terms.kind[t] == MANY
        add(t, size, terms, held, room)
        left = 0
        for n in range(size):
            passage, score = np.int64(batch[n]), scored[n]
            bound = np.float32(held.bounds[terms.row[t], passage >> BLOCK_BITS]) if many else np.float32(1)
            slack = slacks[n] - factor * bound
            batch[left], scored[left], slacks[left] = passage, score, slack
            left += score + slack >= goal
        size = left
    return size


@inlined
def add(t: int, size: int, terms: Any, held: Any, room: Any) -> None:
    """Add a term to the scores of a batch."""
    before, last, sought = room.places[0], room.places[1], room.places[2]
    first, end = terms.first[t], terms.end[t]
    if terms.kind[t] == MANY:
        row = terms.row[t]
        for n in range(size):
            passage = np.int64(room.batch[n])
            block = passage >> BLOCK_BITS
            before[n] = first + np.int64(held.offsets[row, block]) - 1
            last[n] = first + np.int64(held.offsets[row, block + 1]) - 1
            sought[n] = (passage & (BLOCK - 1)) << held.many_shift
        halve(held.many, NO_MASK, BLOCK >> 1, size, before, last, sought)
        take(t, held.many, NO_MASK, held.many_shift, size, terms, held, room)
    elif end > first:
        for n in range(size):
            before[n], last[n] = first - 1, end - 1
            sought[n] = np.int64(room.batch[n]) << held.few_shift
        step = 1
        while 2 * step <= end - first:
            step *= 2
        halve(held.few, held.few_mask, step, size, before, last, sought)
        take(t, held.few, held.few_mask, held.few_shift, size, terms, held, room)


@inlined
def halve(postings: Any, mask: int, step: int, size: int, before: Any, last: Any, sought: Any) -> None:
    """Move ``before`` to the last posting that is smaller than what is sought, at most to ``last``.

    That is twice the step away at most. No branch depends on what is read.
    """
    while True:
        for n in range(size):
            ahead = min(before[n] + step, last[n])
            before[n] += (ahead - before[n]) & (((np.int64(postings[ahead]) & mask) - sought[n]) >> 63)
        if step == 1:
            break
        step >>= 1
    for n in range(size):
        ahead = min(before[n] + 1, last[n])
        before[n] += (ahead - before[n]) & (((np.int64(postings[ahead]) & mask) - sought[n]) >> 63)


@inlined
def take(t: int, postings: Any, mask: int, shift: int, size: int, terms: Any, held: Any, room: Any) -> None:
    """Add what the postings say that come after ``before``, where they are of the passages sought."""
    before, last, sought = room.places[0], room.places[1], room.places[2]
    one, other = terms.asked[t], terms.idf[t]
    for n in range(size):
        packed = np.int64(postings[min(before[n] + 1, last[n])]) & mask
        code = packed - sought[n]
        if before[n] < last[n] and 0 <= code < (1 << shift):
            room.scored[n] += one * (held.weights[code, held.lengths[np.int64(room.batch[n])]] * other)
