"""How far a heading is the question that is asked."""

from __future__ import annotations

import math
from collections.abc import Set

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Stems, holds
from assistant.answer.tense import asks_of_past
from assistant.lexicon import background, lexicon
from assistant.question import form_of
from assistant.terms import FRAME_WEIGHT, MEANT
from assistant.text import normalise, stem, tokens
from assistant.types import Question

NO_FORM = 0.9
OTHER_FORM = 0.7
"""What a heading that is no question, or one that asks for another kind of thing, is worth beside one that
asks the same."""

SMALL_WORD_WEIGHT = 0.3
"""What a word like "for" weighs, in nats, where a heading and a question are compared."""


_SORTS = frozenset({"reason", "person", "time", "place", "duration", "frequency", "amount", "count", "way", "purpose"})
_FIGURES = frozenset({"duration", "frequency", "amount", "count", "time"})


class Headings:
    """Compares headings with one question; each heading once."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self._known: dict[str, float] = {}

    def likeness(self, candidate: Candidate) -> float:
        """How far the nearest heading is the question: the cosine of the two, each word weighed by what it tells.

        Words that shape a question count here too: "What is X used for?" is not "What is X?".
        """
        heading = candidate.evidence.heading
        if not heading or not self.question.terms:
            return 0.0
        title = candidate.headings[-1]
        if title not in self._known:
            self._known[title] = self._alike(heading, title)
        return self._known[title]

    def asks_same(self, candidate: Candidate) -> bool:
        """Whether the nearest heading asks for the same sort of thing, and about nothing that the question does not.

        What stands under "How long does it last?" tells how long, whatever words it uses.
        """
        if not candidate.headings or self.question.asks not in _SORTS:
            return False
        title = candidate.headings[-1]
        if form_of(title) != self.question.asks or (self.question.asks == "person" and asks_of_past(self.question)):
            return False
        small = lexicon().function_stems | lexicon().frame_stems
        content = candidate.evidence.heading - small
        asked = {
            word for term in self.question.terms for words, share in term.phrases if share >= MEANT for word in words
        }
        more = any(not holds(term, candidate.evidence.heading) for term in self.question.content)
        if more and candidate.kind in ("sentence", "passage") and self.question.asks in _FIGURES:
            return False  # how long the battery lasts is not how long it takes to charge it
        return bool(content) and content - _alternatives(title, asked) <= asked

    def _alike(self, heading: Stems, title: str) -> float:
        met = asked = 0.0
        matched: set[str] = set()
        for term in self.question.terms:
            weight = term.weight or SMALL_WORD_WEIGHT
            asked += weight * weight
            found, worth = max(
                ((words, share) for words, share in term.phrases if heading.issuperset(words)),
                key=lambda pair: pair[1],
                default=((), 0.0),
            )
            matched.update(found)
            met += worth * weight * weight
        if not met:
            return 0.0
        rest = sum(_weight(word) ** 2 for word in heading - matched)
        form = form_of(title)
        alike = 1.0 if form == self.question.asks else OTHER_FORM if form else NO_FORM
        return alike * met / math.sqrt(asked * (met + rest))


def _alternatives(title: str, asked: Set[str]) -> frozenset[str]:
    """The stems of a heading that stand beside one that is asked, joined to it: "DevOps" of "DevOps or MLOps"."""
    words = [stem(token.word) for token in tokens(normalise(title))]
    joints = {stem(word) for word in lexicon().joints}
    found: set[str] = set()
    for one, joint, other in zip(words, words[1:], words[2:], strict=False):
        if joint in joints and one in asked | found:
            found.add(other)
        elif joint in joints and other in asked:
            found.add(one)
    return frozenset(found)


def _weight(word: str) -> float:
    if word in lexicon().function_stems:
        return SMALL_WORD_WEIGHT
    weight = background().informativeness(word)
    return weight * FRAME_WEIGHT if word in lexicon().frame_stems else weight
