"""Lists of which one item tells better than all of them what is asked for."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Coverage, Evidences, Stems, holds
from assistant.lexicon import lexicon
from assistant.terms import MEANT
from assistant.types import Question, Term

MUCH, NEARLY_ALL = 0.15, 0.95
"""An item that adds so much to its list, and covers so much of the question, is the one asked for."""
Read = Sequence[tuple[Candidate, dict[str, float], Coverage]]


def bettered_lists(question: Question, read: Read, evidences: Evidences) -> set[tuple[str, int]]:
    """The lists of which one item alone has a label with something of the question that the list itself does not say.

    "For monitoring" asks for what is labelled so, however little the word weighs beside the name of what is listed.
    What is asked for by name is in the name of many a thing: a loop tool is one of the tools. Of several the one counts
    that has most of the question in its label. An item without a label is the one where it alone says all that is
    asked, and its list does not. Where several are asked for, what all of the page is about singles out no item.
    """
    focus = None if question.focus is None else question.terms[question.focus]
    several = focus is not None and focus.plural
    sought = [term for term in question.content if term is not focus]
    labelled: dict[tuple[str, int], list[int]] = {}
    for candidate, features, coverage in read:
        parent = candidate.document.blocks[candidate.block].parent
        if candidate.kind != "item" or parent is None or not features["specific"]:
            continue
        words = evidences.stems(candidate.document.id, candidate.label) if candidate.label else frozenset()
        above = candidate.evidence.context | candidate.evidence.heading
        if several and _says_only_the_title(candidate, words, sought):
            continue
        said = [term for term in sought if holds(term, words, MEANT)]
        told = len(said) if len(said) == len(sought) or not all(holds(term, above, MEANT) for term in said) else 0
        complete = features["specific"] >= MUCH and coverage.share >= NEARLY_ALL
        if told or complete:
            labelled.setdefault((candidate.document.id, parent), []).append(told)
    return {place for place, told in labelled.items() if told.count(max(told)) == 1}


def _says_only_the_title(candidate: Candidate, label: Stems, sought: Sequence[Term]) -> bool:
    """Whether what a label has of the question stands above its list or in the title, and is not all of the label."""
    said = [term for term in sought if holds(term, label, MEANT)]
    words = frozenset(word for term in said for words, _ in term.phrases for word in words)
    rest = label - words - lexicon().function_stems
    evidence = candidate.evidence
    over = evidence.title | evidence.heading | evidence.context
    return bool(said and rest) and all(holds(term, over, MEANT) for term in said)


def outdone_lists(question: Question, read: Read) -> dict[tuple[str, int, int, str], float]:
    """For each list how much of the question its best item adds to what the list, its heading and lead-in hold.

    Nothing where no more is named than what is asked for: all of "Home Grant", "Farm Grant" are "grants".
    """
    added: dict[tuple[str, int], float] = {}
    several = question.focus is not None and question.terms[question.focus].plural
    only = several and len(question.content) == 1
    for candidate, features, _ in () if only else read:
        parent = candidate.document.blocks[candidate.block].parent
        if candidate.kind == "item" and parent is not None:
            place = candidate.document.id, parent
            specific = features["specific"]
            if (
                specific and features["label"]
            ):  # "for monitoring" asks for what is labelled so, however little it weighs
                specific = (1.0 + specific) / 2
            added[place] = max(added.get(place, 0.0), specific)
    return {
        candidate.key: added.get((candidate.document.id, candidate.block), 0.0)
        for candidate, _, _ in read
        if candidate.kind == "list"
    }
