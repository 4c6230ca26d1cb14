"""A text file whose lines are in the order of their bytes, found in by halving: it stays mapped and costs nothing."""

from __future__ import annotations

import mmap
from functools import lru_cache
from pathlib import Path


class SortedLines:
    """Lines of a key, a tab and what is said of it."""

    def __init__(self, path: Path) -> None:
        """Map a file. Raises ``OSError`` where there is none."""
        with path.open("rb") as file:
            self._table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def find(self, key: bytes) -> str | None:
        """What stands behind a key at the start of a line."""
        table = self._table
        low, high = 0, len(table)
        while low < high:
            start = table.rfind(b"\n", 0, (low + high) // 2) + 1
            end = table.find(b"\n", start)
            found, _, rest = table[start:end].partition(b"\t")
            if found == key:
                return rest.decode("ascii")
            if found < key:
                low = end + 1
            else:
                high = start
        return None


@lru_cache(maxsize=8)
def sorted_lines(path: Path) -> SortedLines:
    """The lines of a file, mapped once."""
    return SortedLines(path)
