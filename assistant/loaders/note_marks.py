"""Marks that an encyclopaedia sets in its text, copied along with it: to edit a section, of a note, of what is doubted.

They are no words of the sentence or heading they stand in. Where a file has none of the marks to edit, what stands in
brackets may as well be a part of it (``list[0]``): then it takes two notes right after the end of a sentence.
"""

from __future__ import annotations

import re

from assistant.types import Span

_EDIT = re.compile(r"\[ ?edit(?: source)?(?: ?\| ?edit source)? ?\](?=[ \t\r]*(?:\n|\Z))", re.IGNORECASE)
_ANCHOR = re.compile(r"(?<=\S)\u00b6(?=[ \t\r]*(?:\n|\Z))")
"""What manuals on the web show behind a heading, to link to it."""
_AFTER_STOP = re.compile(r"\[(?:(?<=[.!?,;:]\[)|(?<=[.!?,;:][\"'”’)]\[))\d{1,3}\](?=\s|\[|\Z)")
_NOTE = re.compile(
    r"\[(?<=[\w.,:;!?)\]\"'”’%]\[)(?:\d{1,3}|[a-z]|note \d{1,3}|(?:citation|clarification|page) needed|who\?|when\?)\]"
    r"(?::[ \u00a0]?\d+(?:[-–]\d+)?)?(?=[\s.,:;!?)\[\"'”’]|\Z)"
)
"""What stands right behind a word or a stop; the lookbehind comes second so that only brackets are looked at."""


def note_marks(text: str) -> list[Span]:
    """Where they stand, in order."""
    anchors = [Span(*match.span()) for match in _ANCHOR.finditer(text)] if "\u00b6" in text else []
    if "[" not in text:
        return anchors
    edits = [Span(*match.span()) for match in _EDIT.finditer(text)]
    if not edits and len(_AFTER_STOP.findall(text)) < 2:
        return anchors
    return sorted(
        [*anchors, *edits, *(Span(*match.span()) for match in _NOTE.finditer(text) if not _EDIT.match(match.group()))]
    )


def is_edited(text: str, end: int) -> bool:
    """Whether the mark to edit a section, or to link to it, stands right after a place: only a heading has it."""
    return _EDIT.match(text, end) is not None or _ANCHOR.match(text, end) is not None
