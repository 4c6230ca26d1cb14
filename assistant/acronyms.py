"""Short forms that a text explains itself: "TensorFlow Extended (TFX)", "CI (continuous integration)"."""

from __future__ import annotations

import re

from assistant.text import fold, tokens

_BRACKETED = re.compile(r"\(([^()\n]{2,60})\)")
_SHORT = re.compile(r"(?=[A-Za-z0-9&/-]*[A-Z])[A-Za-z][A-Za-z0-9&/-]{1,9}$")


def find_acronyms(view: str) -> dict[str, str]:
    """The explained short forms of a text, folded, with the folded words that they stand for.

    The letters of the short form are found in order in the long one, the first of them at its start
    (Schwartz and Hearst, 2003).

    >>> find_acronyms("We use TensorFlow Extended (TFX) and IaC (infrastructure as code).")
    {'tfx': 'tensorflow extended', 'iac': 'infrastructure as code'}
    """
    found: dict[str, str] = {}
    for bracket in _BRACKETED.finditer(view):
        inside = bracket.group(1).strip()
        if fold(inside) in found:
            continue
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
    """The words at the end of ``before`` that a short form abbreviates.

    Its letters are met from the last to the first going backwards, the first of them at the start of a word.
    """
    letters = [letter for letter in short.casefold() if letter.isalnum()]
    text = " ".join(before[-min(len(letters) + 5, 2 * len(letters)) :])
    place = len(text)
    for number in range(len(letters) - 1, -1, -1):
        place = text.rfind(letters[number], 0, place)
        while number == 0 and place > 0 and text[place - 1] != " ":
            place = text.rfind(letters[0], 0, place)
        if place < 0:
            return None
    found = text[place:]
    return found if " " in found and len(found) > len(short) else None
