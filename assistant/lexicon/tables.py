"""Reading the tables that lie in this folder as YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from assistant.reading import parse_yaml

FOLDER = Path(__file__).parent


def read_table(name: str) -> Any:
    """What a file of this folder holds."""
    return parse_yaml((FOLDER / name).read_text(encoding="utf-8"))


def word_sets(raw: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Those of some tables that are words in a row, each as a set."""
    return {name: frozenset(text.split()) for name, text in raw.items() if isinstance(text, str)}


def expressions(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Expressions as words, the longest first."""
    return tuple(sorted((tuple(text.split()) for text in texts), key=lambda words: (-len(words), words)))


def any_of(words: Iterable[str]) -> str:
    """A pattern that is met by any of some words, of two that begin alike by the longer.

    >>> any_of(["in", "so that", "inside"])
    '(?:so\\\\ that|inside|in)'
    """
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))})"
