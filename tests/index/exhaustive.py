"""A made-up collection, and every passage scored one by one: what a search is held against."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.base import Ranked
from assistant.index.postings import Postings, key_of

WORDS = 400


class Exhaustive:
    """Adds up memory-mapped postings for all passages: what the index did before it left any out."""

    def __init__(self, postings: Postings, lengths: NDArray[np.int32], analyser: Analyser) -> None:
        self.postings, self.analyser, self.size = postings, analyser, len(lengths)
        relative = lengths.astype(np.float32) / np.float32(max(float(lengths.mean()), 1.0))
        self.gains = np.float32(analyser.gain) / (
            np.float32(1 - analyser.slope) + np.float32(analyser.slope) * relative
        )

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        scores = np.zeros(self.size, np.float32)
        for term in sorted(terms):
            found = self.postings.find(term)
            if found is None:
                continue
            ids, frequencies = found
            idf = np.log1p((self.size - len(ids) + 0.5) / (len(ids) + 0.5))
            sublinear = np.log1p(np.log1p(frequencies * self.gains[ids]))
            scores[ids] += np.float32(terms[term]) * (sublinear * np.float32(idf**self.analyser.idf_power))
        order = np.lexsort((np.arange(self.size), -scores))[:k]
        return [(int(n), float(scores[n])) for n in order if scores[n] > 0]


def collection(seed: int, size: int, *, wide: bool = False) -> tuple[Postings, NDArray[np.int32]]:
    """Postings of words w0 … w399, the first in nearly all passages, the last in hardly any."""
    drawn = np.random.default_rng(seed)
    lengths = drawn.integers(1, 60, size).astype(np.int32)
    chances = np.minimum(0.97, 2.0 / (1 + np.arange(WORDS)) ** 1.2)
    held = np.argwhere(drawn.random((WORDS, size)) < chances[:, None])
    values = drawn.geometric(0.02 if wide else 0.6, len(held)) * np.float32(0.5)
    keys = np.array([key_of(f"w{n}") for n in range(WORDS)], np.uint64)
    return Postings.of(keys[held[:, 0]], held[:, 1].astype(np.int32), values.astype(np.float32)), lengths
