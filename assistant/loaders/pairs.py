"""Labels and their values in plain text: with dots in between, or with each value on the line below its label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.loaders.boilerplate import forms
from assistant.loaders.header import nameless
from assistant.loaders.lines import Line, bullet, introduces, is_question, is_rule
from assistant.loaders.stacked import form
from assistant.types import Span

Rows = list[list[Span]]

MIN_PAIRS = 3
LABEL_WORDS = 5
VALUE_WORDS = 12
LEADER_WORDS = 6
MOSTLY = 0.6
"""The share of the pairs that are told by a label that is well known, or by a value that is a figure."""

_LEADER = re.compile(r"(?:(?<=\s)\.{3,}(?=\s)|\.{4,}|(?:\. ){3,}\.?)\s*")


def led_pairs(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """The rows of labels and values that dots lead to, two or more, and the number of lines they take."""
    rows: Rows = []
    for number in range(position, len(lines)):
        pair = None if rows and lines[number].gap else _led(lines[number])
        if pair is None:
            break
        rows.append(pair)
    return (nameless(rows), len(rows)) if len(rows) > 1 else None


def _led(line: Line) -> list[Span] | None:
    found = _LEADER.search(line.text)
    if found is None or not found.start() or found.end() == len(line.text):
        return None
    if len(line.text[found.end() :].split()) > LEADER_WORDS or _LEADER.search(line.text, found.end()):
        return None
    label = line.text[: found.start()].rstrip()
    return [Span(line.start, line.start + len(label)), Span(line.start + found.end(), line.end)]


def stacked_pairs(lines: Sequence[Line], position: int) -> tuple[Rows, int] | None:
    """The rows of labels that each have their value on the next line, and the number of lines they take.

    A list of names is made of such lines too: here most labels are of the sort that things are described by, or most
    values are figures, and no label is a figure and no value such a label.
    """
    end = position
    while end < len(lines) and (end == position or not lines[end].gap) and _may_be_part(lines[end]):
        end += 1
    run = lines[position:end]
    if len(run) % 2 or len(run) < 2 * MIN_PAIRS or (end < len(lines) and not lines[end].gap):
        return None
    labels, values = run[::2], run[1::2]
    names = [line.text.casefold().rstrip(":") for line in labels]
    known = [name in forms("labels") for name in names]
    figures = [form(line.text) == "figure" for line in values]
    if len(set(names)) < len(names) or any(line.words > LABEL_WORDS or form(line.text) != "phrase" for line in labels):
        return None
    if any(line.text.casefold() in forms("labels") for line in values):
        return None
    if not any(known) and not all(figures):
        return None
    told = [name or figure for name, figure in zip(known, figures, strict=True)]
    if not told[0] or sum(told) < MOSTLY * len(labels):
        return None
    return nameless([[label.span, value.span] for label, value in zip(labels, values, strict=True)]), len(run)


def _may_be_part(line: Line) -> bool:
    return line.words <= VALUE_WORDS and not (bullet(line) or is_question(line) or is_rule(line) or introduces(line))
