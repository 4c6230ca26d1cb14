"""What an earlier question took from the turns before it: the difference between what was asked and understood.

There is no state between turns. These two texts say which name a pronoun stood for.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import lru_cache

from assistant.conversation.bare import EXCEPTED, asking_phrase
from assistant.conversation.clause import KEPT, is_idle, is_own, read
from assistant.lexicon import lexicon
from assistant.question import MAX_CHARS
from assistant.text import Token, normalise, tokens
from assistant.types import Answer, Span


@dataclass(frozen=True, slots=True)
class Stood:
    """What a pronoun stood for, and where the question as understood says so; no pronoun stands for what was added."""

    pronoun: str
    span: Span
    text: str


@lru_cache(maxsize=KEPT)
def stood_for(asked: str, understood: str) -> tuple[Stood, ...]:
    """What the pronouns of a question stood for, and what was added to it, in the order of the question.

    What was added in the midst of a name is the whole name. A question without a clause of its own is left out: nearly
    all of what it means was added.
    """
    if asked == understood or is_fragment(asked) or max(len(asked), len(understood)) > MAX_CHARS:
        return ()
    before = [token.word for token in tokens(normalise(asked))]
    after = list(tokens(normalise(understood)))
    found: list[Stood] = []
    matcher = difflib.SequenceMatcher(None, before, [token.word for token in after], autojunk=False)
    for kind, i, j, first, last in matcher.get_opcodes():
        if kind in ("equal", "delete"):
            continue
        groups = lexicon().followups.pronoun_groups
        pointing = lexicon().followups.pointing if j - i == 1 else ()  # "this", and not "this album"
        pronoun = next((word for word in before[i:j] if word in groups or word in pointing), "")
        while first < last and _is_small(understood, after[first]):
            first += 1
        if first < last:
            span = Span(after[first].start, after[last - 1].end)
            span = closed(understood, span if pronoun else _whole_name(understood, span))
            found.append(Stood(pronoun, span, _bare(EXCEPTED.sub("", understood[span.start : span.end]))))
    return tuple(stood for stood in found if stood.text)


def _is_small(text: str, word: Token) -> bool:
    """Whether a word only joins others: "of", and not the "on" of "on-call duty"."""
    hyphen = text[word.end : word.end + 1] == "-"
    return text[word.start].islower() and word.word in lexicon().function_words and not hyphen


def closed(text: str, span: Span) -> Span:
    """A place with the bracket that closes one inside it: "Certified Kubernetes Administrator (CKA)"."""
    if text.count("(", *span) <= text.count(")", *span) or text[span.end : span.end + 1] != ")":
        return span
    return Span(span.start, span.end + 1)


def _whole_name(understood: str, span: Span) -> Span:
    """A stretch of a question with the rest of the name that it is part of; empty where it is no thing's."""
    touched = [noun for noun in read(understood).nouns if noun.start < span.end and span.start < noun.end]
    if not touched:
        return Span(span.start, span.start)
    start = min([span.start, *(noun.proper[0].start for noun in touched if noun.proper)])
    end = max([span.end, *(min(noun.proper[-1].end, noun.end) for noun in touched if noun.proper)])
    return Span(start, end)


def _bare(text: str) -> str:
    return text[:-2] if text.endswith(("'s", "’s")) else text


@lru_cache(maxsize=KEPT)
def is_fragment(text: str) -> bool:
    """Whether a question has no clause, so that most of what it means was taken from before."""
    plain = read(text).plain
    if " ".join(plain) in lexicon().followups.bare or asking_phrase(read(text)):
        return True
    _, comma, rest = text.partition(",")
    if comma and read(rest).plain[:1] and read(rest).plain[0] in lexicon().clause_words:
        return False  # "and CircleCI, where does it keep its settings?"
    opening = any(plain[: len(words)] == words for words in lexicon().followups.ellipsis)
    return opening or not any(word in lexicon().clause_words for word in plain)


def left_open(turn: Answer) -> str:
    """A pronoun of a question that nothing stood for; empty without one."""
    if stood_for(turn.question, turn.interpreted_as):
        return ""
    reading, groups = read(turn.interpreted_as), lexicon().followups.pronoun_groups
    left = (
        word
        for n, word in enumerate(reading.plain)
        if word in groups and not (is_own(reading, n) or is_idle(reading, n))
    )
    return next(left, "")
