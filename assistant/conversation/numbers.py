"""A number that takes the place of the one in the question before: "and three?" after "what does one bell mean?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.clause import Reading
from assistant.conversation.words import is_plural
from assistant.lexicon import lexicon
from assistant.text import Token, normalise, stem, tokens
from assistant.word_forms import plural_of, singular_of

_YEAR = re.compile(r"[12]\d{3}")
_ONE = frozenset({"one", "1"})


def renumbered(text: str, before: Reading) -> str | None:
    """The question before with another number in it; ``None`` where the text is no number or the question has none.

    What is counted, and the verb before it, agree with the new number. A number may name one of several, "in stage 4".
    """
    words = list(tokens(normalise(text)))
    named = _named_by_number(words, before)
    if named is not None:
        return named
    if len(words) != 1 or not _is_number(words[0]):
        return None
    new, is_year = words[0].word, bool(_YEAR.fullmatch(words[0].word))
    old = next((w for w in before.words if _is_number(w) and bool(_YEAR.fullmatch(w.word)) == is_year), None)
    if old is None:
        return None
    edits = [(old.start, old.end, new)]
    many = new not in _ONE
    if not is_year and many != (old.word not in _ONE):
        edits += [*_counted(before, old, many=many), *_verb(before, old, many=many)]
    found = before.text
    for start, end, put in sorted(edits, reverse=True):
        found = found[:start] + put + found[end:]
    return f"{found.rstrip(' ?.!')}?"


def _named_by_number(words: Sequence[Token], before: Reading) -> str | None:
    """The question before with "stage 4" for the stage that it asks about, which keeps what else it is called."""
    led = bool(words) and words[0].word in lexicon().prepositions
    if len(words) != led + 2 or not _is_number(words[-1]):
        return None
    thing, number = words[-2:]
    same = (other for one, other in pairwise(before.words) if stem(one.word) == stem(thing.word) and _is_number(other))
    old = next(same, None)
    return (
        None if old is None else f"{(before.text[: old.start] + number.word + before.text[old.end :]).rstrip(' ?.!')}?"
    )


def _is_number(word: Token) -> bool:
    return word.word.isdigit() or word.word in lexicon().numbers


def _counted(before: Reading, number: Token, *, many: bool) -> list[tuple[int, int, str]]:
    """The noun behind a number in its plural or singular."""
    noun = next((noun for noun in before.nouns if noun.start <= number.end + 1 < noun.end), None)
    if noun is None or noun.name or is_plural(before.said(noun)) == many:
        return []
    last = noun.words[-1]
    return [(last.start, noun.end, plural_of(last.word) if many else singular_of(last.word))]


def _verb(before: Reading, number: Token, *, many: bool) -> list[tuple[int, int, str]]:
    """The auxiliary right before a number, agreeing with it."""
    forms = lexicon().followups.plural_verbs
    verb = next((word for word in reversed(before.words) if word.end <= number.start), None)
    put = "" if verb is None else (forms if many else {b: a for a, b in forms.items()}).get(verb.word, "")
    return [(verb.start, verb.end, put)] if verb is not None and put else []
