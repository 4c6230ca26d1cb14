"""What a sentence says without the words for it.

Once "fulmar oil" was spoken of, "the oil" is that oil; "the drawback" is one of what was spoken of before; and behind a
name two years in brackets are those of a life.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.lexicon import lexicon
from assistant.lexicon.tables import any_of
from assistant.text import stem

_NAME = re.compile(r"\b[A-Z][^\W\d_]+\b")
_FULL_NAME = re.compile(rf"{_NAME.pattern}(?: {_NAME.pattern})+")
LIFE = re.compile(r"\([^()]*\b[12]\d{3}\s*[–-]\s*[^()]*\b[12]\d{3}\)")


def implied(sequence: Sequence[str], spoken_of: MutableMapping[str, str]) -> frozenset[str]:
    """What tells of which kind the things are that a sentence, given as its stems, only points at.

    ``spoken_of`` holds for each thing that earlier sentences named in two words the first of these; what this one names
    is put in.
    """
    found = frozenset(spoken_of[thing] for thing in _pointed_at(sequence) if thing in spoken_of)
    small = lexicon().function_stems
    spoken_of.update((thing, which) for which, thing in pairwise(sequence) if not {which, thing} & small)
    return found


def unsaid_names(text: str, first_names: MutableMapping[str, frozenset[str]]) -> frozenset[str]:
    """The first names of those whom a sentence calls by their last name only.

    ``first_names`` holds for the last names that earlier sentences had in full what stood before them; what this one
    has is put in.
    """
    full = list(_FULL_NAME.finditer(text))
    inside = {place for name in full for place in range(*name.span())}
    alone = (name for name in _NAME.finditer(text) if name.start() not in inside)
    found = frozenset().union(*(first_names.get(stem(name[0].casefold()), frozenset()) for name in alone))
    for name in full:
        *first, last = name[0].split()
        first_names[stem(last.casefold())] = frozenset(stem(word.casefold()) for word in first)
    return found


def _pointed_at(sequence: Sequence[str]) -> Iterator[str]:
    """The things that stand alone behind a "the": "the oil was burned", and not "the oil tank"."""
    small = lexicon().function_stems
    following = (*sequence[2:], next(iter(_pointing())))
    for word, thing, after in zip(sequence, sequence[1:], following, strict=False):
        if word in _pointing() and thing not in small and after in small:
            yield thing


@lru_cache(maxsize=1)
def _pointing() -> frozenset[str]:
    return frozenset(map(stem, lexicon().definite | {"its", "their"}))


@lru_cache(maxsize=1)
def life_stems() -> frozenset[str]:
    """The stems by which it is asked when somebody was born or died."""
    return frozenset(map(stem, lexicon().living))


def aspect_of(sentence: str) -> str:
    """The stem of what a sentence says something of, without naming the thing: "The drawback is that …"; or empty."""
    found = lexicon().patterns.names_side.match(sentence)
    aspect = stem(found[1].casefold()) if found else ""
    return aspect if (aspect,) in lexicon().synonyms else ""


@lru_cache(maxsize=1)
def _anaphor() -> re.Pattern[str]:
    return re.compile(rf"{any_of(lexicon().anaphors)}\b", re.IGNORECASE)


def begins_with_pronoun(view: str, start: int) -> bool:
    """Whether what begins at a place in a text speaks of something named before."""
    return _anaphor().match(view, start) is not None or follows(view, start)


def refers_back(view: str, start: int) -> bool:
    """Whether a sentence that begins at a place speaks of something named before, there or in its second word."""
    return begins_with_pronoun(view, start) or _anaphor_behind().match(view, start) is not None


@lru_cache(maxsize=1)
def _anaphor_behind() -> re.Pattern[str]:
    return re.compile(rf"[^\W\d_]+\s+{any_of(lexicon().anaphors_behind)}\b", re.IGNORECASE)


def follows(view: str, start: int) -> bool:
    """Whether what begins at a place in a text follows from what is said before: "for this reason"."""
    return _consequence().match(view, start) is not None


@lru_cache(maxsize=1)
def _consequence() -> re.Pattern[str]:
    said = "|".join(r"\s+".join(map(re.escape, words)) for words in lexicon().consequences)
    return re.compile(rf"(?:{said})\b", re.IGNORECASE)
