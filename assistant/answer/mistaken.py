"""Whether a candidate speaks of something else than is asked about: one of two, one of many, another of its kind."""

from __future__ import annotations

from itertools import pairwise

from assistant.answer.candidate import Candidate
from assistant.answer.columns import NO_SYNONYM
from assistant.answer.evidence import Evidences, Stems, holds
from assistant.answer.extremes import asks_utmost, ranks
from assistant.answer.mentions import refers_back
from assistant.answer.places import above, beside, own
from assistant.answer.sides import names, says, sides
from assistant.lexicon import classes, lexicon
from assistant.terms import MEANT
from assistant.text import normalise, stems, tokens
from assistant.types import Question, Term

Pairs = frozenset[tuple[str, str]]
MAINLY, SURELY = 0.5, 0.9
"""The share of its uses as a verb from which on a word is taken for one."""


class Mistaken:
    """Looks at candidates for one question; ``asked`` are all stems that its terms may be found as."""

    def __init__(self, question: Question, asked: Stems, evidences: Evidences) -> None:
        self.question = question
        self.asked = asked
        self.evidences = evidences
        self._literal = frozenset().union(*map(_literal, question.content))
        self.compounds = compounds(question)
        self.side_by_side = compounds(question, SURELY)
        self._titled: dict[tuple[str, ...], list[tuple[Pairs, Pairs]]] = {}
        self._small = lexicon().function_stems | lexicon().frame_stems
        self._utmost = asks_utmost(question.text)
        self._sides = sides(question) if question.asks == "comparison" else None

    def is_one_sided(self, candidate: Candidate) -> bool:
        """Whether of two things compared a candidate does not name both.

        A sentence names them by itself, others with what stands above and beside them.
        """
        if self._sides is None:
            return False
        places = [own(candidate, self.evidences)]
        if candidate.kind not in ("sentence", "item"):
            places += [*above(candidate, self.evidences), *beside(candidate, self.evidences)]
        said = frozenset(word for place in places for word in place)
        return not all(all(says(term, said, places) for term in side) and names(side, places) for side in self._sides)

    def is_numbered(self, candidate: Candidate) -> bool:
        """Whether a candidate stands under one of the things that all are asked for: "Stage 4" is no "stages"."""
        focus = None if self.question.focus is None else self.question.terms[self.question.focus]
        if self.question.asks not in ("list", "count") or focus is None or not focus.plural or not candidate.headings:
            return False
        meant = {words for words, share in focus.phrases if share >= MEANT}
        named = stems(candidate.headings[-1])
        numbers = {other for one, other in pairwise(named) if (one,) in meant and other.isdigit()}
        return bool(numbers - self.asked)

    def is_unranked(self, candidate: Candidate, text: str) -> bool:
        """Whether asked is which one is beyond all others, and nothing is compared here or in the heading above."""
        if not self._utmost:
            return False
        return not ranks(token.word for place in (text, *candidate.headings[-1:]) for token in tokens(place))

    def torn(self, candidate: Candidate) -> float:
        """The share of the compounds of the question of which what stands above a candidate names another.

        A heading or lead-in with "ML engineer", and no "data engineer" anywhere near, is about no data engineer. What
        stands nearest counts: the title may name both.
        """
        if not self.compounds:
            return 0.0
        levels = [frozenset(pairwise(place)) for place in reversed(above(candidate, self.evidences))]
        rest = (own(candidate, self.evidences), *beside(candidate, self.evidences))
        said = frozenset(pair for place in rest for pair in pairwise(place))
        torn = 0
        for first, second in self.compounds:
            named = next((pairs for pairs in levels if self._names(pairs, second)), frozenset())
            told = any(one in first and other in second for one, other in named | said)
            told = told or (candidate.kind == "cell" and bool(candidate.evidence.context & first))
            torn += bool(named) and not told
        return torn / len(self.compounds)

    def is_of_other(self, candidate: Candidate) -> bool:
        """Whether a candidate stands under the other of two things that its title sets side by side.

        In "Product manager and project manager" what leads in with "product managers" is about no project manager.
        """
        return self._is_of_other_pair(candidate) or self._is_of_other_thing(candidate)

    def _is_of_other_thing(self, candidate: Candidate) -> bool:
        """Whether a candidate names another of the things that its document sets apart and nowhere the one asked about.

        In "DevOps vs MLOps" a sentence on who coined "DevOps" does not say who coined "MLOps".
        """
        things = self.evidences.set_apart(candidate.document.id)
        mine = [thing for thing in things if thing <= self._literal]
        others = things.difference(mine)
        if not (mine and others):
            return False
        of_mine = [[term for term in self.question.content if thing & _literal(term)] for thing in mine]

        def names_mine(said: Stems) -> bool:
            return any(all(holds(term, said, NO_SYNONYM) for term in terms) for terms in of_mine)

        def names_other(said: Stems) -> bool:
            return any(thing <= said for thing in others)

        places = [own(candidate, self.evidences), *beside(candidate, self.evidences)]
        said = frozenset(word for place in places for word in place)
        if names_mine(said) or not names_other(said):
            return False
        if candidate.kind == "sentence" and refers_back(candidate.document.view, candidate.span.start):
            return False
        levels = [frozenset(place) for place in reversed(above(candidate, self.evidences)[1:])]
        return not names_mine(next((level for level in levels if names_mine(level) or names_other(level)), frozenset()))

    def _is_of_other_pair(self, candidate: Candidate) -> bool:
        """Whether a candidate stands under another compound with the same second word, which the title names too."""
        titled = (candidate.document.title, *candidate.headings[:1])
        if titled not in self._titled:
            self._titled[titled] = self._set_apart(titled)
        apart = self._titled[titled]
        if not apart:
            return False
        levels = [frozenset(pairwise(place)) for place in reversed(above(candidate, self.evidences)[1:])]
        levels += [frozenset(pairwise(place)) for place in beside(candidate, self.evidences)]
        said = frozenset(pairwise(own(candidate, self.evidences)))
        for mine, others in apart:
            nearest = next((pairs for pairs in levels if pairs & (mine | others)), frozenset())
            if nearest & others and not (nearest | said) & mine:
                return True
        return False

    def _set_apart(self, titled: tuple[str, ...]) -> list[tuple[Pairs, Pairs]]:
        """For each thing asked about that titles name, its pairs of stems there and those of others of its kind."""
        pairs = (
            frozenset(pair for title in titled for pair in pairwise(stems(normalise(title))))
            if self.side_by_side
            else ()
        )
        found = []
        for first, second in self.side_by_side:
            mine = frozenset((one, other) for one, other in pairs if one in first and other in second)
            others = frozenset((one, other) for one, other in pairs if one not in first and other in second)
            if mine and others:
                found.append((mine, others))
        return found

    def _names(self, pairs: Pairs, second: Stems) -> bool:
        """Whether one of some pairs of neighbours says which of such things is meant."""
        return any(other in second and one not in self._small for one, other in pairs)


def compounds(question: Question, verbs: float = MAINLY) -> list[tuple[Stems, Stems]]:
    """What two nouns side by side in a question may be found as: the one that tells which, and the thing."""
    return [
        (_meant(one, -1), _meant(other, 0))
        for one, other in pairwise(question.terms)
        if one.role == other.role == "content" and one.span.end + 1 == other.span.start
        if not (_is_verb(one, verbs) or _is_verb(other, verbs))
    ]


def _is_verb(term: Term, least: float) -> bool:
    return classes.word(term.text.casefold()).share("v") > least


def _literal(term: Term) -> Stems:
    """The words of a term and of its other names, without synonyms."""
    return frozenset(word for words, share in term.phrases if share > NO_SYNONYM for word in words)


def _meant(term: Term, place: int) -> Stems:
    return frozenset(words[place] for words, share in term.phrases if share >= MEANT)
