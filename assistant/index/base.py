"""What an index is, for whoever puts another engine in the place of the embedded one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

Ranked = tuple[int, float]
"""A passage's position in the collection and its score, which is greater than 0: bare, as ten are made a question."""


class Index(Protocol):
    """Finds passages for weighted terms.

    ``search`` returns at most ``k`` passages with a score above 0, best first, ties by position. ``idf``
    is 0 or more and largest for a term that no passage holds. ``len()`` is the number of passages.
    """

    def search(self, terms: Mapping[str, float], k: int) -> list[Ranked]: ...

    def idf(self, term: str) -> float: ...

    def __contains__(self, term: str) -> bool: ...

    def __len__(self) -> int: ...


class Searched(Index, Protocol):
    """What the index of a collection knows beside: how many passages hold a term, and how to go faster."""

    def frequency(self, term: str) -> int: ...

    def hasten(self) -> bool: ...
