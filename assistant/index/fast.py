"""The search of ``topk`` as compiled code, for whoever asks many questions of a large collection (extra ``fast``).

It reads the same blocks and sums the same numbers in the same order, so that ranking and scores are the same bit for
bit. Terms in few passages are summed from the rarest on, until the rest reaches the floor not even together; what the
passages found so far may still get decides which of them are looked at again. Where terms in many passages may make a
result without those, blocks are read in falling order of their bounds (Mallia et al. 2024).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from struct import Struct
from typing import Any

from numba import typeof

from assistant.index.base import Ranked
from assistant.index.blocks import Blocks
from assistant.index.compiled.best import among, bounds_of, exactly
from assistant.index.compiled.held import Room, Sheet, compiled, held, inlined, made_for, room, sheet
from assistant.index.compiled.lists import added_to_seen, collected, kept, proven, taken
from assistant.index.compiled.sums import able, added_by_block, cleared, of_all, peaks_of
from assistant.index.compiled.terms import FEW, LEAST, MARGIN, add_up, by_strength, known_floor, placed
from assistant.index.compiled.walk import by_block
from assistant.index.postings import key_of
from assistant.index.tfidf import Powers

SCORED_ALL = 1 << 12
"""So few passages are all scored: with 3,000 that was faster than judging blocks, with 10,000 it was not."""
LONG = 1 << 16
"""Longer lists are read block by block; with 800,000 passages faster by a sixth than from 16,384 on."""
LOOKED_UP = 16
"""Looking a term up in a passage takes as long as reading so many of its postings, one after the other."""
LEAST_TERMS = 16


class Fast:
    """Answers questions from blocks of postings; ``powers`` as in ``TfidfIndex``."""

    def __init__(
        self, blocks: Blocks, powers: Powers | None = None, scored_all: int = SCORED_ALL, long: int = LONG
    ) -> None:
        self._place: Callable[[int], Sheet | Room]
        self._place, top = (sheet, _top_of_all) if len(blocks) <= scored_all else (room, _top)
        self._passages, self._held = len(blocks), held(blocks, long)
        self._own, self._powers = _Own(), powers
        # called as it was compiled for these types, without a look at those of each argument
        types: Any = typeof
        self._top = top.compile((types(1), types(self._held), types(self._place(0))))

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``; ``k`` is small."""
        named, desk = sorted(terms), self._own.desk
        count = len(named)
        if desk is None or count > desk.terms or k != desk.k:
            desk = self._own.desk = self._desk(desk, count, k)
        desk.write[count](desk.place.keys, 0, *map(key_of, named), *map(terms.__getitem__, named))
        if self._powers is not None:
            desk.place.powers[:count] = self._powers(named)
        found = self._top(count, self._held, desk.place)
        ids, scores = desk.ids, desk.scores
        if found < k:
            ids, scores = ids[:found], scores[:found]
        return list(zip(ids.tolist(), scores.tolist(), strict=True))

    def _desk(self, desk: _Desk | None, terms: int, k: int) -> _Desk:
        """A thread's desk, or one that is larger."""
        if desk is None:
            return _Desk(self._place(self._passages), max(terms, LEAST_TERMS), k)
        return _Desk(desk.place, max(terms, desk.terms), k)


class _Desk:
    """Where a thread writes a question and finds the result, for so many terms at most and ``k`` passages."""

    __slots__ = ("ids", "k", "place", "scores", "terms", "write")

    def __init__(self, place: Any, terms: int, k: int) -> None:
        self.place, self.terms, self.k = made_for(place, terms, k), terms, k
        self.ids, self.scores = self.place.ids, self.place.scores
        self.write = [Struct(f"={count}Q{count}d").pack_into for count in range(terms + 1)]


class _Own(threading.local):
    """What a thread has of its own."""

    desk: _Desk | None = None


@compiled
def _top_of_all(count: int, held: Any, sheet: Any) -> Any:
    """Leave the best in ``sheet``, all passages scored; how many there are."""
    return of_all(placed(count, held, sheet), held, sheet.sums, sheet.ids, sheet.scores)


@compiled
def _top(count: int, held: Any, room: Any) -> Any:
    """Leave the best in ``room``, and how many there are."""
    terms = placed(count, held, room)
    heap, size = room.heap, 0
    ranked, total = room.numbers[4], room.figures[4]
    left = by_strength(terms, held, ranked)
    add_up(ranked[:left], terms, total)
    floor = known_floor(terms, held, len(heap))
    while left > 0 and total[left] >= floor * MARGIN and terms.kind[ranked[left - 1]] == FEW:
        left -= 1
        size = collected(ranked[left], total[left], terms, held, room, size, floor)
        floor = heap[0]
    if total[left] < floor * MARGIN:
        found, floor = of_seen(size, ranked[:left], total, terms, held, room, floor)
    else:
        found, floor = of_blocks(size, ranked[:left], terms, held, room, floor)
    return exactly(found, floor * MARGIN, terms, held, room)


@inlined
def of_seen(size: int, ranked: Any, total: Any, terms: Any, held: Any, room: Any, floor: Any) -> Any:
    """The best where no passage that was not seen can be one of them."""
    left = len(ranked)
    while left > 0 and terms.kind[ranked[left - 1]] == FEW:
        t = ranked[left - 1]
        length = terms.end[t] - terms.first[t]
        if length > size:
            size, floor = kept(total[left], room, size, floor)
        if length > size * LOOKED_UP:
            break
        left -= 1
        added_to_seen(t, terms, held, room.sums)
    size, floor = taken(total[left], room, size, floor)
    return among(size, ranked[:left], terms, held, room, floor)


@inlined
def of_blocks(size: int, ranked: Any, terms: Any, held: Any, room: Any, floor: Any) -> Any:
    """The best where terms in many passages may be enough."""
    strong, total = 0, room.figures[4]
    more = total[len(ranked)]
    for t in ranked:
        if terms.kind[t] == FEW:
            size = collected(t, more, terms, held, room, size, floor)
            floor = room.heap[0]
        else:
            ranked[strong] = t
            strong += 1
    add_up(ranked[:strong], terms, total)
    peaks_of(room, size)
    while strong > 0 and total[strong] >= floor * MARGIN:
        t = ranked[strong - 1]
        if terms.end[t] - terms.first[t] > held.long:
            break
        strong -= 1
        room.rest[:] = 0
        bounds_of(ranked[:strong], terms, held, room.rest)
        floor = added_by_block(t, terms, held, room, floor)
        if room.heap[0] > 0:
            floor = max(floor, proven(room.heads, ranked[:strong], terms, held, room))
    if total[strong] < floor * MARGIN:
        size = able(max(floor * MARGIN - total[strong], LEAST), room)
        size, floor = taken(total[strong], room, size, floor)
        found, floor = among(size, ranked[:strong], terms, held, room, floor)
    else:
        found, floor = by_block(ranked[:strong], terms, held, room, floor)
    cleared(room.sums, room.peaks)
    return found, floor
