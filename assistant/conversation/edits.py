"""Changes to a question, each a stretch of it and what to put there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` in the place of a stretch; ``name`` is what that brings in, ``thing`` whether it is no person."""

    start: int
    end: int
    text: str
    name: str
    thing: bool = False


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with the edits made; of two that overlap, the one that begins first, then the longer."""
    parts: list[str] = []
    cursor = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if edit.start >= cursor:
            parts += (text[cursor : edit.start], edit.text)
            cursor = edit.end
    return "".join([*parts, text[cursor:]])
