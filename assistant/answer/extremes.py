"""Which row of a table has the most or the least of something: "what is the heaviest thing you rent out".

The question has a superlative ("heaviest", "the most expensive", "the lowest deposit"). The column is the one that is
named by it ("Weight", "Price") or by the word right behind it ("deposit"). The answer is the label of the row whose
figure there is the largest, or the smallest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, pairwise, takewhile

from assistant.answer.evidence import Coverage
from assistant.lexicon import lexicon
from assistant.text import compared_forms, irregular_base, stem, tokens, words_of
from assistant.types import Question

_FIGURE = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
BEHIND = 3
"""So many words behind the superlative may name the column."""


@dataclass(frozen=True, slots=True)
class Extreme:
    """What is asked for: the most or the least, of a column that has one of these stems in its name.

    ``of``: the stems behind the next preposition, "clay tiles" of "the lowest pitch for clay tiles".
    """

    most: bool
    names: frozenset[str]
    words: frozenset[str]
    """Those of the question that ask so; a column tells them by its figures."""
    of: frozenset[str] = frozenset()


def told_by_column(question: Question, coverage: Coverage) -> Coverage:
    """The coverage of a cell whose column has the figures: what asks for the most or the least is found there."""
    sought = extreme(question)
    asking = sought.words if sought is not None else frozenset()
    terms = question.content
    credits = [
        1.0 if term.text.casefold() in asking else credit for term, credit in zip(terms, coverage.credits, strict=True)
    ]
    total = sum(term.weight for term in terms)
    found = sum(term.weight * credit for term, credit in zip(terms, credits, strict=True))
    return Coverage(found / total if total else 0.0, tuple(credits))


def extreme(question: Question) -> Extreme | None:
    """The superlative of a question; ``None`` without one."""
    return _extreme(question.text)


@lru_cache(maxsize=256)
def _extreme(text: str) -> Extreme | None:
    words = words_of(text)
    for place, word in enumerate(words):
        following = takewhile(lambda word: word not in lexicon().prepositions, words[place + 1 : place + 1 + BEHIND])
        behind = frozenset(map(stem, following)) - lexicon().function_stems
        if word in lexicon().utmost and place + 1 < len(words):
            base, turned, asking = words[place + 1], word == "least", {word, words[place + 1]}
        elif word.endswith("est") and irregular_base(word) != word:
            base, turned, asking = irregular_base(word), False, {word}
        else:
            continue
        low = base in lexicon().lows
        measured = frozenset(map(stem, lexicon().measured_by.get(base, ())))
        names = measured | behind | {stem(base)}
        later = list(dropwhile(lambda word: word not in lexicon().prepositions, words[place + 1 :]))
        of = frozenset(map(stem, later[1:])) - lexicon().function_stems
        return Extreme(most=low == turned, names=names, words=frozenset(asking), of=of)
    return None


def furthest(figures: Sequence[float], most: bool) -> list[int]:
    """The places of the largest, or smallest, figures."""
    edge = max(figures) if most else min(figures)
    return [place for place, figure in enumerate(figures) if figure == edge]


def figure_of(text: str) -> float | None:
    """The first figure of a cell, in the smallest unit of what its unit measures; ``None`` without one.

    >>> figure_of("£1,250 a month"), figure_of("none"), figure_of("2 weeks") > figure_of("10 days")
    (1250.0, None, True)
    """
    found = _FIGURE.search(text)
    if found is None:
        return None
    unit = next((token.word for token in tokens(text, found.end(), len(text))), "")
    return float(found.group().replace(",", "")) * lexicon().unit_sizes.get(unit, 1.0)


@lru_cache(maxsize=256)
def asks_utmost(text: str) -> bool:
    """Whether a question asks which one is beyond all others: "which city pays best", "who has the most".

    "What is the best way" asks how something is done.
    """
    words = words_of(text)
    asking = next((word for word in words if word in lexicon().choosing), None)
    if asking is None:
        return False
    beyond = any(word.endswith("est") and irregular_base(word) != word for word in words)
    utmost = lexicon().utmost | (lexicon().of_taste if asking != "what" else frozenset())
    return beyond or any(word in utmost and before != "at" for before, word in pairwise(words))


def ranks(words: Iterable[str]) -> bool:
    """Whether some words set a thing beside others, or beyond them."""
    return any(word in lexicon().ranking_words or word in compared_forms() for word in words)
