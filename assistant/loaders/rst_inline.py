"""reStructuredText: the words of a line without their markup."""

from __future__ import annotations

import re

_LITERAL = re.compile(r"``(.+?)``", re.DOTALL)
_NAMED = re.compile(r"(?::([\w.+:-]+):)?`[~!]?([^`<]*?)\s*<[^`>]*>`_{0,2}", re.DOTALL)
_ROLE = re.compile(r":([\w.+:-]+):`[~!]?([^`]+)`")
_PHRASE = re.compile(r"`([^`]+)`(?::[\w.+:-]+:|_{0,2})")
_SIGNS = (  # each ends at the next sign of its own, so that reading takes a time that grows with the text
    (re.compile(r"(?<!\w)\*\*(?=\S)((?:[^*]|\*(?!\*))+)(?<=\S)\*\*(?!\w)"), r"\1"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r" ?\[(?:\d+|#[\w-]*|\*|[A-Za-z][\w-]*)\]_(?!\w)"), ""),  # marks of notes
    (re.compile(r"\|([^|\s](?:[^|]*[^|\s])?)\|_{0,2}(?!\w)"), r"\1"),
    (re.compile(r"(?<=[A-Za-z0-9])_{1,2}(?![\w`'\"(])"), ""),  # links of one word
)
_ESCAPE = re.compile(r"\\([!-~])|\\\s|\\$")
_SPOKEN = {"rfc": "RFC ", "pep": "PEP "}  # what these roles put before their number
_AWAY = {code: 0xF700 + code for code in range(0x21, 0x7F)}
"""Signs that stand for themselves are put where no rule finds them, and back at the end."""
_BACK = {away: code for code, away in _AWAY.items()}


def bare(text: str) -> str:
    r"""The words without markup; literals stay as they are.

    >>> bare("**Tea** is `hot <https://tea.example>`_, see :ref:`brewing <brew>`, :meth:`__pour__` and ``a_*b*`` [1]_.")
    'Tea is hot, see brewing, __pour__ and a_*b*.'
    """
    pieces = _LITERAL.split(text)
    return "".join(piece if number % 2 else _without_markup(piece) for number, piece in enumerate(pieces))


def _without_markup(text: str) -> str:
    text = _ESCAPE.sub(lambda found: (found.group(1) or "").translate(_AWAY), text)
    for named in (_NAMED, _ROLE):
        text = named.sub(_said, text)
    text = _PHRASE.sub(lambda found: found.group(1).translate(_AWAY), text)
    for pattern, kept in _SIGNS:
        text = pattern.sub(kept, text)
    return text.translate(_BACK)


def _said(found: re.Match[str]) -> str:
    return (_SPOKEN.get(found.group(1), "") + found.group(2)).translate(_AWAY)
