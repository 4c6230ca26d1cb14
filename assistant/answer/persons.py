"""Whether a text tells somebody: a name that can be of a person, or a word for who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from assistant.answer.figures import said_in
from assistant.answer.tense import asks_of_past
from assistant.lexicon import classes, lexicon, phrase
from assistant.lexicon.tables import any_of
from assistant.lexicon.thesaurus import is_english
from assistant.text import stem, tokens, words_of
from assistant.types import Question

CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w.-]+")
"""A word with a capital, but for the first of a sentence."""
_PEOPLE = frozenset({"person", "group"})
_BY_NAME = re.compile(r"\b(?:by|at) (?:the )?(?:\w+ )?[A-Z]\w+")
OF_RANK = 0.8
NEUTRAL, MOSTLY = 0.5, 0.9
"""The share of its uses from which on a word may be, or surely is, of a class."""


@lru_cache(maxsize=1)
def _full_name() -> re.Pattern[str]:
    small = any_of(lexicon().in_full_names)
    return re.compile(rf"(?<![\w'-])[A-Z][\w'-]++(?: (?:[A-Z]\.|[A-Z][\w'-]++|{small}))* [A-Z][\w'-]++")


def person(question: Question, text: str) -> float:
    """How far a text tells somebody other than whom the question names, from 0 to 1."""
    asked = set(map(stem, words_of(question.text)))
    if any(not asked.issuperset(map(stem, name)) and not _is_thing(name, asked) for name in _full_names(text)):
        return 1.0
    if _does_what_is_asked(text, asked):
        return 1.0
    names = (name.group() for name in CAPITALISED.finditer(text) if not _behind_place().search(text, 0, name.start()))
    if any(stem(token.word) not in asked for name in names for token in tokens(name)):
        return 0.7 if not asks_of_past(question) or _BY_NAME.search(text) else 0.4
    if any(stem(word) not in asked and _is_somebody(word) for word in said_in(text)):
        return 0.3 if asks_of_past(question) else 0.8
    of_rank = lexicon().patterns.of_rank
    told = of_rank.search(text) and not of_rank.search(question.text) and not asks_of_past(question)
    return OF_RANK if told else 0.0


@lru_cache(maxsize=1)
def _behind_place() -> re.Pattern[str]:
    """What a name stands behind that is of a town: "in Aarhus"."""
    return re.compile(rf"\b{any_of(lexicon().before_town)} $", re.IGNORECASE)


def _does_what_is_asked(text: str, asked: Set[str]) -> bool:
    """Whether a name stands right before a word that is asked for, as who does it: "Ardent published the atlas".

    The first word of a sentence is a name where English has no such word.
    """
    for name, verb in pairwise(tokens(text)):
        if not text[name.start].isupper() or stem(name.word) in asked or stem(verb.word) not in asked:
            continue
        if text[verb.start].islower() and classes.word(verb.word).share("v", "d", "g") > NEUTRAL:
            begins = not text[: name.start].strip() or text[: name.start].rstrip()[-1] in ".!?"
            if not begins or not is_english(name.word):
                return True
    return False


@lru_cache(maxsize=1 << 14)
def _is_somebody(word: str) -> bool:
    """Whether a word says what somebody is: "nurse", "committee", "everyone"."""
    if word in lexicon().person_words or word in lexicon().anybody:
        return True
    known = classes.word(word)
    return known.main_class in _PEOPLE and known.share("n", "s") > NEUTRAL / 2


def begins_with_name(text: str) -> bool:
    """Whether a text begins with a name: of two words or more, or a word with a capital that English has not."""
    first = next(tokens(text), None)
    if first is None or first.start or not text[0].isupper() or first.word in lexicon().function_words:
        return False
    return _full_name().match(text) is not None or not is_english(first.word)


def names_maker(text: str) -> bool:
    """Whether a name stands behind a "by", which says who made what stands before it."""
    return _BY_NAME.search(text) is not None


def _full_names(text: str) -> Iterator[list[str]]:
    """The words of each name of two words or more; what has an article, as "The Book Bus", is of no person."""
    small = lexicon().function_words
    for name in _full_name().finditer(text):
        first, *rest = [token.word for token in tokens(name.group())]
        words = [word for word in (first, *rest) if word not in small]
        if len(words) > 1 and first not in lexicon().followups.determiners:
            yield words


def _is_thing(name: Sequence[str], asked: Set[str]) -> bool:
    """Whether a name is of a thing: "River Lunn", or the Hall of somebody who is asked about; not "Elizabeth Hill".

    A word for things leads it, or ends it behind such a word or one of the question.
    """
    first, last = name[0], name[-1]
    return _is_sort_of_thing(first) or (
        _is_sort_of_thing(last) and (stem(first) in asked or is_english(first.casefold()))
    )


@lru_cache(maxsize=1 << 12)
def _is_sort_of_thing(word: str) -> bool:
    """Whether a word is known for things alone, and neither as a name nor for people."""
    known = classes.word(word.casefold())
    return known.share("n") >= MOSTLY and _PEOPLE.isdisjoint(known.classes)


def names_holder(heading: str) -> bool:
    """Whether a heading names who does what stands under it: a role and its name, or somebody by what they are."""
    role, colon, name = heading.partition(":")
    if colon and role and any(_full_names(name)):
        return True
    return bool(said_in(heading) & (lexicon().person_words | people_stems()))


@lru_cache(maxsize=1)
def people_stems() -> frozenset[str]:
    """The words by which documents speak of who does something."""
    team = phrase("team")
    return frozenset(word for expression in {*lexicon().synonyms.get(team, ()), team} for word in expression)
