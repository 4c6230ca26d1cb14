"""The place of an answer in the documents."""

from __future__ import annotations

from assistant.answer.candidate import Candidate
from assistant.text import FILLER
from assistant.types import Citation, Document, Span


def cite(candidate: Candidate, span: Span, best: float) -> Citation:
    """The place a candidate stands; the score is the passage's share of the best possible one, from 0 to 1."""
    document = candidate.document
    start, end = _with_markup(document, span)
    return Citation(
        document=document.id,
        digest=document.digest,
        title=document.title,
        section=candidate.headings,
        page=document.page_at(start),
        start=start,
        end=end,
        quote=document.quote(Span(start, end)),
        score=min(1.0, candidate.hit.score / best) if best else 0.0,
    )


def _with_markup(document: Document, span: Span) -> Span:
    """The span with the markup that touches it, so that a quote does not end between a word and its closing mark."""
    start, end = span
    text, view = document.text, document.view
    while start > 0 and view[start - 1] == FILLER and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and view[end] == FILLER and not text[end].isspace():
        end += 1
    return Span(start, end)
