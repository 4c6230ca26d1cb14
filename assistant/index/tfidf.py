"""The TF-IDF index: passages as vectors over stems and pairs of neighbouring stems.

A passage's frequency of a term counts its own text once and the headings above it by a weight each, so
that headings are a field of their own. With f that frequency, l the passage's length in words and L
the mean length, a term weighs

    ln(1 + ln(1 + a · f / (1 - b + b · l / L))) · idf^(e/2),    idf = ln(1 + (N - n + ½) / (n + ½))

the doubly logarithmic, pivoted tf of Singhal et al. (1996, 1999), with the pivot inside the logarithm as
in divergence from randomness; a question's vector has idf^(e/2) too, and the score is the dot product.
There is no division by the norm: the pivot is what keeps short passages from winning by being short.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from assistant.index.analyser import Analyser
from assistant.index.base import Ranked
from assistant.index.blocks import Blocks, Row
from assistant.index.postings import Values
from assistant.index.topk import Gains, Sought, every_score, top

_SMALL = 1 << 14
"""With fewer passages all are scored: that is done before their blocks have been judged."""
_KNOWN_TERMS = 1 << 13
_MOST_WANTED = 1000


def pair(first: str, second: str) -> str:
    """The term of two neighbouring stems."""
    return f"{first} {second}"


def terms_of(stemmed: Sequence[str]) -> Iterator[str]:
    """Stems, and pairs of neighbours."""
    yield from stemmed
    yield from (pair(first, second) for first, second in itertools.pairwise(stemmed))


class Whole(NamedTuple):
    """What weights depend on beside a posting: how many passages there are, and how many words are in all of them."""

    passages: int
    words: int

    @classmethod
    def of(cls, lengths: NDArray[np.int32]) -> Whole:
        """Of passages of so many words."""
        return cls(len(lengths), int(lengths.sum()))


Powers = Callable[[Sequence[str]], Sequence[np.float32]]
"""The powers of the idf of terms."""


class TfidfIndex:
    """Finds the best passages in blocks of postings; needs NumPy, and with numba goes faster after ``hasten``.

    ``powers`` are those of the whole where these are the blocks of a part.
    """

    def __init__(self, blocks: Blocks, analyser: Analyser, powers: Powers | None = None) -> None:
        self.blocks = blocks
        self.analyser = analyser
        self._powers = powers
        self._own = threading.local()
        self._frequency = lru_cache(maxsize=_KNOWN_TERMS)(blocks.frequency)
        self._gains = Gains(blocks, self._rows)
        self._fast: Callable[[Mapping[str, float], int], list[Ranked]] | None = None

    def __len__(self) -> int:
        return len(self.blocks)

    def __contains__(self, term: str) -> bool:
        return self.frequency(term) > 0

    def frequency(self, term: str) -> int:
        """How many passages hold a term; kept, as those of a question are asked for again and again."""
        return self._frequency(term)

    def idf(self, term: str) -> float:
        """The rarity of a term: ln(1 + (N - n + ½) / (n + ½))."""
        return float(idf_of(self.frequency(term), len(self)))

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``."""
        if self._fast is not None and 0 < k <= _MOST_WANTED:
            return self._fast(terms, k)
        return self.search_plainly(terms, k)

    def search_plainly(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """As ``search``, with NumPy alone."""
        if k < 1:
            return []
        if len(self) < _SMALL:
            return best(self._gains.scores(terms), k)
        named = sorted(terms)
        sought = [
            Sought(row, np.float32(terms[term]))
            for term, row in zip(named, self._rows(named), strict=True)
            if row is not None and terms[term] > 0
        ]
        if not sought:
            return []
        if k > _MOST_WANTED:
            return best(every_score(self.blocks, sought), k)
        ids, scores = top(self.blocks, sought, k, self._scratch())
        order = np.lexsort((ids, -scores))[:k]
        return list(zip(ids[order].tolist(), scores[order].tolist(), strict=True))

    def _rows(self, terms: Sequence[str]) -> list[Row | None]:
        """Where terms are, with the powers of their idf."""
        rows = self.blocks.rows(terms)
        if self._powers is None:
            return rows
        powers = self._powers(terms)
        return [row and row._replace(idf=power) for row, power in zip(rows, powers, strict=True)]

    def _scratch(self) -> NDArray[np.float32]:
        """Zeros, of this thread's own."""
        held: NDArray[np.float32] | None = getattr(self._own, "zeros", None)
        if held is None:
            held = self._own.zeros = np.zeros(len(self), np.float32)
        return held

    def hasten(self) -> bool:
        """Search with compiled code from now on, for whoever asks many questions; whether numba is installed."""
        if self._fast is None and find_spec("numba") is not None:
            from assistant.index.fast import Fast

            self._fast = Fast(self.blocks, self._powers).search
        return self._fast is not None


def idf_of(holding: int, passages: int) -> np.float64:
    """The rarity of a term that so many of the passages hold."""
    return np.float64(np.log1p((passages - holding + 0.5) / (holding + 0.5)))


def weights_of(frequencies: Values, lengths: NDArray[np.int32], whole: Whole, analyser: Analyser) -> Values:
    """(F, D) what each frequency weighs in a passage of each length, without the idf."""
    mean = whole.words / whole.passages if whole.passages else 1.0
    relative = lengths.astype(np.float32) / np.float32(max(mean, 1.0))
    gains = np.float32(analyser.gain) / (np.float32(1 - analyser.slope) + np.float32(analyser.slope) * relative)
    table: Values = np.log1p(np.log1p(np.ascontiguousarray(frequencies[:, None] * gains[None, :])))
    return table


def best(scores: NDArray[np.float32], k: int) -> list[Ranked]:
    """The ``k`` largest scores above 0, ties by position."""
    edge = np.float32(np.partition(scores, len(scores) - k)[len(scores) - k]) if len(scores) > k else np.float32(0)
    found = np.flatnonzero(scores >= edge if edge > 0 else scores > 0)
    order = np.argsort(-scores[found], kind="stable")[:k]
    return list(zip(found[order].tolist(), scores[found[order]].tolist(), strict=True))
