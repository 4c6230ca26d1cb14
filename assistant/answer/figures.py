"""Whether a text tells a figure that a question asks for: a number, a count, a measure, a span of time, an interval."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.lexicon import lexicon
from assistant.lexicon.tables import any_of
from assistant.text import Token, stem, tokens, words_of
from assistant.types import Question

NEAR_UNIT = 3
"""A figure measures a unit that stands so near."""
BRIEF = 4
BARE_FIGURE = 0.5
"""What a figure without any unit tells of a measure: "minus six"."""
UNIT_ALONE = 0.4
NO_SHARE = 0.2
"""What a figure tells of how many in a hundred."""
SPAN_OF_OTHERS = 0.5
"""What a span of time of something else tells of how long it takes."""
TIME_ALONE = 0.3
"""What a span of time tells of how much there is of something."""
SELDOM_TOLD = 0.5
"""What "always" and "never" tell of how often something is to be done: mostly, that is all they forbid or advise."""

_YEAR = re.compile(r"(?:1[0-9]{3}|20[0-9]{2})s?")
_DIGIT = re.compile(r"\d")
_PENCE = re.compile(r"\b\d+(?:\.\d+)?[pc¢](?!\w)")
"""A price below a pound or a dollar: "40p a page"."""
SIGN = re.compile(r"[£$€]|°[CFcf]")
_MEASURE = re.compile(r"\b\d[\d.,]*\s?[^\W\d_]+ ([^\W\d_]+)\b")


def number(question: Question, text: str) -> float:
    """Whether a number is told, other than those that the question names: "how many hours does stage 2 take"."""
    told = said_in(_unnumbered(question, text)) - said_in(question.text) - {"one"}
    return float(any(_DIGIT.search(word) for word in told) or bool(told & lexicon().numbers.keys()))


def _unnumbered(question: Question, text: str) -> str:
    """A text without numbers that only tell when something was, "in 1994", or a place in a book or a row, "section 7",
    unless the question does the latter too."""
    asked = said_in(question.text)
    text = lexicon().patterns.in_year.sub(" ", text)
    return _numbering().sub(lambda found: found[0] if found[1].casefold() in asked else " ", text)


@lru_cache(maxsize=1)
def _numbering() -> re.Pattern[str]:
    return re.compile(rf"\b({any_of(lexicon().numbering)}) \d+(?:\.\d+)*\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _times() -> re.Pattern[str]:
    return re.compile(rf"\b(?:\d+|{any_of(lexicon().multiples)}) times\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _is_long() -> re.Pattern[str]:
    return re.compile(rf"how long {any_of(lexicon().copulas)}\b")


@lru_cache(maxsize=1 << 12)
def said_in(text: str) -> frozenset[str]:
    """The words of a text, folded."""
    return frozenset(token.word for token in tokens(text))


def figures_in(question: Question, words: Sequence[str]) -> list[int]:
    """The places of the figures among some words that the question does not say."""
    asked = said_in(question.text)
    numbers = lexicon().numbers
    return [
        place
        for place, word in enumerate(words)
        if word not in asked and word != "one" and (word[:1].isdigit() or word in numbers)
    ]


def amount(question: Question, text: str) -> float:
    """A number, and the unit that goes with what is measured, where the question says that: "how heavy"."""
    patterns = lexicon().patterns
    if patterns.asks_share.search(question.text) and not patterns.tells_share.search(text):
        return NO_SHARE
    measured = _measured(question.text)
    text = _without_other_dimensions(question, text)
    text = text if patterns.asks_how_high.search(question.text) else _without_other_sorts(measured, text)
    words = said_in(text) | frozenset(SIGN.findall(text))
    if _PENCE.search(text):
        words |= {"pence"}
    if measured is None and patterns.asks_how_big.search(question.text):
        # least likely by a price or by what is done in a time
        likely = number(question, _pace().sub(" ", _without_other_sorts("size", text)))
        return max(likely, BARE_FIGURE * number(question, text))
    if measured is None:
        other = TIME_ALONE if _tells_time_alone(text) else 1.0
        return max(other * number(question, text), float(bool(words & lexicon().units["money"])))
    if measured == "money" and _is_free(text):
        return 1.0
    if measured == "age" and not patterns.tells_age.search(text):
        return UNIT_ALONE if words & lexicon().units[measured] else 0.0
    if words & lexicon().units[measured] or (measured == "speed" and _pace().search(text)):
        return 1.0 if number(question, text) else UNIT_ALONE
    may_be_bare = measured != "money" or len(words) <= BRIEF  # a price in a cell needs no sign
    return BARE_FIGURE * (may_be_bare and _has_bare_figure(question, text))


def _without_other_sorts(measured: str | None, text: str) -> str:
    """A text without what surely measures another sort of thing: prices, shares, and lengths in so much time.

    "3 metres per second" is a speed, and "£6 an hour" is none.
    """
    if measured == "money" or measured is None:
        return text
    text = lexicon().patterns.in_a_hundred.sub(" ", lexicon().patterns.priced.sub(" ", text))
    return text if measured == "speed" else _rate().sub(" ", text)


@lru_cache(maxsize=1)
def _rate() -> re.Pattern[str]:
    """So much of a length in a unit of time."""
    units, times = any_of(lexicon().units["length"]), any_of(lexicon().duration_words)
    return re.compile(rf"\d[\d.,]*\s?{units} ?(?:per|an?|/) ?{times}\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _pace() -> re.Pattern[str]:
    """So many of anything in a unit of time: "six knots an hour", "750 stitches per minute"."""
    figures, times = any_of(lexicon().numbers), any_of(lexicon().duration_words)
    return re.compile(rf"(?:\d[\d.,]*|\b{figures}) ?[a-z]+ ?(?:per|an?|/) ?{times}\b", re.IGNORECASE)


def _is_free(text: str) -> bool:
    """Whether a text says that something costs nothing, and does not deny it: "not free"."""
    found = lexicon().patterns.free.finditer(text)
    return any(free[1] not in lexicon().negations for free in found)


def _tells_time_alone(text: str) -> bool:
    """Whether each figure of a text counts units of time: 45 minutes are no amount of anything else."""
    words = [token.word for token in tokens(text)]
    after = [following for word, following in pairwise([*words, ""]) if word[:1].isdigit()]
    return bool(after) and all(word in lexicon().duration_words for word in after)


def _without_other_dimensions(question: Question, text: str) -> str:
    """A text without the figures that measure another way: how deep it is, is not told by "58 metres long"."""
    asked = _dimension(question.text)
    if asked is None:
        return text
    measures = lexicon().measures
    same = {measures[one] for one in asked if one in measures}

    def kept(found: re.Match[str]) -> str:
        other = found[1].casefold()
        return " " if measures.get(other) in same and other not in asked else found[0]

    return _MEASURE.sub(kept, text)


@lru_cache(maxsize=256)
def _dimension(text: str) -> frozenset[str] | None:
    """The adjectives that say how a question wants a thing measured: "deep" of "how deep"; tall things are high."""
    for one, other in pairwise(words_of(text)):
        if one == "how" and other in lexicon().measures:
            names = set(lexicon().measured_by.get(other, ()))
            same = {word for word, others in lexicon().measured_by.items() if names & set(others)}
            return frozenset({other, *same})
    return None


def _has_bare_figure(question: Question, text: str) -> bool:
    """Whether a figure of which nothing is counted stands in a text: a small word, a mark or nothing follows it.

    A year measures nothing.
    """
    found = list(tokens(text))
    words = [token.word for token in found]
    figures = (place for place in figures_in(question, words) if not _YEAR.fullmatch(words[place]))
    return any(_is_bare(text, found, place) for place in figures)


def _is_bare(text: str, found: Sequence[Token], place: int) -> bool:
    if found[place].word == "half":
        return False
    if found[place].end == len(text) or place + 1 == len(found):
        return True
    following = found[place + 1]
    if following.word in lexicon().function_words and any(
        word.word[:1].isdigit() for word in found[place + 2 : place + 3]
    ):
        return _is_bare(text, found, place + 2)  # "20 to 30 minutes"
    if following.word in ("percent", "per", "times"):
        return False
    apart = text[found[place].end : following.start].strip()
    return bool(apart and apart not in "%-–°") or following.word in lexicon().function_words


@lru_cache(maxsize=256)
def _measured(text: str) -> str | None:
    """What a question wants measured: "how heavy" and "the weight" the weight, "how much does it cost" the money."""
    words = words_of(text)
    measures, costs = lexicon().measures, {stem(word) for word in lexicon().money_words}
    degree = next((other for one, other in pairwise(words) if one == "how" and other in measures), None)
    if degree is not None:
        return measures[degree]
    if lexicon().patterns.asks_price.search(text.casefold()) or costs & {stem(word) for word in words}:
        return "money"
    asked = (other for one, other in pairwise(words) if one in lexicon().before_measure and other in measures)
    described = (  # "the top speed"
        other
        for one, other in zip(words, words[2:], strict=False)
        if one in lexicon().before_measure and other in measures and other not in lexicon().measured_by
    )
    found = next(asked, None) or next(described, None)
    return None if found is None else measures[found]


def duration(question: Question, text: str) -> float:
    """A span of time with its figure; less for a unit alone. "How long is the boat" is told by metres too."""
    words = said_in(text)
    if _is_long().match(question.text.casefold()) and words & lexicon().units["length"] and number(question, text):
        return 1.0
    if not words & lexicon().duration_words:
        return 0.0
    if not _measures_time(question, text):
        return UNIT_ALONE
    return 1.0 if _tells_span(question, text) else SPAN_OF_OTHERS


def _tells_span(question: Question, text: str) -> bool:
    """Whether a span of time is told that is not one "of" something else: "three years of experience"."""
    asked = set(map(stem, words_of(question.text)))
    spans = list(_span().finditer(text))
    return not spans or any(span["of"] is None or stem(span["of"].casefold()) in asked for span in spans)


@lru_cache(maxsize=1)
def _span() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(lexicon().duration_words)}\b(?: of (?!age\b)(?P<of>[a-z]+))?", re.IGNORECASE)


def _measures_time(question: Question, text: str) -> bool:
    """Whether a figure that the question has not stands right by a unit of time: "two full days", "half an hour".

    What is reckoned from a time is a time and no span, "two years later", unless the question reckons so too.
    """
    found = list(tokens(text))
    said = [token.word for token in found]
    asked = said_in(question.text)
    reckoned = {
        place
        for place, (one, other) in enumerate(pairwise(found))
        if other.word in lexicon().reckoned - asked and not text[one.end : other.start].strip()
    }
    figures = {
        place
        for place, word in enumerate(said)
        if word not in asked and (word[:1].isdigit() or word in lexicon().numbers.keys() - lexicon().times_over)
    }
    for place, word in enumerate(said):
        if word in lexicon().duration_words and place not in reckoned:
            before = said[place - 1] if place else ""
            if before in lexicon().single or figures & set(range(place - NEAR_UNIT, place + NEAR_UNIT)):
                return True
    return False


def frequency(question: Question, text: str) -> float:
    """A word for how often, or an interval."""
    words = said_in(text)
    if words & lexicon().duration_words and len(words) <= BRIEF:
        return 0.8 * number(question, text)  # the cell of a table: "30 minutes" under "every"
    if words & lexicon().repeating or _times().search(text):
        return 1.0
    return max(SELDOM_TOLD * bool(words & lexicon().ever), 0.5 * number(question, text))
