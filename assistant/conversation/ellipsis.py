"""A question with parts left out, filled in from the question before: "and DevOps?", "same for X", "alternatives?"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.conversation.clause import Reading, read
from assistant.conversation.headless import one_of_them
from assistant.conversation.lists import others
from assistant.conversation.memory import Memory
from assistant.conversation.numbers import renumbered
from assistant.conversation.slots import Fragment, attribute, has_place, slot
from assistant.conversation.words import is_name, is_plural, with_article
from assistant.lexicon import lexicon
from assistant.lexicon.tables import any_of
from assistant.question import analyse
from assistant.types import Span
from assistant.vocabulary import Vocabulary
from assistant.word_forms import singular_of

MAX_WORDS = 6
"""A longer message is a question of its own."""

_INDEFINITE = re.compile(r"\b(?P<article>an?)\s+$")


@lru_cache(maxsize=1)
def _article() -> re.Pattern[str]:
    return re.compile(rf"\A{any_of(lexicon().articles)}\s+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _article_before() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(lexicon().articles)}\s+$", re.IGNORECASE)


@lru_cache(maxsize=1)
def _owner_before() -> re.Pattern[str]:
    follow = lexicon().followups
    return re.compile(rf"\b{any_of(follow.mine | follow.possessives | follow.pointing)}\s+$", re.IGNORECASE)


def filled_in(question: Reading, memory: Memory, vocabulary: Vocabulary) -> str | None:
    """The question before with a fragment in its place, or what the fragment asks of its subject.

    ``None`` for a question that is whole.
    """
    text = _without_there(_after_opening(question) or _other_name(question, memory))
    another = renumbered(text.strip(" ?.!"), memory.reading)
    if not text or another is not None or not memory.subject:
        return another
    words = read(text).words
    first, rest = words[0].word, text[words[1].start :] if len(words) > 1 else ""
    behind = read(rest).plain if rest and first in lexicon().prepositions else ()
    if {read(text).plain, behind} & set(lexicon().followups.other):
        return _of_the_other(memory)
    one = one_of_them(text, memory.reading)
    if one is not None:
        return _in_place(*one, memory)
    if first in lexicon().question_words:
        between = " for" if rest and first in ("which", "what", "how") else ""
        return f"{text}{between} {memory.shown}?"
    if rest and first in lexicon().followups.possessives:
        return _asked_of_subject(rest, memory, vocabulary)
    leads = bool(rest) and first in lexicon().prepositions
    text = rest if leads else text
    fragment = Fragment(analyse(text, vocabulary), first if leads else "")
    if leads and first in lexicon().followups.where and not has_place(fragment, memory):
        return f"{memory.reading.text.rstrip(' ?.!')} {first} {text.strip(' ?.!')}?"
    if leads and first in lexicon().followups.accompanying and not _is_accompanied(memory.reading):
        return f"{memory.reading.text.rstrip(' ?.!')} {first} {text.strip(' ?.!')}?"
    if _is_time(text) and not any(noun.is_time for noun in memory.reading.nouns):
        return f"{memory.reading.text.rstrip(' ?.!')} {text.strip(' ?.!')}?"
    place = slot(fragment, memory, vocabulary)
    if place is not None:
        return _in_place(text, place, memory)
    if fragment.is_predicate:
        return None
    return _asked_of_subject(text, memory, vocabulary) if fragment.found.content else None


def _after_opening(question: Reading) -> str:
    """What follows "and", "what about" and the like, or begins with a preposition, where it is no clause."""
    plain = question.plain
    ending = next((ends for ends in lexicon().followups.endings if plain[-len(ends) :] == ends), ())
    if ending and len(plain) > len(ending):
        kept = question.words[: -len(ending)]  # "GitLab too?"
        return "" if lexicon().clause_words & set(plain) else question.text[kept[0].start : kept[-1].end]
    openings = [opening for opening in lexicon().followups.ellipsis if plain[: len(opening)] == opening]
    if not openings and plain[0] not in lexicon().prepositions:
        return ""
    rest = plain[len(openings[0]) :] if openings else plain
    if rest[:1] == ("how",) and rest[1:2] in (("many",), ("much",)) and not lexicon().clause_words & set(rest[1:]):
        return question.text[question.words[-len(rest)].start : question.words[-1].end]
    if openings and openings[0][1:2] == ("what",) and rest[:1] in (("a",), ("an",)):
        return ""  # "and what is an A/B test?" is whole
    verbs = lexicon().clause_words - {"have"}  # "nice to have"
    if not rest or len(rest) > MAX_WORDS or verbs & set(rest[1:]) or rest[0] in verbs - {"which"}:
        return ""
    return question.text[question.words[-len(rest)].start : question.words[-1].end]


def _other_name(question: Reading, memory: Memory) -> str:
    """A message that is nothing but the other of the things spoken of: "MLOps?" after "the challenges of DevOps"."""
    plain = question.text.strip(" ?.!")
    known = {name.casefold() for name in others(memory)}
    return plain if plain.casefold() in known and attribute(memory) is not None else ""


def _of_the_other(memory: Memory) -> str | None:
    """The question before asked of the other thing spoken of."""
    beside, place = others(memory), memory.about.place
    if not beside:
        return None
    return _in_place(beside[0], place, memory) if place is not None else f"what about {beside[0]}?"


def _asked_of_subject(fragment: str, memory: Memory, vocabulary: Vocabulary) -> str:
    """Something else asked of the same subject: "what are the challenges of X?"."""
    asked = _article().sub("", fragment.strip(" ?.!"), count=1)
    last = analyse(asked, vocabulary).terms[-1:]
    return f"what {'are' if last and last[0].plural else 'is'} the {asked} of {memory.shown}?"


def _in_place(fragment: str, place: Span, memory: Memory) -> str:
    """The question before with a fragment in the place of a part of it, its article as the fragment has it."""
    text, start = memory.reading.text, place.start
    article, owner = _article_before().search(text[:start]), _owner_before().search(text[:start])
    if article and _article().match(fragment):
        start = article.start()
    elif article and article[0].strip().casefold() != "the" and _has_singular(fragment):
        start, fragment = article.start(), with_article(singular_of(fragment))
    elif owner and (_article().match(fragment) or fragment[:1].isdigit() or is_name(fragment)):
        start = owner.start()
    elif not article and memory.about.place is not None and start > memory.about.place.start:
        fragment = _article().sub("", fragment, count=1)
    before = text[:start] if _article().match(fragment) else _agreeing(text[:start], fragment)
    replaced = (before + fragment + text[place.end :]).rstrip(" ?.!")
    return f"{replaced}?"


def _without_there(text: str) -> str:
    """A fragment without "there" at its end: the question before says where."""
    words = read(text).words
    return text[: words[-2].end] if len(words) > 1 and words[-1].word == "there" else text


def _is_accompanied(question: Reading) -> bool:
    """Whether a question says already with or without what."""
    return not lexicon().followups.accompanying.isdisjoint(question.plain)


def _is_time(fragment: str) -> bool:
    """Whether a fragment with an article only tells which time: "the second time"."""
    nouns, order = read(fragment).nouns, lexicon().followups.ordinals
    if len(nouns) != 1 or not nouns[0].determiner:
        return False
    return nouns[0].head in lexicon().followups.times and all(word.word in order for word in nouns[0].words[:-1])


def _has_singular(fragment: str) -> bool:
    """Whether a fragment is a plural, and no name with a capital inside that merely ends in an "s": "MLOps"."""
    last = fragment.split()[-1]
    return is_plural(fragment.casefold()) and not any(letter.isupper() for letter in last[1:])


def _agreeing(before: str, fragment: str) -> str:
    """The text before a fragment with "a" or "an" at its end as the fragment's first letter has it."""
    article = _INDEFINITE.search(before)
    if article is None or fragment[:1].isupper():
        return before
    proper = with_article(fragment).partition(" ")[0]
    return before[: article.start("article")] + proper + before[article.end("article") :]
