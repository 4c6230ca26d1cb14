"""Text with the statistics of real text, out of a seed: as large as wanted, the same on every machine.

- *Zipf*: the word of rank r is drawn with a probability of about 1 / (r + 2.7), falling faster beyond the 8,000 words
  that everybody uses (Ferrer i Cancho and Solé, 2001).
- *Heaps*: ranks have no end in sight, so that new words keep coming: 170,000 in ten million.
- *Burstiness*: a word that stands in a passage stands there again more often than chance would have it (Church and
  Gale, 1995): one in five words is taken from what the passage said before.
- *Neighbours*: two in five words are one of a few that tend to follow the word before it, so that pairs come again as
  they do in language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RANKS = 4_000_000
SHIFT, COMMON, STEEP = 2.7, 8_000, 1.7
REPEATED, FOLLOWING = 0.2, 0.4
FOLLOWERS = 12
_SYLLABLES = [first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s")]
_ENDINGS = ("", "", "", "", "s", "s", "ed", "ing", "er", "ly")
_STOPS = np.array(["", "", "", "", "", "", "", "", ",", "."])

Ranks = NDArray[np.int64]


def spelt(rank: int) -> str:
    """The word of a rank: frequent ones short, most with an ending that a stemmer knows.

    >>> spelt(0), spelt(5000) != spelt(5001)
    ('ba', True)
    """
    base, number, word = len(_SYLLABLES), rank, ""
    while True:
        word += _SYLLABLES[number % base]
        number = number // base - 1
        if number < 0:
            break
    return word + (_ENDINGS[rank * 7 % 10] if rank >= base else "")


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers scattered over 64 bits (the finaliser of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


@dataclass(frozen=True)
class Texts:
    """``passages`` passages of about ``words`` words each, and questions to them."""

    passages: int
    words: int
    seed: int = 1

    @cached_property
    def _cumulative(self) -> NDArray[np.float64]:
        ranks = np.arange(RANKS) + SHIFT
        weights = np.where(ranks < COMMON, 1 / ranks, (ranks / COMMON) ** -STEEP / COMMON)
        total = np.cumsum(weights)
        return np.asarray(total / total[-1])

    @cached_property
    def lengths(self) -> NDArray[np.int64]:
        """The words of each passage: log-normal about the mean, three words at least."""
        draw = np.random.default_rng((self.seed, 0)).lognormal(-0.08, 0.4, self.passages)
        return np.maximum(3, np.round(draw * self.words)).astype(np.int64)

    @cached_property
    def ranks(self) -> Ranks:
        """(words in all,) the ranks of all words, passage after passage."""
        starts = self.starts
        drawn = np.random.default_rng((self.seed, 1))
        size = int(self.lengths.sum())
        fresh = np.searchsorted(self._cumulative, drawn.random(size)).astype(np.int64)
        how = drawn.random(size)
        place = np.arange(size) - np.repeat(starts[:-1], self.lengths)
        back = (drawn.random(size) * np.maximum(place, 1)).astype(np.int64)
        follower = np.minimum(drawn.geometric(0.3, size), FOLLOWERS).astype(np.uint64)
        for step in range(1, int(self.lengths.max())):
            here = starts[:-1][self.lengths > step] + step
            again = here[how[here] < REPEATED]
            fresh[again] = fresh[again - 1 - back[again]]
            after = here[(how[here] >= REPEATED) & (how[here] < REPEATED + FOLLOWING)]
            mixed = _mixed(fresh[after - 1].astype(np.uint64) * np.uint64(64) + follower[after])
            share = (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53
            fresh[after] = np.searchsorted(self._cumulative, share)
        return fresh

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """(passages + 1,) where each passage begins in ``ranks``."""
        return np.append(0, np.cumsum(self.lengths))

    @cached_property
    def _spelling(self) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
        used = np.unique(self.ranks)
        return used, np.array([spelt(rank) for rank in used.tolist()], object)

    def __iter__(self) -> Iterator[str]:
        used, spelling = self._spelling
        stops = np.random.default_rng((self.seed, 2)).integers(0, len(_STOPS), len(self.ranks))
        for start, end in zip(self.starts[:-1].tolist(), self.starts[1:].tolist(), strict=True):
            words = spelling[np.searchsorted(used, self.ranks[start:end])]
            marked = [word + mark for word, mark in zip(words.tolist(), _STOPS[stops[start:end]].tolist(), strict=True)]
            text = " ".join(marked)
            yield text[0].upper() + text[1:].rstrip(",.") + "."

    def questions(self, number: int, seed: int) -> list[str]:
        """Questions of three to eight words, each a run of a passage with some of its words left out."""
        used, spelling = self._spelling
        drawn = np.random.default_rng((self.seed, 3, seed))
        found = []
        for passage in drawn.integers(0, self.passages, number).tolist():
            start, end = int(self.starts[passage]), int(self.starts[passage + 1])
            wanted = min(int(drawn.integers(3, 9)), end - start)
            width = min(end - start, 2 * wanted)
            first = start + int(drawn.integers(0, end - start - width + 1))
            picked = np.sort(drawn.choice(width, wanted, replace=False)) + first
            found.append(" ".join(spelling[np.searchsorted(used, self.ranks[picked])]))
        return found


@dataclass(frozen=True)
class Folder:
    """The passages of the documents in a folder, and runs of their words as questions."""

    path: Path

    @cached_property
    def _passages(self) -> list[str]:
        from assistant.chunk import chunk
        from assistant.errors import LoadError
        from assistant.learn.folder import find_files
        from assistant.loaders import load

        found = []
        for name, path in find_files(self.path):
            try:
                document = load(path, document_id=name)
            except LoadError:
                continue
            found += [document.plain(passage.span) for passage in chunk(document)]
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._passages)

    def questions(self, number: int, seed: int) -> list[str]:
        """Questions of three to eight words, as ``Texts.questions`` has them."""
        drawn = np.random.default_rng((4, seed))
        words = [text.split() for text in self._passages]
        words = [held for held in words if len(held) >= 3]
        found = []
        for passage in drawn.integers(0, len(words), number).tolist():
            held = words[passage]
            wanted = min(int(drawn.integers(3, 9)), len(held))
            width = min(len(held), 2 * wanted)
            first = int(drawn.integers(0, len(held) - width + 1))
            found.append(
                " ".join(held[first + n] for n in np.sort(drawn.choice(width, wanted, replace=False)).tolist())
            )
        return found
