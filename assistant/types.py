"""The frozen values that travel between the stages. Text is stored once, in ``Document.text``."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

from assistant.text import blank, normalise, squeeze

BlockKind = Literal["heading", "paragraph", "list", "item", "table", "row", "cell", "code"]
AnswerKind = Literal[
    "definition",
    "sentence",
    "list",
    "item",
    "cell",
    "comparison",
    "yes_no",
    "count",
    "passage",
    "no_answer",
    "small_talk",
]
UNANSWERED: frozenset[str] = frozenset({"no_answer", "small_talk"})


class Span(NamedTuple):
    """Half-open code-point offsets into ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One structural part of a document.

    ``headings`` is the path from the document's title down to the nearest heading; a heading's own
    block holds itself as the last element. ``level`` is a heading's depth from 1, an item's nesting
    from 0, a cell's column from 0. ``parent`` is the position, in ``Document.blocks``, of the list of
    an item, the table of a row, the row of a cell. A list's span begins at its lead-in, where it
    has one; the lead-in is the part of it before the first item. The first row of a table holds the
    column names.
    """

    kind: BlockKind
    span: Span
    headings: tuple[str, ...] = ()
    level: int = 0
    parent: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """A file as loaded: its text, untouched, and the blocks found in it.

    ``masked`` are the spans of ``text`` that are markup and not words, in order and disjoint.
    ``digest`` is ``sha256:`` and the hash of the file's bytes. ``metadata`` is what the file says of itself, as
    pairs of a name and a text. ``pages`` are the offsets at which pages begin, none where there are no pages.
    """

    id: str
    title: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    digest: str
    masked: tuple[Span, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    pages: tuple[int, ...] = ()

    @cached_property
    def view(self) -> str:
        """The text to match on: as long as ``text``, typography unified, markup blanked."""
        return blank(normalise(self.text), self.masked)

    def quote(self, span: Span) -> str:
        """The slice of ``text``, character for character."""
        return self.text[span.start : span.end]

    def plain(self, span: Span) -> str:
        """The words of a span as a person reads them: no markup, white space collapsed."""
        return squeeze(blank(self.text, self.masked, span))

    def page_at(self, offset: int) -> int | None:
        """The page, from 1, on which a character of the text stands; ``None`` where there are no pages.

        >>> Document("a.pdf", "A", "a.pdf", "one two", (), "", pages=(0, 4)).page_at(5)
        2
        """
        return bisect_right(self.pages, offset) or None

    @cached_property
    def children(self) -> Mapping[int, tuple[int, ...]]:
        """The positions of the blocks that name each block as their parent, in order."""
        found: dict[int, list[int]] = {}
        for position, block in enumerate(self.blocks):
            if block.parent is not None:
                found.setdefault(block.parent, []).append(position)
        return {parent: tuple(positions) for parent, positions in found.items()}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document that is indexed and found as a whole.

    ``id`` is ``<document>#<number>``, numbered in reading order. ``blocks`` is the half-open range of
    ``Document.blocks`` that it covers.
    """

    id: str
    document_id: str
    span: Span
    headings: tuple[str, ...]
    blocks: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; ``score`` is the retrieval score, at least 0, without upper bound."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """The place an answer stands: ``quote`` equals the document's text from ``start`` to ``end``."""

    document: str
    digest: str
    title: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    quote: str
    score: float

    def to_dict(self) -> dict[str, Any]:
        """The citation in the shape of the JSON output."""
        return {
            "document": self.document,
            "digest": self.digest,
            "title": self.title,
            "section": list(self.section),
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class ShortAnswer:
    """The words inside a quote that answer by themselves; offsets into the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of a comparison; ``None`` where the documents leave a cell open."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, what was found and where it stands.

    ``confidence`` is the probability, from 0 to 1, that the best answer found is right, for a refusal
    too. Raises ``ValueError`` unless it is answered exactly when it has citations, and has a reason
    exactly when it is a refusal.
    """

    question: str
    interpreted_as: str
    kind: AnswerKind
    text: str
    confidence: float
    items: tuple[str, ...] | None = None
    table: Table | None = None
    short_answer: ShortAnswer | None = None
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[str, ...] = ()
    elapsed_ms: float = field(default=0.0, compare=False)

    def __post_init__(self) -> None:
        if self.answered != bool(self.citations):
            raise ValueError(f"an answer of kind {self.kind} with {len(self.citations)} citations")
        if (self.kind == "no_answer") != (self.reason is not None):
            raise ValueError(f"an answer of kind {self.kind} with the reason {self.reason!r}")

    @property
    def answered(self) -> bool:
        """Whether the documents answer the question."""
        return self.kind not in UNANSWERED

    def to_dict(self) -> dict[str, Any]:
        """The answer in the shape of the JSON output, numbers rounded to four decimals."""
        short, table = self.short_answer, self.table
        return {
            "question": self.question,
            "interpreted_as": self.interpreted_as,
            "answered": self.answered,
            "kind": self.kind,
            "text": self.text,
            "items": None if self.items is None else list(self.items),
            "table": None if table is None else {"columns": list(table.columns), "rows": [list(r) for r in table.rows]},
            "short_answer": None if short is None else {"text": short.text, "start": short.start, "end": short.end},
            "confidence": round(self.confidence, 4),
            "reason": self.reason,
            "citations": [citation.to_dict() for citation in self.citations],
            "suggestions": list(self.suggestions),
            "elapsed_ms": round(self.elapsed_ms, 4),
        }


History = Sequence[Answer]


Asks = Literal[
    "definition",
    "list",
    "comparison",
    "count",
    "duration",
    "frequency",
    "amount",
    "purpose",
    "sort",
    "term",
    "reason",
    "person",
    "time",
    "place",
    "way",
    "yes_no",
    "fact",
    "small_talk",
]
"""What kind of thing a question asks for."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question, or an expression that stands for one thing.

    ``phrases`` are the stems that it may be found as, each with what a find is worth, from 0 to 1.
    ``weight`` is how much the term tells, in nats. ``role``: a content term has to be found in what
    answers the question, a frame term is welcome, a function word is neither. ``known`` says whether the
    documents hold it in any form, ``correction`` what a misspelt word was taken for, ``name`` whether it
    names a particular thing: a word that general English does not know, or one written as a name. ``typed`` is the
    misspelt word of a term that was read once more when it had been set right.
    """

    text: str
    span: Span
    phrases: tuple[tuple[tuple[str, ...], float], ...]
    weight: float
    role: Literal["content", "frame", "function"]
    known: bool = True
    name: bool = False
    plural: bool = False
    correction: str | None = None
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question, verbatim and as understood.

    ``text`` stands alone: references to earlier turns are resolved and misspelt words corrected.
    ``focus`` is the position of the term that names what is asked for ("tools" in "which tools does it
    use"), where the form of the question shows it. ``subject`` are the positions of the content terms
    of a question that asks what something is.
    """

    asked: str
    text: str
    asks: Asks
    terms: tuple[Term, ...]
    focus: int | None = None
    subject: tuple[int, ...] = ()

    @property
    def content(self) -> tuple[Term, ...]:
        """The terms that have to be found."""
        return tuple(term for term in self.terms if term.role == "content")
