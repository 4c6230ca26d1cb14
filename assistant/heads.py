"""The nouns of a question that matter: what it asks for by name, what it is about, the head of what it names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.lexicon import classes, lexicon
from assistant.text import Token
from assistant.types import Term
from assistant.word_forms import counted_behind

SURELY_VERB = 0.95
"""A word that is used so much as a verb is one where it begins a request, and no part of a name."""


def head_of(content: Sequence[Term], words: Sequence[Token]) -> Term:
    """The last content term before a preposition that follows one: of "the best remedy for colds" the remedy."""
    joints = (
        word.start for word in words if word.word in lexicon().prepositions and word.start > content[0].span.start
    )
    end = next(joints, content[-1].span.end)
    return next(term for term in reversed(content) if term.span.start < end)


def focus_of(view: str, words: Sequence[Token], terms: tuple[Term, ...]) -> int | None:
    """The noun after "what", "which", "how many", "name": the last of the terms before the next small word."""
    begin = next((number for number, token in enumerate(words) if token.word in lexicon().noun_openers), None)
    if begin is None:
        return None
    plain = [word.word for word in words]
    counted = (place for place in range(len(words)) if counted_behind(plain, place))
    begin = next(counted, begin - 1) + 1  # "what is the least number of children" counts children
    if words[begin].word == "what" and _is_verb(words, begin + 1):
        return None  # "what happens when it is full"
    by_start = {term.span.start: position for position, term in enumerate(terms)}
    focus = None
    for token in words[begin + 1 :]:
        hyphens = view[token.start - 1 : token.start] + view[token.end : token.end + 1]
        if token.word in lexicon().auxiliaries and focus is None and "-" not in hyphens:  # not the "must-have" skills
            break  # "what does it greet its guests with" asks for no noun by name
        position = by_start.get(token.start)
        if position is None:
            continue
        term = terms[position]
        if term.role == "function" and (focus is not None or token.word in lexicon().prepositions):
            if focus is not None:
                break
            continue
        if focus is not None and term.phrases[0][0][0] in lexicon().followups.verb_stems:
            break  # "which certification covers Ansible" asks for a certification
        if term.role == "content" or term.plural:
            focus = position
            if words[begin].word == "how" and term.plural:
                break  # "how many sailors own boats" counts sailors
    return focus


def _is_verb(words: Sequence[Token], place: int) -> bool:
    """Whether a word is the verb of a question that begins with "what": no noun, of which something is or does."""
    following = words[place + 1].word if place + 1 < len(words) else ""
    verb = place < len(words) and classes.word(words[place].word).share("v") >= SURELY_VERB
    return verb and following not in lexicon().auxiliaries | lexicon().forms_of_be


def subject_of(terms: tuple[Term, ...]) -> tuple[int, ...]:
    """The content terms before the first preposition that follows one."""
    found: list[int] = []
    for position, term in enumerate(terms):
        if term.role == "content":
            found.append(position)
        elif found and term.text.casefold() in lexicon().prepositions - {"as", "to"}:
            break
    return tuple(found)
