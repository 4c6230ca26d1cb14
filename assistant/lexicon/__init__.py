"""What is known of English before any document is read: tables that a person can read and extend."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexicon.followups import FollowUps, read_followups
from assistant.lexicon.tables import FOLDER, expressions, read_table, word_sets
from assistant.text import fold, stem

_STEMMED = frozenset({"function_words", "frame_words", "derivational_endings", "steps"})
Phrase = tuple[str, ...]
"""The stems of an expression, in order."""


def phrase(text: str) -> Phrase:
    """The stems of an expression.

    >>> phrase("machine learning")
    ('machin', 'learn')
    """
    return tuple(stem(fold(word)) for word in text.split())


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a set of words cannot hold; see ``patterns`` in ``english.yaml``."""

    asks_meaning: re.Pattern[str]
    ends_in_meaning: re.Pattern[str]
    may_give_reason: re.Pattern[str]
    asks_how_high: re.Pattern[str]
    asks_how_big: re.Pattern[str]
    in_a_hundred: re.Pattern[str]
    priced: re.Pattern[str]
    free: re.Pattern[str]
    names_side: re.Pattern[str]
    of_rank: re.Pattern[str]
    asks_share: re.Pattern[str]
    tells_share: re.Pattern[str]
    tells_age: re.Pattern[str]
    asks_price: re.Pattern[str]
    in_year: re.Pattern[str]
    announces_definition: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The tables of ``english.yaml``; see there what each is for."""

    function_words: frozenset[str]
    function_stems: frozenset[str]
    frame_stems: frozenset[str]
    frame_words: frozenset[str]
    compounding: frozenset[str]
    command_stems: frozenset[str]
    command_words: frozenset[str]
    synonyms: Mapping[Phrase, frozenset[Phrase]]
    kindred: Mapping[str, frozenset[str]]
    units: Mapping[str, frozenset[str]]
    unit_sizes: Mapping[str, float]
    measures: Mapping[str, str]
    longest_synonym: int
    openers: tuple[tuple[str, ...], ...]
    asides: tuple[tuple[str, ...], ...]
    stepwise: tuple[tuple[str, ...], ...]
    exceptions: tuple[tuple[str, ...], ...]
    consequences: tuple[tuple[str, ...], ...]
    short_replies: tuple[tuple[str, ...], ...]
    exemplifying: tuple[tuple[str, ...], ...]
    small_talk: Mapping[str, str]
    numbers: Mapping[str, float]
    question_words: frozenset[str]
    asking_words: frozenset[str]
    tail_words: frozenset[str]
    fine: frozenset[str]
    giving_leave: frozenset[str]
    explaining: frozenset[str]
    asking_contracted: frozenset[str]
    asking_governed: frozenset[str]
    choosing: frozenset[str]
    noun_openers: frozenset[str]
    forms_of_be: frozenset[str]
    copulas: frozenset[str]
    defining_verbs: frozenset[str]
    sought_verbs: tuple[str, ...]
    auxiliaries: frozenset[str]
    past_verbs: frozenset[str]
    modals: frozenset[str]
    asking_leave: frozenset[str]
    anyone: frozenset[str]
    contracted: frozenset[str]
    referring: frozenset[str]
    prepositions: frozenset[str]
    complements: frozenset[str]
    articles: frozenset[str]
    before_kind: frozenset[str]
    definite: frozenset[str]
    anaphors: frozenset[str]
    replies: frozenset[str]
    anaphors_behind: frozenset[str]
    going_on: frozenset[str]
    speaking: frozenset[str]
    emphasis: frozenset[str]
    passed_over: frozenset[str]
    joints: frozenset[str]
    joining: frozenset[str]
    no_member: frozenset[str]
    contrasts: frozenset[str]
    measure_words: frozenset[str]
    measured_how: frozenset[str]
    before_measure: frozenset[str]
    before_unit: frozenset[str]
    names_of: frozenset[str]
    sorts_of: frozenset[str]
    quantities: frozenset[str]
    times_asked: frozenset[str]
    step_stems: frozenset[str]
    of_no_sort: frozenset[str]
    irregular_plurals: frozenset[str]
    sorts: frozenset[str]
    time_words: frozenset[str]
    measured_by: Mapping[str, tuple[str, ...]]
    lows: frozenset[str]
    asked_for: Mapping[str, tuple[str, ...]]
    times: Mapping[str, frozenset[str]]
    duration_words: frozenset[str]
    money_words: frozenset[str]
    reckoned: frozenset[str]
    living: frozenset[str]
    naming_words: frozenset[str]
    anchored: frozenset[str]
    months_or_not: frozenset[str]
    conditions: frozenset[str]
    single: frozenset[str]
    times_over: frozenset[str]
    multiples: frozenset[str]
    numbering: frozenset[str]
    repeating: frozenset[str]
    ever: frozenset[str]
    before_place: frozenset[str]
    before_spot: frozenset[str]
    before_town: frozenset[str]
    people: frozenset[str]
    of_subject: frozenset[str]
    of_numbers: frozenset[str]
    relative: frozenset[str]
    named_reasons: frozenset[str]
    before_unknown: frozenset[str]
    reason_words: frozenset[str]
    purpose_words: tuple[str, ...]
    person_words: frozenset[str]
    anybody: frozenset[str]
    naming_verbs: frozenset[str]
    no_kind: frozenset[str]
    negations: frozenset[str]
    exclusions: frozenset[str]
    clause_breaks: frozenset[str]
    marks: frozenset[str]
    ticks: Mapping[str, bool]
    named_kinds: frozenset[str]
    named_places: frozenset[str]
    utmost: frozenset[str]
    of_taste: frozenset[str]
    ranking_words: frozenset[str]
    word_beginnings: frozenset[str]
    in_names: frozenset[str]
    in_full_names: frozenset[str]
    derivational_endings: tuple[str, ...]
    followups: FollowUps
    patterns: Patterns
    answer_forms: Mapping[str, re.Pattern[str]]
    forms: tuple[tuple[str, re.Pattern[str]], ...]

    @property
    def clause_words(self) -> frozenset[str]:
        """The words that make a clause of an expression: verbs without a meaning of their own, and question words."""
        return self.auxiliaries | self.forms_of_be | self.question_words


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of ``passages`` passages of general English a stem was seen."""

    passages: int
    stems: Mapping[str, int]

    def informativeness(self, stem: str, passages: int = 0, holding: int = 0) -> float:
        """How much a word tells, in nats: the rarity in general English and a collection taken together.

        ``passages`` and ``holding`` are the collection's passages and those that hold the word.
        """
        total = self.passages + passages
        return math.log((total + 1.0) / (self.stems.get(stem, 0) + holding + 0.5))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of English."""
    raw = read_table("english.yaml")
    words = word_sets(raw)
    synonyms = _synonyms(raw["synonyms"])
    return Lexicon(
        function_words=words["function_words"],
        function_stems=frozenset(stem(word) for word in words["function_words"]),
        frame_stems=frozenset(stem(word) for word in (*words["frame_words"], *map(str, raw["numbers"]))),
        command_stems=frozenset(stem(word) for word in words["command_words"]),
        frame_words=words["frame_words"] | frozenset(map(str, raw["numbers"])),
        synonyms=synonyms,
        kindred={stem(first): frozenset(map(stem, others)) for first, *others in raw["kindred"]},
        step_stems=frozenset(map(stem, words["steps"])),
        sought_verbs=tuple(raw["sought_verbs"]),
        purpose_words=tuple(raw["purpose_words"]),
        ticks={mark: says == "yes" for says, text in raw["ticks"].items() for mark in text.split()},
        units={name: frozenset(text.split()) for name, text in raw["units"].items()},
        unit_sizes={unit: float(size) for size, units in raw["unit_sizes"].items() for unit in units},
        measured_by={word: tuple(names) for word, names in raw["measured_by"].items()},
        asked_for={asks: tuple(stem(word) for word in names) for asks, names in raw["asked_for"].items()},
        times={name: frozenset(text.split()) for name, text in raw["times"].items()},
        measures={word: name for name, words in raw["measures"].items() for word in words},
        longest_synonym=max(map(len, synonyms)),
        openers=expressions(raw["openers"]),
        asides=expressions(raw["asides"]),
        stepwise=expressions(raw["stepwise"]),
        exceptions=expressions(raw["exceptions"]),
        consequences=expressions(raw["consequences"]),
        short_replies=expressions(raw["short_replies"]),
        exemplifying=expressions(raw["exemplifying"]),
        small_talk={text: kind for kind, texts in raw["small_talk"].items() for text in texts},
        followups=read_followups(),
        derivational_endings=("", *sorted(words["derivational_endings"])),
        patterns=Patterns(**{name: re.compile(pattern) for name, pattern in raw["patterns"].items()}),
        answer_forms={name: re.compile(pattern) for name, pattern in raw["answer_forms"].items()},
        forms=tuple((asks, re.compile(pattern)) for asks, pattern in raw["forms"]),
        numbers={str(word): float(value) for word, value in raw["numbers"].items()},
        **{name: words[name] for name in words if name not in _STEMMED},
    )


@lru_cache(maxsize=1)
def background() -> Background:
    """The table of general English."""
    raw = json.loads((FOLDER / "background.json").read_text(encoding="ascii"))
    return Background(raw["passages"], raw["stems"])


def _synonyms(groups: list[list[str]]) -> dict[Phrase, frozenset[Phrase]]:
    """For each expression all others of its groups."""
    found: dict[Phrase, set[Phrase]] = {}
    for group in groups:
        phrases = {phrase(str(text)) for text in group}
        for one in phrases:
            found.setdefault(one, set()).update(phrases - {one})
    return {one: frozenset(others) for one, others in found.items()}
