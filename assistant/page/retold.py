"""What the assistant itself says, which it says in English alone, in the visitor's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.explain import Contribution
from assistant.page.catalogue import DEFAULT, FOLDER, Texts, texts_in
from assistant.reading import parse_yaml

NAMES = (
    "said_greeting",
    "said_thanks",
    "said_farewell",
    "said_names_nothing",
    "said_mentions_nothing",
    "said_lacks_words",
    "said_gives_no_number",
    "said_gives_no_figure",
    "said_gives_no_time",
    "said_how_long",
    "said_how_often",
    "said_names_nobody",
    "said_names_no_place",
    "said_gives_no_reason",
    "said_no_answer",
    "said_mentions_no",
)
"""The texts for what may be said, in the order in which they are looked for; the English ones are what it says."""
_PLACE = re.compile(r"\\\{(\w+)\\\}")
_OR = re.compile(r'(?<=") or (?=")')
_QUOTED = re.compile(r'"(.+?)"(?=(?:, | \w+ )"|\Z)', re.DOTALL)
_BARE = "bare_"
"""Begins the name of a feature that is counted once more in a document without headings."""


def retold(text: str, texts: Texts) -> str:
    """What the assistant said, as a refusal with its reason, in a language; as it is where that has no words for it.

    >>> retold('no document mentions "tea" or "cake"', texts_in("de"))
    'kein Dokument erwähnt „tea“ oder „cake“'
    """
    for name in NAMES:
        found = _pattern(name).fullmatch(text)
        if found:
            return texts(name, **{place: _quotes(value, texts) for place, value in found.groupdict().items()})
    return text


def meaning(one: Contribution, texts: Texts) -> str:
    """What a feature says, in a language."""
    told = _meanings(texts.language).get(one.feature.removeprefix(_BARE))
    if told is None:
        return one.meaning
    return texts("without_headings", meaning=told) if one.feature.startswith(_BARE) else told


def _quotes(value: str, texts: Texts) -> str:
    """What is in quotation marks, in those of the language."""
    joined = _OR.sub(f" {texts('or')} ", value)
    return _QUOTED.sub(lambda quoted: texts.quoted(quoted[1]), joined)


def pattern_of(text: str, length: str = "+") -> re.Pattern[str]:
    """What matches a text of a catalogue with any values in its places, as long as they may be or as short (``+?``)."""
    return re.compile(_PLACE.sub(rf"(?P<\1>.{length})", re.escape(text)), re.DOTALL)


@lru_cache(maxsize=len(NAMES))
def _pattern(name: str) -> re.Pattern[str]:
    return pattern_of(texts_in(DEFAULT).texts[name])


@lru_cache(maxsize=16)
def _meanings(language: str) -> Mapping[str, str]:
    """The meanings of the features in a language; those in English are the assistant's own."""
    path = FOLDER / "meanings" / f"{language}.yaml"
    if not path.exists():
        return {}
    read: Mapping[str, str] = parse_yaml(path.read_text(encoding="utf-8"))
    return read
