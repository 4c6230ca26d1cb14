"""How deep a heading without a number is: by what stands above it, by capitals, and by how it is made."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.loaders.headings import are_alike, has_capitals
from assistant.loaders.lines import Line
from assistant.types import Block

SECTION_LEVEL, DEEPEST_LEVEL = 2, 5


class Levels:
    """The levels of the headings of one text, asked for from top to bottom.

    A heading is one below another that has no text of its own. Those after it stay there as long as they are made like
    the first of them: in "Tools", "Solar tools", "Wind tools", "Costs" the two in the middle go together. Where the
    sections are in capitals, the other headings are below them.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._in_capitals = has_capitals(lines)
        self._top = SECTION_LEVEL
        self._siblings: dict[int, Line] = {}

    def of(self, line: Line, last: Block | None) -> int:
        """The level of the heading on a line, after the last block."""
        capitals = self._in_capitals and line.text.isupper()
        top = SECTION_LEVEL if capitals else self._top
        if capitals:
            self._top = SECTION_LEVEL + 1
        if last is not None and last.kind == "heading" and (last.level == top or (last.level > top and not line.gap)):
            level = min(last.level + 1, DEEPEST_LEVEL)
            self._siblings = {deep: one for deep, one in self._siblings.items() if deep < level}
            self._siblings[level] = line
            return level
        alike = [deep for deep, one in self._siblings.items() if deep > top and are_alike(one, line)]
        level = max(alike, default=top)
        self._siblings = {deep: one for deep, one in self._siblings.items() if alike and deep <= level}
        return level
