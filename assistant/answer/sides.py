"""The two things that a question compares, read off where its terms stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.lexicon import classes, lexicon
from assistant.terms import MEANT
from assistant.types import Question, Term


def compared(question: Question) -> tuple[str, str] | None:
    """The two things that a question compares and nothing else, in its words; ``None`` if it asks for more."""
    groups = _groups(question)
    if len(groups) != 2:
        return None
    spans = [(question.terms[group[0]].span.start, question.terms[group[-1]].span.end) for group in groups]
    one, other = (question.text[start:end] for start, end in spans)
    return one, other


def sides(question: Question) -> tuple[tuple[Term, ...], tuple[Term, ...]] | None:
    """The terms that name either of the two things: of the first those right before what joins them, of the second
    those right behind it. ``None`` unless there are two.
    """
    groups = _groups(question)
    if len(groups) != 2:
        return None
    one, other = groups
    first = [one[-1]]
    while len(first) < len(one) and one[-len(first) - 1] == first[0] - 1 and not _is_apart(question, first[0]):
        first.insert(0, first[0] - 1)
    second = [other[0]]
    while len(second) < len(other) and other[len(second)] == second[-1] + 1 and not _is_apart(question, second[-1] + 1):
        second.append(second[-1] + 1)
    return tuple(question.terms[n] for n in first), tuple(question.terms[n] for n in second)


def _is_apart(question: Question, place: int) -> bool:
    """Whether a comma or the like stands before a term: "which is older, X or Y"."""
    before, term = question.terms[place - 1], question.terms[place]
    return any(mark in ",;:" for mark in question.text[before.span.end : term.span.start])


def names(side: Sequence[Term], places: Sequence[Sequence[str]]) -> bool:
    """Whether one of several places, as stems in order, has the words of a thing next to each other as they are asked:
    a data engineer is not any engineer beside any data. A single word is a name anyway, and one with a capital names
    who works with it too: "DevOps engineers" stand under "DevOps"."""
    if len(side) > 1 and side[0].name and classes.word(side[-1].text.casefold()).main_class == "person":
        side = side[:-1]
    pairs = {(one.phrases[0][0][-1], other.phrases[0][0][0]) for one, other in pairwise(side)}
    return not pairs or any(pairs <= set(pairwise(place)) for place in places)


def says(term: Term, said: frozenset[str], places: Sequence[Sequence[str]]) -> bool:
    """Whether a thing is named among some stems; in one of the places as an expression, where it is one.

    Machine learning that runs IT operations is no machine learning operations.
    """
    for words, share in term.phrases:
        if share < MEANT or not said.issuperset(words):
            continue
        if len(words) == 1 or any(
            words == tuple(place[n : n + len(words)]) for place in places for n in range(len(place))
        ):
            return True
    return False


def _groups(question: Question) -> list[list[int]]:
    """The places of the content terms, apart where a word that joins two things stands between them."""
    groups: list[list[int]] = []
    for position, term in enumerate(question.terms):
        if term.role != "content":
            continue
        between = question.terms[groups[-1][-1] + 1 : position] if groups else ()
        if groups and all(
            other.role != "content" and other.text.casefold() not in lexicon().joining for other in between
        ):
            groups[-1].append(position)
        else:
            groups.append([position])
    return groups
