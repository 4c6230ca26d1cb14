"""The words of a collection as vectors over their character n-grams.

"kuberntes" has most n-grams of "kubernetes". The words are to these what passages are to the index of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from assistant.index.postings import Keys, Numbers, Postings, Values, changes, key_of
from assistant.index.runs import Runs

GRAMS = (2, 3)
MIN_LENGTH = 4
MAX_LENGTH = 32
_AT_ONCE = 1 << 14
_CHARACTER = 21
_NO_CODES = np.zeros(0, np.int64)


@lru_cache(maxsize=1024)
def grams(word: str) -> tuple[str, ...]:
    """The character n-grams of a word with its ends marked.

    >>> grams("ops")[:4]
    ('^o', 'op', 'ps', 's$')
    """
    marked = f"^{word}$"
    return tuple(marked[i : i + n] for n in range(GRAMS[0], GRAMS[1] + 1) for i in range(len(marked) - n + 1))


def build_view(words: Sequence[str]) -> Postings:
    """The vectors of words, with unit norm, as postings by the word's position.

    A gram weighs its frequency in the word times 1 + ln((1 + N) / (1 + n)), as in scikit-learn's ``TfidfVectorizer``.
    """
    held = holdings(words)
    return weighed_postings(words, held, idf_of(held.holding, able(words)))


def weighed_postings(words: Sequence[str], held: Holdings, idf: Values) -> Postings:
    """As ``build_view``, with an idf for each of the grams of ``held``, which has all that are in the words."""
    runs = Runs()
    for _ in counted(words, held, idf, runs, weighed=True):
        pass
    return Postings.join(list(runs.merged(0)))


def counted(
    words: Sequence[str], held: Holdings, idf: Values, runs: Runs, *, weighed: bool = False
) -> Iterator[Values]:
    """Add to ``runs`` how often each gram is in each word, or what it weighs there, as ``weighed_postings`` has it.

    Given are the norms of the words' vectors, (w,) for each stretch of words in turn.
    """
    for first in range(0, len(words), _AT_ONCE):
        found = _grams_of(words, first)
        among = held.codes.searchsorted(found.codes)
        counts = found.counts.astype(np.float32)
        rows, weights = found.words - first, counts * idf[among][found.places]
        norms = _norms(rows, weights, min(_AT_ONCE, len(words) - first))
        values = weights / norms[rows] if weighed else counts
        runs.add(Postings.of(held.keys[among][found.places], found.words.astype(np.int32), values))
        yield norms


def _norms(rows: Numbers, weights: Values, words: int) -> Values:
    """(words,) the lengths of vectors, 0 for those that are nothing."""
    norms: Values = np.sqrt(np.bincount(rows, weights * weights, words)).astype(np.float32)
    return norms


class Holdings(NamedTuple):
    """The grams of some words: codes in rising order, the keys of these, how many of the words hold each."""

    codes: Numbers
    keys: Keys
    holding: Numbers


def holdings(words: Sequence[str]) -> Holdings:
    """The grams of words."""
    counted = [_held_by(_grams_of(words, first)) for first in range(0, len(words), _AT_ONCE)]
    codes, number = np.unique(np.concatenate([_NO_CODES, *(code for code, _ in counted)]), return_inverse=True)
    holding = np.bincount(number, np.concatenate([np.zeros(0), *(amount for _, amount in counted)]), len(codes))
    keys = np.fromiter(map(key_of, map(_spelt, codes.tolist())), np.uint64, len(codes))
    return Holdings(codes, keys, holding.astype(np.int64))


def able(words: Iterable[str]) -> int:
    """How many of the words have vectors: those neither too short nor too long."""
    return sum(MIN_LENGTH <= len(word) <= MAX_LENGTH for word in words)


def idf_of(holding: Numbers, words: int) -> Values:
    """The rarity of grams that so many of the words hold."""
    idf: Values = np.log(np.float32(1 + words) / (1 + holding.astype(np.float32))) + np.float32(1)
    return idf


class _Grams(NamedTuple):
    """Of some words each different gram: the word's position, its own place among ``codes``, how often it is there."""

    words: Numbers
    places: Numbers
    counts: Numbers
    codes: Numbers


def _grams_of(words: Sequence[str], first: int) -> _Grams:
    """The grams of the words from ``first`` on, in order of the words and then of the codes."""
    marked = [f"^{word}$" if MIN_LENGTH <= len(word) <= MAX_LENGTH else "" for word in words[first : first + _AT_ONCE]]
    held = np.frombuffer("".join(marked).encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)
    owner = np.repeat(np.arange(len(marked)), np.fromiter(map(len, marked), np.int64, len(marked)))
    codes, owners = [_NO_CODES], [_NO_CODES]
    for n in GRAMS:
        same = np.flatnonzero(owner[n - 1 :] == owner[: len(owner) - n + 1])
        codes.append(np.bitwise_or.reduce([held[same + at] << (_CHARACTER * at) for at in range(n)]))
        owners.append(owner[same])
    distinct, places = np.unique(np.concatenate(codes), return_inverse=True)
    packed = np.sort((np.concatenate(owners) << 32) | places)
    begin = changes(packed)
    counts = np.diff(np.append(begin, len(packed)))
    packed = packed[begin]
    return _Grams(first + (packed >> 32), packed & 0xFFFFFFFF, counts, distinct)


def _held_by(held: _Grams) -> tuple[Numbers, Numbers]:
    """The codes of grams, and how many of the words hold each."""
    return held.codes, np.bincount(held.places, minlength=len(held.codes))


def _spelt(code: int) -> str:
    """The gram that a code stands for."""
    characters = (code >> (_CHARACTER * at) & ((1 << _CHARACTER) - 1) for at in range(max(GRAMS)))
    return "".join(map(chr, filter(None, characters)))
