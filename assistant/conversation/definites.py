"""Nouns that refer back: "this article", "the album", "during this time", and parts of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.conversation.clause import Reading, read
from assistant.conversation.edits import Edit
from assistant.conversation.memory import Memory
from assistant.conversation.names import MAX_CHARS, completed, names_in, stems_of
from assistant.conversation.phrases import Noun
from assistant.conversation.referents import fits
from assistant.conversation.words import is_general, is_name, is_past, is_plural
from assistant.lexicon import classes, lexicon
from assistant.lexicon.tables import any_of
from assistant.text import Token, stem
from assistant.types import Answer
from assistant.vocabulary import Vocabulary
from assistant.word_forms import is_frame

_NEAR = frozenset({"this", "that"})
LOOKED_BACK = 3
"""A noun repeats one of so many turns before."""
_DAYS = re.compile(r"\b(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2},) (?:1\d|20)\d\d\b")
_YEARS = re.compile(r"\b(?:1[0-9]|20)\d\d(?:s\b|\b(?:\s?[-–]\s?\d{2,4}\b)?)")


def definites(question: Reading, memory: Memory) -> list[Edit]:
    """The nouns with "the", "this" and the like that stand for something spoken of, each with that."""
    found = []
    for noun in question.nouns:
        if noun.determiner not in lexicon().definite or noun.name or _is_owned(question, noun):
            continue
        edit = _document(question, noun, memory) or _time(question, noun, memory) or _named(question, noun, memory)
        if edit is not None:
            found.append(edit)
    return found


def _is_owned(question: Reading, noun: Noun) -> bool:
    """Whether a noun phrase says itself whose it is: "the author of the book"."""
    return question.text[noun.end :].startswith(" of ")


def _start(question: Reading, noun: Noun) -> int:
    """Where a noun phrase begins with its determiner."""
    return next((word.start for word in reversed(question.words) if word.end <= noun.start), noun.start)


def _document(question: Reading, noun: Noun, memory: Memory) -> Edit | None:
    """ "This article" as what the article is about."""
    name = memory.topic or (memory.subject if is_name(memory.subject) else "")
    if not name or len(noun.words) > 1 or noun.head not in lexicon().followups.documents:
        return None
    return Edit(_start(question, noun), noun.end, name, name)


def _time(question: Reading, noun: Noun, memory: Memory) -> Edit | None:
    """ "This time" as the year that was spoken of last."""
    if not noun.is_time or any(word.word[:1].isdigit() for word in noun.words):
        return None
    if noun.determiner == "the" and noun.after not in ("during", "in"):
        return None
    for text in _times_told(noun, memory):
        year = (_DAYS if noun.head == "day" else _YEARS).search(text)
        if year is not None:
            start = _start(question, noun)
            at = noun.after == "at" and question.text[:start].endswith("at ")
            return Edit(start - len("at ") if at else start, noun.end, f"in {year[0]}" if at else year[0], year[0])
    return None


def _times_told(noun: Noun, memory: Memory) -> Iterator[str]:
    """Where a time is looked for: what was said last, the headings, what was said before; a period first in these."""
    said = [(turn.interpreted_as, turn.text if turn.answered else "") for turn in reversed(memory.turns)]
    cited = [citation for turn in reversed(memory.turns) for citation in turn.citations[:1]]
    headings = [heading for citation in cited for heading in reversed(citation.section)]
    if noun.head in lexicon().followups.periods:
        yield from headings
    yield from said[0]
    yield from headings
    yield from (text for turn in said[1:] for text in turn)


def _named(question: Reading, noun: Noun, memory: Memory) -> Edit | None:
    """A noun with the name of the thing of its kind, or as it was named more fully: "the Stanford Experiment"."""
    start, said = _start(question, noun), question.said(noun)
    is_kind = noun.head in lexicon().followups.kinds
    name = _just_named(noun.head, memory) if is_kind else ""
    full = "" if name else _fuller(noun, memory)
    if full:
        return Edit(start, noun.end, f"the {full}", full, thing=True)
    bare = len(noun.words) == 1 or not _tells(noun)  # "the spring term" is of no name
    name = name or (_of_kind(noun.head, memory) if is_kind and bare else "")
    if not name and is_kind and noun.determiner in _NEAR and len(noun.words) == 1 and _is_plain_thing(noun, memory):
        return Edit(start, noun.end, memory.shown, memory.subject, thing=True)
    if not name or set(stems_of(name)) <= {stem(word) for word in question.plain}:
        return None
    return Edit(start, noun.end, f"the {said} {name}", name, thing=True)


def _is_plain_thing(noun: Noun, memory: Memory) -> bool:
    """Whether the last question was about one thing without a name that may be called so.

    "That role" is a platform engineer, and "this club" is no pool.
    """
    head = memory.subject.rpartition(" ")[2].casefold()
    sort, called = classes.word(head).main_class, classes.word(noun.head).main_class
    may_be = sort == "person" if noun.head in lexicon().followups.held_by_people else sort == called
    return bool(memory.about.article) and not is_name(memory.subject) and not is_plural(memory.subject) and may_be


def _fuller(noun: Noun, memory: Memory) -> str:
    """A longer noun phrase with the same main word: a name of the last turns, or what the last answer calls it."""
    said = set(noun.stems)
    for place, text in enumerate(_said_before(memory)):
        for other in read(text).nouns:
            if _same_head(other, noun) and said < set(other.stems) and (other.name or (not place and _tells(other))):
                return text[other.start : other.end]
    return ""


def _same_head(one: Noun, other: Noun) -> bool:
    return one.head.removesuffix("s") == other.head.removesuffix("s")


def _tells(noun: Noun) -> bool:
    """Whether what stands before the main word says which thing is meant, and not its worth: "civil suit"."""
    follow = lexicon().followups
    idle = follow.adjectives | follow.ordinals.keys() | lexicon().numbers.keys()
    return not any(word.word in idle or is_frame(word.word) for word in noun.words[:-1])


def _said_before(memory: Memory) -> Iterator[str]:
    """What was said in the last turns, the latest first: of each the answer, then the question."""
    for turn in tuple(reversed(memory.turns))[:LOOKED_BACK]:
        yield turn.text[:MAX_CHARS] if turn.answered else ""
        yield turn.interpreted_as


def _just_named(kind: str, memory: Memory) -> str:
    """The name after a kind in the last answer, or the name that it is: "the album Computer Games"."""
    sorts = _alike(kind)
    text = memory.last.text[:MAX_CHARS]
    called = (
        name.text
        for name in memory.told
        if name.before in sorts or _is_called(text[name.end :], sorts) or _is_titled(text[: name.start], sorts)
    )
    return next(called, memory.given)


def _alike(kind: str) -> frozenset[str]:
    """A kind with the words that are used for the same: "movie" and "film"."""
    return next((group for group in lexicon().followups.same_kinds if kind in group), frozenset({kind}))


def _is_titled(before: str, sorts: frozenset[str]) -> bool:
    """Whether what leads up to a name says that it is of a sort: "her third album, titled Blue Hour"."""
    match = _titled().search(before)
    return match is not None and match[1].casefold() in sorts


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    return re.compile(rf"(\w+),? {any_of(lexicon().followups.titling)},? [\"“]?$")


def _is_called(after: str, sorts: frozenset[str]) -> bool:
    """Whether what follows a name says that it is of a sort: "Blue Hour, a short film about"."""
    match = _apposed().match(after)
    words = match[1].casefold().split() if match is not None else []
    end = next((n for n, word in enumerate(words) if word in lexicon().function_words), len(words))
    return bool(sorts & set(words[:end]))


@lru_cache(maxsize=1)
def _apposed() -> re.Pattern[str]:
    before = any_of(lexicon().articles | lexicon().followups.possessives)
    return re.compile(rf"[\"”]?, {before} ((?:[\w-]+ ?){{1,4}})")


def _of_kind(kind: str, memory: Memory) -> str:
    """The name of the thing of a kind that was spoken of last: in quotes, or asked about."""
    told = next((turn for turn in reversed(memory.turns) if turn.answered), None)
    quoted = next((name.text for name in names_in(told.text) if name.quoted or name.before == kind), "") if told else ""
    subject = memory.subject
    written = is_name(subject) and _is_proper(subject.partition(" ")[2])  # "The Wrens", and no "Pay the fee"
    if quoted or (subject == memory.topic or not written or not fits(subject, "it", memory)):
        return quoted or (memory.topic if kind in lexicon().followups.collectives else "")
    return subject


def places(question: Reading, memory: Memory) -> list[Edit]:
    """ "There" as the place that was spoken of last: "why did he travel there?"."""
    plain = question.plain
    found = []
    for number, word in enumerate(question.words):
        beside = {*plain[max(0, number - 1) : number], *plain[number + 1 : number + 2]}
        if word.word != "there" or not number or beside & (lexicon().forms_of_be | lexicon().auxiliaries):
            continue
        name = next((name.text for name in reversed(memory.told) if name.before in lexicon().followups.at_places), "")
        if name and not set(stems_of(name)) <= {stem(other) for other in plain}:
            found.append(Edit(word.start, word.end, f"in {name}", name))
    return found


def completions(question: Reading, memory: Memory, vocabulary: Vocabulary) -> list[Edit]:
    """The parts of a name in a question, each completed: "Zappa" to "Frank Zappa"."""
    wholes = list(_wholes(memory))
    said = {stem(word) for word in question.plain}
    found: list[Edit] = []
    for part in _parts(question, memory):
        text = question.text[part[0].start : part[-1].end]
        for name in wholes:
            if not set(stems_of(name)) <= said and completed(text, name, vocabulary) == name:
                ending = "'s" if text.endswith(("'s", "’s")) else ""
                found.append(Edit(part[0].start, part[-1].end, name + ending, name))
                said |= set(stems_of(name))
                break
    return found


def _wholes(memory: Memory) -> Iterator[str]:
    """The names of several words that were spoken of, the likeliest first."""
    answered: list[Answer] = [turn for turn in reversed(memory.turns) if turn.answered]
    told = (name.text for turn in answered for name in names_in(turn.text))
    for name in dict.fromkeys((memory.topic, *memory.subjects, *told)):
        if len(stems_of(name)) > 1 and _is_proper(name):
            yield name


def _is_proper(name: str) -> bool:
    """Whether all words of a text but the small ones inside of names have capitals."""
    return all(is_name(word) or word.isdigit() or word in lexicon().in_names for word in name.split())


def _parts(question: Reading, memory: Memory) -> Iterator[tuple[Token, ...]]:
    """The names in a question, and the words written small that were just named or that not everyone uses."""
    given = set(stems_of(memory.given))
    named = {word.start for noun in question.names for word in noun.words}
    yield from (noun.proper for noun in question.names)
    for word in question.words:
        small = word.start not in named and word.word not in lexicon().function_words and not is_past(word.word)
        if small and (stem(word.word) in given or not is_general(word.word)):
            yield (word,)
