"""Lists in plain text whose items have no marks: told by the form of their lines and by what stands above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.loaders.boilerplate import is_about_the_page
from assistant.loaders.lines import (
    Line,
    bullet,
    ends_early,
    enumerated_sort,
    introduces,
    is_question,
    is_rule,
)
from assistant.types import Span

Items = list[tuple[Span, int]]
Found = tuple[Items, int]
"""The items of a list, and the place of the line after it."""

ITEM_WORDS = 12
LONG_ITEM_WORDS = 25
ENTRY_WORDS = 9
SMALL_WORDS = 6
TERM_WORDS = 5
MIN_ENTRIES = 3

_LABELLED = re.compile(r"(?:(?=[^\W\d_])[^:.;!?]{1,40}|[12]\d{3}(?:-\d{2,4})?)(?::| [-–—]) \S")
_STEP = re.compile(r"(?:step|stage)\s+(?P<number>\d{1,2})\s*[:.]?", re.IGNORECASE)
_CODE = re.compile(r"[=;{}<>\\]|\(\)")
_STOPS = (".", "!", "?")


def is_item(line: Line) -> bool:
    """Whether a line is short and no sentence, question or lead-in."""
    return line.words <= ITEM_WORDS and not is_question(line) and not introduces(line) and not line.text.endswith(".")


def is_entry(line: Line) -> bool:
    """Whether a line is one of a row of entries: short, begun like a name or a figure, without a stop."""
    opening = line.text.lstrip("\"'(£$€~").partition(" ")[0]
    return (
        line.words <= ENTRY_WORDS
        and (opening[:1].isnumeric() or any(letter.isupper() for letter in opening))  # "macOS" is a name too
        and not line.text.endswith((*_STOPS, ",", ";", ":"))
        and not bullet(line)
    )


def lined(lines: Sequence[Line], position: int, width: int) -> Sequence[Line] | None:
    """Three lines or more up to a blank one that are entries of a list, or that are a short sentence each.

    Where not all begin like entries, the lines must have been broken on purpose.
    """
    end = position
    while end < len(lines) and (end == position or not lines[end].gap) and _may_be_entry(lines[end]):
        end += 1
    run = lines[position:end]
    if len(run) < MIN_ENTRIES or (end < len(lines) and not lines[end].gap):
        return None
    if any(is_about_the_page(line.text) for line in run):
        return None
    entries = sum(map(is_entry, run))
    if entries == len(run):
        return run
    if not _broken(run, width):
        return None
    stops = sum(line.text.endswith(_STOPS) for line in run)
    if stops:
        return run if stops == len(run) else None
    small = all(line.text[:1].islower() and line.words <= SMALL_WORDS for line in run)
    return run if small or 2 * entries >= len(run) else None


def _may_be_entry(line: Line) -> bool:
    if line.words > ITEM_WORDS or bullet(line) or is_question(line) or is_rule(line):
        return False
    if line.text.endswith(_STOPS):
        return line.text[:1].isupper() and line.words > 1 and not re.search(r"[.!?]\s", line.text)
    return not line.text.endswith((",", ";", ":", "-"))


def _broken(run: Sequence[Line], width: int) -> bool:
    """Whether each line ends where there was room for the first word of the next."""
    return all(ends_early(one, other, width) for one, other in pairwise(run))


def announced(lines: Sequence[Line], position: int, width: int) -> Found | None:
    """Short lines right below one that announces them, or up to the next blank line below it."""
    end, gap = position, lines[position].gap
    while end < len(lines) and lines[end].gap == gap and is_item(lines[end]):
        end += 1
    if gap and end < len(lines) and end - position > 1:
        end -= 1  # a bare line before text is the next heading
    if end - position < 2:
        end = _announced_block(lines, position, width)
    return ([(line.span, 0) for line in lines[position:end]], end) if end - position > 1 else None


def _announced_block(lines: Sequence[Line], position: int, width: int) -> int:
    """Where the lines below a blank one end that are all items, ``position`` where they are none."""
    if not lines[position].gap:
        return position
    end = position + 1
    while end < len(lines) and not lines[end].gap:
        end += 1
    run = lines[position:end]
    asks = any(is_question(line) or introduces(line) or bullet(line) or is_rule(line) for line in run)
    asks = asks or any(_CODE.search(line.text) for line in run)
    if asks or any(line.words > LONG_ITEM_WORDS for line in run) or not _broken(run, width):
        return position
    return end


def sources(lines: Sequence[Line], position: int, width: int) -> Found | None:
    """The lines below a heading that names sources, each one of them."""
    end = position
    while end < len(lines) and (end == position or not lines[end].gap) and not bullet(lines[end]):
        if is_about_the_page(lines[end].text):
            break
        end += 1
    run = lines[position:end]
    whole = all(one.text.endswith(_STOPS) or ends_early(one, other, width) for one, other in pairwise(run))
    if len(run) < 2 or not whole or any(line.text[:1].islower() for line in run):
        return None
    return [(line.span, 0) for line in run], end


def people(lines: Sequence[Line], position: int) -> Found | None:
    """The names below a heading that names people, two or more, each on a line of its own; a sentence ends them."""
    end = position
    while end < len(lines) and (end == position or not lines[end].gap) and is_entry(lines[end]):
        end += 1
    return ([(line.span, 0) for line in lines[position:end]], end) if end - position > 1 else None


def labelled(lines: Sequence[Line], position: int, least: int = MIN_ENTRIES) -> Found | None:
    """Three lines or more, or ``least``, of which each is "Label: what it is", as in a list of words or of who does
    what.

    A line that goes on with the one above it, in lower case or indented, belongs to its item.
    """
    items: list[tuple[Span, int]] = []
    end = position
    if position == len(lines) or (enumerated_sort(lines[position]) and not _counts_on(lines, position)):
        return None
    while end < len(lines) and (end == position or not lines[end].gap) and not bullet(lines[end]):
        line = lines[end]
        if _LABELLED.match(line.text) and not (
            items and line.text[:1].islower() and not lines[position].text[:1].islower()
        ):
            items.append((line.span, 0))
        elif items and (line.text[:1].islower() or line.indent > lines[position].indent):
            items[-1] = Span(items[-1][0].start, line.end), 0
        else:
            break
        end += 1
    whole = end == len(lines) or lines[end].gap > 0
    return (items, end) if len(items) >= least and whole else None


def _counts_on(lines: Sequence[Line], position: int) -> bool:
    """Whether the line below an enumerated one counts the same."""
    sorts = [enumerated_sort(line) for line in lines[position : position + 2]]
    return len(sorts) == 2 and sorts[0] == sorts[1]


def steps(lines: Sequence[Line], position: int) -> Found | None:
    """Steps whose number stands on a line of its own above them; at least two that count."""
    items: Items = []
    at = position
    number = _step(lines, at)
    while number is not None and _step(lines, at) == number:
        first = end = at + 1
        while end < len(lines) and (end == first or not lines[end].gap) and _step(lines, end) is None:
            if bullet(lines[end]):
                return None
            end += 1
        if end == first:
            break
        items.append((Span(lines[first].start, lines[end - 1].end), 0))
        at, number = end, number + 1
    return (items, at) if len(items) > 1 else None


def _step(lines: Sequence[Line], position: int) -> int | None:
    match = _STEP.fullmatch(lines[position].text) if position < len(lines) else None
    return int(match["number"]) if match else None


def terms(lines: Sequence[Line], position: int) -> Found | None:
    """A glossary: three terms or more, each on a line of its own, what it means in a paragraph indented below it."""
    items: Items = []
    at = position
    while at + 1 < len(lines) and _is_term(lines[at]) and lines[at].indent == lines[position].indent:
        end = at + 1
        while end < len(lines) and not lines[end].gap and lines[end].indent > lines[at].indent:
            end += 1
        goes_on = end < len(lines) and lines[end].indent > lines[at].indent
        if end == at + 1 or goes_on or bullet(lines[at + 1]) or _CODE.search(lines[at + 1].text):
            break
        items.append((Span(lines[at].start, lines[end - 1].end), 0))
        at = end
    return (items, at) if len(items) >= MIN_ENTRIES else None


def _is_term(line: Line) -> bool:
    if line.words > TERM_WORDS or line.text.isupper() or _CODE.search(line.text) or is_rule(line):
        return False
    return not bullet(line) and not line.text.endswith((*_STOPS, ",", ";", ":", "-"))
