"""An index in which only some passages are found."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from assistant.index.base import Ranked
from assistant.index.tfidf import TfidfIndex, best


class Within(TfidfIndex):
    """The passages where ``found`` is true, with the scores that they have among all.

    How rare a word is stays that of the whole index, so that scores and confidences mean the same.
    """

    def __init__(self, whole: TfidfIndex, found: NDArray[np.bool_]) -> None:
        super().__init__(whole.postings, whole.lengths, whole.analyser)
        self._found = found

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]:
        """See ``Index.search``."""
        scores = np.zeros(len(self), np.float32)
        for term in sorted(terms):
            weighed = self.weights(term)
            if weighed is not None:
                scores[weighed[0]] += np.float32(terms[term]) * weighed[1]
        return best(np.where(self._found, scores, np.float32(0)), k)
