"""Words that may stand for each other in general English, and the common words as they are spelt.

The tables come out of WordNet 3.0 (see LICENSE-WordNet) and the Moby Thesaurus by ``benchmarks/build_thesaurus.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from assistant.lexicon import Phrase, background
from assistant.lexicon.sorted_lines import sorted_lines
from assistant.text import irregular_base, stem

_FOLDER = Path(__file__).parent
LONG_WORD = 8
MIN_WORD = 4
_INFLECTIONS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))


@lru_cache(maxsize=4096)
def alternatives(word: str) -> tuple[tuple[Phrase, float], ...]:
    """The expressions, as stems, that may stand for a word, each with how far it does, from 0.25 to 1, best first."""
    found = (_find("thesaurus.txt", base) for base in _bases(word))
    others = next((line for line in found if line is not None), "")
    pairs = (entry.rsplit(" ", 1) for entry in others.split(", ") if entry)
    return tuple((tuple(expression.split()), float(worth)) for expression, worth in pairs)


def _bases(word: str) -> Iterator[str]:
    """A word or stem, and what it may be a form of."""
    yield word
    if irregular_base(word) != word:
        yield irregular_base(word)
    for ending, instead in _INFLECTIONS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            base = word[: -len(ending)]
            yield base + instead
            if base[-1:] == base[-2:-1] and ending in ("ed", "ing"):
                yield base[:-1]  # "stopped"
    yield f"{word}e"
    if word.endswith("i"):
        yield f"{word[:-1]}y"


@lru_cache(maxsize=4096)
def is_english(word: str) -> bool:
    """Whether a word, or what it is an inflected form of, is one of general English, however rare."""
    if len(word) < MIN_WORD:
        return stem(word) in background().stems or _find("stems.txt", stem(word)) is not None
    if word in _spelt() or irregular_base(word) != word or any(base in _spelt() for base in _compared(word)):
        return True
    return any(_find("thesaurus.txt", base) is not None for base in _bases(word))


def _compared(word: str) -> Iterator[str]:
    """The adjectives of which a word may be the superlative: "trickiest"."""
    base = word.removesuffix("est")
    if base != word and len(base) >= MIN_WORD - 1:
        yield from (base, f"{base}e")
        if base.endswith("i"):
            yield f"{base[:-1]}y"


def is_common(stem: str) -> bool:
    """Whether a stem is an everyday word, and so no name that somebody made up or took for a thing of theirs."""
    return stem in background().stems or (_find("stems.txt", stem) or "-").startswith("+")


def _find(table: str, key: str) -> str | None:
    return sorted_lines(_FOLDER / table).find(key.encode("utf-8"))


def slips(word: str) -> int:
    """How many slips of the pen a word may hold and still be told."""
    return 1 if len(word) < LONG_WORD else 2


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The common words of English, of four letters and more, in order."""
    return tuple((_FOLDER / "words.txt").read_text(encoding="ascii").split())


@lru_cache(maxsize=1)
def _spelt() -> frozenset[str]:
    return frozenset(words())


@lru_cache(maxsize=4096)
def similar_english(word: str) -> tuple[str, ...]:
    """The common words that a misspelt one may be a form of, the nearest first: one slip, or two in eight letters.

    Endings are left aside where the word as a whole is near none: "recomended" is to be "recommend".
    """
    return _near(word) or (_near(stem(word)) if len(stem(word)) >= MIN_WORD else ())


def _near(word: str) -> tuple[str, ...]:
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = slips(word)
    alike = (other for other in words() if other[:1] == word[:1])
    near = ((DamerauLevenshtein.distance(word, other, score_cutoff=allowed), other) for other in alike)
    return tuple(other for distance, other in sorted(near) if distance <= allowed)


def antonyms(stem: str) -> frozenset[str]:
    """The stems that mean the opposite of one."""
    return _antonyms().get(stem, frozenset())


@lru_cache(maxsize=1)
def _antonyms() -> dict[str, frozenset[str]]:
    lines = (_FOLDER / "antonyms.txt").read_text(encoding="ascii").splitlines()
    return {own: frozenset(others.split()) for own, others in (line.split("\t") for line in lines)}
