"""Words of plain text that were cut at the end of a line."""

from __future__ import annotations

import re

from assistant.lexicon.thesaurus import is_english
from assistant.types import Span

_CUT = re.compile(r"-[ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_BEGUN = re.compile(r"[^\W\d_]+\Z")
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 40
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")


def cut_words(text: str) -> list[Span]:
    """The hyphens and line ends inside words that are words without them, and that are not written with a hyphen.

    >>> text = "An inter-\\nnational day, a two-\\nyear term."
    >>> [text[a:b] for a, b in cut_words(text)]
    ['-\\n']
    """
    compounds: frozenset[str] | None = None
    found = []
    for match in _CUT.finditer(text):
        begun = _BEGUN.search(text[max(0, match.start() - LONGEST) : match.start()])
        rest = _LETTERS.match(text, match.end())
        if begun is None or rest is None or not rest[0].islower():
            continue
        if compounds is None:
            compounds = frozenset(word.casefold() for word in _COMPOUND.findall(text))
        if f"{begun[0]}-{rest[0]}".casefold() not in compounds and is_english((begun[0] + rest[0]).casefold()):
            found.append(Span(*match.span()))
    return found
