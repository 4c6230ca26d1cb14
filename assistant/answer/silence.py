"""Whether a candidate says nothing of what is asked for, however well it is about the subject.

Of what the training sets hold of each of these, hardly one was right, and most are questions that the documents do not
answer.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import dropwhile, islice, pairwise, takewhile

from assistant.answer.candidate import Candidate
from assistant.answer.columns import NO_SYNONYM
from assistant.answer.evidence import WORTH, Coverage, Sought, holds
from assistant.answer.expected import NEUTRAL, form_asked, only_hours
from assistant.answer.extremes import asks_utmost, ranks
from assistant.answer.hints import FOUND
from assistant.answer.persons import begins_with_name, names_maker
from assistant.answer.tense import asks_of_past, tells_of_past
from assistant.lexicon import lexicon
from assistant.text import stem, stems, words_of
from assistant.types import Question, Term

TYPE_MISSING = 0.45
"""With less than this, the number, time or person that is asked for is not there."""

NAME_WORDS = 3
BRIEF = 20
"""In a longer sentence a reason often stands without a "because"."""
_TYPED = frozenset({"count", "amount", "duration", "frequency", "time", "person"})
_OF_A_SIDE = frozenset({"count", "amount", "definition", "duration", "frequency"})
_OF_EVENTS = _TYPED | {"place", "fact"}
_OF_OCCASIONS = frozenset({"time", "place"})
_OF_BOTH = frozenset({"comparison", "yes_no", "list", "count"})
MOST_ROWS = 100
_OF_TABLES = frozenset({"cell", "comparison"})
_OF_SOMETHING = frozenset({"amount", "person", "time", "place", "reason", "way", "yes_no"})


class Silence:
    """Looks at candidates for one question; ``content`` are its content terms."""

    def __init__(self, question: Question, content: Sought) -> None:
        self.question = question
        self.content = content
        self._typed = question.asks in _TYPED or form_asked(question) is not None
        self._past = question.asks in _OF_EVENTS and form_asked(question) != "origin" and asks_of_past(question)
        self._exists = asks_existence(question)
        self._sort = question.asks == "sort"
        self._polar = question.asks == "yes_no"
        self._sides = Sought(_sides(question))
        self._of_a_side = question.asks in _OF_A_SIDE or (question.asks == "fact" and bool(self._sides.terms))
        self._why = question.asks == "reason" and "why" in words_of(question.text)
        self._one = asks_utmost(question.text) and bool({"is", "was", "has", "does"} & set(words_of(question.text)))
        self._without = _without(question)
        self._spelt = _to_be_spelt_out(question)
        self._said = frozenset(w for term in question.content for words, _ in term.phrases[:1] for w in words)

    def of(self, candidate: Candidate, coverage: Coverage, expected: float, *, asked_above: bool) -> bool:
        """Whether a candidate is silent, given how far (0 to 1) it holds the sort of thing asked for.

        ``asked_above``: the heading above it is the question, so that what stands there is about it.
        """
        if (self._typed and expected < TYPE_MISSING) or self._lacks(coverage):
            return True
        if candidate.kind in _OF_TABLES and expected < TYPE_MISSING and self._is_beside_the_point(candidate):
            return True
        if self._of_a_side and candidate.kind in _OF_TABLES and self._is_any_cell(candidate, coverage):
            return True
        if candidate.kind in _OF_TABLES and (self._is_of_other_row(candidate, coverage) or self._is_with(candidate)):
            return True
        if self._spelt and not _spells_out(self._spelt, _text(candidate)):
            return True
        if self._sort and not any(character.isalpha() for character in _text(candidate)):
            return True  # a figure says of no sort that it is that
        if self._one and candidate.kind == "list" and not ranks(_around(candidate)):
            return True  # several, of which it does not say which is beyond all others
        if asked_above:
            return False
        if self._why and candidate.kind == "sentence" and expected < NEUTRAL and _is_brief(candidate):
            return True  # it tells that it is so, and not why
        if self._tells_another_side(candidate, coverage):
            return True
        if self._polar and (self._is_of_any_row(candidate) or self._is_of_others(candidate, coverage)):
            return True
        return self._is_untimely(candidate) or self._names_alone(candidate, coverage) or self._tells_no_side(candidate)

    def _lacks(self, coverage: Coverage) -> bool:
        """Whether asked is if there is something, and no word of that is found."""
        subject = [self.question.terms[position] for position in self.question.subject]
        credits = [c for term, c in zip(self.content.terms, coverage.credits, strict=True) if term in subject]
        return self._exists and max(credits, default=1.0) < FOUND

    def _is_any_cell(self, candidate: Candidate, coverage: Coverage) -> bool:
        """Whether a cell, or its row, is of what is asked about, and neither it nor its column has any of the rest.

        What the pass mark for an exam is, the row with its fee and its length does not say.
        """
        figured = self.question.asks in _TYPED  # all of a row may tell how much in other words
        if candidate.column == 0 or candidate.shape in ("inverse", "table") or (candidate.shape == "row" and figured):
            return False
        if min(coverage.credits, default=1.0) >= FOUND or not candidate.parts:
            return False
        label = frozenset(stems(candidate.document.view, *candidate.parts[0]))
        rest = (candidate.evidence.own | candidate.evidence.context) - label
        told = zip(self.content.within(label).credits, self.content.within(rest).credits, strict=True)
        return not any(there for of_row, there in told if of_row < FOUND)

    def _is_of_other_row(self, candidate: Candidate, coverage: Coverage) -> bool:
        """Whether a question says some of a row's label, and in place of the rest a word of another row's.

        When "Spring 2026" begins does not tell when autumn 2026 does, where there is an "Autumn 2025".
        """
        focus = None if self.question.focus is None else self.question.terms[self.question.focus]
        terms = zip(self.content.terms, coverage.credits, strict=True)
        missing = [term for term, credit in terms if credit < FOUND and term is not focus]
        parent = candidate.document.blocks[candidate.block].parent
        of_row = candidate.column or candidate.shape == "row"
        if not missing or self.question.asks in _OF_BOTH or not of_row or parent is None:
            return False
        document = candidate.document
        own = frozenset(stems(document.view, *candidate.parts[0])) if candidate.parts else self._said
        if own <= self._said or own.isdisjoint(self._said):
            return False
        others = [row for row in document.children[parent][1:] if row != candidate.block]
        cells = (document.children.get(row, ())[:1] for row in others[:MOST_ROWS])
        labels = [frozenset(stems(document.view, *document.blocks[cell[0]].span)) for cell in cells if cell]
        return any(holds(term, label, NO_SYNONYM) for term in missing for label in labels)

    def _is_with(self, candidate: Candidate) -> bool:
        """Whether a cell stands under what the question is to be without: the price with a card, for one without."""
        parent = candidate.document.blocks[candidate.block].parent
        if not self._without or not candidate.column or parent is None:
            return False
        document = candidate.document
        header = document.children.get(document.children[parent][0], ())[candidate.column : candidate.column + 1]
        said = [words_of(document.view[slice(*document.blocks[cell].span)]) for cell in header]
        plain = any(lexicon().negations.isdisjoint(words) for words in said)
        named = frozenset(stem(word) for words in said for word in words)
        return plain and any(holds(term, named, NO_SYNONYM) for term in self._without)

    def _is_beside_the_point(self, candidate: Candidate) -> bool:
        """Whether a table is to tell why something is, or a figure where, and no name of a column says that it does."""
        figure = candidate.kind == "cell" and any(character.isdigit() for character in _text(candidate))
        return self._why or (self.question.asks == "place" and figure)

    def _tells_no_side(self, candidate: Candidate) -> bool:
        """Whether asked is what something of a thing is, and an item on the thing, and what is above it, do not tell.

        "ITIL Foundation: covers the language of services" does not say what the pass mark for it is.
        """
        if candidate.kind != "item" or self.question.asks != "definition" or not self._sides.terms:
            return False
        nothing: frozenset[str] = frozenset()
        told = self._sides.cover(replace(candidate.evidence, near=nothing, before=nothing, title=nothing))
        return max(told.credits) < FOUND

    def _tells_another_side(self, candidate: Candidate, coverage: Coverage) -> bool:
        """Whether a fact is asked for by a name that is nowhere here, and an item has the rest of the question in its
        label.

        "Alertmanager: groups alerts" does not say which port it uses. What has many names is told by other words: jobs,
        drawbacks.
        """
        question = self.question
        if candidate.kind != "item" or candidate.label is None or question.asks != "fact" or question.focus is None:
            return False
        focus = question.terms[question.focus]
        credit = next((c for term, c in zip(self.content.terms, coverage.credits, strict=True) if term is focus), 1.0)
        if credit > 0.0 or focus.phrases[0][0] in lexicon().synonyms or not _asks_which(question, focus):
            return False
        view = candidate.document.view
        label = frozenset(stems(view, *candidate.label)) - lexicon().function_stems
        return bool(label) and label <= self._said

    def _is_of_any_row(self, candidate: Candidate) -> bool:
        """Whether a cell stands in one of many rows, and the question says nothing of that row nor of the cell; or all
        of a table is told, and the question names no row.

        That a detached house has a tank of 300 litres does not tell whether one is needed.
        """
        if candidate.shape == "table":
            return not candidate.evidence.near & self._said
        if candidate.kind != "cell" or candidate.label is None or candidate.label.start == candidate.span.start:
            return False
        view = candidate.document.view
        told = {*stems(view, *candidate.label), *stems(view, *candidate.span)} - lexicon().function_stems
        return any(word.isdigit() for word in told) and not told & self._said

    def _is_of_others(self, candidate: Candidate, coverage: Coverage) -> bool:
        """Whether a sentence begins with a name, and the one that is asked about is at best named nearby.

        "Iceberg and Trino are open source" says nothing of Snowflake.
        """
        if candidate.kind != "sentence":
            return False
        pairs = zip(self.content.terms, coverage.credits, strict=True)
        elsewhere = any(_is_written_name(term) and FOUND <= credit <= WORTH["near"] for term, credit in pairs)
        view = candidate.document.view
        names_asked = any(word in self._said for word in islice(stems(view, *candidate.span), NAME_WORDS))
        return elsewhere and not names_asked and begins_with_name(_text(candidate))

    def _is_untimely(self, candidate: Candidate) -> bool:
        """Whether something past is asked about, and a sentence tells of now: when a centre was built, that it is open.

        Not for what a name comes from, which it comes from still, nor for what happens in a story. Of tables those that
        tell hours and no date tell when something is open, and not when it was opened.
        """
        if self._past and self.question.asks == "time" and candidate.kind in _OF_TABLES:
            return only_hours(_text(candidate))
        return self._past and candidate.kind == "sentence" and not tells_of_past(_text(candidate))

    def _names_alone(self, candidate: Candidate, coverage: Coverage) -> bool:
        """Whether somebody, a time, a figure or a yes is asked for, and nothing of the question is found but names.

        When somebody was born is not told by a sentence that names them and a year, though another nearby tells of a
        birth. A table tells it by its columns,
        and "The Slate Road by Edith Rowbotham" who wrote it.
        """
        if candidate.kind in ("cell", "comparison") or self.question.asks not in _OF_SOMETHING:
            return False
        plain = [c for term, c in zip(self.content.terms, coverage.credits, strict=True) if not _is_written_name(term)]
        alone = 0 < len(plain) < len(self.content.terms) and (max(plain) < FOUND or self._is_told_of_others(candidate))
        return alone and not (self.question.asks == "person" and names_maker(_text(candidate)))

    def _is_told_of_others(self, candidate: Candidate) -> bool:
        """Whether an occasion is asked for, and a sentence and what stands above it have nothing of what happened."""
        if candidate.kind != "sentence" or self.question.asks not in _OF_OCCASIONS:
            return False
        evidence = candidate.evidence
        credits = self.content.within(evidence.own | evidence.context | evidence.heading).credits
        pairs = zip(self.content.terms, credits, strict=True)
        return not any(credit for term, credit in pairs if not _is_written_name(term))


def _is_brief(candidate: Candidate) -> bool:
    """Whether a sentence has so few words that a reason in it would need a word that says so."""
    return len(words_of(_text(candidate))) <= BRIEF


def _asks_which(question: Question, focus: Term) -> bool:
    """Whether a noun is asked for as one of its kind: "what port does", "what is the port", not "what is special"."""
    before = words_of(question.text[: focus.span.start])
    return before[-1:] == ("the",) or lexicon().forms_of_be.isdisjoint(before)


def _sides(question: Question) -> list[Term]:
    """The content terms before an "of" or "for" that has content behind it: "pass mark" of "the pass mark for X"."""
    joint = next((term for term in question.terms if term.text.casefold() in lexicon().of_subject), None)
    if joint is None or not any(term.span.start >= joint.span.end for term in question.content):
        return []
    return [term for term in question.content if term.span.end <= joint.span.start]


def _to_be_spelt_out(question: Question) -> str:
    """The acronym of which a question asks what it stands for, folded; else empty."""
    if question.asks != "definition" or words_of(question.text)[-2:] != ("stand", "for"):
        return ""
    text = next((term.text for term in question.content), "")
    return text.casefold() if len(text) > 1 and text.isupper() and text.isalpha() else ""


def _spells_out(acronym: str, text: str) -> bool:
    """Whether a text says what an acronym stands for: that it does, or words in a row that begin with its letters."""
    words = words_of(text)
    if any(pair == ("stands", "for") for pair in pairwise(words)):
        return True
    for joined in (words, [word for word in words if word not in lexicon().function_words]):
        if acronym in "".join(word[:1] for word in joined):
            return True
    return False


def asks_existence(question: Question) -> bool:
    """Whether a question is whether there is something: "is there a car park"."""
    words = words_of(question.text)[:2]
    return question.asks == "yes_no" and words[1:] == ("there",) and words[0] in lexicon().forms_of_be


def _without(question: Question) -> tuple[Term, ...]:
    """The terms right behind "without" in a question: what is to be lacking."""
    terms = question.terms
    place = next((n for n, term in enumerate(terms) if term.text.casefold() == "without"), len(terms))
    behind = dropwhile(lambda term: term.role == "function", terms[place + 1 :])
    return tuple(takewhile(lambda term: term.role == "content", behind))


def _around(candidate: Candidate) -> list[str]:
    """The words of a candidate and of the heading above it."""
    return [word for place in (_text(candidate), *candidate.headings[-1:]) for word in words_of(place)]


def _text(candidate: Candidate) -> str:
    return candidate.document.view[slice(*candidate.span)]


def _is_written_name(term: Term) -> bool:
    """Whether a term is written as a name: who types all in small letters may mean any word by it."""
    return term.name and term.text[:1].isupper()
