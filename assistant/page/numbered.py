"""Lists whose items count: steps keep their numbers, in the order in which the document has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.types import Answer

_NUMBER = re.compile(r"(\d{1,4})[.)][ \t]+\Z")
_MARK_CHARACTERS = 12


def number_before(text: str, start: int) -> int | None:
    """The number that an item is marked with, which begins at an offset of a text.

    >>> number_before("3. Warm the pot.", 3), number_before("- tea", 2)
    (3, None)
    """
    found = _NUMBER.search(text[max(0, start - _MARK_CHARACTERS) : start])
    return int(found.group(1)) if found else None


def counts_up(numbers: Sequence[int | None]) -> bool:
    """Whether numbers go up one by one."""
    return bool(numbers) and None not in numbers and all(other == one + 1 for one, other in pairwise(numbers))  # type: ignore[operator]


def first_number(answer: Answer) -> int | None:
    """The number of the first item of a list answer whose items count in its source; ``None`` for other lists."""
    quote = answer.citations[0].quote if len(answer.citations) == 1 else ""
    numbers: list[int | None] = []
    place = 0
    for item in answer.items or ():
        place = quote.find(item.partition("\n")[0], place)
        if place < 0:
            return None
        numbers.append(number_before(quote, place))
    first, *others = numbers or [None]
    if first is None and others and counts_up(others) and others[0]:  # a quote may begin behind the first number
        return others[0] - 1
    return first if counts_up(numbers) else None


def count_of(answer: Answer) -> str:
    """How many things an answer counts, with the sentence that says so where it tells one; empty where it counts none.

    It stands before the things themselves.
    """
    if answer.kind != "count" or answer.items is None:
        return ""
    lead, line, _ = answer.text.partition("\n")
    return lead.rstrip(":") if line else lead.partition(":")[0]
