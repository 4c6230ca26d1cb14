"""The stretches around a candidate that tell what it is about, each as its stems in order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Evidences
from assistant.text import normalise, stems
from assistant.types import Span


def own(candidate: Candidate, evidences: Evidences) -> Sequence[str]:
    """A candidate's own stems."""
    return evidences.sequence(candidate.document.id, candidate.span)


def above(candidate: Candidate, evidences: Evidences) -> list[Sequence[str]]:
    """What stands over a candidate: its headings, and what leads into its list."""
    document = candidate.document
    found: list[Sequence[str]] = [_stems(heading) for heading in candidate.headings]
    block = document.blocks[candidate.block]
    if candidate.kind == "list" and candidate.parts:
        found.append(evidences.sequence(document.id, Span(candidate.span.start, candidate.parts[0].start)))
    elif block.kind == "item" and block.parent is not None:
        first = document.blocks[document.children[block.parent][0]]
        lead = Span(document.blocks[block.parent].span.start, first.span.start)
        found.append(evidences.sequence(document.id, lead))
    return found


@lru_cache(maxsize=1 << 12)
def _stems(heading: str) -> tuple[str, ...]:
    return tuple(stems(normalise(heading)))


def beside(candidate: Candidate, evidences: Evidences) -> list[Sequence[str]]:
    """The row of a cell and the header of its table; nothing for what stands in none."""
    document = candidate.document
    row = document.blocks[candidate.block]
    if row.kind != "row" or row.parent is None:
        return []
    header = document.blocks[document.children[row.parent][0]]
    return [evidences.sequence(document.id, one.span) for one in (row, header)]
