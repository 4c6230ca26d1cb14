"""Whether a statement says yes or no to what is asked.

A statement that holds all that the question names affirms it, unless it denies just that: by a negation or a word
that shuts out ("forbidden") in the same clause, or by an antonym of a word asked ("closed" where "open" is asked).
Two denials cancel out. Where the statement lacks something that the question names, it settles nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Coverage, Sought, holds
from assistant.lexicon import lexicon
from assistant.lexicon.thesaurus import antonyms
from assistant.message import begins_with
from assistant.question import form_of
from assistant.text import Token, stem, tokens, words_of
from assistant.types import Question, Term

SAID = 0.6
"""A term with less credit than this stands nearby at best, or is met by a word that only may mean the same."""
_WHAT_IT_IS = re.compile(r"(?:is|are|was|were)\s+(?P<thing>.+?)\s+(?:an?|one of)\s", re.IGNORECASE)
LEAST_STATED = 0.3
"""The least share of a question, by weight, that a statement itself has to say: its heading cannot say all."""
MOST_UNSAID = 0.25
"""The share of what is asked, by weight, that a statement may leave unsaid: that one "puts" a thing somewhere."""
SAME_QUESTION = 0.6
"""A heading that has this share of a question asks the same."""
THE_QUESTION = 0.9
EXCEPTED_WORDS = 4
"""So many words behind "except" say what is excepted."""
_OF_BOTH_SIDES = frozenset({"yes_no", "comparison"})
_BREAK = re.compile(r"[,;:.!?()]|\s[-–—]\s")


def verdict(question: Question, candidate: Candidate, *, rival: bool) -> bool | None:
    """Whether a candidate affirms or denies a yes-or-no question; ``None`` where it settles neither.

    ``rival`` says that it speaks of another thing than the one asked about.
    """
    terms = _asked(question)
    if candidate.kind not in ("sentence", "item", "cell") or len(terms) < 2 or rival:
        return None  # it takes a thing and something said of it
    view = candidate.document.view
    words = list(tokens(view, *candidate.span))
    if words and words[0].word in lexicon().replies:
        if not replies_to_another(question, candidate):
            return words[0].word == "yes"
        words = words[1:]
    if candidate.kind == "sentence" and not _is_about(question, words):
        return None
    if candidate.kind == "item" and candidate.label is not None and _asks_leave(question):
        label = frozenset(stem(token.word) for token in tokens(view, *candidate.label))
        if all(holds(term, label) for term in question.content):
            return None  # that there is such a thing does not say that one may
    coverage = _stated(terms, candidate)
    if coverage.share < LEAST_STATED:
        return None
    said = {stem(word.word) for word in words}
    denials, silent = 0, 0.0
    for term, credit in zip(terms, coverage.credits, strict=True):
        opposed = _opposed(term, said)
        if opposed:
            denials += 1
        elif credit < SAID:
            silent += term.weight
    if silent > MOST_UNSAID * sum(term.weight for term in terms):
        return None
    asked = words_of(question.text)
    met = _met_by_expressions(terms, said)
    told = [word.word for word in _clause(question, words, view) if stem(word.word) not in met]
    denials += _negates(asked) + _negates(told) + _is_other_time(asked, told) + _is_excepted(question, words)
    if not denials:
        denials += _excludes(asked) + (_excludes(told) or _has_no_room(told))
    so = denials % 2 == 0
    if so and not lexicon().fine.isdisjoint(asked) and lexicon().giving_leave.isdisjoint(word.word for word in words):
        return None  # "breaks when walked on" does not say that it is fine to walk on it
    return so


def _asks_leave(question: Question) -> bool:
    """Whether asked is what one may, can or must do: "can I do X myself"."""
    words = words_of(question.text)
    return len(words) > 1 and words[0] in lexicon().asking_leave and words[1] in lexicon().followups.doers


def replies_to_another(question: Question, candidate: Candidate) -> bool:
    """Whether a sentence begins with the yes or no that answers the question above it, and this is another one."""
    if candidate.kind != "sentence" or not candidate.headings or form_of(candidate.headings[-1]) is None:
        return False
    asked = Sought([term for term in question.terms if term.role != "function"])
    return asked.share(candidate.evidence.heading) < SAME_QUESTION


def contradicts(question: Question, candidate: Candidate) -> bool:
    """Whether prose denies what a question takes for granted, or takes for granted what the question denies.

    "What did not fail?" is not answered by what did, nor "what responds to signals?" by what does not. Of a list what
    leads into it says so.
    """
    if candidate.kind not in ("sentence", "item", "list") or question.asks in _OF_BOTH_SIDES:
        return False
    view = candidate.document.view
    end = candidate.parts[0].start if candidate.kind == "list" and candidate.parts else candidate.span.end
    words = list(tokens(view, candidate.span.start, end))
    if not words:
        return False
    said = {stem(word.word) for word in words}
    denials = sum(_opposed(term, said) for term in question.content)
    asked = words_of(question.text)
    told = [word.word for word in _clause(question, words, view)]
    return (denials + _denies(asked) + _denies(told)) % 2 == 1


def _denies(words: Sequence[str]) -> bool:
    return _negates(words) or _excludes(words)


def _asked(question: Question) -> Sequence[Term]:
    """The terms that have to be stated; where only one names something, those that shape the question too."""
    content = question.content
    return content if len(content) > 1 else [term for term in question.terms if term.role != "function"]


def _stated(terms: Sequence[Term], candidate: Candidate) -> Coverage:
    """What of a question a candidate states. A heading that is a question itself states nothing.

    But a first sentence below the same question that denies something replies to it: "A degree is not required."
    """
    evidence = candidate.evidence
    denies = _negates(words_of(candidate.document.view[slice(*candidate.span)]))
    replies = denies and candidate.opens and Sought(terms).share(evidence.heading) >= THE_QUESTION
    if candidate.headings and form_of(candidate.headings[-1]) is not None and not replies:
        evidence = replace(evidence, heading=frozenset())
    sought = Sought(terms)
    own = sought.within(evidence.own | evidence.context)
    return sought.cover(evidence) if own.share >= LEAST_STATED else own


def _is_about(question: Question, words: Sequence[Token]) -> bool:
    """Whether a sentence says of a thing what it is, where that is asked: "is X a Y?" is answered by "X is …"."""
    asked = _WHAT_IT_IS.match(question.text.strip())
    if asked is None or asked["thing"].split()[-1].casefold() in lexicon().prepositions:
        return True
    thing = [term for term in question.content if term.span.end <= asked.end("thing")]
    verb = next((n for n, word in enumerate(words) if word.word in lexicon().forms_of_be), 0)
    before = {stem(word.word) for word in words[:verb]}
    return all(holds(term, frozenset(before)) for term in thing)


def _met_by_expressions(terms: Sequence[Term], said: set[str]) -> set[str]:
    """The words of the expressions by which a text says a term: of what costs nothing, "free" is not denied."""
    expressions = (words for term in terms for words, _ in term.phrases if len(words) > 1)
    return {word for words in expressions if said.issuperset(words) for word in words}


def _opposed(term: Term, said: set[str]) -> bool:
    """Whether a text says the opposite of a term and not the term itself."""
    own = {word for words, worth in term.phrases for word in words if worth >= 1.0}
    return not own & said and any(antonyms(word) & said for word in own)


def _negates(words: Sequence[str]) -> bool:
    return any(word in lexicon().negations or word.endswith("n't") for word in words)


def _excludes(words: Sequence[str]) -> bool:
    return any(word in lexicon().exclusions for word in words)


def _is_excepted(question: Question, words: Sequence[Token]) -> bool:
    """Whether what is asked about is what a statement excepts: "all sessions except group work are recorded"."""
    subject = [question.terms[position] for position in question.subject]
    for place in range(len(words) if subject else 0):
        length = begins_with(words[place:], lexicon().exceptions)
        behind = frozenset(stem(word.word) for word in words[place + length : place + length + EXCEPTED_WORDS])
        if length and any(holds(term, behind) for term in subject):
            return True
    return False


def _is_other_time(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether one says "before" and the other "after", which are of the same thing where all that is asked is told."""
    return any(
        one in asked and other not in asked and other in told and one not in told
        for one, other in (("before", "after"), ("after", "before"))
    )


def _has_no_room(words: Sequence[str]) -> bool:
    """Whether something "is full", or "fully" or "already" taken."""
    forms = lexicon().forms_of_be
    return any(
        one in forms and (other == "full" or (other in ("fully", "already") and third in ("booked", "taken", "full")))
        for one, other, third in zip(words, words[1:], [*words[2:], ""], strict=False)
    )


def _clause(question: Question, words: Sequence[Token], view: str) -> list[Token]:
    """The clause of a statement that holds the most of what is asked, the first of several."""
    wanted = {word for term in _asked(question) for expression, _ in term.phrases for word in expression}
    clauses: list[list[Token]] = [[]]
    for number, word in enumerate(words):
        between = view[words[number - 1].end : word.start] if number else ""
        if clauses[-1] and (_BREAK.search(between) or word.word in lexicon().clause_breaks):
            clauses.append([])
        clauses[-1].append(word)
    return max(clauses, key=lambda clause: len({stem(word.word) for word in clause} & wanted))
