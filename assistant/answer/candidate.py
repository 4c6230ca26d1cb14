"""A possible answer."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer.evidence import Evidence
from assistant.types import AnswerKind, Document, Hit, Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible answer: ``span`` is what would be quoted, ``evidence`` what is known about it.

    ``block`` is the position of the block that it is or stands in, ``parts`` the spans of items or cells
    that make it up (of shape ``inverse``, where the column is the answer, its name and the cell), ``label`` the part
    of an item that says what the rest is for, ``order`` its place
    in the passage from 0, ``previous`` the sentence before it, which a pronoun at its start refers to, and
    ``opens`` says that it is the first sentence of its section, ``aspect`` is what of its passage's subject a sentence
    tells ("The drawback is …").
    """

    kind: AnswerKind
    document: Document
    hit: Hit
    rank: int
    block: int
    span: Span
    evidence: Evidence
    headings: tuple[str, ...]
    order: int = 0
    parts: tuple[Span, ...] = ()
    label: Span | None = None
    column: int | None = None
    previous: Span | None = None
    opens: bool = False
    aspect: str = ""
    shape: str = field(default="")

    @property
    def key(self) -> tuple[str, int, int, str]:
        """What makes two candidates the same."""
        return self.document.id, self.span.start, self.span.end, self.shape or self.kind
