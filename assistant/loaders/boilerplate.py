"""The words of what surrounds an article on a page (``boilerplate.yaml``) and of forms of text (``forms.yaml``)."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from pathlib import Path

from assistant.text import tokens

MENU_PARTS, MENU_WORDS, PAGE_WORDS = 3, 3, 12
_TRAIL = re.compile(r"\s+[›>→]\s+|\s{2,}\"\s{2,}")
_OPENING = re.compile(r"[^\W\d_]+")
_AGE = re.compile(r"(?:an?|\d+) (?:second|minute|hour|day|week|month|year)s? ago$", re.IGNORECASE)
_RIGHTS = re.compile(r"copyright\s*(?:©|\(c\)|\d)|©", re.IGNORECASE)
_ROW = re.compile(r"\s+[|·•]\s+| {3,}|\s*\t\s*")


def boilerplate(table: str) -> frozenset[str]:
    """The entries of a table of ``boilerplate.yaml``."""
    return _tables("boilerplate.yaml")[table]


def forms(table: str) -> frozenset[str]:
    """The entries of a table of ``forms.yaml``."""
    return _tables("forms.yaml")[table]


@lru_cache(maxsize=2)
def _tables(name: str) -> dict[str, frozenset[str]]:
    import yaml

    path = Path(__file__).with_name(name)
    return {table: frozenset(texts) for table, texts in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


@lru_cache(maxsize=1)
def _openings() -> frozenset[str]:
    """The words that a call to action begins with."""
    return frozenset(text.partition(" ")[0] for text in boilerplate("navigation"))


def is_navigation(view: str) -> bool:
    """Whether a line is a call to action or navigation and nothing else."""
    opening = _OPENING.search(view)
    if opening is None or opening.group().casefold() not in _openings() or view.endswith("?") or len(view.split()) > 5:
        return False
    words = [token.word for token in tokens(view) if not token.word.isdigit()]
    return " ".join(words) in boilerplate("navigation")


def is_trail(view: str) -> bool:
    """Whether a line says where on a site one is.

    The page itself, at its end, may have a long title; of two parts, the first is where a site begins.

    >>> is_trail("Home › Garden › Soil"), is_trail("Home › What a garden needs in winter")
    (True, True)
    """
    parts = [part for part in _TRAIL.split(view) if part.strip()]
    if _short_parts(_TRAIL, view):
        return True
    above = all(len(part.split()) <= MENU_WORDS for part in parts[:-1])
    places = view.split(" / ")
    first = _TRAIL.split(view)[0].partition(" / ")[0].strip().casefold()
    if len(places) >= MENU_PARTS and first in boilerplate("navigation"):
        return True
    if len(places) > 1 and first in boilerplate("menu") and all(len(one.split()) <= MENU_WORDS for one in places):
        return True
    page = len(parts) > 1 and len(parts[-1].split()) <= PAGE_WORDS and not view.endswith((".", "!", ":"))
    return page and above and (len(parts) >= MENU_PARTS or first in boilerplate("navigation") | boilerplate("menu"))


def menu_entries(view: str) -> int:
    """How many other pages a line names that could be a menu, 0 where it could be none.

    >>> menu_entries("Visit   Learn   Shop"), menu_entries("Tea, milk and sugar")
    (3, 0)
    """
    return _short_parts(_ROW, view)


def _short_parts(between: re.Pattern[str], view: str) -> int:
    parts = [part for part in between.split(view) if part.strip()]
    short = all(len(part.split()) <= MENU_WORDS for part in parts) and not view.endswith((".", "!", "?", ":"))
    return len(parts) if short and len(parts) >= MENU_PARTS else 0


def is_notice(view: str) -> bool:
    """Whether a line, which is no title, is what a site says to whoever opens it: that it keeps cookies."""
    return any(token.word in boilerplate("notices") for token in tokens(view))


def is_about_the_page(view: str) -> bool:
    """Whether a line tells of the page itself and not of its subject: who wrote it and when, its pictures."""
    label, colon, _ = view.partition(":")
    if _AGE.match(view) or _RIGHTS.match(view) or (colon and label.casefold() in boilerplate("page_labels")):
        return True
    words = [token.word for token in islice(tokens(view), 2)]
    if words[:1] == ["by"] and view.partition(" ")[2].islower() and words[-1] not in forms("openers"):
        return False  # "By bus": who wrote it has a name, or is "the team"
    known = boilerplate("about_the_page")
    return len(words) > 1 and (words[0] in known or " ".join(words) in known)
