"""The two things that a question asks the same of, by what joins them: "the price of a mug and a cup"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.lexicon import lexicon
from assistant.text import words_of
from assistant.types import Question, Span, Term
from assistant.word_forms import is_plural


@dataclass(frozen=True, slots=True)
class Pair:
    """The two things that a question names, by what joins them, and the question asked of each alone.

    ``named`` says whether both are particular things: "monitoring and logging" are one job. ``counted`` says whether
    they are two: "a mug and a cup", "mugs and cups". ``shared`` is the pair that they are where what ends the second
    thing belongs to both, "mild and hot chillies", if that may be.
    """

    things: tuple[str, str]
    joint: str
    alone: tuple[str, str]
    named: bool
    shared: Pair | None = None
    counted: bool = False


def pair(question: Question, by: Collection[str] = ("and", "or")) -> Pair | None:
    """The two things joined by "and" or "or" in a question; ``None`` where there are none, or more than two.

    ``by`` are the words that may join them, folded.

    The things are as many words long as each other where that reaches back far enough, or follow the same
    preposition or article: "belong to MLOps or to DevOps", "a product or a way of working".
    """
    terms = question.terms
    joints = [number for number, term in enumerate(terms) if term.text.casefold() in by]
    if len(joints) != 1 or not 0 < joints[0] < len(terms) - 1:
        return None
    (joint,) = joints
    second = _run(terms, _behind(terms, joint))
    first = _before(terms, joint, second)
    if first is None or second is None:
        return None
    text = question.text
    one, other = (Span(terms[a].span.start, terms[b - 1].span.end) for a, b in (first, second))
    things = (text[one.start : one.end], text[other.start : other.end])
    alone = (text[: one.end] + text[other.end :], text[: one.start] + text[other.start :])
    named = all(any(term.name for term in terms[a:b]) for a, b in (first, second))
    word = terms[joint].text.casefold()
    ends = [(terms[a].text.casefold(), words_of(terms[b - 1].text)[-1]) for a, b in (first, second)]
    counted = all(begin in lexicon().single or is_plural(end) for begin, end in ends)
    return Pair(things, word, alone, named, _shared(question, first, second, word), counted)


def _behind(terms: tuple[Term, ...], joint: int) -> int:
    """Where the second thing begins: behind what asks once more, "when do I sow hot and when mild chillies".

    So "what is a mug and what is a cup", and "which one".
    """
    start = joint + 1
    if terms[start].text.casefold() in lexicon().asking_words:
        again = lexicon().forms_of_be | {"one"}
        start += 1
        while start + 1 < len(terms) and terms[start].text.casefold() in again:
            start += 1
    return min(start, len(terms) - 1)


def _shared(question: Question, first: tuple[int, int], second: tuple[int, int], joint: str) -> Pair | None:
    """The pair where what the second thing has more words than the first is of both: "a mug and a cup cost".

    Where they are of as many words, the first may be the last of its words alone: "sow hot and mild chillies".
    """
    terms, text = question.terms, question.text
    ones, others = _words(question, *first), _words(question, *second)
    ones = ones[-1:] if len(ones) == len(others) else ones
    if not 0 < len(ones) < len(others):
        return None
    tail = terms[others[len(ones)]].span.start
    lead = terms[first[0] if ones[0] == _words(question, *first)[0] else ones[0]].span.start
    one = text[lead : terms[first[1] - 1].span.end]
    other = text[terms[second[0]].span.start : tail].rstrip()
    alone = (f"{text[:lead]}{one} {text[tail:]}", f"{text[:lead]}{other} {text[tail:]}")
    return Pair((one, other), joint, alone, named=False)


def _words(question: Question, start: int, end: int) -> list[int]:
    """Where the words of a thing begin among the terms, without small words before them: "check-up" is one."""
    spans = [term.span for term in question.terms]
    found = [n for n in range(start, end) if n == start or question.text[spans[n - 1].end : spans[n].start] != "-"]
    return [n for n in found if not _is_small(question.terms[n])]


def _run(terms: tuple[Term, ...], start: int) -> tuple[int, int] | None:
    """The words from a place on that name one thing, the small words before it included."""
    end = start
    while end < len(terms) and _is_small(terms[end]):
        end += 1
    first = end
    while end < len(terms) and terms[end].role != "function":
        end += 1
    while first < end < len(terms) - 1 and terms[end].text.casefold() == "of" and terms[end + 1].role != "function":
        end += 2  # "a way of working"
    return (start, end) if end > first else None


def _before(terms: tuple[Term, ...], joint: int, second: tuple[int, int] | None) -> tuple[int, int] | None:
    """The words before a joint that name the first thing, made as the second is."""
    if second is None:
        return None
    lead = terms[second[0]]
    if _is_small(lead):
        for position in range(joint - 1, -1, -1):
            if _is_alike(terms[position], lead):
                return position, joint
    start = joint
    while start > 0 and _goes_with(terms, start - 1, joint) and joint - start < second[1] - second[0]:
        start -= 1
    return (start, joint) if start < joint else None


def _is_alike(one: Term, other: Term) -> bool:
    """Whether two small words are the same, or "a" and "an"."""
    words = {one.text.casefold(), other.text.casefold()}
    return len(words) == 1 or words <= lexicon().single


def _goes_with(terms: tuple[Term, ...], position: int, joint: int) -> bool:
    """Whether a term is part of what stands before a joint: no comma parts it from the next, as in "harder, X or Y"."""
    term, following = terms[position], terms[position + 1]
    return term.role == "content" and (position + 1 == joint or following.span.start - term.span.end <= 1)


def _is_small(term: Term) -> bool:
    small = term.text.casefold()
    return small in lexicon().prepositions or small in lexicon().articles
