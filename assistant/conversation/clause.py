"""A question in parts: what it asks, what it says something of, and the pronoun in the place of that.

A reading is a function of the text alone and kept: the next turn reads the same questions again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.conversation.phrases import Noun, nouns_in, proper_words
from assistant.conversation.words import (
    is_auxiliary,
    is_capital,
    is_joined,
    is_plain_verb,
    is_plural,
    is_predicate,
    is_pronoun,
    is_verb,
)
from assistant.lexicon import classes, lexicon
from assistant.question import MAX_CHARS
from assistant.text import Token, normalise, tokens

KEPT = 1 << 12


@dataclass(frozen=True, slots=True)
class Reading:
    """A question in parts.

    ``asked`` is the noun after its question word ("tools" in "which tools does it use"), ``subject`` what its first
    clause says something of, ``pronoun`` the pronoun that stands there instead. ``auxiliary`` is the position of the
    first form of "be", "do", "have" or a modal, ``asking`` that of the question word before it.
    """

    text: str
    words: tuple[Token, ...]
    nouns: tuple[Noun, ...]
    asked: Noun | None = None
    subject: Noun | None = None
    pronoun: str = ""
    auxiliary: int | None = None
    asking: int | None = None

    @property
    def names(self) -> tuple[Noun, ...]:
        """The noun phrases that are names."""
        return tuple(noun for noun in self.nouns if noun.name)

    @property
    def plain(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(word.word for word in self.words)

    @property
    def is_existential(self) -> bool:
        """Whether it asks whether there is something."""
        return "there" in self.plain[:4]

    def said(self, noun: Noun) -> str:
        """A noun phrase of it, as written."""
        return self.text[noun.start : noun.end]


@lru_cache(maxsize=KEPT)
def read(text: str) -> Reading:
    """The parts of a question. What it excepts ("besides X") is no part of what it asks."""
    view = normalise(text[:MAX_CHARS])
    words = tuple(tokens(view))
    kept = next((n for n, word in enumerate(words) if word.word == "besides" and n), len(words))
    nouns = nouns_in(view, words[:kept])
    auxiliary = next((n for n, word in enumerate(words) if is_auxiliary(view, word)), None)
    asking = next((n for n, word in enumerate(words[:auxiliary]) if word.word in lexicon().question_words), None)
    if auxiliary is not None and words[auxiliary].word in lexicon().question_words:
        asking = auxiliary  # "what's" is both
    if auxiliary is None and asking is not None:
        nouns = _split_at_verb(view, nouns, words[asking])
    bare = Reading(text, words, nouns, auxiliary=auxiliary, asking=asking)
    asked, subject, pronoun = _without_auxiliary(bare) if auxiliary is None else _clause(bare, view, auxiliary)
    if pronoun in lexicon().followups.pointing:
        nouns = tuple(noun for noun in nouns if noun.determiner != pronoun)
    if subject is not None:
        nouns = tuple(part for noun in nouns for part in _parted(view, noun, subject))
    return Reading(text, words, nouns, asked, subject, pronoun, auxiliary, asking)


def _parted(view: str, noun: Noun, subject: Noun) -> Iterator[Noun]:
    """A noun phrase, or for the subject with its verb the two noun phrases beside that: "Git | changed | work"."""
    if noun.start != subject.start:
        yield noun
        return
    yield subject
    after = noun.words[len(subject.words) + 1 :]
    if after and not is_predicate(after[-1].word):
        yield Noun(after[0].start, noun.end, after, "", noun.words[len(subject.words)].word, proper_words(view, after))


Parts = tuple[Noun | None, Noun | None, str]


def _without_auxiliary(reading: Reading) -> Parts:
    """The subject of a clause whose verb is its own ("which teams use it"), of a request or of a fragment."""
    if reading.asking is None:
        return None, reading.nouns[0] if reading.nouns else None, ""
    word = reading.words[reading.asking]
    many = next((later for later in reading.words[reading.asking + 1 :][:1] if later.word in ("many", "much")), word)
    asked = next((noun for noun in reading.nouns if noun.start <= many.end + 1), None)
    return asked, asked, ""


def _split_at_verb(view: str, nouns: Sequence[Noun], asking: Token) -> tuple[Noun, ...]:
    """The nouns, with what is asked for parted from the verb and what follows that: "which teams | use | it"."""
    found: list[Noun] = []
    for noun in nouns:
        verb = next((n for n, word in enumerate(noun.words) if n and _is_verb_of(view, word)), None)
        if verb is None or not 0 < noun.start - asking.end <= 1:
            found.append(noun)
            continue
        before, after = noun.first(verb), noun.words[verb + 1 :]
        found += [before] if before is not None else []
        if after:
            proper = tuple(word for word in noun.proper if word in after) or proper_words(view, after)
            found.append(Noun(after[0].start, noun.end, after, "", noun.words[verb].word, proper))
    return tuple(found)


def _is_verb_of(view: str, word: Token) -> bool:
    return is_verb(word.word) and not is_joined(view, word)


def _clause(reading: Reading, view: str, auxiliary: int) -> Parts:
    """What is asked, the subject, and the pronoun in its place, where a form of "be", "do" or the like comes first."""
    words, nouns, follow = reading.words, reading.nouns, lexicon().followups
    asked = _between(reading, auxiliary)
    after = auxiliary + 1
    while after < len(words) and words[after].word in follow.adverbs:
        after += 1
    if after == len(words):
        return asked, asked, ""
    start = after
    before = follow.determiners | {"one"}
    while start + 1 < len(words) and words[start].word in before and not is_joined(view, words[start]):
        start += 1
    noun = _noun_at(nouns, words, start)
    be = words[auxiliary].word in lexicon().forms_of_be or auxiliary == reading.asking
    if _stands_alone(words[after].word, noun, be):
        return asked, None, words[after].word
    if noun is None:
        return asked, asked, ""
    asks = words[reading.asking].word if reading.asking is not None else ""
    if asked is not None and asks == "which" and start == after and not noun.name:
        return asked, asked, ""  # "which skills are must-haves"
    if be and asked is None and asks in ("what", "who") and noun.words[-1] is words[-1]:
        return None, noun, ""
    kept = _without_predicate(view, noun) if be else _without_verb(view, noun, words)
    return asked, kept or asked, ""


def _between(reading: Reading, auxiliary: int) -> Noun | None:
    """The noun between the question word and the auxiliary."""
    if reading.asking is None:
        return None
    first, last = reading.words[reading.asking].start, reading.words[auxiliary].start
    return next((noun for noun in reading.nouns if first < noun.start < last), None)


def _noun_at(nouns: Sequence[Noun], words: Sequence[Token], place: int) -> Noun | None:
    return next((noun for noun in nouns if noun.start == words[place].start), None)


def _stands_alone(word: str, noun: Noun | None, be: bool) -> bool:
    """Whether the word after an auxiliary is a pronoun and no determiner: "how does that differ"."""
    if not is_pronoun(word):
        return False
    if word not in lexicon().followups.determiners or noun is None:
        return True
    says = is_predicate if be else is_plain_verb
    return word in lexicon().followups.pointing and len(noun.words) == 1 and says(noun.head)


def _capitals(view: str, noun: Noun) -> int:
    """How many words at the beginning of a noun phrase are written with a capital."""
    return next((n for n, word in enumerate(noun.words) if not is_capital(view, word)), len(noun.words))


def _without_predicate(view: str, noun: Noun) -> Noun | None:
    """A noun phrase without what is said of it: "Red Bull" of "Red Bull bad"."""
    keep = len(noun.words)
    while keep > _capitals(view, noun) and is_predicate(noun.words[keep - 1].word):
        keep -= 1
    if 0 < keep < len(noun.words) and noun.words[keep].word.endswith("ing") and _describes(noun.words[keep - 1].word):
        keep += 1  # "the blind tasting | won"
    return noun.first(keep)


def _describes(word: str) -> bool:
    """Whether a word is an adjective more often than a noun."""
    known = classes.word(word)
    return known.share("a") > known.share("n", "s")


def _without_verb(view: str, noun: Noun, words: Sequence[Token]) -> Noun | None:
    """A noun phrase without the verb that follows it after "do" or a modal: "blue whales" of "blue whales weigh".

    The verb is the first common one; where there is none and none follows, the last word.
    """
    least = max(1, _capitals(view, noun))
    for number, word in enumerate(noun.words[least:], start=least):
        if is_plain_verb(word.word) and not is_joined(view, word):
            return noun.first(number)
    later = [word.word for word in words if word.start > noun.end]
    if later[:1] == ["of"] or any(is_plain_verb(word) or word in lexicon().clause_words for word in later):
        return noun
    if len(noun.words) == 1 and is_plain_verb(noun.head) and not noun.determiner and not noun.name:
        return None
    return noun.first(max(least, len(noun.words) - 1))


def is_own(question: Reading, number: int) -> bool:
    """Whether a pronoun refers back inside of its own question: "what is CBT and how does it work"."""
    place = question.words[number].start
    before = [noun for noun in question.nouns if noun.end < place]
    joined = "and" in question.plain[max(0, number - 1) : number]
    if owns(question, number):
        return any(noun.name for noun in before) or (joined and bool(before)) or _of_its_subject(question, number)
    clause = next((n for n in reversed(range(number)) if question.plain[n] == "and"), None)
    if clause is None or not lexicon().clause_words & set(question.plain[clause:number]):
        return False
    return any(noun.end < question.words[clause].start for noun in before)


def _of_its_subject(question: Reading, number: int) -> bool:
    """Whether the subject of the clause owns what follows: "how long do beans keep their aroma"."""
    subject, word = question.subject, question.words[number]
    if subject is None or subject is question.asked or subject.end > word.start or word.word not in ("its", "their"):
        return False
    return is_verb(question.plain[number - 1]) and is_plural(question.said(subject)) == (word.word == "their")


def owns(question: Reading, number: int) -> bool:
    """Whether a pronoun owns what follows it: "her" does in "her book" and not in "like her"."""
    word = question.words[number]
    if word.word not in lexicon().followups.possessives:
        return False
    if word.word != "her":
        return True
    owned = next((n for n in question.nouns if n.start > word.end and n.determiner == "her"), None)
    return owned is not None and not _is_given(question, number, owned)


def _is_given(question: Reading, number: int, noun: Noun) -> bool:
    """Whether "her" is who is given what follows: "give her credit", and not "give her book to the library"."""
    after = next((word.word for word in question.words if word.start >= noun.end), "")
    return number > 0 and question.plain[number - 1] in lexicon().followups.giving and after != "to"


def is_idle(question: Reading, number: int) -> bool:
    """Whether "it" stands for nothing: "is it true that", "worth it", "make it", "when it is foggy"."""
    words, follow = question.plain, lexicon().followups
    if words[number] not in ("it", "this", "that"):
        return False
    if words[number] == "it" and words[max(0, number - 1)] in lexicon().conditions and number:
        told = next((word for word in words[number + 1 :] if word not in lexicon().forms_of_be), "")
        asks_more = not any(words[: len(opening)] == opening for opening in follow.ellipsis if opening[-1] == "about")
        if told in follow.weather or (told in follow.states and not asks_more):
            return True
    if words[number] == "it" and set(words[number + 1 : number + 2]) & follow.taking and "to" in words[number + 2 :]:
        return words.index("to", number) + 2 < len(words)  # "how long does it take to cook?" is asked of a thing
    if number and words[number - 1] in follow.idle_before:
        return words[0] != "who"  # "who made it" asks after a maker
    rest = [word for word in words[number + 1 : number + 4] if word not in lexicon().forms_of_be]
    if len(rest) <= 1 or rest[0] not in follow.impersonal:
        return False
    if rest[1] == "to":
        return words.index("to", number) + 2 < len(words)  # "is it hard to learn?" is asked of a thing
    return rest[1] in ("that", "if", "whether") or (rest[1] == "for" and "to" in words[number:])
