"""What a word of a question may be by its form alone: its role, what it is made of, how likely a synonym is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from assistant.lexicon import Phrase, classes, lexicon
from assistant.lexicon.associations import are_common, associated
from assistant.lexicon.thesaurus import is_english
from assistant.text import irregular_pasts, stem

UNLIKE, ALIKE = 0.6, 0.8
"""What a word of the thesaurus counts that is never used like the one asked, and what is added for one used just so."""
MIN_BASE = 4
MOST_SPELT = 20
"""Up to this numbers are often written as words."""
_INFLECTED = ("s", "es", "d", "ed", "ing")

Role = Literal["content", "frame", "function"]


def likelier(word: str, found: Sequence[tuple[Phrase, float]]) -> list[tuple[Phrase, float]]:
    """What a thesaurus has for a word, worth more where text uses the two alike, and less where it does not.

    A thesaurus has the words for each of the meanings that a word may have: "put" for "couch". Those for the common
    meaning are the ones that stand among the same words. Expressions and rare words are left as they are.
    """
    single = [expression[0] for expression, _ in found if len(expression) == 1]
    own, (alike,) = stem(word), associated([stem(word)], single)
    compared = {other for other in single if are_common((own, other))}
    return [
        (expression, worth * (UNLIKE + ALIKE * alike.get(expression[0], 0.0)))
        if len(expression) == 1 and expression[0] in compared
        else (expression, worth)
        for expression, worth in found
    ]


def base_of(word: str) -> str | None:
    """The English word that one is made of which stands in no dictionary: "relined" of "lined"."""
    if is_english(word):
        return None
    bases = (word[len(beginning) :] for beginning in lexicon().word_beginnings if word.startswith(beginning))
    return max((base for base in bases if len(base) >= MIN_BASE and is_english(base)), key=len, default=None)


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """Each number that is often spelt, with its figure, and each figure with its number."""
    whole = {name: str(int(value)) for name, value in lexicon().numbers.items() if value in range(2, MOST_SPELT + 1)}
    return {**{figure: name for name, figure in reversed(whole.items())}, **whole}


def figures_of(word: str) -> str | None:
    """The same number as it may be written too: "five" and "5"; ``None`` for what is none, or seldom spelt."""
    return _spelt().get(word)


def role_of(word: str, stems: Phrase) -> Role:
    if word in lexicon().function_words or word.partition("'")[0] in lexicon().contracted or word.endswith("n't"):
        return "function"
    return "frame" if len(stems) == 1 and is_frame(word) else "content"


def counted_behind(words: Sequence[str], place: int) -> bool:
    """Whether "number" at a place asks how many: "number of members", not "atomic number of", "number of the bus"."""
    if words[place : place + 2] != ["number", "of"] or len(words) < place + 3:
        return False
    before = words[place - 1] if place else ""
    plain = not before or before in lexicon().function_words | lexicon().of_numbers | lexicon().frame_words
    return plain and words[place + 2] not in lexicon().articles


def is_measure(word: str) -> bool:
    """Whether "how" with a word asks for a figure: what tells it need not say the word, but has a unit of it."""
    return word in lexicon().measure_words or word in lexicon().measures


def is_frame(word: str) -> bool:
    """Whether a word, or what it is an inflected form of, shapes a question without naming its subject.

    Only inflection counts: to explain is one of these words, and explainability is not.
    """
    words = lexicon().frame_words
    if word in irregular_pasts():
        return word in words or stem(word) in lexicon().frame_stems
    doubled = word[-4:-3] == word[-5:-4] and word.endswith("ing") and word[:-4] in words  # "getting"
    return word in words or doubled or any(word.endswith(e) and word[: -len(e)] in words for e in _INFLECTED)


def positives(word: str) -> tuple[str, ...]:
    """The adjectives that a comparative or superlative may be of, which the stemmer leaves apart."""
    for ending in ("er", "est"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            base = word[: -len(ending)]
            return (base, base + "e", base[:-1] if base[-1] == base[-2] else base, base[:-1] + "y")
    return ()


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural: known as one ("diseases"), else by a final s that is not part of the stem."""
    if word in lexicon().irregular_plurals:
        return True
    if len(word) <= 3 or not word.endswith("s"):
        return False
    known = classes.word(word)
    if known.parts:
        return known.share("s") > known.share("n", "N")
    return not word.endswith(("ss", "us", "is", "ops")) and not stem(word).endswith("s")


def plural_of(text: str) -> str:
    """The plural of the last word of a text, by the rules: "certifications", "companies"."""
    if text.endswith("y") and text[-2:-1] not in "aeiou":
        return f"{text[:-1]}ies"
    return f"{text}es" if text.endswith(("s", "x", "z", "ch", "sh")) else f"{text}s"


def singular_of(text: str) -> str:
    """The singular of the last word of a text that is a plural by the rules."""
    if text.endswith("ies") and len(text) > len("pies"):
        return f"{text[:-3]}y"
    return text[:-2] if text.endswith(("sses", "xes", "ches", "shes")) else text[:-1]
