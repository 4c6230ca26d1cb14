"""Why there is no answer, in words."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.hints import FOUND
from assistant.answer.scoring import Scored
from assistant.types import Question, Term

_LACKS = {
    "count": "gives no number",
    "amount": "gives no figure",
    "time": "gives no time or date",
    "duration": "does not say how long",
    "frequency": "does not say how often",
    "person": "names nobody",
    "place": "names no place",
    "reason": "gives no reason",
}


def reason(question: Question, ranked: Sequence[Scored]) -> str:
    """What is missing: a thing that no document mentions, else what the closest section does not say."""
    if not question.content:
        return "the question names nothing to look for in the documents"
    unknown = unknown_terms(question)
    if unknown:
        return f"no document mentions {_quoted(unknown)}"
    if not ranked:
        return "no document mentions what the question asks about"
    closest = ranked[0]
    candidate = closest.candidate
    section = candidate.headings[-1] if candidate.headings else candidate.document.title
    missing = [term for term, credit in zip(question.content, closest.coverage.credits, strict=True) if credit < FOUND]
    if missing:
        return f"the closest section, {_quote(section)}, does not mention {_quoted(missing)}"
    lacks = _LACKS.get(question.asks) if closest.features["expected"] < 0.5 else None
    return f"the closest section, {_quote(section)}, {lacks or 'does not answer this'}"


def unknown_terms(question: Question) -> list[Term]:
    """The content terms that no document holds in any form; names alone where there are some."""
    unknown = [term for term in question.content if not term.known]
    return [term for term in unknown if term.name] or unknown


def _quoted(terms: Sequence[Term]) -> str:
    quoted = list(dict.fromkeys(_quote(term.text) for term in terms))
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _quote(text: str) -> str:
    return f'"{text}"'
