"""The second view: the collection's words as vectors over their character n-grams.

It finds the words that a misspelt one may stand for: "kuberntes" shares most of its pieces with
"kubernetes". The words are to it what passages are to the index of terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.index.postings import Postings, changes, key_of
from assistant.lexicon.thesaurus import slips

GRAMS = (2, 3)
CANDIDATES = 20
MIN_LENGTH = 4
MAX_LENGTH = 32


@lru_cache(maxsize=1024)
def grams(word: str) -> tuple[str, ...]:
    """The character n-grams of a word with its ends marked.

    >>> grams("ops")[:4]
    ('^o', 'op', 'ps', 's$')
    """
    marked = f"^{word}$"
    return tuple(marked[i : i + n] for n in range(GRAMS[0], GRAMS[1] + 1) for i in range(len(marked) - n + 1))


def build_view(words: Sequence[str]) -> Postings:
    """The n-gram vectors of words as postings by the word's position, with unit norm.

    A gram weighs its frequency in the word times 1 + ln((1 + N) / (1 + n)), as in scikit-learn's ``TfidfVectorizer``.
    """
    numbers: dict[str, int] = {}
    found: list[int] = []
    sizes = np.zeros(len(words), np.int64)
    for position, word in enumerate(words):
        if MIN_LENGTH <= len(word) <= MAX_LENGTH:
            pieces = grams.__wrapped__(word)
            found += [numbers.setdefault(gram, len(numbers)) for gram in pieces]
            sizes[position] = len(pieces)
    if not found:
        return Postings.merge([])
    packed = np.repeat(np.arange(len(words)), sizes) << 32 | np.array(found)
    packed.sort()
    first = changes(packed)
    counts = np.diff(np.append(first, len(packed))).astype(np.float32)
    packed = packed[first]
    ids, of_gram = packed >> 32, packed & 0xFFFFFFFF
    holding = np.bincount(of_gram, minlength=len(numbers)).astype(np.float32)
    idf = np.log(np.float32(1 + np.count_nonzero(sizes)) / (1 + holding)) + np.float32(1)
    weights = counts * idf[of_gram]
    rows = changes(ids)
    norms = np.sqrt(np.add.reduceat((weights * weights).astype(np.float64), rows))
    weights = (weights / np.repeat(norms, np.diff(np.append(rows, len(ids))))).astype(np.float32)
    keys = np.fromiter(map(key_of, numbers), np.uint64, len(numbers))
    return Postings.of(keys[of_gram], ids.astype(np.int32), weights)


def similar(word: str, words: Sequence[str], view: Postings) -> list[tuple[str, float]]:
    """The words that a misspelt one may stand for, most likely first, each with its similarity from 0 to 1.

    The view proposes, the edit distance decides: a slip is one edit in a short word and two in one of
    eight letters or more (Damerau-Levenshtein, so that two letters exchanged are one slip), and people
    seldom get the first letter wrong.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH:
        return []
    scores = np.zeros(len(words), np.float32)
    for gram in dict.fromkeys(grams(word)):
        found = view.find(gram)
        if found is not None:
            scores[found[0]] += found[1]
    from rapidfuzz.distance import DamerauLevenshtein

    order = np.lexsort((np.arange(len(scores)), -scores))[:CANDIDATES]
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
