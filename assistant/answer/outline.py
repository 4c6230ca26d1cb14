"""What is cheap to tell of a candidate: how much of the question it covers, its kind and the heading above it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Coverage, Sought
from assistant.answer.expected import NEUTRAL
from assistant.answer.headings import Headings
from assistant.answer.hints import FOUND
from assistant.answer.told import SAME_HEADING
from assistant.types import Question

NEARBY = 0.7
"""A term with less credit than this stands at best near the candidate or in the document's title."""

LITERAL = 0.9
SYNONYM_FOCUS = 0.5
"""A thing asked for by name ("tools") that is met by a word that merely may mean it counts this much."""


OUTLINED = (
    "cover",
    "literal",
    "missing",
    "all_missing",
    "name_missing",
    "unfound",
    "own",
    "retrieval",
    "fit",
    "heading",
    "same_heading",
    "heading_list",
    "heading_first",
    "missing_count",
    "whole_list",
    "many",
    "few",
    "list_partial",
    "number_missing",
    "focus",
    "early",
    "frame",
    "subject",
)
"""The features of the ranking that an outline tells."""


class Outline:
    """Reads the first features of candidates for one question; ``content`` are its content terms, ``frame`` its frame
    words, which have ``frame_share`` of its weight.

    ``fit`` maps the kind of a candidate to how well it suits what is asked for. ``best_hit`` is the score of the best
    passage found, ``best_possible`` that of a perfect one.
    """

    def __init__(
        self,
        question: Question,
        content: Sought,
        frame: Sought,
        frame_share: float,
        headings: Headings,
        fit: Mapping[str, float],
        best_hit: float,
        best_possible: float,
    ) -> None:
        self.asks = question.asks
        self.content = content
        self.frame = frame
        self.frame_share = frame_share
        self.headings = headings
        self.fit = fit
        self.best_hit = best_hit
        self.best_possible = best_possible
        focus = None if question.focus is None else question.terms[question.focus]
        self._single = focus is not None and not focus.plural
        self._has_focus = focus is not None
        numbered = tuple(enumerate(content.terms))
        self._focus = next((number for number, term in numbered if term is focus), None)
        about = [question.terms[position] for position in question.subject]
        self._subject = tuple(number for number, term in numbered if term in about)
        self._terms = tuple((term.weight, term.name, term.text[:1].isdigit()) for term in content.terms)
        self._found = lru_cache(maxsize=1 << 10)(self._of_credits)

    def of(self, candidate: Candidate, coverage: Coverage) -> dict[str, float]:
        """The features of a candidate that covers so much of the question.

        ``cover``: share of the question's content, by weight, found in the candidate and around it, ``own``: found in
        the candidate itself. ``retrieval``: the passage's score against the best passage's, ``absolute`` against a
        perfect passage's. ``fit``: how well the kind suits what is asked for. ``heading``: how far the nearest heading
        is the question, ``same_heading`` that it is, ``heading_list`` the former for a list and ``heading_first`` for
        the first sentence under it. ``whole_list``: the coverage of a list, ``few``: the label of one row where all are
        asked for, ``many``: a list where one thing is asked for by name, ``list_partial`` the share found in a list's
        items alone. ``frame``: share of the question that are frame words found. ``early``: how soon a sentence comes.
        ``subject``: the least credit of what the question is about, a half where it is about nothing: a limited company
        is no limited partner. The rest is told by the credits alone: ``_of_credits``.
        """
        kind = candidate.kind
        found = self._found(coverage.credits)
        score = candidate.hit.score
        heading = self.headings.likeness(candidate)
        is_list = kind == "list"
        sentence = kind == "sentence"
        return {
            **found,
            "cover": coverage.share,
            "own": self.content.share(candidate.evidence.own),
            "retrieval": score / self.best_hit,
            "absolute": min(1.0, score / self.best_possible) if self.best_possible else 0.0,
            "fit": self.fit[candidate.shape or kind],
            "heading": heading,
            "same_heading": float(heading >= SAME_HEADING),
            "heading_list": heading if is_list else 0.0,
            "heading_first": heading if sentence and candidate.opens else 0.0,
            "whole_list": coverage.share if is_list else 0.0,
            "few": float(kind == "cell" and candidate.column == 0 and self.asks in ("list", "count")),
            "many": float(is_list and self._single),
            "list_partial": found["list_partial"] if is_list else 0.0,
            "frame": self.frame.cover(candidate.evidence).share * self.frame_share if self.frame.terms else 0.0,
            "early": 1.0 / (1.0 + candidate.order) if sentence else NEUTRAL,
        }

    def _of_credits(self, credits: tuple[float, ...]) -> dict[str, float]:
        """What the credits of the content terms tell, each feature from 0 to 1.

        ``literal``: the share of the weight found in the very words of the question in the candidate or right above it.
        ``missing``: the share of the heaviest content term that is not found, ``all_missing`` of all of them,
        ``missing_count`` of all, each counting the same. ``name_missing``: whether one is a name, ``number_missing`` a
        number. ``unfound``: the share of the heaviest term that is at best nearby, ``list_partial`` of all that are no
        nearer and not missing. ``subject`` as in ``of``, ``focus``: the credit of the term that names what is asked
        for, less if by a synonym; a half where none does.
        """
        literal = all_missing = partial = missing = unfound = 0.0
        count = 0
        name = number = False
        for (weight, is_name, is_number), credit in zip(self._terms, credits, strict=True):
            if credit >= LITERAL:
                literal += weight
            if credit < NEARBY:
                unfound = max(unfound, weight)
                if credit < FOUND:
                    all_missing += weight
                    missing = max(missing, weight)
                    count += 1
                    name = name or is_name
                    number = number or is_number
                else:
                    partial += weight
        total = self.content.total or 1.0
        focus = NEUTRAL
        if self._has_focus:
            credit = NEUTRAL if self._focus is None else credits[self._focus]
            focus = credit if credit > LITERAL else credit * SYNONYM_FOCUS
        return {
            "literal": literal / total,
            "missing": missing / total,
            "all_missing": all_missing / total,
            "missing_count": count / max(1, len(credits)),
            "name_missing": float(name),
            "number_missing": float(number),
            "unfound": unfound / total,
            "list_partial": partial / total,
            "focus": focus,
            "subject": min((credits[number] for number in self._subject), default=NEUTRAL),
        }
