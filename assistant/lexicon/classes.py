"""What a word may be: its parts of speech and the classes of what it names, out of WordNet 3.0 (see LICENSE-WordNet).

The table is made by ``benchmarks/build_classes.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from assistant.lexicon.sorted_lines import sorted_lines

_TABLE = Path(__file__).with_name("classes.txt")
_ENDINGS = (
    ("ies", "y", "s"),
    ("es", "", "s"),
    ("s", "", "s"),
    ("ied", "y", "d"),
    ("ed", "", "d"),
    ("ed", "e", "d"),
    ("ing", "", "g"),
    ("ing", "e", "g"),
    ("est", "", "a"),
    ("er", "", "a"),
)
"""Endings of inflected forms, what stands in their place in the word itself, and the form they make."""
_MUTE_FIRST = tuple(sorted(_ENDINGS, key=lambda ending: ending[1] != "e"))
_SHORT = re.compile(r"[^aeiou][aeiouy][^aeiouwxy](?:ed|ing)$")
"""A short syllable, which doubles its last letter before an ending unless it is one of a mute "e"."""
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")
_MIN_ROOT = 2
ENDED = "sdg"


@dataclass(frozen=True, slots=True)
class Word:
    """``parts`` maps parts of speech to how common the word is as that: ``n`` ``v`` ``a`` ``r``, ``N`` a proper noun.

    ``s`` is a plural or a verb with "s", ``d`` a past form, ``g`` one in "ing". ``classes`` are shares from 0 to 1.
    """

    parts: Mapping[str, float] = field(default_factory=dict)
    classes: Mapping[str, float] = field(default_factory=dict)

    @property
    def main_class(self) -> str:
        """The class that it is most likely of; empty where none is known."""
        return next(iter(self.classes), "")

    def share(self, *parts: str) -> float:
        """How much of its use is as one of some parts of speech, from 0 to 1."""
        total = sum(self.parts.values())
        return sum(self.parts.get(part, 0.0) for part in parts) / total if total else 0.0


UNKNOWN = Word()


@lru_cache(maxsize=1 << 14)
def word(folded: str) -> Word:
    """What is known of a folded word, or of the one that it is an inflected form of."""
    own = _entry(folded)
    inflected = [
        found for ending, put, form in _endings(folded) if (found := _base(folded, ending, put, form)) is not None
    ]
    if own is None:
        return inflected[0] if inflected else UNKNOWN
    if not inflected or own.parts.keys() & set(ENDED):
        return own
    parts = dict(inflected[0].parts)
    for part, count in own.parts.items():
        parts[part] = parts.get(part, 0.0) + count
    return Word(parts, own.classes or inflected[0].classes)


def _endings(folded: str) -> tuple[tuple[str, str, str], ...]:
    """The endings in the order in which they are tried: "rated" is of "rate", as a form of "rat" would be "ratted"."""
    return _ENDINGS if _SHORT.search(folded) is None else _MUTE_FIRST


def _base(folded: str, ending: str, put: str, form: str) -> Word | None:
    """What an inflected form may be by one of the endings; ``None`` where there is no such word."""
    if not folded.endswith(ending) or len(folded) < len(ending) + _MIN_ROOT or folded.endswith("ss"):
        return None
    root = folded.removesuffix(ending)
    if ending == "es" and not root.endswith(_SIBILANT):
        return None  # "sites" is no form of "sit"
    bases = [root + put]
    if not put and form in "dga" and root[-1:] == root[-2:-1]:
        bases.append(root[:-1])
    for base in bases:
        found = _entry(base)
        if found is None:
            continue
        nouns, verbs, adjectives = (found.parts.get(part, 0.0) for part in "nva")
        if form == "a" and adjectives:
            return Word({"a": adjectives})
        if form in "dg" and verbs:
            return Word({form: verbs})
        if form == "s" and (nouns or verbs):
            return Word({part: count for part, count in (("s", nouns), ("v", verbs)) if count}, found.classes)
    return None


@lru_cache(maxsize=1 << 14)
def _entry(folded: str) -> Word | None:
    line = sorted_lines(_TABLE).find(folded.encode("utf-8"))
    if line is None:
        return None
    said, _, shares = line.partition("\t")
    fields = shares.split()
    return Word(
        {one[0]: float(one[1:]) + 0.5 for one in said.split()},
        {name: int(share) / 10 for name, share in zip(fields[::2], fields[1::2], strict=True)},
    )
