"""The tables of ``followups.yaml``: how a question refers to the turns before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.lexicon.tables import expressions, read_table, word_sets
from assistant.text import stem


@dataclass(frozen=True, slots=True)
class FollowUps:
    """How a question refers to the turns before it; see ``followups.yaml``. Expressions are tuples of words.

    ``pronoun_groups`` has for each pronoun the group of those that stand for the same thing.
    """

    ellipsis: tuple[tuple[str, ...], ...]
    endings: tuple[tuple[str, ...], ...]
    conjunctions: frozenset[str]
    commands: frozenset[str]
    taking: frozenset[str]
    held_by_people: frozenset[str]
    states: frozenset[str]
    new_subject: frozenset[str]
    announcement: re.Pattern[str]
    pronoun_groups: Mapping[str, str]
    objects: Mapping[str, frozenset[str]]
    men: frozenset[str]
    women: frozenset[str]
    possessives: frozenset[str]
    pointing: frozenset[str]
    idle_before: frozenset[str]
    impersonal: frozenset[str]
    weather: frozenset[str]
    contractions: Mapping[str, str]
    beyond: frozenset[str]
    excepting: frozenset[str]
    having: frozenset[str]
    determiners: frozenset[str]
    adverbs: frozenset[str]
    before_verbs: frozenset[str]
    doers: frozenset[str]
    clause_openers: frozenset[str]
    negated: frozenset[str]
    speakers: frozenset[str]
    mine: frozenset[str]
    small: frozenset[str]
    kinds: frozenset[str]
    titling: frozenset[str]
    same_kinds: tuple[frozenset[str], ...]
    collectives: frozenset[str]
    documents: frozenset[str]
    times: frozenset[str]
    periods: frozenset[str]
    beside: frozenset[str]
    among_names: frozenset[str]
    compared: frozenset[str]
    alike: frozenset[str]
    chosen_from: frozenset[str]
    other: tuple[tuple[str, ...], ...]
    ordinals: Mapping[str, int]
    after_ordinal: frozenset[str]
    bare: frozenset[str]
    asks_what: frozenset[str]
    leaves_open: frozenset[str]
    placing: frozenset[str]
    sited: frozenset[str]
    at_places: frozenset[str]
    together: frozenset[str]
    verbs: frozenset[str]
    verb_stems: frozenset[str]
    giving: frozenset[str]
    remainders: frozenset[str]
    plural_verbs: Mapping[str, str]
    where: frozenset[str]
    accompanying: frozenset[str]
    owning: frozenset[str]
    hanging: frozenset[str]
    sorts: frozenset[str]
    paperwork: frozenset[str]
    vague: frozenset[str]
    unchanging: frozenset[str]
    adjectives: frozenset[str]


def read_followups() -> FollowUps:
    """The tables of ``followups.yaml``."""
    raw = read_table("followups.yaml")
    words = word_sets(raw)
    return FollowUps(
        ellipsis=expressions(raw["ellipsis"]),
        endings=expressions(raw["endings"]),
        contractions=raw["contractions"],
        same_kinds=tuple(frozenset(group.split()) for group in raw["same_kinds"]),
        plural_verbs=raw["plural_verbs"],
        other=expressions(raw["other"]),
        ordinals=raw["ordinals"],
        bare=frozenset(raw["bare"]),
        objects={group: frozenset(text.split()) for group, text in raw["objects"].items()},
        announcement=re.compile(raw["patterns"]["announcement"]),
        alike=frozenset(map(stem, raw["alike"])),
        pronoun_groups={word: group for group, text in raw["pronouns"].items() for word in text.split()},
        verb_stems=frozenset(map(stem, words["verbs"])),
        **words,
    )
