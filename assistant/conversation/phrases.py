"""The noun phrases of a question, read without a grammar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.conversation.words import (
    is_adverb,
    is_capital,
    is_general,
    is_inflected,
    is_joined,
    is_past,
    is_plural,
    is_possessive,
    is_predicate,
    is_pronoun,
    is_small,
    is_verb,
    opens,
)
from assistant.lexicon import lexicon
from assistant.text import Token, stem

_WITHIN = re.compile(r"[ \t]*|_|[ \t]?[-/&][ \t]?|[.'] ?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase: ``start`` and ``end`` are offsets of it without its determiner.

    ``determiner`` is the article, possessive or the like before it ("'s" after an owner), ``after`` the word before
    that. ``proper`` are the words of it that are a name, empty where there are none.
    """

    start: int
    end: int
    words: tuple[Token, ...]
    determiner: str
    after: str
    proper: tuple[Token, ...] = ()

    @property
    def name(self) -> bool:
        """Whether it names a particular thing."""
        return bool(self.proper)

    @property
    def head(self) -> str:
        """The last word, which says what kind of thing it is."""
        return self.words[-1].word

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems of its words."""
        return tuple(stem(word.word) for word in self.words)

    @property
    def is_time(self) -> bool:
        """Whether it only tells a time."""
        times = lexicon().followups.times | lexicon().time_words
        return all(word.word in times or word.word[:1].isdigit() for word in self.words)

    def first(self, keep: int) -> Noun | None:
        """The phrase of its first words; ``None`` for none of them."""
        if not keep or keep == len(self.words):
            return self if keep else None
        words = self.words[:keep]
        proper = tuple(word for word in self.proper if word in words)
        return replace(self, end=words[-1].end, words=words, proper=proper)


def nouns_in(view: str, words: Sequence[Token]) -> tuple[Noun, ...]:
    """The noun phrases of a question, in order; a place in an order is none by itself ("what should I learn first")."""
    found = [_noun(view, words, run) for run in _runs(view, words)]
    places = lexicon().followups.ordinals
    return _joined(view, [n for n in found if n.determiner or any(word.word not in places for word in n.words)])


def _runs(view: str, words: Sequence[Token]) -> Iterator[list[int]]:
    """The positions of words that have a meaning of their own and stand together; an owner is by itself."""
    run: list[int] = []
    dropped = -2
    for number, word in enumerate(words):
        small = _is_small_here(view, words, number, run)
        if run and not small and (_goes_on_as_verb(view, words, number) or _is_of_clause(words, number, run)):
            yield run
            run, dropped = [], number
            continue
        if run and (small or not _WITHIN.fullmatch(view[words[run[-1]].end : word.start])):
            yield run
            run = []
        if small:
            continue
        if not run and (_is_no_noun(words, number) or (dropped == number - 1 and is_predicate(word.word))):
            dropped = number  # "did they get | married"
            continue
        run.append(number)
        if is_possessive(view, word) and number + 1 < len(words):
            yield run
            run = []
    if run:
        yield run


def _is_of_clause(words: Sequence[Token], number: int, run: Sequence[int]) -> bool:
    """Whether a word is the verb of a clause of its own: "if my kayak | sinks"."""
    word, first = words[number].word, run[0]
    begins = [words[place].word for place in (first - 1, first - 2) if place >= 0]
    is_form = (
        word.endswith("s") and stem(word) in lexicon().followups.verb_stems and not is_plural(words[number - 1].word)
    )
    return is_form and bool(lexicon().followups.clause_openers & set(begins))


def _goes_on_as_verb(view: str, words: Sequence[Token], number: int) -> bool:
    """Whether a word is the verb of what stands right before it, a name or a plural: "adults | signed"."""
    before, word = words[number - 1], words[number]
    if is_capital(view, word) or is_joined(view, word):
        return False
    if number + 1 == len(words):
        asked_first = {word.word for word in words[:number]} & lexicon().auxiliaries  # "what does Leith | mean"
        return bool(asked_first) and is_capital(view, before) and word.word in lexicon().followups.verbs
    many = is_plural(before.word) and before.word not in lexicon().followups.verbs
    return (many or (is_capital(view, before) and not opens(view, before))) and is_past(word.word)


def _is_small_here(view: str, words: Sequence[Token], number: int, run: Sequence[int]) -> bool:
    """Whether a word has no meaning where it stands: a small one, or the verb that a request begins with."""
    word = words[number]
    if is_small(view, word):
        return not (run and run[-1] == number - 1 and _is_in_name(view, words[number - 1], word))
    return not number and (stem(word.word) in lexicon().command_stems or word.word in lexicon().followups.commands)


def _is_in_name(view: str, last: Token, word: Token) -> bool:
    """Whether a small word goes on with a name: it has a capital as the word before it has ("Calling All Lovers")."""
    return is_capital(view, last) and is_capital(view, word) and word.end - word.start > 1


def _is_no_noun(words: Sequence[Token], number: int) -> bool:
    """Whether a word is none by what stands before it: "they | tour", "to | avoid", "who | founded", "how | long"."""
    follow = lexicon().followups
    place = number
    while place and words[place - 1].word in follow.adverbs - {"there"}:
        place -= 1
    if not place:
        return False
    before, word = words[place - 1].word, words[number].word
    if before == "how" or (before == "who" and place == 1):
        return True
    if before in follow.doers and place > 1 and words[place - 2].word in lexicon().auxiliaries:
        return True  # "should I | store"
    if not is_verb(word) and not is_inflected(word):
        return False
    stands = is_pronoun(before) and before not in follow.determiners
    return stands or before in follow.before_verbs


def _noun(view: str, words: Sequence[Token], run: Sequence[int]) -> Noun:
    while len(run) > 1 and is_adverb(words[run[-1]].word):
        run = run[:-1]
    first, last = run[0], run[-1]
    before = words[first - 1].word if first else ""
    end = words[last].end - (2 if is_possessive(view, words[last]) else 0)
    inside = tuple(words[first : last + 1])
    proper = proper_words(view, inside)
    if first and is_possessive(view, words[first - 1]):
        return Noun(inside[0].start, end, inside, "'s", "", proper)
    if before not in lexicon().followups.determiners:
        return Noun(inside[0].start, end, inside, "", before, proper)
    return Noun(inside[0].start, end, inside, before, words[first - 2].word if first > 1 else "", proper)


def proper_words(view: str, words: Sequence[Token]) -> tuple[Token, ...]:
    """The first words with capitals that stand together."""
    capital = [is_capital(view, word) and not (opens(view, word) and is_general(word.word)) for word in words]
    if True not in capital:
        return ()
    first = capital.index(True)
    last = capital.index(False, first) if False in capital[first:] else len(words)
    return tuple(words[first:last])


def _joined(view: str, nouns: Sequence[Noun]) -> tuple[Noun, ...]:
    """Names that are written with small words in them as one: "Queen Rania of Jordan"."""
    found: list[Noun] = []
    for noun in nouns:
        last = found[-1] if found else None
        if last is not None and _is_one_name(view, last, noun):
            words, proper = (*last.words, *noun.words), (*last.proper, *noun.proper)
            found[-1] = replace(last, end=noun.end, words=words, proper=proper)
        else:
            found.append(noun)
    return tuple(found)


def _is_one_name(view: str, last: Noun, noun: Noun) -> bool:
    between = view[last.end : noun.start].casefold().split()
    return (
        bool(between)
        and set(between) <= lexicon().in_names
        and is_capital(view, last.words[-1])
        and is_capital(view, noun.words[0])
    )
