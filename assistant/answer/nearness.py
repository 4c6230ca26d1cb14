"""How near the words of a question stand to each other in a candidate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Sought
from assistant.lexicon import lexicon
from assistant.text import stem
from assistant.types import Question, Term


class Nearness:
    """Looks at one question's content terms in the stems of candidates."""

    def __init__(self, question: Question, content: Sought) -> None:
        self.content = content
        self.neighbours = neighbours(question)

    def antecedent(self, candidate: Candidate) -> tuple[str, ...]:
        """The words of the question that a sentence leaves to a pronoun at its beginning, or to what it is said of."""
        if candidate.aspect in self.content.stems:
            meant = candidate.evidence.context | candidate.evidence.near
        elif candidate.previous is not None:
            meant = candidate.evidence.context
        else:
            return ()
        first = [term.phrases[0][0] for term in self.content.terms]
        return tuple(word for words in first for word in words if word in meant)

    def adjacent(self, sequence: Sequence[str]) -> float:
        """The share of the pairs of neighbours in the question that are neighbours here; 0 where it has none."""
        if not self.neighbours:
            return 0.0
        return len(self.neighbours.intersection(pairwise(sequence))) / len(self.neighbours)

    def closeness(self, sequence: Sequence[str]) -> float:
        """The number of content terms found against the length of the shortest stretch that holds them all."""
        wanted = self.content.stems
        marks = [
            (position, number)
            for position, word in enumerate(sequence)
            if word in wanted
            for number in self.content.numbers(word)
        ]
        count = len({number for _, number in marks})
        if count < 2:
            return 0.0
        last: dict[int, int] = {}
        best = len(sequence)
        for position, number in marks:
            last[number] = position
            if len(last) == count:
                best = min(best, position - min(last.values()) + 1)
        return min(1.0, count / best)


def neighbours(question: Question) -> set[tuple[str, str]]:
    """The pairs of stems that follow each other in a question, small words left out, but not across an "and".

    A preposition at the end belongs to the verb: "which clouds does it run on" is told by what it "runs on".
    """
    found: set[tuple[str, str]] = set()
    before: Term | None = None
    for term in question.terms:
        if term.text.casefold() in lexicon().joints:
            before = None
        elif term.role == "content":
            if before is not None:
                found.add((before.phrases[0][0][-1], term.phrases[0][0][0]))
            before = term
    last = question.terms[-1].text.casefold() if question.terms else ""
    if before is not None and before in question.terms[-2:-1] and last in lexicon().prepositions:
        found.add((before.phrases[0][0][-1], stem(last)))
    return found
