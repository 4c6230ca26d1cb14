"""Whether a text tells how many there are of what a question counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, zip_longest

from assistant.answer.figures import SIGN, figures_in, said_in
from assistant.lexicon import classes, lexicon
from assistant.text import stem, tokens, words_of
from assistant.types import Question

BEFORE_COUNTED = 5
AFTER_COUNTED = 5
FIGURE_AFTER = 0.5
"""What a figure after the thing tells of how many there are: "members: 40"."""
OTHER_NAME = 0.6
"""What a count of the same sort of thing tells by another name: of workers, "fourteen men"."""
OTHERS_COUNTED = 0.3
"""What a count of something else tells."""
LEAST_SAID = 0.4

_SHARE_OR_PRICE = re.compile(r"[£$€]\s?\d[\d.,]*|\b\d[\d.,]*\s?(?:%|per ?cent\b)(?! of\b)", re.IGNORECASE)
"""A figure that counts nothing."""
_PEOPLE = "person"


def counts_in(question: Question, text: str, counted: frozenset[str], above: frozenset[str] = frozenset()) -> float:
    """Whether a text tells how many there are of what is counted, given its stems and those that stand above the text.

    1 where a number stands before it ("six of our members"), less where one follows soon ("members: 40") or where
    people are counted by another name and nothing else, else 0.
    """
    words = [token.word for token in tokens(_SHARE_OR_PRICE.sub(" ", text))]
    figures = [place for place in figures_in(question, words) if not _is_measure_or_date(words, place, counted)]
    if not _tells_of_what(question, words, above):
        return OTHERS_COUNTED
    units = lexicon().duration_words
    following = zip_longest(words, words[1:], fillvalue="")  # of "five working days" none is work
    things = [n for n, (word, after) in enumerate(following) if stem(word) in counted and after not in units]
    if any(_is_counted(words[figure + 1 : thing]) for thing in things for figure in figures if figure < thing):
        return 1.0
    asked = counted_words(question)
    anybody = not lexicon().people.isdisjoint(asked)
    people = anybody or (not things and any(classes.word(word).main_class == _PEOPLE for word in asked))
    if people and any(_counts_people(words, figure) for figure in figures):
        return OTHER_NAME
    after = any(0 < figure - thing <= AFTER_COUNTED for thing in things for figure in figures)
    return FIGURE_AFTER if after else 0.0


def _is_counted(between: Sequence[str]) -> bool:
    """Whether a figure counts what stands so many words behind it: not "28 helpers and one paid | member"."""
    others = lexicon().numbers.keys() | lexicon().articles
    apart = any(
        one in lexicon().followups.conjunctions and (one != "and" or other in others or other[:1].isdigit())
        for one, other in pairwise([*between, ""])
    )
    return len(between) < BEFORE_COUNTED and not apart


def _is_measure_or_date(words: Sequence[str], figure: int, counted: frozenset[str]) -> bool:
    """Whether a figure counts units, "six weeks", or is a date's, "2 September 2024"; what is counted may be a unit."""
    before, after = words[max(figure - 1, 0) : figure], words[figure + 1 : figure + 2]
    months = lexicon().times["month"]
    units = frozenset().union(*lexicon().units.values(), lexicon().duration_words)
    return not months.isdisjoint([*before, *after]) or any(one in units and stem(one) not in counted for one in after)


def _tells_of_what(question: Question, words: Sequence[str], above: frozenset[str]) -> bool:
    """Whether a text or what stands above it speaks of puffins where "how many pairs of puffins" is asked."""
    after = question.terms[(question.focus or 0) + 1 :][:2]
    if question.focus is None or len(after) < 2 or after[0].text.casefold() != "of" or after[1].role != "content":
        return True
    said = {stem(word) for word in words} | above
    return any(share >= LEAST_SAID and said.issuperset(expression) for expression, share in after[1].phrases)


def measures_another(question: Question, text: str) -> bool:
    """Whether all figures of a text have a unit behind or before them that is not what is counted, or are of a date."""
    asked = said_in(question.text)
    words = [token.word for token in tokens(text)]
    figures = [place for place, word in enumerate(words) if word[:1].isdigit() or word in lexicon().numbers]
    units = frozenset().union(lexicon().before_unit, *lexicon().units.values()) - asked
    signed = len(figures) == 1 and SIGN.search(text) is not None and not asked & lexicon().units["money"]
    if figures and not lexicon().times["month"].isdisjoint(words):
        return True
    return bool(figures) and (signed or all(units & set(words[place + 1 : place + 2]) for place in figures))


def counted_words(question: Question) -> tuple[str, ...]:
    """The words of what is to be counted."""
    return () if question.focus is None else tuple(words_of(question.terms[question.focus].text))


def _counts_people(words: Sequence[str], figure: int) -> bool:
    """Whether people stand right behind a figure, a word between them at most: "fourteen young men"."""
    return any(classes.word(word).main_class == _PEOPLE for word in words[figure + 1 : figure + 3])
