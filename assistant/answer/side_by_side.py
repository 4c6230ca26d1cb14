"""Questions about two things: compared with each other, asked of both at once, or put as a choice.

Where no single place answers, each of the two is asked about by itself and the answers are set side by side,
each with its own source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.answer.columns import NO_SYNONYM
from assistant.answer.evidence import holds
from assistant.answer.sides import sides
from assistant.lexicon import lexicon
from assistant.question import form_of
from assistant.text import normalise, stems, words_of
from assistant.types import Answer, Document, Question, Span, Table, Term

_COMPARING = re.compile(
    r"^\s*(?:please\s+)?(?:compare|contrast|(?:what(?:'s| is| are)?\s+)?(?:the\s+)?differences?\s+(?:in|between))\s+",
    re.IGNORECASE,
)


_BESIDE = frozenset({"cell", "comparison", "item"})
_SAYING = frozenset({"sentence", "definition", "item"})


@dataclass(frozen=True, slots=True)
class Pair:
    """The two things that a question names, by what joins them, and the question asked of each alone.

    ``named`` says whether both are particular things: "monitoring and logging" are one job. ``shared`` is the pair that
    they are where what ends the second thing belongs to both, "mild and hot chillies", if that may be.
    """

    things: tuple[str, str]
    joint: str
    alone: tuple[str, str]
    named: bool
    shared: Pair | None = None


def pair(question: Question) -> Pair | None:
    """The two things joined by "and" or "or" in a question; ``None`` where there are none, or more than two.

    The things are as many words long as each other where that reaches back far enough, or follow the same
    preposition or article: "belong to MLOps or to DevOps", "a product or a way of working".
    """
    terms = question.terms
    joints = [number for number, term in enumerate(terms) if term.text.casefold() in ("and", "or")]
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
    return Pair(things, word, alone, named, _shared(question, first, second, word))


def _behind(terms: tuple[Term, ...], joint: int) -> int:
    """Where the second thing begins: behind what asks once more, "when do I sow hot and when mild chillies"."""
    start = joint + 1
    if terms[start].text.casefold() in lexicon().asking_words and start + 1 < len(terms):
        start += 1 + (terms[start + 1].text.casefold() == "one")
    return start


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


def asks_of_side(question: Question, things: tuple[str, str]) -> bool:
    """Whether a side of two things is compared: "which costs more, tea or coffee", "the price of tea and coffee".

    ``things`` are what the question says before and behind what joins them.
    """
    two = pair(question)
    return two is not None and tuple(map(_core, two.things)) != tuple(map(_core, things))


def without_comparing(text: str) -> str:
    """A question about one thing of two without the words that compare: "the price of tea"."""
    return _COMPARING.sub("", text).strip()


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


def says_of_both(answer: Answer, question: Question, things: tuple[str, str]) -> bool:
    """Whether an answer sets both things against each other, named by any of their names, or is a comparison anyway.

    One that merely speaks of the one by the other does not: "A mule is the foal of a donkey". Nor does the row of one
    of them.
    """
    if not answer.answered or (answer.kind == "comparison" and not _is_of_one(answer, question)):
        return answer.answered
    if answer.kind == "comparison":
        return False
    heading = answer.citations[0].section[-1] if answer.citations[0].section else ""
    contrasted = lexicon().contrasts & set(words_of(answer.text)) or form_of(heading) == "comparison"
    if answer.kind in _SAYING and not contrasted:
        return False
    said, stemmed = answer.text.casefold(), frozenset(stems(normalise(answer.text)))
    named = sides(question) or ((), ())
    return all(
        _core(thing) in said or (bool(side) and all(holds(term, stemmed) for term in side))
        for thing, side in zip(things, named, strict=True)
    )


def _is_of_one(answer: Answer, question: Question) -> bool:
    """Whether an answer names one of the two things compared in all its words, and of the other none of its own."""
    named, stemmed = sides(question), frozenset(stems(normalise(answer.text)))
    if named is None:
        return False
    for mine, others in (named, named[::-1]):
        own = [term for term in others if all(term.phrases != one.phrases for one in mine)]
        if others is named[1]:
            own = own[:-1] or own  # both are of the sort that the last word names: "mild and hot chillies"
        if (
            all(holds(term, stemmed) for term in mine)
            and own
            and not any(holds(term, stemmed, NO_SYNONYM) for term in own)
        ):
            return True
    return False


def _core(thing: str) -> str:
    """A thing without the small words before it."""
    words = thing.casefold().split()
    while len(words) > 1 and (words[0] in lexicon().prepositions or words[0] in lexicon().articles):
        words.pop(0)
    return " ".join(words)


def side_by_side(question: Question, things: tuple[str, str], answers: tuple[Answer, Answer]) -> Answer | None:
    """Two answers as one comparison, each with its source; ``None`` unless both are there and say different things."""
    one, other = answers
    if not (one.answered and other.answered) or _place(one) == _place(other):
        return None
    names = _apart(_core_as_written(things[0]), _core_as_written(things[1]))
    return replace(
        one,
        question=question.asked,
        interpreted_as=question.text,
        kind="comparison",
        text="\n".join(_named(name, answer.text) for name, answer in zip(names, answers, strict=True)),
        items=None,
        short_answer=None,
        table=Table(names, ((one.text, other.text),)),
        confidence=min(one.confidence, other.confidence),
        citations=(*one.citations, *other.citations),
    )


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two names without the words that both begin with: "teaches yoga" and "teaches judo"."""
    ones, others = one.split(), other.split()
    while min(len(ones), len(others)) > 1 and ones[0].casefold() == others[0].casefold():
        ones, others = ones[1:], others[1:]
    return " ".join(ones), " ".join(others)


def stand_together(answers: tuple[Answer, Answer], document: Document) -> bool:
    """Whether two answers from a document are of one table or one list: cells, rows or items beside each other."""
    if any(answer.kind not in _BESIDE for answer in answers) or _place(answers[0]) == _place(answers[1]):
        return False
    found = [_holder(document, answer) for answer in answers]
    return found[0] is not None and found[0] == found[1]


def _holder(document: Document, answer: Answer) -> int | None:
    """The table or list that an answer stands in."""
    start, end, held = answer.citations[0].start, answer.citations[0].end, None
    for number, block in enumerate(document.blocks):
        if block.kind in ("table", "list") and block.span.start <= start and end <= block.span.end:
            held = number
    return held


def _named(name: str, text: str) -> str:
    """A text with the name of what it is about before it, where it does not begin with that."""
    return text if text.casefold().startswith(name.casefold()) else f"{name} – {text}"


def _place(answer: Answer) -> tuple[str, int, int]:
    """Where an answer stands."""
    cited = answer.citations[0]
    return cited.document, cited.start, cited.end


def choice(question: Question, things: tuple[str, str], answers: tuple[Answer, Answer], given: Answer) -> Answer | None:
    """Which of two things the documents say yes to: the one affirmed, or neither where both are denied.

    ``None`` where they affirm both or settle nothing. As the question takes for granted that it is one of the two, the
    one affirmed is as sure as a yes to it is likelier than one to the other, but that not surer than ``given``, the
    answer to the question as it was put.
    """
    says = [_affirms(answer) for answer in answers]
    if says == [False, False] and _place(answers[0]) == _place(answers[1]):
        best, verdict, sure = answers[0], "Neither", 0.0
    elif True in says and says != [True, True]:
        place = says.index(True)
        best, verdict = answers[place], _core_as_written(things[place])
        other = answers[1 - place].confidence
        sure = best.confidence / (best.confidence + (1.0 - other if says[1 - place] is False else other))
    else:
        return None
    return replace(
        best,
        question=question.asked,
        interpreted_as=question.text,
        text=f"{verdict}: {_evidence(best)}",
        confidence=max(best.confidence, min(given.confidence, sure)),
    )


def undecided(answer: Answer) -> Answer:
    """An answer to "this or that?" that settles neither, without the yes or no that would say nothing."""
    return replace(answer, kind="sentence", text=_evidence(answer)) if answer.kind == "yes_no" else answer


def _evidence(answer: Answer) -> str:
    return answer.text.removeprefix("Yes: ").removeprefix("No: ")


def _affirms(answer: Answer) -> bool | None:
    if answer.kind != "yes_no":
        return None
    return answer.text.startswith("Yes")


def _core_as_written(thing: str) -> str:
    core = _core(thing)
    return thing[len(thing) - len(core) :]
