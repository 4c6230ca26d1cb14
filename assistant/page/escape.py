"""Text from documents, file names and questions is nobody's to trust: here it is made fit to be shown.

There are two ways out of this page: ``as_text`` for what Streamlit reads as Markdown (labels, captions,
errors, table cells), ``as_html`` for the fragments in ``assistant.page.markup``. Nothing else shows a text
that was not written in this folder. A text of the page's own that names a control goes there as it is: a screen reader
would read the backslashes out.
"""

from __future__ import annotations

import html
import re

JOINER = "\u2060"
"""The word joiner: a character without width that keeps two others apart."""

_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# What is looked for after the Markdown was parsed, where a backslash is no longer there to help: `:smile:`,
# `:material/home:`, `http://…`; then `www.…`; then `name@host`; then `->`, `--`, `>=` and the like, which
# are made into one character.
_REWRITTEN = re.compile(r":(?=\S)|www(?=\.)|@(?=\S)|[<>~-](?=[-=>])", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def as_text(text: str) -> str:
    r"""The Markdown that shows a text as it is: no emphasis, links, images, formulas, emoji, colours or HTML.

    Lines stay lines; white space inside them is collapsed, as a browser would. Characters that have no place
    in a text become U+FFFD, those that turn the direction of writing are left out. Between the characters of
    some sequences (``:a``, ``www.``, ``a@b``, ``->``) a word joiner is put, which cannot be seen.

    >>> as_text("a *b* [c](d)")
    'a \\*b\\* \\[c\\]\\(d\\)'
    """
    lines = (" ".join(_clean(line).split()) for line in _LINE_END.split(text))
    return "\\\n".join(_escape(line) for line in lines if line)


def as_html(text: str) -> str:
    """The HTML that shows a text as it is, character for character where white space is preserved.

    Holds no line end itself: Streamlit takes white space off the lines of what it is given.
    """
    return html.escape(_clean(_LINE_END.sub("\n", text))).replace("\n", "&#10;")


def _clean(text: str) -> str:
    return _DIRECTION.sub("", _ODD.sub("\ufffd", text))


def _escape(line: str) -> str:
    kept_apart = _REWRITTEN.sub(lambda match: match.group() + JOINER, line)
    return _PUNCTUATION.sub(r"\\\1", kept_apart)
