"""What an item stands under, where that is the answer: "which role plans capacity" is told by the list's lead-in.

A list says of one thing several others. Where a question asks which thing it is, and says itself what one item says,
the item alone would only repeat the question: the answer is what the items are said of, in the lead-in of the list
or, where that says nothing new, in the heading above it.
"""

from __future__ import annotations

from collections.abc import Set

from assistant.answer.candidate import Candidate
from assistant.lexicon import lexicon
from assistant.text import FILLER, stems, trim, words_of
from assistant.types import Question, Span

_FOR_ONE = frozenset({"fact", "person", "place", "sort"})
_MARKS = f" \n\t-–*+•◦:.{FILLER}"


def lead_of(candidate: Candidate) -> Span | None:
    """The lead-in of the list that an item stands in, without the mark it ends in; ``None`` where there is none."""
    document = candidate.document
    parent = document.blocks[candidate.block].parent
    if candidate.kind != "item" or parent is None:
        return None
    first = document.blocks[document.children[parent][0]].span.start
    start, end = document.blocks[parent].span.start, first
    while end > start and document.view[end - 1] in _MARKS:
        end -= 1
    start, end = trim(document.view, start, end)
    return Span(start, end) if end > start else None


def asks_for_holder(question: Question) -> bool:
    """Whether a question asks which thing something is said of."""
    named = question.focus is not None or question.asks in ("person", "place")
    return question.asks in _FOR_ONE and named and not lexicon().choosing.isdisjoint(words_of(question.text)[:3])


def holder_of(question: Question, candidate: Candidate) -> Span | str | None:
    """What an item that repeats the question is said of: the lead-in's place or the heading; ``None`` where it is
    no such item, or neither says anything that the question does not."""
    if candidate.kind != "item" or not candidate.headings or not asks_for_holder(question):
        return None
    asked = frozenset(word for term in question.terms for words, _ in term.phrases for word in words)
    known = asked | lexicon().function_stems | lexicon().frame_stems
    view = candidate.document.view
    if set(stems(view, *candidate.span)) - known or _names_others(candidate, known):
        return None
    lead = lead_of(candidate)
    if lead is not None and set(stems(view, *lead)) - known:
        return lead
    return candidate.headings[-1] if set(stems(candidate.headings[-1])) - known else None


def _names_others(candidate: Candidate, known: Set[str]) -> bool:
    """Whether the question says what other items of the list say too: then it asks of them together."""
    document = candidate.document
    parent = document.blocks[candidate.block].parent
    items = document.children.get(parent, ()) if parent is not None else ()
    others = (document.blocks[item].span for item in items if item != candidate.block)
    return any(not set(stems(document.view, *span)) - known for span in others)
