"""Where names occur in a text, looked up by their words: the time it takes does not grow with the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property, lru_cache

MAX_PLACES = 32
"""So many places of a word are remembered; whoever counts further has seen enough."""
JOINT_CHARS = 16

_WORD = re.compile(r"\w+")
_JOINT = re.compile(r"\W{1,3}(?:and|or|vs|versus|with|from|than|to|against)\b\W{1,2}|\s*[/&]\s*")


def count_in(name: str, text: str) -> int:
    """How often a name stands in a short text, not as a part of a longer word.

    >>> count_in("tea", "tea, teapot, green tea")
    2
    """
    return sum(1 for _ in _places(name, text))


def _places(name: str, text: str) -> Iterator[int]:
    place = text.find(name) if name else -1
    while place >= 0:
        if _stands_alone(text, place, place + len(name)):
            yield place
        place = text.find(name, place + len(name))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the characters around a stretch are no part of its words."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return not _WORD.fullmatch(before) and not _WORD.fullmatch(after)


class Mentions:
    """The words of one text, in lower case, with how often each occurs and the first places of it."""

    def __init__(self, view: str) -> None:
        self._text = view.casefold()
        self._counts = Counter(_WORD.findall(self._text))
        self._found = lru_cache(maxsize=1 << 12)(self._find)

    @cached_property
    def _known(self) -> dict[str, list[int]]:
        """The first places of each word; most texts are never asked for a name of several words."""
        known: dict[str, list[int]] = {}
        for match in _WORD.finditer(self._text):
            places = known.setdefault(match.group(), [])
            if len(places) < MAX_PLACES:
                places.append(match.start())
        return known

    def recurs(self, name: str) -> bool:
        """Whether each word of a name occurs more than once."""
        return all(self._counts[word] > 1 for word in _WORD.findall(name))

    def count(self, name: str) -> int:
        """How often a name occurs, up to ``MAX_PLACES``."""
        if _WORD.fullmatch(name):
            return min(MAX_PLACES, self._counts[name])
        return len(self._found(name))

    def side_by_side(self, one: str, other: str) -> bool:
        """Whether two names are set against each other somewhere, as in "tea vs coffee" or "coffee and tea"."""
        return self._joined(one, other) or self._joined(other, one)

    def _joined(self, first: str, second: str) -> bool:
        for start in self._found(first):
            end = start + len(first)
            place = self._text.find(second, end, end + JOINT_CHARS + len(second))
            if place > 0 and _JOINT.fullmatch(self._text, end, place):
                return _stands_alone(self._text, place, place + len(second))
        return False

    def _find(self, name: str) -> list[int]:
        """The places of a name, by the rarest of its words."""
        words = list(_WORD.finditer(name))
        if not words:
            return []
        rarest = min(words, key=lambda match: self._counts[match.group()])
        starts = (place - rarest.start() for place in self._known.get(rarest.group(), ()))
        return [
            start
            for start in starts
            if start >= 0 and self._text.startswith(name, start) and _stands_alone(self._text, start, start + len(name))
        ]


@lru_cache(maxsize=4)
def mentions_of(view: str) -> Mentions:
    """The mentions in a view, counted once."""
    return Mentions(view)
