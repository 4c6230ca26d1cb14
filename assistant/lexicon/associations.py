"""Words that are used alike in general English, without meaning the same: "rain" and "drench", "doctor" and "hospital".

What one is used like may hint at it where it is not said itself. The tables come out of the GloVe vectors of Wikipedia
and newspapers (see LICENSE-GloVe) by ``benchmarks/build_associations.py``: a direction for each of 16,000 common stems.
They are in whole numbers, and so are the products of two, below 2 ** 24: float32 holds them exactly, in whatever order
a machine adds up, so that the same words are as much alike everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.lexicon.thesaurus import antonyms

TABLE = Path(__file__).with_name("associations.txt")
VECTORS = Path(__file__).with_name("associations.npy")
SCALE = 250
"""The length of a direction."""
LEAST, FULL = -0.25, 0.15
"""The similarities, measured against the closeness of both, that count 0 and 1."""


class Directions(NamedTuple):
    """The place of each stem, the directions (s, n) and the closeness of each (s,), a cosine.

    The closeness is the mean similarity of a stem to the ten that are nearest to it.
    """

    places: Mapping[str, int]
    vectors: NDArray[np.int8]
    closeness: NDArray[np.float64]


@lru_cache(maxsize=1)
def directions() -> Directions:
    """The tables, the directions mapped."""
    fields = TABLE.read_text(encoding="ascii").split()
    places = {stem: place for place, stem in enumerate(fields[::2])}
    closeness = np.array(list(map(int, fields[1::2]))) / 1000
    return Directions(places, np.load(VECTORS, mmap_mode="r"), closeness)


def are_common(stems: Collection[str]) -> bool:
    """Whether all of some stems are common enough that it is known what they are used like."""
    return all(stem in directions().places for stem in stems)


def associated(asked: Sequence[str], said: Collection[str]) -> list[dict[str, float]]:
    """For each stem asked, those said that are used like it, each with how much, from above 0 to 1.

    None for a stem that is rare or of a number, a day or a month; never the stem itself or what means the opposite.
    """
    if not any(asked) or not said:
        return [{} for _ in asked]
    places, vectors, closeness = directions()
    ours = [places[stem] for stem in asked if stem in places]
    words = [stem for stem in said if stem in places]
    if not ours or not words:
        return [{} for _ in asked]
    theirs = [places[word] for word in words]
    products = vectors[ours].astype(np.float32) @ vectors[theirs].astype(np.float32).T
    beyond = products / float(SCALE * SCALE) - (closeness[ours][:, None] + closeness[theirs]) / 2
    worths = iter(np.minimum((beyond - LEAST) / (FULL - LEAST), 1.0))
    return [_positive(stem, words, next(worths)) if stem in places else {} for stem in asked]


def _positive(stem: str, words: Sequence[str], worths: NDArray[np.float64]) -> dict[str, float]:
    found = ((words[place], float(worths[place])) for place in np.flatnonzero(worths > 0).tolist())
    return {word: worth for word, worth in found if word != stem and not _opposed(stem, word)}


def _opposed(one: str, other: str) -> bool:
    return other in antonyms(one) or one in antonyms(other)
