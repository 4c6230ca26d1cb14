"""How many things a place in the documents lists."""

from __future__ import annotations

import re

from assistant.answer.candidate import Candidate
from assistant.answer.counted import counts_in
from assistant.answer.evidence import Stems, holds
from assistant.answer.labels import label_of, without_marks
from assistant.answer.mentions import begins_with_pronoun
from assistant.lexicon import lexicon
from assistant.text import normalise, sentences, stem, tokens
from assistant.types import Document, Question, Span, Term
from assistant.word_forms import is_plural

MAX_NAME_WORDS = 5
"""What stands between two commas and is longer than this is no name in a row of names."""

_NUMBERED = re.compile(r"\d+[.)]\s*$")
_SEPARATOR = re.compile(r"\s*(?:,\s*(?:and|or)\s|,(?!\d)|;|\sand\s|\sor\s)\s*")


def counts(question: Question, candidate: Candidate) -> bool:
    """Whether what is to be counted is what a place lists: its heading, lead-in, label or column says so."""
    if question.focus is None or (candidate.kind not in ("list", "item", "cell") and candidate.shape != "table"):
        return False
    if candidate.kind in ("item", "cell") and _names(candidate.document, candidate.span) is None:
        return False
    evidence, focus = candidate.evidence, question.terms[question.focus]
    if candidate.kind == "list" and _are_all(question, candidate, focus):
        return True
    if not holds(focus, evidence.context | evidence.heading, least=0.8) and not _by_synonym(question, candidate, focus):
        return False
    if candidate.kind == "list":
        return _are_listed(question, candidate, focus)
    return candidate.kind != "item" or not _is_one(candidate, focus)


def _by_synonym(question: Question, candidate: Candidate, focus: Term) -> bool:
    """Whether what leads into a list has another word for what is counted and all else that is asked: "methods" for
    "how many ways to pay are there"."""
    people = focus.text.casefold() in lexicon().people  # they are called by any role
    if candidate.kind != "list" or people or not holds(focus, candidate.evidence.context, least=0.7):
        return False
    others = [term for term in question.content if term is not focus]
    above = candidate.evidence.context | candidate.evidence.heading
    return bool(others) and all(holds(term, above, least=0.6) for term in others)


def _are_all(question: Question, candidate: Candidate, focus: Term) -> bool:
    """Whether what is counted is called by no name of its own, and what stands over a list says all else.

    "How many things are in the basic kit" counts what "the basic kit consists of", and the steps of anything are the
    items of a numbered list.
    """
    above = candidate.evidence.context | candidate.evidence.heading
    others = [term for term in question.content if term is not focus]
    steps = focus.phrases[0][0][-1] in lexicon().step_stems and _is_numbered(candidate)
    if not others or not (steps or _counted_name(question, focus).text.casefold() in lexicon().of_no_sort):
        return False
    return all(holds(term, above, least=0.6) for term in others)


def counted_stems(question: Question, least: float = 0.0) -> Stems:
    """The stems by which what is counted may be named, of forms that are worth so much."""
    if question.focus is None:
        return frozenset()
    focus = question.terms[question.focus]
    named = {focus, _counted_name(question, focus)}
    return frozenset(word for term in named for words, share in term.phrases if share >= least for word in words)


def _counted_name(question: Question, focus: Term) -> Term:
    """The term for what is counted: the cards in "kinds of card"."""
    place = question.terms.index(focus)
    of, *behind = [*question.terms[place + 1 : place + 3], focus]
    sort = focus.text.casefold() in lexicon().sorts and of.text.casefold() == "of"
    return behind[0] if sort and behind[0].role != "function" else focus


def _is_numbered(candidate: Candidate) -> bool:
    """Whether a number stands before the second item of a list; the first may be what the list begins with."""
    view, parts = candidate.document.view, candidate.parts[1:2]
    return any(_NUMBERED.search(view, candidate.parts[0].end, part.start) is not None for part in parts)


def _are_listed(question: Question, candidate: Candidate, focus: Term) -> bool:
    """Whether what stands over a list speaks of several of what is counted: "what a data scientist needs" has one.

    So does the sentence before a lead-in that begins with what refers to it, "It has these:", unless that says itself
    how many there are.
    """
    document = candidate.document
    lead = document.view[candidate.span.start : candidate.parts[0].start] if candidate.parts else ""
    before = document.blocks[candidate.block - 1] if candidate.block else None
    refers = before is not None and before.kind == "paragraph" and begins_with_pronoun(lead, 0)
    said = document.view[slice(*before.span)] if before is not None and refers else ""
    stems = frozenset(word for words, _ in focus.phrases for word in words)
    if counts_in(question, lead, stems) == 1.0 and led_by_number(candidate, len(candidate.parts)) is None:
        return False  # "the second takes four weeks:" counts something else
    said = "" if counts_in(question, said, stems) == 1.0 else said
    told = [token.word for text in (lead, said, *candidate.headings[-1:]) for token in tokens(normalise(text))]
    return any(stem(word) in stems and (is_plural(word) or not is_plural(focus.text.casefold())) for word in told)


def _is_one(candidate: Candidate, focus: Term) -> bool:
    """Whether the label of an item names one of what is counted: "Sewing machine: seams in cotton and silk"."""
    if candidate.label is None:
        return False
    last = [token.word for token in tokens(candidate.document.view, *candidate.label)][-1:]
    stems = {word for words, _ in focus.phrases[:1] for word in words}
    return any(stem(word) in stems and not is_plural(word) for word in last)


def listed(question: Question, candidate: Candidate, items: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The things that a list, an item of names or the rows of a table hold; ``None`` where it is no list of things.

    ``items`` are those of a list candidate.
    """
    if not counts(question, candidate):
        return None
    if items is not None:
        return items
    document = candidate.document
    if candidate.shape == "table":
        rows = document.children[candidate.block][1:]
        return tuple(_first_cell(document, row) for row in rows)
    if candidate.kind in ("item", "cell"):
        return _names(document, candidate.span)
    return None


def led_by_number(candidate: Candidate, amount: int) -> tuple[Span, Span] | None:
    """The sentence that leads into a list and says itself how many there are, and the number in it."""
    if candidate.kind != "list" or not candidate.parts:
        return None
    view = candidate.document.view
    lead = without_marks(candidate.document, Span(candidate.span.start, candidate.parts[0].start))
    for start, end in reversed(sentences(view, *lead)):
        for token in tokens(view, start, end):
            if (float(token.word) if token.word.isdecimal() else lexicon().numbers.get(token.word)) == amount:
                return Span(start, end), Span(token.start, token.end)
    return None


def _first_cell(document: Document, row: int) -> str:
    cells = document.children.get(row, ())
    return document.plain(document.blocks[cells[0]].span) if cells else ""


def _names(document: Document, span: Span) -> tuple[str, ...] | None:
    """The names in a row of names, behind their label; ``None`` for anything that reads like a sentence."""
    label = label_of(document, span)
    text = document.plain(Span(label.end, span.end) if label else span).lstrip(" :-–—")
    names = tuple(name for name in _SEPARATOR.split(text.rstrip(".")) if name)
    if len(names) < 2 or any(not name[:1].isalpha() for name in names):
        return None
    if any(len(name.split()) > MAX_NAME_WORDS for name in names):
        return None
    clause = lexicon().auxiliaries | lexicon().forms_of_be | lexicon().referring | {"cannot"}
    if any(word in clause for name in names for word in name.casefold().split()):
        return None
    return names
