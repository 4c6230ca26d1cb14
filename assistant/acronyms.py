"""Short forms that a text explains itself: "TensorFlow Extended (TFX)", "CI (continuous integration)"."""

from __future__ import annotations

import re

from assistant.text import fold, tokens

_BRACKETED = re.compile(r"\(([^()\n]{2,60})\)")
_SHORT = re.compile(r"(?=[A-Za-z0-9&/-]*[A-Z])[A-Za-z][A-Za-z0-9&/-]{1,9}$")
MAX_WORDS = 8


def find_acronyms(view: str) -> dict[str, str]:
    """The explained short forms of a text, folded, with the folded words that they stand for.

    The letters of the short form are found in order in the long one, the first of them at its start
    and each word adding at least its own first letter (after Schwartz and Hearst, 2003, made stricter).

    >>> find_acronyms("We use TensorFlow Extended (TFX) and IaC (infrastructure as code).")
    {'tfx': 'tensorflow extended', 'iac': 'infrastructure as code'}
    """
    found: dict[str, str] = {}
    for bracket in _BRACKETED.finditer(view):
        inside = bracket.group(1).strip()
        before = [token.word for token in tokens(view, max(0, bracket.start() - 200), bracket.start())]
        if _SHORT.match(inside):
            long_form = _long_form(inside, before)
            if long_form:
                found.setdefault(fold(inside), long_form)
        elif before:
            start = view.rfind(" ", 0, bracket.start() - 1) + 1
            short = view[start : bracket.start()].strip()
            words = [token.word for token in tokens(inside)]
            if _SHORT.match(short) and _long_form(short, words) == " ".join(words):
                found.setdefault(fold(short), " ".join(words))
    return found


def _long_form(short: str, before: list[str]) -> str | None:
    """The shortest run of words at the end of ``before`` that the letters of ``short`` abbreviate."""
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    for length in range(1, min(MAX_WORDS, len(before)) + 1):
        words = before[-length:]
        if words[0][0] == letters[0] and (len(words) > 1) and _abbreviates(letters, words):
            return " ".join(words)
    return None


def _abbreviates(letters: list[str], words: list[str]) -> bool:
    """Whether letters run through the words, each word giving its first letter unless it is a small one."""
    if not letters:
        return all(len(word) <= 3 for word in words)
    if not words or not words[0]:
        return False
    word = words[0]
    if word[0] == letters[0]:
        rest = letters[1:]
        if _abbreviates(rest, words[1:]):
            return True
        position = 0
        for taken, letter in enumerate(rest):
            position = word.find(letter, position + 1)
            if position < 0:
                break
            if _abbreviates(rest[taken + 1 :], words[1:]):
                return True
    return len(word) <= 3 and _abbreviates(letters, words[1:])
