"""Words that may stand for each other in general English, and the common words as they are spelt.

Both tables come out of WordNet 3.0 (see LICENSE-WordNet) by ``benchmarks/build_thesaurus.py``. The thesaurus
stays on disk.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.lexicon import Phrase, background
from assistant.lexicon.sorted_lines import sorted_lines

_FOLDER = Path(__file__).parent
LONG_WORD = 8
MIN_WORD = 4


@lru_cache(maxsize=4096)
def alternatives(stem: str) -> tuple[tuple[Phrase, float], ...]:
    """The expressions that may stand for a stem, each with how far it does, from 0.2 to 1, the nearest first."""
    _, _, others = (_line(stem.encode("utf-8")) or "").partition("\t")
    pairs = (entry.rsplit(" ", 1) for entry in others.split(", ") if entry)
    return tuple((tuple(expression.split()), float(worth)) for expression, worth in pairs)


def is_english(stem: str) -> bool:
    """Whether general English knows a stem, however rare."""
    return stem in background().stems or _line(stem.encode("utf-8")) is not None


def is_common(stem: str) -> bool:
    """Whether a stem is an everyday word, and so no name that somebody made up or took for a thing of theirs."""
    return stem in background().stems or (_line(stem.encode("utf-8")) or "-").startswith("+")


def slips(word: str) -> int:
    """How many slips of the pen a word may hold and still be told."""
    return 1 if len(word) < LONG_WORD else 2


@lru_cache(maxsize=1)
def words() -> tuple[str, ...]:
    """The common words of English, of four letters and more, in order."""
    return tuple((_FOLDER / "words.txt").read_text(encoding="ascii").split())


@lru_cache(maxsize=4096)
def similar_english(word: str) -> tuple[str, ...]:
    """The common words that a misspelt one may be a form of, the nearest first: one slip, or two in eight letters.

    Endings are left aside where the word as a whole is near none: "recomended" is to be "recommend".
    """
    from assistant.text import stem

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


def _line(key: bytes) -> str | None:
    """What the thesaurus has for a stem."""
    return sorted_lines(_FOLDER / "thesaurus.txt").find(key)
