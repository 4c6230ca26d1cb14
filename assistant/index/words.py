"""The words met so far: each is read, stemmed and hashed once, and from then on a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Keys, Numbers, changes, hashes, ranges
from assistant.index.table import Table
from assistant.index.units import LONGEST, Units, unit_keys, units
from assistant.text import stem_all, tokens


class Growing:
    """An array to whose end more is added, with room for as much again."""

    def __init__(self, kind: type[Any]) -> None:
        self._room: NDArray[Any] = np.zeros(1024, kind)
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def extend(self, more: NDArray[Any] | Sequence[int]) -> None:
        """Add numbers."""
        end = self._size + len(more)
        if end > len(self._room):
            room = np.zeros(max(end, 2 * len(self._room)), self._room.dtype)
            room[: self._size] = self._room[: self._size]
            self._room = room
        self._room[self._size : end] = more
        self._size = end

    def array(self) -> NDArray[Any]:
        """What is in it."""
        return self._room[: self._size]


class Words:
    """Numbers words and their stems in the order in which they are met.

    ``listed`` are the words, ``keys`` (words,) their keys, ``stem_of`` (words,) the numbers of their stems, and
    ``stem_keys`` (stems,) the keys of these. A unit of text is a word, or compound: a list of words kept for it.
    """

    def __init__(self) -> None:
        self.listed: list[str] = []
        self.keys, self.stem_of, self.stem_keys = Growing(np.uint64), Growing(np.int32), Growing(np.uint64)
        self._units, self._stems = Table(), Table()
        self._word_of_unit = Growing(np.int32)  # of the n-th compound -1 - n
        self._ends, self._held = Growing(np.int64), Growing(np.int32)
        self._ends.extend([0])

    def read(self, lowered: bytes) -> tuple[Numbers, Numbers]:
        """The words of UTF-8 in which ASCII is lower case, in order: the number of each, and the byte it stands at.

        Where a stretch had to be taken apart its words stand where it begins.
        """
        found = units(lowered)
        keys = _told_apart(lowered, found)
        numbers = self._units.find(keys)
        new = np.flatnonzero(numbers < 0)
        if len(new):
            order = new[np.argsort(keys[new], kind="stable")]
            self._learn(lowered, found, keys, np.sort(order[changes(keys[order])]))
            numbers[new] = self._units.find(keys[new])
        words = self._word_of_unit.array()[numbers]
        if not found.compound.any():
            return words, found.first
        lists = np.where(words < 0, -1 - words, 0)
        ends, lone = self._ends.array(), words >= 0
        amounts = np.where(lone, 1, ends[lists + 1] - ends[lists])
        source = np.concatenate([self._held.array(), words])
        begin = np.where(lone, len(self._held) + np.arange(len(words)), ends[lists])
        return source[ranges(begin, amounts)], np.repeat(found.first, amounts)

    def _learn(self, lowered: bytes, found: Units, keys: Keys, new: Numbers) -> None:
        """Number the units at these places, none of which is known."""
        compound = found.compound[new]
        texts = _texts(lowered, found.first[new], found.end[new])
        plain = np.flatnonzero(~compound)
        self._add_words([texts[n] for n in plain.tolist()], keys[new[plain]])
        apart = np.flatnonzero(compound)
        held = [[token.word for token in tokens(texts[n])] for n in apart.tolist()]
        numbers = self._numbered([word for words in held for word in words])
        first = len(self._ends) - 1
        sizes = np.fromiter(map(len, held), np.int64, len(held))
        self._ends.extend(self._ends.array()[-1] + np.cumsum(sizes))
        self._held.extend(numbers)
        self._units.add(keys[new[apart]])
        self._word_of_unit.extend(-1 - first - np.arange(len(apart)))

    def _numbered(self, words: list[str]) -> Numbers:
        """The numbers of words, known or not."""
        distinct = list(dict.fromkeys(words))
        keys = _word_keys(distinct)
        new = np.flatnonzero(self._units.find(keys) < 0)
        self._add_words([distinct[n] for n in new.tolist()], keys[new])
        numbers = self._word_of_unit.array()[self._units.find(keys)]
        number_of = dict(zip(distinct, numbers.tolist(), strict=True))
        return np.fromiter(map(number_of.__getitem__, words), np.int64, len(words))

    def _add_words(self, words: list[str], keys: Keys) -> None:
        self._units.add(keys)
        self._word_of_unit.extend(np.arange(len(self.listed), len(self.listed) + len(words)))
        self.listed += words
        stems = stem_all(words)
        own = hashes(words)
        other = [n for n, (word, stem) in enumerate(zip(words, stems, strict=True)) if word != stem]
        of_stem = own.copy()
        of_stem[other] = hashes([stems[n] for n in other])
        new = of_stem[self._stems.find(of_stem) < 0]
        new = np.unique(new)
        self._stems.add(new)
        self.stem_keys.extend(new)
        self.keys.extend(own)
        self.stem_of.extend(self._stems.find(of_stem))


def _texts(lowered: bytes, first: Numbers, end: Numbers) -> list[str]:
    spans = zip(first.tolist(), end.tolist(), strict=True)
    return [lowered[begin:stop].decode("utf-8", "surrogatepass") for begin, stop in spans]


def _told_apart(lowered: bytes, found: Units) -> Keys:
    """The keys of units; that of a long one is of all its bytes."""
    keys = unit_keys(lowered, found)
    long = np.flatnonzero(found.end - found.first > LONGEST)
    if len(long):
        of_bytes = hashes(_texts(lowered, found.first[long], found.end[long]))
        keys[long] = np.where(found.compound[long], ~of_bytes, of_bytes)
    return keys


def _word_keys(words: list[str]) -> Keys:
    """The keys of words as units that stand alone."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    sizes = np.fromiter(map(len, encoded), np.int64, len(encoded))
    end = np.cumsum(sizes)
    return _told_apart(b"".join(encoded), Units(end - sizes, end, np.zeros(len(words), np.bool_)))
