"""Whether a text holds the sort of thing that a question asks for: a number, a time, a person, a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile, zip_longest

from assistant.answer.figures import amount, duration, frequency, number, said_in
from assistant.answer.mentions import LIFE
from assistant.answer.persons import CAPITALISED, person
from assistant.answer.tense import asks_of_past
from assistant.lexicon import classes, lexicon
from assistant.lexicon.tables import any_of
from assistant.lexicon.thesaurus import is_english
from assistant.text import Token, normalise, stem, tokens, words_of
from assistant.types import Asks, Question

_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})s?\b")
_OF_YEAR = re.compile(r"(?<=\w) of (?:1[0-9]{3}|20[0-9]{2})\b")
"""What tells of which year a thing is, "a boat of 1867", and nothing of when anything is now."""
_NAMES = re.compile(r"\b([A-Z][\w.+#-]*(?: [A-Z][\w.+#-]*)*),? (?:and|or) ([A-Z][\w.+#-]*)")
_SITE = re.compile(r"https?://|\bwww\.|\b[\w-]+\.[a-z]{2,}\b")
_PHONE = re.compile(r"\d(?:[ ()/-]{0,2}\d){4,}")
"""A number of five figures and more, in groups perhaps."""
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.]\d\d)?\s?(?:[ap]\.?m\b|o'clock)|\b\d{1,2}:\d\d\b", re.IGNORECASE)
_DATE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}[/-]\d{1,2}\b|\b\d{1,2}\.\d{1,2}\.")
"""A date without the name of a month; 5.2 is none."""
_FORMED = frozenset({"fact", "definition", "list", "place"})
_SPOTS = frozenset({"place", "location", "object", "artifact", "plant"})
SPOT_WORDS = 4
MOST_READ = 2_000
"""So many characters of a text are looked at: a sentence is no longer, and what is tells no one thing."""
NEUTRAL = 0.5
MOSTLY = 0.9
IN_A_ROW, APART = 0.8, 0.4
"""How far a text that names several things in a row tells a list, and one that does not."""
KIND_WORDS = 3
"""So many words behind "which" may name the kind: "which small water company"."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """Expressions that tell what a text holds, made of the tables of words."""

    place: re.Pattern[str]
    spot: re.Pattern[str]
    placed: re.Pattern[str]
    named_place: re.Pattern[str]
    month: re.Pattern[str]
    """Of the months, those that are words of other kinds too, where a capital tells them."""
    purpose: re.Pattern[str]
    row: re.Pattern[str]


@lru_cache(maxsize=1)
def _signs() -> _Signs:
    words = lexicon()
    months = any_of(map(str.capitalize, words.months_or_not))
    return _Signs(
        place=re.compile(rf"\b{any_of(words.before_place)}\s+(?:the\s+)?[A-Z]\w+"),
        spot=re.compile(rf"\b{any_of(words.before_spot)}\b"),
        placed=re.compile(rf"\b{any_of(words.before_unknown)}\s+(?:the\s+)?$"),
        named_place=re.compile(rf"\b{any_of(words.before_town)} ((?!{months}\b)[A-Z][\w-]+(?: [A-Z][\w-]+)+)"),
        month=re.compile(rf"(?<!^)(?<![.!?] )\b{months}\b"),
        purpose=re.compile(rf"\b{any_of(words.purpose_words)}\b", re.IGNORECASE),
        row=re.compile(
            rf"[\w'-]+, (?!{any_of(words.no_member)}\b)[\w'-]+(?: [\w'-]+){{0,3}},? (?:and|or) (?!so\b)[\w'-]+"
        ),
    )


def fits(question: Question, text: str) -> float:
    """How far a text can answer what is asked for: 1 it holds that, 0 it does not, 0.5 where form says nothing."""
    text = text[:MOST_READ]
    form = form_asked(question)
    if form is not None:
        return _FORMS[form](question, text)
    test = _TESTS.get(question.asks)
    return NEUTRAL if test is None else test(question, text)


def form_asked(question: Question) -> str | None:
    """The form that an answer has to have where a question names it: a name, a number, an address of some sort."""
    return _form_asked(question.text[:MOST_READ]) if question.asks in _FORMED else None


@lru_cache(maxsize=256)
def _form_asked(text: str) -> str | None:
    text = normalise(text).casefold()
    found = next((name for name, pattern in lexicon().answer_forms.items() if pattern.search(text)), None)
    return found or ("kind" if kind_asked(text) else None)


@lru_cache(maxsize=256)
def kind_asked(text: str) -> str:
    """What is asked for of those things that have names of their own: the "city" of "in which city"; else empty."""
    words = words_of(text)
    place = next((n for n, word in enumerate(words) if word in ("what", "which")), len(words))
    phrase = takewhile(lambda word: word not in lexicon().clause_words, words[place + 1 : place + 1 + KIND_WORDS])
    return next((word for word in phrase if word in lexicon().named_kinds | lexicon().named_places), "")


def _name(question: Question, text: str) -> float:
    """Whether a name is told that the question does not have."""
    asked = said_in(question.text)
    return float(any(not said_in(name.group()) <= asked for name in CAPITALISED.finditer(text)))


def _named_kind(question: Question, text: str) -> float:
    """Whether a name is told that the question does not have.

    A word with a capital at the beginning of a sentence is a name where English has it for nothing else. A place is one
    that is known as such, or behind "in" or the like a name that nobody knows or one of several words.
    """
    asked = said_in(question.text)
    place = kind_asked(question.text) in lexicon().named_places
    if place and any(not said_in(name[1]) <= asked for name in _signs().named_place.finditer(text)):
        return 1.0
    inside = {name.start() for name in CAPITALISED.finditer(text)}
    found = list(tokens(text))
    for token, after in zip_longest(found, found[1:]):
        if after is not None and text[token.end : after.start] == " " and _is_common_noun(text, after):
            continue  # "GIS analyst" is no name of anybody
        if not text[token.start].isupper() or token.word in asked or token.word in lexicon().function_words:
            continue
        known = classes.word(token.word)
        if place and known.main_class != "place" and (known.classes or not _signs().placed.search(text[: token.start])):
            continue
        if token.start in inside or not is_english(token.word) or known.share("N") > NEUTRAL:
            return 1.0
    return 0.0


def _is_common_noun(text: str, token: Token) -> bool:
    return text[token.start].islower() and classes.word(token.word).share("n", "s") >= MOSTLY


def _time(question: Question, text: str) -> float:
    if not lexicon().living & said_in(question.text):
        text = LIFE.sub("", text)  # when somebody lived is no time at which something happened
    if not asks_of_past(question):
        text = _OF_YEAR.sub(" ", text)
    words = said_in(text)
    unit = _unit_of_time(question.text)
    if unit in ("year", "season") and _YEAR.search(text):
        return 1.0  # "2012–13" is a season
    if unit == "year":
        return 0.0
    if unit is not None:
        told = bool(words & lexicon().times[unit]) or bool(unit == "time" and _CLOCK.search(text))
        return float(told or (unit in ("day", "date") and bool(_DATE.search(text))))
    named = words & (lexicon().time_words - lexicon().months_or_not)
    named -= lexicon().duration_words & said_in(question.text)  # when the "Quiet Hour" is, its name does not tell
    if asks_of_past(question) and not words & lexicon().anchored and not _counted_time().search(text):
        named -= lexicon().duration_words  # "for years" tells no time at which something was, nor does "2.00 an hour"
    if _YEAR.search(text) or named or _signs().month.search(text) or _CLOCK.search(text):
        return 1.0
    if not asks_of_past(question) and words & lexicon().conditions:
        return 0.8
    return 0.5 if any(word.isdigit() for word in words) else (0.3 if words & lexicon().conditions else 0.0)


def only_hours(text: str) -> bool:
    """Whether a text tells times of day and no year nor date."""
    dated = _YEAR.search(text) or _DATE.search(text) or _signs().month.search(text)
    return bool(_CLOCK.search(text)) and not dated


@lru_cache(maxsize=1)
def _counted_time() -> re.Pattern[str]:
    """A figure with a unit of time right behind it: "in 2 days", "a 10-year lease"."""
    return re.compile(rf"\d[\s-]+{any_of(lexicon().duration_words)}\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def _unit_of_time(text: str) -> str | None:
    """What a time is to be told in, where the question says that: "in which month", "what time"."""
    words = words_of(text)[:4]
    for one, other in pairwise(words):
        if one in ("what", "which") and other.removesuffix("s") in (*lexicon().times, "year"):
            return other.removesuffix("s")
    return None


def _place(question: Question, text: str) -> float:
    if kind_asked(question.text):
        return _named_kind(question, text)
    if _signs().place.search(text):
        return 1.0
    if _tells_spot(text):
        return 0.9
    return 0.6 if _signs().spot.search(text) else 0.2


@lru_cache(maxsize=1 << 12)
def _tells_spot(text: str) -> bool:
    """Whether something to be at stands behind "in", "under" or the like: "in the lower meadow", not "in a hurry"."""
    words = words_of(text)
    before = lexicon().before_spot
    places = (place for place, word in enumerate(words) if word in before)
    return any(classes.word(word).main_class in _SPOTS for n in places for word in words[n + 1 : n + 1 + SPOT_WORDS])


def _reason(question: Question, text: str) -> float:
    text = _since_then().sub(" ", text)
    if said_in(text) & lexicon().reason_words:
        return 1.0
    return 0.8 if lexicon().patterns.may_give_reason.search(text) else 0.4


@lru_cache(maxsize=1)
def _since_then() -> re.Pattern[str]:
    """A time from which on something is so, which is no reason for it: "since 2015", "since last May"."""
    times = "|".join(sorted(lexicon().time_words | {"then", "last"}))
    return re.compile(rf"\bsince (?:the )?(?=\d|(?:{times})\b)", re.IGNORECASE)


def _purpose(question: Question, text: str) -> float:
    return 0.8 if _signs().purpose.search(text) else 0.4


def _series(question: Question, text: str) -> float:
    """Whether several are named one after the other: "Python, R and Scala", or two names that the question has not."""
    if _announces(question, text):
        return 1.0
    asked = said_in(question.text)
    names = [pair for pair in _NAMES.finditer(text) if not said_in(pair[1]) <= asked and not said_in(pair[2]) <= asked]
    return IN_A_ROW if names or _signs().row.search(text) else APART


def _announces(question: Question, text: str) -> bool:
    """Whether a text says how many there are of what is asked for and then names them: "has two wings: …"."""
    before, colon, _ = text.partition(":")
    if not colon or question.focus is None:
        return False
    words = said_in(before)
    named = {word for words, share in question.terms[question.focus].phrases if share == 1.0 for word in words}
    return bool(words & lexicon().numbers.keys()) and not named.isdisjoint(map(stem, words))


_FORMS: dict[str, Callable[[Question, str], float]] = {
    "mail": lambda _, text: float("@" in text),
    "site": lambda _, text: float(bool(_SITE.search(text))),
    "phone": lambda _, text: float(bool(_PHONE.search(text))),
    "number": number,
    "origin": lambda _, text: float(bool(said_in(text) & lexicon().naming_words)),
    "name": _name,
    "kind": _named_kind,
}
_TESTS: dict[Asks, Callable[[Question, str], float]] = {
    "count": number,
    "list": _series,
    "amount": amount,
    "time": _time,
    "duration": duration,
    "frequency": frequency,
    "person": person,
    "place": _place,
    "reason": _reason,
    "purpose": _purpose,
}
