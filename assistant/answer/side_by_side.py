"""Questions about two things: compared with each other, asked of both at once, or put as a choice.

Where no single place answers, each of the two is asked about by itself and the answers are set side by side,
each with its own source.
"""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer.columns import NO_SYNONYM
from assistant.answer.evidence import holds
from assistant.answer.pairs import pair
from assistant.answer.sides import sides
from assistant.heads import SURELY_VERB
from assistant.lexicon import classes, lexicon
from assistant.question import form_of
from assistant.text import normalise, stems, words_of
from assistant.types import Answer, Document, Question, Table

_COMPARING = re.compile(
    r"^\s*(?:please\s+)?(?:compare|contrast|(?:what(?:'s| is| are)?\s+)?(?:the\s+)?differences?\s+(?:in|between))\s+",
    re.IGNORECASE,
)


_BESIDE = frozenset({"cell", "comparison", "item"})
_SAYING = frozenset({"sentence", "definition", "item"})


def asks_of_side(question: Question, things: tuple[str, str]) -> bool:
    """Whether a side of two things is compared: "which costs more, tea or coffee", "the price of tea and coffee".

    ``things`` are what the question says before and behind what joins them.
    """
    two = pair(question)
    return two is not None and tuple(map(_core, two.things)) != tuple(map(_core, things))


def without_comparing(text: str) -> str:
    """A question about one thing of two without the words that compare: "the price of tea"."""
    return _COMPARING.sub("", text).strip()


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
    """Two names without the verb that both begin with: "teaches yoga" and "teaches judo"."""
    (verb, _, rest), (again, _, others) = one.partition(" "), other.partition(" ")
    same = verb.casefold() == again.casefold() and classes.word(verb.casefold()).share("v") >= SURELY_VERB
    return (rest, others) if same and rest and others else (one, other)


def stand_together(answers: tuple[Answer, Answer], document: Document) -> bool:
    """Whether two answers are of one table or one list: cells, rows or items beside each other.

    ``document`` is the one that the first is from.
    """
    one, other = (answer.citations[0] for answer in answers)
    apart = one.end <= other.start or other.end <= one.start
    if one.document != other.document or not apart or any(answer.kind not in _BESIDE for answer in answers):
        return False  # "Scale and polish" is one row
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
