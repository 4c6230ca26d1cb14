"""Whether a candidate tells what is asked for, by its words and its place: a number, a time, a person, a reason."""

from __future__ import annotations

from itertools import pairwise

from assistant.answer.candidate import Candidate
from assistant.answer.counted import counts_in, measures_another
from assistant.answer.counting import counted_stems, counts
from assistant.answer.definition import is_under_meaning
from assistant.answer.evidence import WORTH, Evidences, Sought, holds
from assistant.answer.expected import KIND_WORDS, NEUTRAL, fits, form_asked, kind_asked
from assistant.answer.figures import said_in
from assistant.answer.headings import Headings
from assistant.answer.kinds import holds_any
from assistant.answer.labels import without_marks
from assistant.answer.mentions import begins_with_pronoun, follows
from assistant.answer.persons import names_holder, people_stems
from assistant.answer.places import own
from assistant.answer.tense import asks_of_past
from assistant.lexicon import lexicon
from assistant.text import compared_forms, stem, tokens, words_of
from assistant.types import Question, Span
from assistant.word_forms import is_measure

SAME_HEADING = 0.85
"""From this on a heading is the question itself, and what stands under it is the sort of thing asked for."""
_TOLD_BY_ITEMS = frozenset({"amount", "duration", "frequency", "time"})
MOST_ITEMS = 50
UNDER_QUESTION = 0.8
"""What stands under the question tells what is asked, in whatever words; best what tells it by its own."""
MOSTLY = 0.6
"""What holds this share of a question states what it asks about."""
LEAST_FOLLOWING = 0.3
"""So does what a sentence that follows from the one before it says together with that, if it says so much itself."""
REASON_BEHIND = 0.8
"""How likely what goes on about a statement says why it is so, as long as no word tells that."""

LED_BY_REASON = 0.4
"""What a list tells of a reason that the sentence before it gives."""
NOT_SET_APART = 0.4
"""What a sentence that merely names two things tells of their difference."""
NOT_SAID_TO_BE = 0.45
"""What stands in a list or a table of which nothing says that it is of cities may be none: not told, and not denied."""

NO_KNOWN_ONE = 0.6
"""What prose tells that names none of a kind of which the documents name some."""
_CAPITAL = frozenset({"cell", "item", "list"})
_TOLD = frozenset({"count", "amount", "duration", "frequency", "time", "place"})
_TOLD_BY_SENTENCES = frozenset({"count", "amount", "duration", "frequency", "time", "person"})


def asks_what_it_does(question: Question) -> bool:
    """Whether a question is what a thing does: "what does the registry do"."""
    words = words_of(question.text)
    opens = words[:2] in (("what", "does"), ("what", "do"))
    return question.asks == "purpose" and opens and "do" in words[2:]


def kind_sought(question: Question) -> str:
    """The stem of what one or some are asked for by name, "language" of "which language is it written in"; or empty."""
    if question.focus is None or question.asks not in ("fact", "list", "place"):
        return ""
    words = words_of(question.text[: question.terms[question.focus].span.start])
    asking = any(word in ("what", "which") for word in words[-KIND_WORDS:])
    return question.terms[question.focus].phrases[0][0][-1] if asking else ""


def _sets_apart(text: str) -> bool:
    """Whether a sentence sets one thing against another: "whereas", "than", "cheaper"."""
    words = said_in(text)
    return bool(words & lexicon().contrasts) or any(word.endswith("er") for word in words & compared_forms())


class Told:
    """Looks for what one question asks for."""

    def __init__(self, question: Question, headings: Headings, content: Sought, evidences: Evidences) -> None:
        self.question = question
        self.headings = headings
        self.content = content
        self.evidences = evidences
        self.asked = frozenset(word for term in question.terms for word in term.phrases[0][0])
        kind = kind_sought(question)
        self.members = evidences.members(kind) if kind else frozenset()

    def gives_reason(self, candidate: Candidate) -> float:
        """Whether a sentence goes on ("It …") about what the one before says, and why that is so is asked.

        Or that what is asked about follows from the one before it, "for this reason".
        """
        if self.question.asks != "reason" or candidate.previous is None:
            return 0.0
        if follows(candidate.document.view, candidate.span.start):
            own = self.evidences.stems(candidate.document.id, candidate.span)
            both = own | self.evidences.stems(candidate.document.id, candidate.previous)
            return float(self.content.share(both) >= MOSTLY and self.content.share(own) >= LEAST_FOLLOWING)
        if not begins_with_pronoun(candidate.document.view, candidate.span.start):
            return 0.0
        said = self.evidences.stems(candidate.document.id, candidate.previous)
        return float(self.content.share(said) >= MOSTLY)

    def of(self, candidate: Candidate, text: str, heading: float) -> float:
        """From 0, nothing of the sort, to 1; ``heading`` is how far the nearest heading is the question."""
        if self.question.asks == "comparison" and candidate.kind == "sentence":
            return 1.0 if _sets_apart(text) else NOT_SET_APART
        told = self.question.asks in _TOLD or (self.question.asks == "person" and asks_of_past(self.question))
        if self.headings.asks_same(candidate) or (heading >= SAME_HEADING and not told):
            return max(UNDER_QUESTION, fits(self.question, text))
        if self.gives_reason(candidate):
            return max(REASON_BEHIND, fits(self.question, text))
        if candidate.kind == "list" and self.question.asks == "reason" and self._led_by_reason(candidate):
            return LED_BY_REASON
        if candidate.kind == "list" and self.question.asks in _TOLD_BY_ITEMS:
            return self._by_items(candidate)
        if candidate.kind == "passage" and self.question.asks in _TOLD_BY_SENTENCES:
            return 0.0  # a number or a name somewhere in a passage is one of anything
        if self.question.asks == "count" and candidate.kind == "sentence" and self.question.focus is not None:
            focus = self.question.terms[self.question.focus]
            if candidate.previous is None and holds(focus, candidate.evidence.context):
                return fits(self.question, text)
            stems = counted_stems(self.question, WORTH["near"])
            above = candidate.evidence.context | candidate.evidence.heading
            return counts_in(self.question, text, stems, above)  # "how many hours" is not told by a number of stages
        if self.question.asks == "count" and candidate.kind != "sentence":
            counted = float(counts(self.question, candidate)) or self._led_by_count(candidate)
            of_another = candidate.kind == "list" or measures_another(self.question, text)
            return counted if of_another else max(fits(self.question, text), counted)
        if candidate.kind == "cell" and self.question.asks == "definition" and is_under_meaning(candidate):
            return 1.0
        if candidate.kind == "cell" and self._is_under_measure(candidate):
            return max(UNDER_QUESTION, fits(self.question, text))
        if candidate.kind in _CAPITAL and (kind := kind_asked(self.question.text)):
            under = candidate.evidence.context | candidate.evidence.heading
            if stem(kind) not in under and not self._names_something(candidate):
                return 0.0
            return 1.0 if stem(kind) in under else NOT_SAID_TO_BE  # they begin with a capital, whatever they are
        if self.question.asks == "person" and candidate.kind in ("item", "list") and candidate.headings:
            if asks_of_past(self.question) and candidate.kind == "list":
                return 0.0  # the names in a list are of what it lists
            held = names_holder(candidate.headings[-1]) and not asks_of_past(self.question)
            form = (
                self._by_items(candidate) if candidate.kind == "list" and candidate.parts else fits(self.question, text)
            )
            return max(form, float(held))
        if self.question.asks == "place" and _is_under_place(candidate):
            return 1.0
        told_of_people = candidate.kind in ("cell", "item", "list") and candidate.evidence.context & people_stems()
        if self.question.asks == "person" and told_of_people and not asks_of_past(self.question):
            return 1.0
        if self.question.asks == "list" and candidate.kind != "sentence" and form_asked(self.question) is None:
            return NEUTRAL  # lists and cells have their form
        prose = candidate.kind in ("sentence", "passage")  # a row or an item of a kind always holds its own name
        if prose and holds_any(self.members, own(candidate, self.evidences), self.asked):
            return 1.0
        form = fits(self.question, text)
        return min(form, NO_KNOWN_ONE) if prose and self.members else form

    def _by_items(self, candidate: Candidate) -> float:
        """How far a list tells it: what one item of many tells is told by that item, what leads in by the list."""
        view = candidate.document.view
        shares = [fits(self.question, view[slice(*part)]) for part in candidate.parts[:MOST_ITEMS]]
        lead = view[slice(*_lead(candidate))]
        return max(fits(self.question, lead), sum(shares) / len(shares))

    def _led_by_reason(self, candidate: Candidate) -> bool:
        """Whether what leads into a list tells the reason by itself: "these are banned, because they burn:"."""
        if not candidate.parts:
            return False
        lead = candidate.document.view[slice(*_lead(candidate))]
        items = candidate.document.view[candidate.parts[0].start : candidate.span.end]
        words = said_in(lead)
        told = words & lexicon().reason_words and not words & lexicon().named_reasons
        return bool(told) and not said_in(items) & lexicon().reason_words

    def _names_something(self, candidate: Candidate) -> bool:
        """Whether a list, an item or a cell has a word with a capital that the question has not."""
        asked = said_in(self.question.text)
        view = candidate.document.view
        parts = candidate.parts if candidate.kind == "list" and candidate.parts else (candidate.span,)
        words = (token for part in parts[:MOST_ITEMS] for token in tokens(view, *part))
        return any(view[word.start].isupper() and word.word not in asked for word in words)

    def _led_by_count(self, candidate: Candidate) -> float:
        """Whether what leads into a list says how many there are: "the path has five stages:"."""
        if candidate.kind != "list" or not candidate.parts or self.question.focus is None:
            return 0.0
        lead = candidate.document.view[slice(*_lead(candidate))]
        stems = counted_stems(self.question, WORTH["near"])
        return counts_in(self.question, lead, stems)

    def _is_under_measure(self, candidate: Candidate) -> bool:
        """Whether what "how" asks for names the column of a cell: "medium" under "How far?", "some" under "Coding".

        So does what is measured: "287" under "Length" where "how long" is asked.
        """
        words = words_of(self.question.text)
        measures = [other for one, other in pairwise(words) if one == "how" and is_measure(other)]
        names = (name for measure in measures for name in (measure, *lexicon().measured_by.get(measure, ())))
        asked = set(map(stem, names))
        asked |= {stem(other) for one, other in pairwise(words) if one == "much"} - lexicon().function_stems
        return bool(asked & candidate.evidence.context)


def _lead(candidate: Candidate) -> tuple[int, int]:
    """Where what leads into a list begins and ends, without the mark of its first item."""
    return without_marks(candidate.document, Span(candidate.span.start, candidate.parts[0].start))


def _is_under_place(candidate: Candidate) -> bool:
    """Whether a column or label says that it tells where: "Venue", "Held in"."""
    if candidate.evidence.context.intersection(lexicon().asked_for["place"]):
        return True
    label = candidate.label
    words = [] if label is None else [token.word for token in tokens(candidate.document.view, *label)]
    return len(words) > 1 and words[-1] in lexicon().before_place
