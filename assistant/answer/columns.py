"""What the names of a table's columns have to do with a question."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Evidences, Sought, Stems, holds
from assistant.types import Question, Term

NAMED = 0.7
"""A column is named by its word itself or a synonym that is worth more than this."""

NO_SYNONYM = 0.95
"""What is worth more than this is the word itself or another form of it."""


class Columns:
    """Reads the headers of tables for one question: ``content`` are its terms, ``words`` those and the frame words."""

    def __init__(self, content: Sought, words: Sought, evidences: Evidences) -> None:
        self.content = content
        self.words = words
        self.evidences = evidences
        self._named: dict[tuple[str, int], tuple[bool, ...]] = {}

    def header(self, candidate: Candidate) -> float:
        """The share of the question, frame words too, that the name of a cell's column holds."""
        if candidate.kind != "cell" or candidate.column is None:
            return 0.0
        document = candidate.document
        table = document.blocks[candidate.block].parent
        header = document.children.get(document.children[table][0], ()) if table is not None else ()
        if candidate.column >= len(header):
            return 0.0
        return self.words.share(self.evidences.stems(document.id, document.blocks[header[candidate.column]].span))

    def lists(self, candidate: Candidate, focus: Term | None) -> bool:
        """Whether the first column of a cell's table lists what is asked for, so that rows are told by the cell."""
        table = candidate.document.blocks[candidate.block].parent
        if candidate.kind != "cell" or focus is None or table is None:
            return False
        document = candidate.document
        first = document.children[document.children[table][0]][0]
        return holds(focus, self.evidences.stems(document.id, document.blocks[first].span), NAMED)

    def named(self, candidate: Candidate) -> tuple[bool, ...]:
        """For each column of a row but the first, whether the question names it, by what only its header says."""
        if candidate.kind not in ("cell", "comparison") or candidate.shape == "table":
            return ()
        document = candidate.document
        table = document.blocks[candidate.block].parent
        if table is None:
            return ()
        key = (document.id, table)
        if key not in self._named:
            cells = document.children.get(document.children[table][0], ())[1:]
            header = [self.evidences.stems(document.id, document.blocks[cell].span) for cell in cells]
            self._named[key] = named_columns(self.content.terms, header)
        return self._named[key]


def named_columns(terms: Sequence[Term], header: Sequence[Stems]) -> tuple[bool, ...]:
    """For each column, whether terms name it: by a word that only its header has, or by all where each is in another.

    Beside "Data engineer" and "Sales analyst", "data analyst" takes both words. A term that is a word of a header names
    no column by a synonym: where "Monitoring" and "Observability" stand side by side they are two things.
    """
    own = [any(holds(term, words, NO_SYNONYM) for words in header) for term in terms]
    return tuple(
        _is_named(
            [term for term, is_own in zip(terms, own, strict=True) if not is_own or holds(term, words, NO_SYNONYM)],
            words,
            _others(header, place),
        )
        for place, words in enumerate(header)
    )


def compared_columns(question: Question, header: Sequence[Stems]) -> tuple[int, ...]:
    """The places of the columns whose things a question compares, where these are several and not all; else none."""
    if question.asks != "comparison":
        return ()
    named = named_columns(question.content, header)
    return tuple(n for n, is_named in enumerate(named) if is_named) if 1 < sum(named) < len(named) else ()


def _is_named(terms: Sequence[Term], words: Stems, others: Stems) -> bool:
    if words - others:
        return any(holds(term, words - others, NAMED) for term in terms)
    return bool(words) and all(any(holds(term, frozenset((word,)), NAMED) for term in terms) for word in words)


def _others(header: Sequence[Stems], place: int) -> Stems:
    return frozenset().union(*(words for number, words in enumerate(header) if number != place))
