"""The words of several segments by their character n-grams, as if all were in one view.

The largest segment has a view, of its own words. With the words of the others some grams are a little more or less
rare: by the largest and the smallest change the view tells how similar each word is at least and at most. The few that
may be among the nearest are weighed anew; what comes out is what the view of all words would say, bit for bit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.index.grams import Holdings, able, holdings, idf_of, weighed_postings
from assistant.index.postings import Keys, Numbers, Postings, Values
from assistant.index.spelling import CANDIDATES, scored
from assistant.index.topk import MARGIN
from assistant.index.word_view import WordView


class Near:
    """Finds words that may be nearest to another.

    ``words``, ``keys`` and ``view`` are those of the largest segment, ``lost`` (W,) tells which of its words are in no
    document any more, and ``more`` are the words that only other segments have, by their keys.
    """

    def __init__(
        self, words: Sequence[str], keys: Keys, view: WordView, lost: NDArray[np.bool_], more: Mapping[int, str]
    ) -> None:
        self._words, self._keys, self._view, self._lost = words, keys, view, lost
        self._more_keys, self._more = list(more), list(more.values())
        fewer = [words[place] for place in np.flatnonzero(lost).tolist()]
        before = able(words)
        self._able = before + able(self._more) - able(fewer)
        self._new = holdings(self._more)
        self._holding = view.frequencies.astype(np.int64)
        for held, sign in ((self._new, 1), (holdings(fewer), -1)):
            places, known = _places(view, held)
            self._holding[places[known]] += sign * held.holding[known]
        still = self._holding > 0
        change = idf_of(self._holding, self._able)[still] / idf_of(view.frequencies, before)[still]
        self._stretch = np.float32(change.max(initial=1.0) / change.min(initial=1.0)) / MARGIN
        self._of_more = self._view_of(self._more)

    def around(self, word: str) -> tuple[list[str], Postings]:
        """Words among which the nearest are, in the order of their keys, and their vectors."""
        most = scored(word, len(self._words), self._view) * self._stretch
        most[self._lost] = 0
        others = scored(word, len(self._more), self._of_more)
        least = np.concatenate([most / (self._stretch * self._stretch), others * MARGIN])
        floor = np.partition(least, -CANDIDATES)[-CANDIDATES] if len(least) >= CANDIDATES else np.float32(0)
        found = {int(self._keys[place]): self._words[place] for place in _from(most, floor)}
        found.update((self._more_keys[place], self._more[place]) for place in _from(others, floor))
        words = [found[key] for key in sorted(found)]
        return words, self._view_of(words)

    def _view_of(self, words: Sequence[str]) -> Postings:
        """The vectors that words have among all."""
        held = holdings(words)
        places, known = _places(self._view, held)
        holding = np.zeros(len(held.codes), np.int64)
        holding[known] = self._holding[places[known]]
        other = np.flatnonzero(~known)  # grams that only other segments have
        holding[other] = self._new.holding[self._new.codes.searchsorted(held.codes[other])]
        return weighed_postings(words, held, idf_of(holding, self._able))


def _places(view: WordView, held: Holdings) -> tuple[Numbers, NDArray[np.bool_]]:
    """Where grams are in a view, and whether they are."""
    places = np.minimum(view.keys.searchsorted(held.keys), max(len(view.keys) - 1, 0))
    known = view.keys[places] == held.keys if len(view.keys) else np.zeros(len(held.keys), np.bool_)
    return places, known


def _from(scores: Values, floor: np.float32) -> list[int]:
    """Which words have a score, and one no less than a floor."""
    found: list[int] = np.flatnonzero((scores > 0) & (scores >= floor)).tolist()
    return found
