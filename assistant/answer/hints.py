"""Hints at a word that a candidate does not say: words that are used like it in general English.

Where a question says "rain", a sentence of a downpour may be the answer. In tables there are no hints: siblings stand
side by side there, one brand and another, and the words of each are used like those of all the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Coverage, Evidence, Stems
from assistant.lexicon.associations import associated
from assistant.text import stem, tokens
from assistant.types import Term

FOUND = 0.4
"""A term with less credit than this counts as missing: it stands neither in the candidate nor above it."""
TELLING = 0.3
"""A hint that is worth less than this is too weak to be told to a person."""
PROSE = frozenset({"sentence", "passage", "item", "list"})


class Hints:
    """What hints at the terms of a question in the candidates for an answer."""

    def __init__(self, terms: Sequence[Term], read: Sequence[tuple[Candidate, Coverage]]) -> None:
        self._terms = terms
        self._total = sum(term.weight for term in terms)
        prose = ((one.evidence, coverage.credits) for one, coverage in read if one.kind in PROSE)
        lacking = [evidence for evidence, credits in prose if min(credits, default=1.0) < FOUND]
        said = {field for evidence in lacking for field in (evidence.own, evidence.context, evidence.heading)}
        self._like = associated([_asked(term) for term in terms], frozenset().union(*said))
        self._stems: Stems = frozenset().union(*self._like)

    def share(self, candidate: Candidate, coverage: Coverage) -> float:
        """The share of the terms' weight that is missing in prose and hinted at there or right above, from 0 to 1."""
        said = _said(candidate.evidence, self._stems) if self._stems and candidate.kind in PROSE else None
        if not said:
            return 0.0
        found = sum(
            term.weight * max((like[word] for word in said if word in like), default=0.0)
            for term, like, credit in zip(self._terms, self._like, coverage.credits, strict=True)
            if credit < FOUND
        )
        return found / self._total if self._total else 0.0


def hint(term: Term, candidate: Candidate) -> str | None:
    """The word, as it is written, that hints at a term most, or its stem where it stands in a lead-in or a label.

    ``None`` where nothing does, or hardly.
    """
    evidence = candidate.evidence
    said = evidence.own | evidence.context | evidence.heading
    (like,) = associated([_asked(term)], said) if candidate.kind in PROSE else ({},)
    best = min(like, key=lambda word: (-like[word], word), default="")
    if like.get(best, 0.0) < TELLING:
        return None
    places = ((candidate.document.view, *candidate.span), *((text, 0, len(text)) for text in candidate.headings[-1:]))
    found = ((view, token) for view, start, end in places for token in tokens(view, start, end))
    return next((view[token.start : token.end] for view, token in found if stem(token.word) == best), best)


def _asked(term: Term) -> str:
    """The stem that is looked for; an empty one for a name or an expression, which nothing is like."""
    expression = term.phrases[0][0]
    if term.name or len(expression) > 1:
        return ""
    return expression[0] if term.correction is None else stem(term.correction)


def _said(evidence: Evidence, wanted: Stems) -> Stems:
    return (wanted & evidence.own) | (wanted & evidence.context) | (wanted & evidence.heading)
