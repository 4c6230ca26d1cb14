"""What is raised of files that cannot be read and of what cannot be kept, in the visitor's language.

It is raised in English, in ``assistant.loaders`` and elsewhere, and kept so in the index; ``texts/problems`` has words
for it in each language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.page.catalogue import DEFAULT, FOLDER, Texts, texts_in
from assistant.page.retold import pattern_of

_DAMAGED = frozenset({"damaged", "no_pdf", "part_damaged"})
"""What a library says of a damaged file helps on the command line, and nobody who looks at the page."""


def told(text: str, texts: Texts) -> str:
    """What an error says, line for line in a language; as it is where that has no words for it.

    >>> told("tea.md: holds no text", texts_in("de"))
    'tea.md: enthält keinen Text'
    """
    return "\n".join(_told(line, texts.language) for line in text.split("\n"))


@lru_cache(maxsize=16)
def problems_in(language: str) -> Mapping[str, str]:
    """What there is to say in a language, by name; ``{...}`` are places for values."""
    return texts_in(language, FOLDER / "problems").texts


def _told(line: str, language: str) -> str:
    for name, pattern in _patterns().items():
        found = pattern.fullmatch(line.lstrip(" "))
        if found:
            indent = " " * (len(line) - len(line.lstrip(" ")))
            text = problems_in(language)[name]
            plain = text.replace(" ({reason})", "") if name in _DAMAGED else text
            return indent + plain.format_map(found.groupdict())
    return line


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: pattern_of(text, "+?") for name, text in problems_in(DEFAULT).items()}
