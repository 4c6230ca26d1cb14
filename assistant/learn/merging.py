"""Which segments a build keeps as they are, and which it puts together with what was read anew.

As in Lucene, or in the logarithmic method of Bentley and Saxe (1980): a build puts the smaller segments together with
what is new as long as each is less than ``STEP`` times as large as all that comes to it, so that segments grow in
steps and a passage is copied once for each step, not for each change.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

WHOLE = 4096
"""So few passages are always one segment: they are copied in a tenth of a second, and one is searched faster."""
STEP = 4
MOST_DELETED = 0.2
"""With a larger share deleted a segment is copied: its room is given back."""


class Size(NamedTuple):
    """How many passages a segment has in all, and how many of them are still in documents."""

    passages: int
    left: int


def to_merge(sizes: Sequence[Size], fresh: int) -> set[int]:
    """The places of the segments that are put together with ``fresh`` new passages.

    Those that nothing is left of are among them.

    >>> sorted(to_merge([Size(90_000, 89_000), Size(2_000, 1_500), Size(200, 200)], 60))
    [1, 2]
    >>> sorted(to_merge([Size(90_000, 89_000), Size(2_000, 2_000), Size(200, 200)], 40))
    []
    >>> sorted(to_merge([Size(9_000, 9_000), Size(2_500, 2_500)], 40))
    []
    >>> sorted(to_merge([Size(3_000, 3_000)], 40))
    [0]
    """
    if sum(size.left for size in sizes) + fresh <= WHOLE:
        return set(range(len(sizes)))
    merged = {place for place, size in enumerate(sizes) if size.passages - size.left > MOST_DELETED * size.passages}
    copied = fresh + sum(sizes[place].left for place in merged)
    for place in sorted(set(range(len(sizes))) - merged, key=lambda place: sizes[place].left):
        if sizes[place].left >= STEP * copied:
            break
        merged.add(place)
        copied += sizes[place].left
    return merged
