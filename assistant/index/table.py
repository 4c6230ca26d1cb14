"""Which number a 64-bit key has, for many keys at once: open addressing in flat arrays, by the keys' upper bits."""

from __future__ import annotations

import numpy as np

from assistant.index.postings import KEY_BITS, Keys, Numbers

_LEAST_BITS = 12


class Table:
    """Numbers keys other than 0 in the order in which they are added.

    Twelve bytes a place, of which two thirds at most are taken.
    """

    def __init__(self) -> None:
        self._bits = _LEAST_BITS
        self._keys = np.zeros(1 << self._bits, np.uint64)
        self._numbers = np.zeros(1 << self._bits, np.int32)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def find(self, keys: Keys) -> Numbers:
        """(n,) the number of each key, -1 for one that was not added."""
        found = np.full(len(keys), -1, np.int64)
        slots, left = self._slots(keys), np.arange(len(keys))
        while len(left):
            held = self._keys.take(slots)
            same = held == keys
            found[left[same]] = self._numbers.take(slots[same])
            on = np.flatnonzero(~same & (held != 0))
            left, keys, slots = left[on], keys[on], (slots[on] + 1) & (len(self._keys) - 1)
        return found

    def add(self, keys: Keys) -> None:
        """Number keys that differ from each other and from all before."""
        if 3 * (self._count + len(keys)) > 2 * len(self._keys):
            self._grow(self._count + len(keys))
        self._place(keys, np.arange(self._count, self._count + len(keys), dtype=np.int32))
        self._count += len(keys)

    def _grow(self, count: int) -> None:
        taken = np.flatnonzero(self._keys)
        keys, numbers = self._keys[taken], self._numbers[taken]
        self._bits = max(self._bits + 1, (3 * count).bit_length() - 1)
        self._keys = np.zeros(1 << self._bits, np.uint64)
        self._numbers = np.zeros(1 << self._bits, np.int32)
        self._place(keys, numbers)

    def _place(self, keys: Keys, numbers: Numbers) -> None:
        slots = self._slots(keys)
        while len(keys):
            free = np.flatnonzero(self._keys[slots] == 0)
            self._keys[slots[free]] = keys[free]  # of several for one place the last is there
            settled = np.zeros(len(keys), bool)
            settled[free] = self._keys[slots[free]] == keys[free]
            self._numbers[slots[settled]] = numbers[settled]
            keys, numbers, slots = keys[~settled], numbers[~settled], (slots[~settled] + 1) & (len(self._keys) - 1)

    def _slots(self, keys: Keys) -> Numbers:
        return (keys >> np.uint64(KEY_BITS - self._bits)).astype(np.int64)
