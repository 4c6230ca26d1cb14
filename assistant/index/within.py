"""An index in which only some passages are found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.index.base import Ranked, Searched

_MORE = 4


class Within:
    """The passages where ``found`` is true, with the scores that they have among all.

    How rare a word is stays that of the whole index, so that scores and confidences mean the same.
    """

    def __init__(self, whole: Searched, found: NDArray[np.bool_]) -> None:
        self._whole = whole
        self._found = found
        self._count = int(np.count_nonzero(found))
        self.idf, self.frequency, self.hasten = whole.idf, whole.frequency, whole.hasten

    def __contains__(self, term: str) -> bool:
        return term in self._whole

    def __len__(self) -> int:
        return len(self._whole)

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``: the best of the whole, more and more of them, until ``k`` are among those wanted."""
        if not self._count:
            return []
        asked = k * max(1, len(self) // self._count)
        while True:
            ranked = self._whole.search(terms, min(asked, len(self)))
            kept = [one for one in ranked if self._found[one[0]]]
            if len(kept) >= k or len(ranked) < asked:
                return kept[:k]
            asked *= _MORE
