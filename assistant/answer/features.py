"""What speaks for and against a candidate: features from 0 to 1 that can each be explained in a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer.candidate import Candidate
from assistant.answer.columns import Columns
from assistant.answer.definition import acting_strength, definition_strength, sort_strength, term_strength
from assistant.answer.evidence import WORTH, Coverage, Evidences, Sought, Stems
from assistant.answer.headings import Headings
from assistant.answer.holders import holder_of
from assistant.answer.mistaken import Mistaken
from assistant.answer.nearness import Nearness
from assistant.answer.outline import Outline
from assistant.answer.silence import Silence
from assistant.answer.sorts import of_sort
from assistant.answer.told import Told, asks_what_it_does
from assistant.answer.verdict import contradicts
from assistant.lexicon import lexicon
from assistant.types import Question

LEAST_REASON = 2
NEW_WORDS = 3
MUCH = 0.5
"""What says less of the question than this share is not asked whether it denies it."""

_INVERTING = frozenset({"purpose", "sort", "definition"})


class Features:
    """Reads the features of candidates for one question.

    ``fit`` maps what is asked for and the kind of a candidate to how well they suit each other. ``best_hit`` is
    the score of the best passage found, ``best_possible`` that of a perfect one.
    """

    def __init__(
        self,
        question: Question,
        evidences: Evidences,
        fit: dict[str, dict[str, float]],
        best_hit: float,
        best_possible: float,
    ) -> None:
        self.question = question
        self.evidences = evidences
        self.content = Sought(question.content)
        frame = Sought([term for term in question.terms if term.role == "frame"])
        self.asked: Stems = frozenset(word for term in question.terms for words, _ in term.phrases for word in words)
        self.literal: Stems = frozenset(word for term in question.terms for word in term.phrases[0][0])
        same = (word for term in question.terms for words, share in term.phrases if share == 1.0 for word in words)
        self.figures: Stems = frozenset(word for word in same if word.isdigit())
        self.small: Stems = lexicon().function_stems | lexicon().frame_stems
        self.words = Sought([term for term in question.terms if term.role != "function"])
        unknown = sum(term.weight for term in question.content if not term.known)
        self.unknown = unknown / self.content.total if self.content.total else 0.0
        self.does = asks_what_it_does(question)
        self.silence = Silence(question, self.content)
        self.headings = Headings(question)
        frame_share = frame.total / self.words.total if self.words.total else 0.0
        suits = fit.get(question.asks, fit["fact"])
        self._outline = Outline(
            question, self.content, frame, frame_share, self.headings, suits, best_hit, best_possible
        )
        self.told = Told(question, self.headings, self.content, evidences)
        self.columns = Columns(self.content, self.words, evidences)
        self.nearness = Nearness(question, self.content)
        self.mistaken = Mistaken(question, self.asked, evidences)

    def cover(self, candidate: Candidate) -> Coverage:
        """What of the question a candidate covers."""
        evidence = candidate.evidence
        if candidate.aspect in self.asked:
            evidence = replace(evidence, context=evidence.context | evidence.near)
        coverage = self.content.cover(evidence)
        return of_sort(self.question, candidate, self.content, coverage)

    def outline(self, candidate: Candidate, coverage: Coverage) -> dict[str, float]:
        """The features that are cheap to read, of a candidate that covers so much of the question: ``Outline.of``."""
        return self._outline.of(candidate, coverage)

    def of(self, candidate: Candidate, coverage: Coverage, outline: Mapping[str, float]) -> dict[str, float]:
        """All features of a candidate, given those of its outline.

        ``unknown``: share of the question's content that no document holds. ``adjacent``: share of neighbouring terms
        that are neighbours there, ``torn``: the share of compounds in whose place there is another of its kind,
        ``close``: how closely the terms stand together. ``expected``: whether it holds a number, a time, a person …
        where that is asked, ``silent`` that it does not. ``definition``: how clearly it defines, where that is asked.
        ``novelty``: words that the question has not, ``echo`` that there are none, where not just yes or no is asked,
        nor what the item is said of. ``interrogative``: a sentence that is a question itself, announces what follows or
        exclaims. ``specific``: the share that an item adds to what its list holds, ``unspecific`` that it adds none.
        ``numbered``: what stands under "Stage 4" where all are asked for. ``inverse``: an item that says what the thing
        asked about is for. ``rival``: it speaks of the other of two things compared, as what may be done beside what
        must not. ``one_sided``: of two things to be compared it does not name both, each by all its words,
        ``of_other``: it stands under the other of two things that the title names. ``one_column``: a row of which the
        question names one column, ``columns`` a cell of a row of which it names several. ``header``: share of the
        question, frame words too, that the column's name holds. ``label``: share of a row's or item's label that the
        question says. ``contrary``: it denies what the question takes for granted. ``unranked``: asked is which one is
        beyond all others, and nothing is compared here. ``gives_reason``: it goes on about what was just said, where
        why that is is asked.
        """
        question, kind = self.question, candidate.kind
        sequence = self.evidences.sequence(candidate.document.id, candidate.span)
        meant = (*self.nearness.antecedent(candidate), *sequence)
        new = self._new(candidate, sequence)
        held = not new and holder_of(question, candidate) is not None
        text = candidate.document.view[candidate.span.start : candidate.span.end]
        said = coverage.share if kind == "list" else outline["own"]
        contrary = said >= MUCH and contradicts(question, candidate)
        of_other = self.mistaken.is_of_other(candidate)
        specific = self._specific(candidate) if kind == "item" else 0.0
        defines = self._defines(candidate)
        expected = self.told.of(candidate, text, outline["heading"])
        echo = not held and self._repeats(new) and not self._may_echo(candidate)
        named = self.columns.named(candidate)
        return {
            **outline,
            "unknown": self.unknown,
            "adjacent": self.nearness.adjacent(meant),
            "close": self.nearness.closeness(meant),
            "torn": self.mistaken.torn(candidate),
            "expected": expected,
            "silent": float(
                of_other or self.silence.of(candidate, coverage, expected, asked_above=outline["same_heading"] > 0.0)
            ),
            "definition": defines,
            "novelty": 1.0 if held else min(1.0, len(new) / NEW_WORDS),
            "echo": float(echo),
            "interrogative": float(kind == "sentence" and self._only_announces(text, expected)),
            "specific": specific,
            "unspecific": float(kind == "item" and specific == 0.0),
            "numbered": float(self.mistaken.is_numbered(candidate)),
            "inverse": float(kind == "item" and self._is_inverse(candidate)),
            "rival": max(self._rival(candidate, coverage), float(contrary and kind == "list")),
            "one_sided": float(self.mistaken.is_one_sided(candidate)),
            "of_other": float(of_other),
            "one_column": float(kind == "comparison" and sum(named) == 1),
            "columns": float(kind == "cell" and sum(named) > 1),
            "header": self.columns.header(candidate),
            "label": self._label(candidate),
            "unranked": float(self.mistaken.is_unranked(candidate, text)),
            "contrary": float(contrary),
            "gives_reason": self.told.gives_reason(candidate),
        }

    def _only_announces(self, text: str, expected: float) -> bool:
        """Whether a sentence is a question, a cry or leads into a list, unless that gives the reason asked for."""
        return text.endswith(("?", ":", "!")) and not (self.question.asks == "reason" and expected == 1.0)

    def _defines(self, candidate: Candidate) -> float:
        if self.question.asks == "term":
            return term_strength(self.question, candidate)
        if self.question.asks == "sort":
            return sort_strength(self.question, candidate)
        if self.does:
            return acting_strength(self.question, candidate)
        return definition_strength(self.question, candidate) if self.question.asks == "definition" else 0.0

    def _label(self, candidate: Candidate) -> float:
        """The share of a label's words, small ones too, that the question says: "Best for" where that is asked."""
        if candidate.label is None or (candidate.label.start == candidate.span.start and candidate.kind == "cell"):
            return 0.0
        words = self.evidences.stems(candidate.document.id, candidate.label)
        return len(words & self.asked) / len(words) if words else 0.0

    def _is_inverse(self, candidate: Candidate) -> bool:
        """Whether an item's label tells what the thing asked about is for: the thing follows the label."""
        if (
            candidate.label is None
            or not self.question.subject
            or self.question.asks not in ("purpose", "sort", "definition")
        ):
            return False
        rest = candidate.document.view[candidate.label.end : candidate.span.end].casefold()
        return all(self.question.terms[position].text.casefold() in rest for position in self.question.subject)

    def _repeats(self, new: Stems) -> bool:
        """Whether a candidate says no more than the question; a reason takes more than a word."""
        return len(new) < LEAST_REASON if self.question.asks == "reason" else not new

    def _may_echo(self, candidate: Candidate) -> bool:
        """Whether what only repeats the question can answer it: with yes, or with the row that it stands in."""
        focus = None if self.question.focus is None else self.question.terms[self.question.focus]
        return self.question.asks in ("yes_no", "count") or self.columns.lists(candidate, focus)

    def _new(self, candidate: Candidate, sequence: Sequence[str]) -> Stems:
        """The stems that a candidate says and the question does not, small words aside."""
        said = frozenset(sequence)
        if candidate.shape == "inverse":
            said |= self.evidences.stems(candidate.document.id, candidate.parts[0])
        return said - self.literal - self.figures - lexicon().function_stems

    def _specific(self, candidate: Candidate) -> float:
        """The share of the terms' weight that an item adds to what its list, heading and lead-in hold."""
        around = self.content.cover(replace(candidate.evidence, own=frozenset(), near=frozenset())).credits
        own = self.content.within(candidate.evidence.own).credits
        terms = self.content.terms
        if self.headings.asks_same(candidate):
            return 0.0  # what stands under the question is its answer as a whole
        added = sum(t.weight * max(0.0, mine - theirs) for t, mine, theirs in zip(terms, own, around, strict=True))
        return added / self.content.total if self.content.total else 0.0

    def _rival(self, candidate: Candidate, coverage: Coverage) -> float:
        """Whether a candidate speaks of the other of two things that its document sets side by side.

        A thing asked about is found in the document's title and not right here, where instead another word of
        the title is: asked is "DevOps", and this stands under "MLOps" in "MLOps and DevOps compared".
        """
        title = candidate.evidence.title
        nearest = candidate.evidence.context & title - self.small
        here = nearest or candidate.evidence.heading & title - self.small
        if not here or here & self.asked:
            return 0.0
        return float(
            any(
                credit <= WORTH["title"] and any(title.issuperset(words) for words, _ in term.phrases)
                for term, credit in zip(self.content.terms, coverage.credits, strict=True)
            )
        )
