"""From passages to how often each holds each term, fast: words are read and stemmed once, the rest is sorted numbers.

A stretch between two spaces is looked up whole ("(e.g.", "teapot,"), so that only those never seen before are taken
apart. A batch of passages is counted by sorting one number for each word and each pair of neighbours, which holds the
term, the passage and the field; the batches are then put together by the keys of their terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.index.postings import Ids, Keys, Postings, Values, changes, key_of, pair_keys, ranges, unique
from assistant.text import stem, tokens
from assistant.types import Document, Passage

BATCH = 1 << 18
"""About how many words are counted at once."""
_REMEMBERED = 500_000
_LONGEST = 64
_AROUND = '.,;:!?()[]"*'
"""What may stand around a word and is never part of one."""

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a set of passages contributes to an index.

    ``postings`` are by the passage's position, ``lengths`` (n,) in words; ``words`` are those that are seen, and
    ``holders`` the postings of their keys by the position of the document.
    """

    postings: Postings
    lengths: NDArray[np.int32]
    words: tuple[str, ...]
    holders: Postings


def count(
    documents: Mapping[str, Document],
    passages: Sequence[Passage],
    heading_weights: Sequence[float],
    *,
    pairs: bool = True,
) -> Counted:
    """Count the terms of passages; a document's position is that among the ids in order."""
    numbers = {name: number for number, name in enumerate(sorted(documents))}
    counting = _Counting(np.array((1.0, *heading_weights), np.float32), pairs)
    for position, passage in enumerate(passages):
        document = documents[passage.document_id]
        body = document.view[passage.span.start : passage.span.end].split()
        heads = _heads(passage, document, len(heading_weights))
        counting.add(position, numbers[passage.document_id], body, heads)
    return counting.finish(len(passages))


def _heads(passage: Passage, document: Document, depths: int) -> list[list[str]]:
    """For each weight the stretches of the headings it is for, the nearest heading first, the last for all above."""
    path = passage.headings
    above = path if document.title in path[:1] else (document.title, *path)
    nearest = [heading.split() for heading in reversed(above)]
    rest = [stretch for heading in nearest[depths - 1 :] for stretch in heading]
    return [*nearest[: depths - 1], rest]


class _Growing:
    """A list of numbers that only grows, and the same as an array, to which only what is new is added."""

    def __init__(self, kind: type[np.int64 | np.uint64]) -> None:
        self.numbers: list[int] = []
        self._array: NDArray[Any] = np.zeros(0, kind)

    def array(self) -> NDArray[Any]:
        """The numbers so far."""
        known = len(self._array)
        if known < len(self.numbers):
            new = np.array(self.numbers[known:], self._array.dtype)
            self._array = np.concatenate([self._array, new])
        return self._array


@dataclass(slots=True)
class _Words:
    """The words met so far, the stem of each, and for each stretch between spaces the words in it."""

    words: list[str] = field(default_factory=list)
    stem_of: _Growing = field(default_factory=lambda: _Growing(np.int64))
    stem_keys: _Growing = field(default_factory=lambda: _Growing(np.uint64))
    _number_of_word: dict[str, int] = field(default_factory=dict)
    _number_of_stem: dict[str, int] = field(default_factory=dict)

    def read(self, stretch: str) -> list[int]:
        """The numbers of the words in a stretch."""
        if stretch.isascii() and stretch.isalnum():
            return [self._word(stretch.lower())]
        return [self._word(token.word) for token in tokens(stretch)]

    def _word(self, word: str) -> int:
        number = self._number_of_word.get(word)
        if number is None:
            number = self._number_of_word[word] = len(self.words)
            self.words.append(word)
            base = stem(word)
            keys = self.stem_keys.numbers
            of_stem = self._number_of_stem.setdefault(base, len(keys))
            if of_stem == len(keys):
                keys.append(key_of(base))
            self.stem_of.numbers.append(of_stem)
        return number


class _Stretches(dict[str, int]):
    """The number of each stretch between spaces; what a new one holds is read once."""

    def __init__(self, words: _Words) -> None:
        super().__init__()
        self._words = words
        self.ends, self.held = _Growing(np.int64), _Growing(np.int64)
        self.ends.numbers.append(0)

    def __missing__(self, stretch: str) -> int:
        ends, held = self.ends.numbers, self.held.numbers
        core = stretch.strip(_AROUND)
        number = self.get(core, len(ends) - 1)
        if number < len(ends) - 1:
            self[stretch] = number
            return number
        held += self._words.read(core)
        ends.append(len(held))
        if len(stretch) <= _LONGEST:
            self[stretch] = self[core] = number
        return number


class _Counting:
    """Takes passages in order; a batch is counted as soon as it is large enough."""

    def __init__(self, weights: Values, pairs: bool) -> None:
        self._weights = weights
        self._pairs = pairs
        self._words = _Words()
        self._stretches = _Stretches(self._words)
        self._found: list[int] = []
        self._sizes: list[int] = []
        self._fields: list[int] = []
        self._owners: list[int] = []
        self._of_document: list[int] = []
        self._parts: list[Postings] = []
        self._spoken: list[NDArray[np.uint64]] = []
        self._lengths: list[Numbers] = []
        self._first = 0

    def add(self, position: int, document: int, body: list[str], heads: list[list[str]]) -> None:
        """Count a passage: its own stretches, and those of its headings by depth."""
        numbered = self._stretches.__getitem__
        for number, stretches in enumerate((body, *heads)):
            if stretches or not number:
                self._found += map(numbered, stretches)
                self._sizes.append(len(stretches))
                self._fields.append(number)
                self._owners.append(position - self._first)
        self._of_document.append(document)
        if len(self._found) >= BATCH:
            self._count()
            self._first = position + 1

    def finish(self, passages: int) -> Counted:
        """Everything counted."""
        self._count()
        lengths = np.concatenate([np.zeros(0, np.int64), *self._lengths]).astype(np.int32)
        words = self._words.words
        keys = _keys(words)
        spoken = unique(np.concatenate([np.zeros(0, np.uint64), *self._spoken]))
        of_word, documents = (
            (spoken >> np.uint64(32)).astype(np.int64),
            (spoken & np.uint64(0xFFFFFFFF)).astype(np.int32),
        )
        used = unique(of_word)
        holders = Postings.of(keys[of_word], documents, np.ones(len(spoken), np.float32))
        return Counted(Postings.join(self._parts), lengths, tuple(words[n] for n in used.tolist()), holders)

    def _count(self) -> None:
        """Count what has been taken since the last time."""
        found, sizes = np.array(self._found, np.int64), np.array(self._sizes, np.int64)
        fields, owners = np.array(self._fields, np.int64), np.array(self._owners, np.int64)
        documents = np.array(self._of_document, np.int64)
        ends, held = self._stretches.ends.array(), self._stretches.held.array()
        amounts = ends[found + 1] - ends[found]
        words = held[ranges(ends[found], amounts)]
        part = np.repeat(np.repeat(np.arange(len(sizes)), sizes), amounts)
        owner, of_field = owners[part], fields[part]
        own = of_field == 0
        self._lengths.append(np.bincount(owner[own], minlength=len(documents)))
        spoken = documents[owner[own]].astype(np.uint64) | (words[own].astype(np.uint64) << np.uint64(32))
        self._spoken.append(unique(spoken))
        of_word = self._words.stem_of.array()[words]
        self._parts += self._counted(of_word, part, owner, of_field)
        for taken in (self._found, self._sizes, self._fields, self._owners, self._of_document):
            taken.clear()
        if len(self._stretches) > _REMEMBERED:
            self._stretches = _Stretches(self._words)

    def _counted(self, stems: Numbers, part: Numbers, owner: Numbers, of_field: Numbers) -> Iterable[Postings]:
        """The postings of the stems and of their pairs, with the passages' positions in the collection."""
        used = np.flatnonzero(np.bincount(stems))
        stem_keys = self._words.stem_keys.array()
        numbered = np.zeros(len(stem_keys), np.int64)
        numbered[used] = np.arange(len(used))
        local = numbered[stems]
        keys = stem_keys[used]
        terms, starts, ids, values = self._summed(local, owner, of_field)
        yield Postings(keys[terms], starts, ids, values)
        if self._pairs:
            bits = len(used).bit_length()
            same = part[1:] == part[:-1]
            joined = (local[:-1][same] << bits) | local[1:][same]
            terms, starts, ids, values = self._summed(joined, owner[1:][same], of_field[1:][same])
            yield Postings(pair_keys(keys[terms >> bits], keys[terms & ((1 << bits) - 1)]), starts, ids, values)

    def _summed(self, terms: Numbers, owner: Numbers, of_field: Numbers) -> tuple[Numbers, Numbers, Ids, Values]:
        """From terms one by one with their passage and field: the distinct terms, and the rest of ``Postings``."""
        of_owner, of_fields = int(owner.max(initial=0)).bit_length(), len(self._weights).bit_length()
        packed = ((terms << of_owner) | owner) << of_fields | of_field
        packed.sort()
        weights = self._weights[packed & ((1 << of_fields) - 1)]
        packed >>= of_fields
        first = changes(packed)
        values = np.add.reduceat(weights, first) if len(first) else np.zeros(0, np.float32)
        packed = packed[first]
        ids: Ids = ((packed & ((1 << of_owner) - 1)) + self._first).astype(np.int32)
        packed >>= of_owner
        starts = changes(packed)
        return packed[starts], np.append(starts, len(packed)), ids, values


def _keys(terms: Sequence[str]) -> Keys:
    return np.fromiter(map(key_of, terms), np.uint64, len(terms))
