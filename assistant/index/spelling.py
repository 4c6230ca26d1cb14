"""The second view: the collection's words as vectors over their character n-grams.

It finds the words that a misspelt one may stand for: "kuberntes" shares most of its pieces with
"kubernetes". The words are to it what passages are to the index of terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from assistant.index.postings import Keys, Numbers, Postings, Values, changes, key_of
from assistant.index.runs import Runs
from assistant.lexicon.thesaurus import slips

GRAMS = (2, 3)
CANDIDATES = 20
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
    """``gram_postings`` of a few words, all at once."""
    return Postings.join(list(gram_postings(words, Runs(), 0)))


def gram_postings(words: Sequence[str], runs: Runs, bits: int = 6) -> Iterator[Postings]:
    """The n-gram vectors of words as postings by the word's position, with unit norm; in 2^bits pieces by their keys.

    A gram weighs its frequency in the word times 1 + ln((1 + N) / (1 + n)), as in scikit-learn's ``TfidfVectorizer``.
    """
    held = holdings(words)
    yield from weighed_postings(words, held, idf_of(held.holding, able(words)), runs, bits)


def weighed_postings(words: Sequence[str], held: Holdings, idf: Values, runs: Runs, bits: int) -> Iterator[Postings]:
    """As ``gram_postings``, with an idf for each of the grams of ``held``, which has all that are in the words."""
    for first in range(0, len(words), _AT_ONCE):
        runs.add(_weighed(_grams_of(words, first), held.codes, idf, held.keys))
    yield from runs.merged(bits)


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


def _weighed(held: _Grams, codes: Numbers, idf: Values, keys: Keys) -> Postings:
    """Grams as postings."""
    among = codes.searchsorted(held.codes)
    weights = held.counts.astype(np.float32) * idf[among][held.places]
    rows = changes(held.words)
    norms = np.sqrt(np.add.reduceat((weights * weights).astype(np.float64), rows)) if len(rows) else weights
    weights = (weights / np.repeat(norms, np.diff(np.append(rows, len(weights))))).astype(np.float32)
    return Postings.of(keys[among][held.places], held.words.astype(np.int32), weights)


def _spelt(code: int) -> str:
    """The gram that a code stands for."""
    characters = (code >> (_CHARACTER * at) & ((1 << _CHARACTER) - 1) for at in range(max(GRAMS)))
    return "".join(map(chr, filter(None, characters)))


def scored(word: str, words: int, view: Postings) -> Values:
    """(W,) how similar words are to one by their grams."""
    scores = np.zeros(words, np.float32)
    for gram in dict.fromkeys(grams(word)):
        found = view.find(gram)
        if found is not None:
            scores[found[0]] += found[1]
    return scores


def similar(word: str, words: Sequence[str], view: Postings) -> list[tuple[str, float]]:
    """The words that a misspelt one may stand for, most likely first, each with its similarity from 0 to 1.

    The view proposes, the edit distance decides: a slip is one edit in a short word and two in one of
    eight letters or more (Damerau-Levenshtein, so that two letters exchanged are one slip), and people
    seldom get the first letter wrong.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
        return []
    scores = scored(word, len(words), view)
    from rapidfuzz.distance import DamerauLevenshtein

    least = np.partition(scores, -CANDIDATES)[-CANDIDATES] if len(scores) > CANDIDATES else np.float32(0)
    nearest = np.flatnonzero(scores >= least)  # with those that are as near as the last
    order = nearest[np.argsort(-scores[nearest], kind="stable")][:CANDIDATES]
    allowed = slips(word)
    found_words = []
    for number in order:
        candidate = words[int(number)]
        if scores[number] <= 0 or candidate[0] != word[0] or candidate.isdigit():
            continue
        distance = DamerauLevenshtein.distance(word, candidate, score_cutoff=allowed)
        if distance <= allowed:
            found_words.append((candidate, 1.0 - distance / max(len(word), len(candidate))))
    return sorted(found_words, key=lambda pair: (-pair[1], pair[0]))
