"""Whether a text holds the sort of thing that a question asks for: a number, a time, a person, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from assistant.lexicon import lexicon, phrase
from assistant.text import irregular_pasts, stem, tokens
from assistant.types import Asks, Question

_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})s?\b")
_DIGIT = re.compile(r"\d")
_CONDITION = frozenset(
    ["if", "when", "whenever", "while", "once", "after", "before", "during", "until", "unless", "as"]
)
_PLACE = re.compile(r"\b(?:in|at|near|from|to|on|within|across|outside|inside)\s+(?:the\s+)?[A-Z]\w+")
_SPOT = re.compile(r"\b(?:in|at|on|under|over|inside|behind|near|where)\b")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w.-]+")
_FULL_NAME = re.compile(r"\b[A-Z][\w'-]+(?: (?:[A-Z]\.|[A-Z][\w'-]+|of|the|de|van|von|bin))* [A-Z][\w'-]+")
_PURPOSE = re.compile(r"\b(?:to|for|so that|in order|used|helps?|lets?|allows?|enables?)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"\b\w+(?:ers?|ors?|ists?|ians?|ants?|men|people|staff|team|teams|departments?|owners?)\b", re.IGNORECASE
)
NEUTRAL = 0.5


def fits(question: Question, text: str) -> float:
    """How far a text can answer what is asked for: 1 it holds that, 0 it does not, 0.5 where form says nothing."""
    test = _TESTS.get(question.asks)
    return NEUTRAL if test is None else test(question, text)


def _words(text: str) -> frozenset[str]:
    return frozenset(token.word for token in tokens(text))


def _number(question: Question, text: str) -> float:
    return float(bool(_DIGIT.search(text)) or bool((_words(text) - {"one"}) & lexicon().numbers.keys()))


def _amount(question: Question, text: str) -> float:
    return max(_number(question, text), float(bool(_words(text) & lexicon().money_words)))


def _time(question: Question, text: str) -> float:
    words = _words(text)
    if _YEAR.search(text) or words & lexicon().time_words:
        return 1.0
    if not asks_of_past(question) and words & _CONDITION:
        return 0.8
    return 0.5 if _DIGIT.search(text) else (0.3 if words & _CONDITION else 0.0)


def asks_of_past(question: Question) -> bool:
    """Whether a question is about something that happened once: "when was", "who invented"."""
    words = [token.word for token in tokens(question.text)][:3]
    past = {"was", "were", "did", "had"}
    return bool(past & set(words)) or any(word.endswith("ed") or word in irregular_pasts() for word in words[1:2])


def _duration(question: Question, text: str) -> float:
    if not _words(text) & lexicon().duration_words:
        return 0.0
    return 1.0 if _number(question, text) else 0.4


def _frequency(question: Question, text: str) -> float:
    words = _words(text)
    adverbs = {
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "annually",
        "every",
        "each",
        "once",
        "twice",
        "often",
        "always",
        "never",
    }
    return 1.0 if words & adverbs else 0.5 * _number(question, text)


def _person(question: Question, text: str) -> float:
    asked = {stem(token.word) for token in tokens(question.text)}
    if any(
        not asked.issuperset(stem(token.word) for token in tokens(name.group())) for name in _FULL_NAME.finditer(text)
    ):
        return 1.0
    if any(stem(token.word) not in asked for name in _NAME.finditer(text) for token in tokens(name.group())):
        return 0.7
    if _PEOPLE.search(text) or _words(text) & lexicon().person_words:
        return 0.3 if asks_of_past(question) else 0.8
    return 0.0


def _place(question: Question, text: str) -> float:
    return 1.0 if _PLACE.search(text) else (0.6 if _SPOT.search(text) else 0.2)


def _reason(question: Question, text: str) -> float:
    return 1.0 if _words(text) & lexicon().reason_words else 0.4


def _purpose(question: Question, text: str) -> float:
    return 0.8 if _PURPOSE.search(text) else 0.4


_TESTS: dict[Asks, Callable[[Question, str], float]] = {
    "count": _number,
    "amount": _amount,
    "time": _time,
    "duration": _duration,
    "frequency": _frequency,
    "person": _person,
    "place": _place,
    "reason": _reason,
    "purpose": _purpose,
}


@lru_cache(maxsize=1)
def people_stems() -> frozenset[str]:
    """The words by which documents speak of who does something."""
    team = phrase("team")
    return frozenset(word for expression in {*lexicon().synonyms.get(team, ()), team} for word in expression)
