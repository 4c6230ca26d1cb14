"""The best passages out of sums and bounds, and their exact scores."""

from __future__ import annotations

from typing import Any

import numpy as np

from assistant.index.blocks import BLOCK_BITS
from assistant.index.compiled.batch import add, advanced
from assistant.index.compiled.held import inlined
from assistant.index.compiled.terms import FEW, LEAST, MANY, MARGIN, gain_of, push


@inlined
def bounds_of(ranked: Any, terms: Any, held: Any, bounds: Any) -> None:
    """Add what some terms in many passages add at most in each block."""
    for t in ranked:
        own, factor = held.bounds[terms.row[t]], terms.factor[t]
        for b in range(len(bounds)):
            bounds[b] += factor * np.float32(own[b])


@inlined
def bucket_of(bound: Any, least: Any, scale: Any, buckets: int) -> int:
    """The bucket of a bound, that of the largest first; one of them even for what is no number."""
    return max(0, min(buckets - 1, buckets - 1 - int((bound - least) * scale)))


@inlined
def falling(bounds: Any, least: Any, room: Any) -> int:
    """Put the places of what is at least ``least`` into ``order``, roughly the largest first; how many there are."""
    largest, sizes, order, buckets = least, room.sizes, room.order, len(room.sizes) - 1
    for bound in bounds:
        largest = max(largest, bound)
    scale = np.float32(buckets - 1) / max(largest - least, np.float32(1e-20))
    sizes[:] = 0
    for bound in bounds:
        if bound >= least:
            sizes[bucket_of(bound, least, scale, buckets) + 1] += 1
    for n in range(buckets):
        sizes[n + 1] += sizes[n]
    amount = sizes[buckets]
    for place in range(len(bounds)):
        if bounds[place] >= least:
            bucket = bucket_of(bounds[place], least, scale, buckets)
            order[sizes[bucket]] = place
            sizes[bucket] += 1
    return int(amount)


@inlined
def completed(passage: int, score: Any, slack: Any, goal: Any, ranked: Any, terms: Any, held: Any) -> Any:
    """The score with some more terms, the last first; below the goal as soon as they cannot get there."""
    block = passage >> BLOCK_BITS
    for m in range(len(ranked) - 1, -1, -1):
        t = ranked[m]
        slack -= terms.factor[t] * (np.float32(held.bounds[terms.row[t], block]) if terms.kind[t] == MANY else 1)
        score += gain_of(t, passage, terms, held)
        if score + slack < goal * MARGIN:
            break
    return score


@inlined
def among(size: int, ranked: Any, terms: Any, held: Any, room: Any, floor: Any) -> Any:
    """Of the ``size`` passages seen the best, with what the other terms add to their own sums.

    Returned are how many may be, left in ``order`` with scores in ``guessed``, and the floor.
    """
    ids, own, bounds, heap = room.seen, room.own, room.most, room.heap
    of_lists, goal = np.float32(0), floor * MARGIN
    for t in ranked:
        of_lists += terms.factor[t] if terms.kind[t] == FEW else np.float32(0)
    count = 0
    for n in range(size):
        bound, block = own[n] + of_lists, ids[n] >> BLOCK_BITS
        for t in ranked:
            if terms.kind[t] == MANY:
                bound += terms.factor[t] * np.float32(held.bounds[terms.row[t], block])
        ids[count], own[count], bounds[count] = ids[n], own[n], bound
        count += bound >= goal
    order = room.order[: falling(bounds[:count], max(goal, LEAST), room)]
    heap[:] = floor
    count, start = 0, 0
    while start < len(order):
        alive = 0
        end = min(len(order), start + len(room.batch))
        for n in order[start:end]:
            room.batch[alive], room.scored[alive], room.slack[alive] = ids[n], own[n], bounds[n] - own[n]
            alive += bounds[n] >= goal
        start = end
        for n in range(advanced(alive, goal * MARGIN, ranked, terms, held, room)):
            passage, score = room.batch[n], room.scored[n]
            if score < goal:
                continue
            order[count], room.guessed[count] = passage, score  # what stood there has been looked at
            count += 1
            if score > heap[0]:
                push(heap, room.heads, score, passage)
                floor = heap[0]
                goal = floor * MARGIN
    return count, floor


@inlined
def exactly(count: int, goal: Any, terms: Any, held: Any, room: Any) -> int:
    """The best of what was found, their scores summed term by term; how many there are."""
    k, size, start = len(room.ids), 0, 0
    while start < count:
        amount = 0
        while start < count and amount < len(room.batch):
            room.batch[amount], room.scored[amount] = room.order[start], 0
            amount += room.guessed[start] >= goal
            start += 1
        for t in range(len(terms.kind)):
            add(t, amount, terms, held, room)
        for n in range(amount):
            size = placed_among(room.batch[n], room.scored[n], room.ids, room.scores, size, k)
    return size


@inlined
def placed_among(passage: int, score: Any, ids: Any, scores: Any, size: int, k: int) -> int:
    """Put a passage among the ``k`` best, ties by position; how many there are."""
    at = size
    if size == k:
        at = k - 1
        if scores[at] > score or (scores[at] == score and ids[at] < passage):
            return size
    while at > 0 and (scores[at - 1] < score or (scores[at - 1] == score and ids[at - 1] > passage)):
        scores[at], ids[at] = scores[at - 1], ids[at - 1]
        at -= 1
    scores[at], ids[at] = score, passage
    return min(size + 1, k)
