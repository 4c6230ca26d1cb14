"""What speaks for a candidate: the stems of its own words and of the places around it.

A term of the question counts where it is found in the best of these fields. What stands in the
candidate itself is worth most; a heading above it, the lead-in of its list or the label of its row
says what it is about and is worth nearly as much; what merely stands nearby is worth half.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.index.storage import Collection
from assistant.lexicon import Phrase
from assistant.text import sentences, stems
from assistant.types import Block, Document, Question, Span, Term

WORTH = {"own": 1.0, "context": 1.0, "heading": 0.95, "above": 0.8, "title": 0.7, "near": 0.55, "before": 0.45}
"""Set by hand on comparison articles; the fitted weights take them as given."""

Stems = frozenset[str]
_NONE: Stems = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stems of each field; ``heading`` is the nearest, ``above`` those over it, ``before`` the section before."""

    own: Stems = _NONE
    context: Stems = _NONE
    heading: Stems = _NONE
    above: Stems = _NONE
    title: Stems = _NONE
    near: Stems = _NONE
    before: Stems = _NONE
    own_worth: float = 1.0

    def worth(self, expression: Phrase) -> float:
        """What finding an expression here is worth, from 0 to 1: that of the word found at the worst place."""
        return min((self._worth(word) for word in expression), default=0.0)

    def _worth(self, word: str) -> float:
        if word in self.own and self.own_worth == 1.0:
            return 1.0
        if word in self.context:
            return WORTH["context"]
        if word in self.own:
            return self.own_worth
        if word in self.heading:
            return WORTH["heading"]
        if word in self.above:
            return WORTH["above"]
        if word in self.title:
            return WORTH["title"]
        if word in self.near:
            return WORTH["near"]
        return WORTH["before"] if word in self.before else 0.0

    def credit(self, term: Term) -> float:
        """How far a term is found here, from 0 to 1."""
        return max((worth * self.worth(expression) for expression, worth in term.phrases), default=0.0)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a question's content is found: ``share`` of its weight, from 0 to 1, and each term's credit."""

    share: float
    credits: tuple[float, ...]


def cover(terms: Sequence[Term], evidence: Evidence) -> Coverage:
    """The share of the terms' weight that the evidence holds; 0 for no terms."""
    credits = tuple(evidence.credit(term) for term in terms)
    total = sum(term.weight for term in terms)
    found = sum(term.weight * credit for term, credit in zip(terms, credits, strict=True))
    return Coverage(found / total if total else 0.0, credits)


def own_share(terms: Sequence[Term], found: Stems) -> float:
    """The share of the terms' weight that one set of stems holds."""
    return cover(terms, Evidence(own=found)).share


class Evidences:
    """Reads stems and sentences out of a collection's documents, each stretch once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.stems = lru_cache(maxsize=1 << 14)(self._stems)
        self.sequence = lru_cache(maxsize=1 << 14)(self._sequence)
        self.sentences = lru_cache(maxsize=1 << 12)(self._sentences)
        self.of_path = lru_cache(maxsize=1 << 12)(self._of_path)
        self.section_before = lru_cache(maxsize=1 << 12)(self._section_before)

    def _sequence(self, document_id: str, span: Span) -> tuple[str, ...]:
        """The stems of a stretch in order."""
        return tuple(stems(self.collection.document(document_id).view, *span))

    def _stems(self, document_id: str, span: Span) -> Stems:
        """The set of stems of a stretch."""
        return frozenset(self.sequence(document_id, span))

    def _sentences(self, document_id: str, span: Span) -> tuple[Span, ...]:
        """The sentences of a stretch."""
        return tuple(Span(*found) for found in sentences(self.collection.document(document_id).view, *span))

    def union(self, document_id: str, spans: Iterable[Span]) -> Stems:
        """The stems of several stretches."""
        return frozenset().union(*(self.stems(document_id, span) for span in spans))

    def _of_path(self, path: tuple[str, ...]) -> tuple[Stems, Stems]:
        """The stems of the nearest heading and of those between it and the title."""
        nearest = frozenset(stems(path[-1])) if path else _NONE
        return nearest, frozenset(stems(" . ".join(path[1:-1])))

    def _section_before(self, document_id: str, path: tuple[str, ...]) -> Stems:
        """The stems of the heading right before the section of a path, at the same level."""
        previous: Block | None = None
        for block in self.collection.document(document_id).blocks:
            if block.kind == "heading":
                if block.headings == path:
                    same = previous is not None and previous.headings[:-1] == path[:-1]
                    return frozenset(stems(previous.headings[-1])) if same and previous else _NONE
                previous = block
        return _NONE

    def around(self, document: Document, path: tuple[str, ...]) -> dict[str, Stems]:
        """The fields that all candidates of a section share."""
        nearest, above = self.of_path(path)
        title = frozenset(stems(document.title)) | (frozenset(stems(path[0])) if path else _NONE)
        return {
            "heading": nearest if len(path) > 1 else _NONE,
            "above": above,
            "title": title,
            "before": self.section_before(document.id, path),
        }


def adjacent_share(question: Question, sequence: Sequence[str]) -> float:
    """The share of the question's neighbouring content terms that are neighbours in a text too; 0 without any."""
    order = [term.phrases[0][0] for term in question.content]
    wanted = {(one[-1], other[0]) for one, other in itertools.pairwise(order)}
    if not wanted:
        return 0.0
    return len(wanted & set(itertools.pairwise(sequence))) / len(wanted)
