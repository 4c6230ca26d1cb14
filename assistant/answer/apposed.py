"""Whether a sentence says in passing what something is: beside its name, before it, or as what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer.evidence import holds
from assistant.lexicon import classes, lexicon
from assistant.text import FILLER, Token, irregular_pasts, stem
from assistant.types import Term

TITLED, TITLE_WORDS = 0.85, 5
"""What a name tells of somebody that stands behind what they are, and how far before it that begins."""
MAINLY_VERB = 0.4
MAX_NAME_WORDS = 6


def introduces(subject: Sequence[Term], words: Sequence[Token]) -> bool:
    """Whether a sentence gives what it speaks of the subject for a name: "in files called playbooks"."""
    verbs = lexicon().naming_verbs
    for place, word in enumerate(words[:-1]):
        if word.word in verbs and word.word not in ("call", "calls"):
            start = place + 1 + (words[place + 1].word == "as")
            behind = frozenset(stem(other.word) for other in words[start : start + MAX_NAME_WORDS // 2])
            if all(holds(term, behind) for term in subject):
                return True
    return False


def titled(subject: Sequence[Term], words: Sequence[Token], view: str) -> float:
    """The strength of a name behind what somebody is: "the workshop manager Rosa Lind", "our vet is Ann Lee"."""
    extent = sum(len(term.text.split()) for term in subject)
    for place in range(2, len(words) - extent + 1):
        named = frozenset(stem(word.word) for word in words[place : place + extent])
        if not all(holds(term, named) for term in subject):
            continue
        before = [word for word in words[max(0, place - TITLE_WORDS) : place] if word.word not in lexicon().forms_of_be]
        apart = view[words[place - 1].end : words[place].start].strip(f" \n{FILLER}")
        told = bool(before) and classes.word(before[-1].word).main_class == "person"
        if told and not apart and any(word.word in lexicon().followups.determiners for word in before[:-1]):
            return TITLED
    return 0.0


def apposed(subject: Sequence[Term], words: Sequence[Token], view: str) -> float:
    """The strength of "…, and X, which are the …" and of "X, a …, …": what X is stands right behind it."""
    extent = sum(len(term.text.split()) for term in subject)
    for place in range(extent, len(words) - 2):
        named = frozenset(stem(word.word) for word in words[place - extent : place])
        mark = view[words[place - 1].end : words[place].start].strip(f" \n{FILLER}")
        if mark not in (",", ":") or not all(holds(term, named) for term in subject):
            continue
        one, two, three = (word.word for word in words[place : place + 3])
        if mark == ":":
            return 0.75 if one in ("a", "an") else 0.0
        if one in ("which", "who") and two in lexicon().copulas:
            return 0.85 if three in lexicon().before_kind else 0.6
        if one in ("a", "an") and "," in view[words[place + 1].end : words[-1].start]:
            return 0.75
        if one in lexicon().before_kind and _ends_clause(words[: place - extent], view):
            return 0.7
    return 0.0


def _ends_clause(before: Sequence[Token], view: str) -> bool:
    """Whether a clause has its verb before a name, so that what follows goes on about that: "He founded X, a …".

    Not where it only tells when or if something else is so: "When he came to X, a …".
    """
    begin = next((n for n in range(len(before) - 1, 0, -1) if "," in view[before[n - 1].end : before[n].start]), 0)
    clause = [word.word for word in before[begin:]]
    if not clause or clause[0] in lexicon().clause_breaks | lexicon().conditions:
        return False
    verbs = lexicon().forms_of_be | irregular_pasts()
    return any(word in verbs or classes.word(word).share("v", "d") > MAINLY_VERB for word in clause)
