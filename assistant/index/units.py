"""Where words stand in bytes: many passages at once, without a look at each word.

A run of ASCII letters and digits is a word as it stands. Only where a character may join it to what is beside it (an
apostrophe, a point between digits, anything beyond ASCII) the whole stretch around is left to ``text.tokens``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Keys, Numbers, mixed

LONGEST = 64
"""Of longer units only the first bytes bear on the key: whoever needs to tell them apart looks at the bytes."""
_APART, _WORD, _MARK, _BEYOND = range(4)
_MARKS = b"'+#.,_"
_STEP = np.uint64(0x9E3779B97F4A7C15)


class Units(NamedTuple):
    """Words and stretches in order: (n,) where each begins and ends, and whether it is to be taken apart."""

    first: Numbers
    end: Numbers
    compound: NDArray[np.bool_]


@lru_cache(maxsize=1)
def _classes() -> bytes:
    """For each byte what it is to a word."""
    return bytes(
        _BEYOND if code >= 0x80 else _WORD if chr(code).isalnum() else _MARK if code in _MARKS else _APART
        for code in range(256)
    )


def units(lowered: bytes) -> Units:
    """The units of UTF-8 in which ASCII is lower case.

    >>> found = units(b"a well-known caf\\xc3\\xa9, at 3.5 per.")
    >>> list(zip(found.first.tolist(), found.end.tolist(), found.compound.tolist()))[1:5]
    [(2, 6, False), (7, 12, False), (13, 19, True), (20, 22, False)]
    """
    held = np.frombuffer(lowered, np.uint8)
    classes = np.frombuffer(lowered.translate(_classes()), np.uint8)
    first, end = _runs(classes == _WORD)
    joints = _joints(held, classes)
    if not len(joints):
        return Units(first, end, np.zeros(len(first), np.bool_))
    around, after = _runs(classes != _APART)
    picked = np.unique(around.searchsorted(joints, "right") - 1)
    around, after = around[picked], after[picked]
    place = around.searchsorted(first, "right") - 1
    alone = np.flatnonzero((place < 0) | (first >= after[place]))
    first, end = first[alone], end[alone]
    places = first.searchsorted(around)
    compound = np.insert(np.zeros(len(first), np.bool_), places, True)
    return Units(np.insert(first, places, around), np.insert(end, places, after), compound)


def _runs(inside: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Where runs of what is true begin and end."""
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    edges = np.concatenate(
        [[0] if len(inside) and inside[0] else [], edges, [len(inside)] if inside[-1:].any() else []]
    )
    edges = edges.astype(np.int64)
    return edges[::2], edges[1::2]


def _joints(held: NDArray[np.uint8], classes: NDArray[np.uint8]) -> Numbers:
    """Where a character stands that may join a word to what is beside it."""
    marks: Numbers = np.flatnonzero(classes >= _MARK)
    before, after = np.maximum(marks - 1, 0), np.minimum(marks + 1, len(held) - 1)
    mark, left, right = held[marks], classes[before] == _WORD, classes[after] == _WORD
    numbers = left & right & (held[before] <= ord("9")) & (held[after] <= ord("9"))
    joined = classes[marks] == _BEYOND
    joined |= left & (((mark == ord("'")) & right) | (mark == ord("+")) | (mark == ord("#")))
    joined |= numbers & ((mark == ord(".")) | (mark == ord(",")))
    found: Numbers = marks[joined]
    return found


def unit_keys(lowered: bytes, found: Units) -> Keys:
    """(n,) a key for each unit, never 0: of its bytes, eight at a time, and of whether it is to be taken apart."""
    padded = lowered + bytes(8)
    eights: Keys = np.ndarray((len(padded) - 7,), "<u8", padded, strides=(1,))
    first, sizes = found.first, np.minimum(found.end - found.first, LONGEST)
    keys = mixed(_eight(eights, first, sizes))
    longer = np.flatnonzero(sizes > 8)
    for at in range(8, LONGEST, 8):
        keys[longer] = mixed(keys[longer] + _STEP + _eight(eights, first[longer] + at, sizes[longer] - at))
        longer = longer[sizes[longer] > at + 8]
    keys[found.compound] = ~keys[found.compound]
    return keys


def _eight(eights: Keys, first: Numbers, sizes: Numbers) -> Keys:
    """The bytes from ``first`` on, eight at most, as a number."""
    taken: Keys = eights[first]
    taken &= _KEPT[np.minimum(sizes, 8)]
    return taken


_KEPT = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
