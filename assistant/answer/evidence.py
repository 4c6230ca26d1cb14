"""What speaks for a candidate: the stems of its own words and of the places around it.

A term of the question counts where it is found in the best of these fields. What stands in the
candidate itself is worth most; a heading above it, the lead-in of its list or the label of its row
says what it is about and is worth nearly as much; what merely stands nearby is worth half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from operator import mul

from assistant.answer.kinds import members
from assistant.answer.mentions import LIFE, aspect_of, implied, life_stems, refers_back, unsaid_names
from assistant.apart import set_apart
from assistant.index.storage import Collection
from assistant.lexicon import Phrase, lexicon
from assistant.text import normalise, sentences, stem, stems, tokens
from assistant.types import Block, Document, Span, Term

WORTH = {"own": 1.0, "context": 1.0, "heading": 0.95, "above": 0.8, "title": 0.7, "near": 0.55, "before": 0.45}
"""Set by hand on comparison articles; the fitted weights take them as given."""

_OWN = stem("own")
_UNDERLINED = re.compile(r"\bown\b", re.IGNORECASE)

Stems = frozenset[str]
LONGEST_REPLY = 40
_NONE: Stems = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The stems of each field; ``heading`` is the nearest, ``above`` those over it, ``before`` the section before."""

    own: Stems = _NONE
    context: Stems = _NONE
    heading: Stems = _NONE
    above: Stems = _NONE
    title: Stems = _NONE
    near: Stems = _NONE
    before: Stems = _NONE
    own_worth: float = 1.0

    def worths(self, wanted: Stems) -> dict[str, float]:
        """What each of the wanted stems that is found here is worth: that of the best place it stands in."""
        found = dict.fromkeys(wanted & self.before, WORTH["before"])
        found.update(dict.fromkeys(wanted & self.near, WORTH["near"]))
        found.update(_worths_over(wanted, self.title, self.above, self.heading))
        for word in wanted & self.own:
            found[word] = max(self.own_worth, found.get(word, 0.0))
        found.update(dict.fromkeys(wanted & self.context, WORTH["context"]))
        return found


@lru_cache(maxsize=1 << 10)
def _worths_over(wanted: Stems, title: Stems, above: Stems, heading: Stems) -> dict[str, float]:
    """What each of the wanted stems is worth that is found over a section: most candidates of a section share it."""
    found = dict.fromkeys(wanted & title, WORTH["title"])
    found.update(dict.fromkeys(wanted & above, WORTH["above"]))
    found.update(dict.fromkeys(wanted & heading, WORTH["heading"]))
    return found


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a question's content is found: ``share`` of its weight, from 0 to 1, and each term's credit."""

    share: float
    credits: tuple[float, ...]


class Sought:
    """Terms, made ready to be looked for in many places."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self.terms = tuple(terms)
        self._weights = tuple(term.weight for term in terms)
        self.total = sum(self._weights)
        self._single: dict[str, list[tuple[int, float]]] = {}
        self._longer: dict[str, list[tuple[int, Phrase, float]]] = {}
        for number, term in enumerate(terms):
            for expression, share in term.phrases:
                if len(expression) == 1:
                    self._single.setdefault(expression[0], []).append((number, share))
                else:
                    self._longer.setdefault(expression[0], []).append((number, expression, share))
        longer = (expression for found in self._longer.values() for _, expression, _ in found)
        self.stems: Stems = frozenset(self._single).union(*longer)

    def cover(self, evidence: Evidence) -> Coverage:
        """The credit of each term, from 0 to 1, and the share of their weight; 0 for no terms.

        An expression of several words is worth what its word at the worst place is.
        """
        return self._coverage(evidence.worths(self.stems))

    def numbers(self, word: str) -> tuple[int, ...]:
        """The numbers of the terms that a stem is, or begins."""
        single = tuple(number for number, _ in self._single.get(word, ()))
        return single + tuple(number for number, _, _ in self._longer.get(word, ()))

    def share(self, stems: Stems) -> float:
        """The share of the terms' weight that one set of stems holds."""
        return self.within(stems).share

    def within(self, stems: Stems) -> Coverage:
        """The coverage of one set of stems, each worth 1."""
        return self._coverage(dict.fromkeys(self.stems & stems, 1.0))

    def _coverage(self, worths: dict[str, float]) -> Coverage:
        credits = [0.0] * len(self.terms)
        for word, worth in worths.items():
            for number, share in self._single.get(word, ()):
                credit = share * worth
                if credit > credits[number]:
                    credits[number] = credit
            for number, expression, share in self._longer.get(word, ()):
                credit = share * min([worths.get(other, 0.0) for other in expression])
                if credit > credits[number]:
                    credits[number] = credit
        found = sum(map(mul, self._weights, credits))
        return Coverage(found / self.total if self.total else 0.0, tuple(credits))


def holds(term: Term, stems: Stems, least: float = 0.8) -> bool:
    """Whether a set of stems holds a term, in a form that is worth more than ``least``."""
    return any(share > least and stems.issuperset(words) for words, share in term.phrases)


class Evidences:
    """Reads stems and sentences out of a collection's documents, each stretch once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.stems = lru_cache(maxsize=1 << 14)(self._stems)
        self.sequence = lru_cache(maxsize=1 << 14)(self._sequence)
        self.sentences = lru_cache(maxsize=1 << 12)(self._sentences)
        self.of_path = lru_cache(maxsize=1 << 12)(self._of_path)
        self.members = lru_cache(maxsize=256)(partial(members, collection))
        self.unsaid = lru_cache(maxsize=1 << 12)(self._unsaid)
        self.section_before = lru_cache(maxsize=1 << 12)(self._section_before)
        self.titles = lru_cache(maxsize=1 << 10)(self._titles)
        self.set_apart = lru_cache(maxsize=1 << 10)(self._set_apart)

    def _sequence(self, document_id: str, span: Span) -> tuple[str, ...]:
        """The stems of a stretch in order, without an "own" that only underlines whose a thing is."""
        view = self.collection.document(document_id).view
        found = tuple(stems(view, *span))
        if _OWN not in found or _UNDERLINED.search(view, *span) is None:
            return found
        owners = lexicon().followups.possessives | lexicon().followups.mine
        words = [word.word for word in tokens(view, *span)]
        underlined = {
            place
            for place, (one, other) in enumerate(pairwise(words), start=1)
            if other == "own" and (one in owners or one.endswith(("'s", "s'")))
        }
        return tuple(word for place, word in enumerate(found) if place not in underlined)

    def _stems(self, document_id: str, span: Span) -> Stems:
        """The set of stems of a stretch."""
        return frozenset(self.sequence(document_id, span))

    def _sentences(self, document_id: str, span: Span) -> tuple[Span, ...]:
        """The sentences of a stretch; a bare "Yes." or "Not always." with the one behind it, which says why."""
        view = self.collection.document(document_id).view
        found: list[Span] = []
        for start, end in sentences(view, *span):
            replied = bool(found) and _is_reply(view[slice(*found[-1])])
            found[-1:] = [Span(found[-1].start, end)] if replied else [*found[-1:], Span(start, end)]
        return tuple(found)

    def _unsaid(self, document_id: str, span: Span) -> tuple[tuple[bool, Stems, str], ...]:
        """For each sentence whether it speaks of what the one before names, what it says unsaid, and its aspect."""
        view = self.collection.document(document_id).view
        spoken_of: dict[str, str] = {}
        first_names: dict[str, frozenset[str]] = {}
        found = []
        for sentence in self.sentences(document_id, span):
            text = view[slice(*sentence)]
            short = implied(self.sequence(document_id, sentence), spoken_of)
            life = life_stems() if LIFE.search(text) else _NONE
            found.append((refers_back(text, 0), short | life | unsaid_names(text, first_names), aspect_of(text)))
        return tuple(found)

    def union(self, document_id: str, spans: Iterable[Span]) -> Stems:
        """The stems of several stretches."""
        return frozenset().union(*(self.stems(document_id, span) for span in spans))

    def _of_path(self, path: tuple[str, ...]) -> tuple[Stems, Stems]:
        """The stems of the nearest heading of a path below the title, and of those over it."""
        nearest = frozenset(stems(normalise(path[-1]))) if path else _NONE
        return nearest, frozenset(stems(normalise(" . ".join(path[:-1]))))

    def _titles(self, document_id: str) -> frozenset[str]:
        """What names all of a document: its title and its first heading, where that is no section beside others."""
        document = self.collection.document(document_id)
        headings = [block for block in document.blocks if block.kind == "heading"]
        beside = any(block.level <= headings[0].level for block in headings[1:])
        return frozenset() if beside else frozenset((document.title, *(block.headings[-1] for block in headings[:1])))

    def _section_before(self, document_id: str, path: tuple[str, ...]) -> Stems:
        """The stems of the heading right before the section of a path, at the same level."""
        previous: Block | None = None
        for block in self.collection.document(document_id).blocks:
            if block.kind == "heading":
                if block.headings == path:
                    same = previous is not None and previous.headings[:-1] == path[:-1]
                    return frozenset(stems(normalise(previous.headings[-1]))) if same and previous else _NONE
                previous = block
        return _NONE

    def _set_apart(self, document_id: str) -> frozenset[Stems]:
        """The things that a document sets apart from each other."""
        document = self.collection.document(document_id)
        paths = [block.headings for block in document.blocks if block.kind == "heading"]
        titles = {document.title, *(path[0] for path in paths[:1])}
        return set_apart(titles, (path[-1] for path in paths if len(path) > 1))

    def around(self, document: Document, path: tuple[str, ...]) -> dict[str, Stems]:
        """The fields that all candidates of a section share."""
        titles = self.titles(document.id)
        named = path[:1] if path and path[0] in titles else ()
        nearest, above = self.of_path(path[len(named) :])
        title = frozenset(stems(normalise(" . ".join((document.title, *named)))))
        return {
            "heading": nearest,
            "above": above,
            "title": title,
            "before": self.section_before(document.id, path),
        }


def _is_reply(sentence: str) -> bool:
    """Whether a sentence only says whether something is so."""
    if len(sentence) > LONGEST_REPLY:
        return False
    words = tuple(word.word for word in tokens(sentence))
    return words in lexicon().short_replies or (len(words) == 1 and words[0] in lexicon().replies)
