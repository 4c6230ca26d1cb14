"""Two things compared where no table and no sentence does it: what each of them is, side by side."""

from __future__ import annotations

from dataclasses import replace

from assistant.types import Answer, Question, Table

_JOINING = frozenset({"and", "or", "vs", "versus", "from", "to", "with", "than"})


def things(question: Question) -> tuple[str, str] | None:
    """The two things that a question compares and nothing else, in its words; ``None`` if it asks for more."""
    groups: list[list[int]] = []
    for position, term in enumerate(question.terms):
        if term.role != "content":
            continue
        if groups and all(
            other.role != "content" and other.text.casefold() not in _JOINING
            for other in question.terms[groups[-1][-1] + 1 : position]
        ):
            groups[-1].append(position)
        else:
            groups.append([position])
    if len(groups) != 2:
        return None
    spans = [(question.terms[group[0]].span.start, question.terms[group[-1]].span.end) for group in groups]
    one, other = (question.text[start:end] for start, end in spans)
    return one, other


def says_of_both(answer: Answer, compared: tuple[str, str]) -> bool:
    """Whether an answer names both things itself."""
    said = answer.text.casefold()
    return answer.answered and all(thing.casefold() in said for thing in compared)


def side_by_side(question: Question, compared: tuple[str, str], answers: tuple[Answer, Answer]) -> Answer | None:
    """Two definitions as one comparison, each with its source; ``None`` unless both are there."""
    if not all(answer.kind == "definition" for answer in answers):
        return None
    one, other = answers
    if one.citations[0] == other.citations[0]:
        return None
    return replace(
        one,
        question=question.asked,
        interpreted_as=question.text,
        kind="comparison",
        text="\n".join(f"{thing} – {answer.text}" for thing, answer in zip(compared, answers, strict=True)),
        table=Table(compared, ((one.text, other.text),)),
        confidence=min(one.confidence, other.confidence),
        citations=(*one.citations, *other.citations),
    )
