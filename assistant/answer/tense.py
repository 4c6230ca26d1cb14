"""Whether something past is asked for, and whether a statement tells of the past."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.lexicon import lexicon
from assistant.text import irregular_pasts, words_of
from assistant.types import Question

OPENING = 6
"""So many words of a question hold its first verb."""
_YEAR = re.compile(r"(?:1[0-9]{3}|20[0-9]{2})s?")


def asks_of_past(question: Question) -> bool:
    """Whether the first verb of a question is a past one: "which school did she go to", "who built it"."""
    return _asks_of_past(question.text)


@lru_cache(maxsize=256)
def _asks_of_past(text: str) -> bool:
    words = words_of(text)[:OPENING]
    verbs = (word for word in words if word in lexicon().auxiliaries | lexicon().forms_of_be)
    first = next(verbs, None)
    return (
        first in lexicon().past_verbs if first else words[:1] == ("who",) and any(_is_past(word) for word in words[1:2])
    )


@lru_cache(maxsize=1 << 14)
def tells_of_past(text: str) -> bool:
    """Whether a statement has a form that may be past, or a year; "is staffed" is let pass too."""
    past = lexicon().past_verbs
    return any(word in past or _is_past(word) or _YEAR.fullmatch(word) for word in words_of(text))


def _is_past(word: str) -> bool:
    return word.endswith("ed") or word in irregular_pasts()
