"""Things that a document sets apart from each other: its title names them side by side, and each has a section."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import lexicon
from assistant.lexicon.tables import any_of
from assistant.text import normalise, stems

Thing = frozenset[str]


def set_apart(titles: Iterable[str], headings: Iterable[str]) -> frozenset[Thing]:
    """The things that a title names one beside the other and that headings below are about, each as its stems.

    >>> found = set_apart(["Tea vs coffee: prices and shops"], ["What is tea?", "What is coffee?", "Prices"])
    >>> sorted(map(sorted, found))
    [['coffe'], ['tea']]
    """
    titled = {_about(part) for title in titles for part in _joint().split(title.partition(":")[0])}
    found = frozenset(titled & set(map(_about, headings)) - {frozenset()})
    return found if len(found) > 1 else frozenset()


@lru_cache(maxsize=1 << 12)
def _about(heading: str) -> Thing:
    """The stems of a heading without those of function and frame words: X of "What is X?"."""
    return frozenset(stems(normalise(heading))) - lexicon().function_stems - lexicon().frame_stems


@lru_cache(maxsize=1)
def _joint() -> re.Pattern[str]:
    return re.compile(rf"[,;&/]|\b{any_of(lexicon().joints)}\b\.?", re.IGNORECASE)
