"""Lists in plain text whose items have marks, nested by indentation or by the sort of mark."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.loaders.lines import (
    Line,
    bullet,
    bullet_style,
    continues,
    counts_anew,
    is_clause,
    is_initial,
    is_rule,
    number_depth,
    numbers,
)
from assistant.loaders.runs import Found, Items
from assistant.types import Span

Says = Callable[[int], bool]


def marked(lines: Sequence[Line], position: int, width: int, *, heads: Says, starts_table: Says) -> Found | None:
    """The items of the list that begins with a line.

    It ends where a numbered line ``heads`` the text below it, and where a table begins.
    """
    base = lines[position]
    if bullet(base) is None or is_initial(lines, position) or _leads(lines, position):
        return None
    levels: list[tuple[int, str]] = []
    items: Items = []
    end = position
    while end < len(lines):
        line = lines[end]
        mark = bullet(line)
        if mark is not None and not is_rule(line):
            if (
                items
                and line.gap
                and number_depth(line)
                and heads(end)
                and (not numbers(base) or counts_anew(lines, end))
            ):
                break
            if items and is_clause(line) and (not is_clause(base) or _leads(lines, end)):
                break
            level = _nesting(levels, line.indent, bullet_style(mark))
            items.append((Span(line.start + mark.end(), line.end), level))
        elif line.gap and starts_table(end):
            break
        elif items and not is_rule(line) and continues(line, lines[end - 1], base, width):
            items[-1] = (Span(items[-1][0].start, line.end), items[-1][1])
        else:
            break
        end += 1
    return items, end


def _leads(lines: Sequence[Line], position: int) -> bool:
    """Whether a clause leads into a list of its own."""
    if not is_clause(lines[position]):
        return False
    end = position + 1
    while end < len(lines) and not lines[end].gap and not bullet(lines[end]):
        end += 1
    if end == len(lines) or bullet(lines[end]) is None or is_clause(lines[end]):
        return False
    return not numbers(lines[end]) or lines[end].indent > lines[position].indent


def _nesting(levels: list[tuple[int, str]], indent: int, style: str) -> int:
    """The nesting of an item, by indentation, and by a change of mark where that is all there is."""
    while levels and levels[-1][0] > indent:
        levels.pop()
    if (indent, style) in levels:
        del levels[levels.index((indent, style)) + 1 :]
    else:
        levels.append((indent, style))
    return len(levels) - 1
