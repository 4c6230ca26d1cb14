"""The second view of a collection: the words that a misspelt one may stand for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from assistant.index.grams import MAX_LENGTH, MIN_LENGTH, grams
from assistant.index.postings import Values
from assistant.index.word_view import WordView
from assistant.lexicon.thesaurus import slips

CANDIDATES = 20


def scored(word: str, words: int, view: WordView) -> Values:
    """(W,) how similar words are to one by their grams."""
    scores = np.zeros(words, np.float32)
    for gram in dict.fromkeys(grams(word)):
        found = view.find(gram)
        if found is not None:
            scores[found[0]] += found[1]
    return scores


def similar(word: str, words: Sequence[str], view: WordView) -> list[tuple[str, float]]:
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
