"""What a word is likely to be, told without a grammar: small, a name, a verb, something said of a thing."""

from __future__ import annotations

import re
from bisect import bisect_left

from assistant.lexicon import background, classes, lexicon, thesaurus
from assistant.text import Token, irregular_pasts, stem, tokens
from assistant.word_forms import singular_of

GENERAL = 15
"""A word that so many of the 2,583 passages of general English hold is no name where it opens a sentence."""

MOSTLY = 0.8
"""A form is a verb's where so much of its use is as that."""

_JOINTS = frozenset("-_")
_PARTICIPLE = re.compile(r"(?:ed|ing)$")


def is_capital(view: str, word: Token) -> bool:
    """Whether a word is written with a capital somewhere in it."""
    return any(letter.isupper() for letter in view[word.start : word.end])


def is_name(text: str) -> bool:
    """Whether a text is written as a name."""
    return any(letter.isupper() for letter in text)


def opens(view: str, word: Token) -> bool:
    """Whether a word opens a sentence, so that its capital says nothing."""
    before = view[: word.start].rstrip(" \t\n'\"()[]-*")
    return not before or before[-1] in ".!?:"


def is_general(word: str) -> bool:
    """Whether a word is one that everyone uses."""
    return background().stems.get(stem(word), 0) >= GENERAL or is_verb(word)


def is_listed(word: str) -> bool:
    """Whether a word, or what it is the plural of, is in the list of English words."""
    listed = thesaurus.words()
    forms = (word, singular_of(word)) if is_plural(word) else (word,)
    return any(form in listed[place : place + 1] for form in forms for place in [bisect_left(listed, form)])


def is_small(view: str, word: Token) -> bool:
    """Whether a word has no meaning of its own; "US" is not "us", and the A of "A-Teens" is no article."""
    text = view[word.start : word.end]
    if view[word.end : word.end + 1] == "-" and view[word.end + 1 : word.end + 2].isalnum():
        return False  # "on-call", "A-Teens"
    if word.start > 1 and view[word.start - 1] == "-" and view[word.start - 2].isalnum():
        return False  # "stand-up", "check-in"
    if text.isupper() and not view.isupper() and (len(text) > 1 or is_letter(view, word)):
        return False
    return word.word in lexicon().function_words or word.word in lexicon().followups.small


def is_letter(view: str, word: Token) -> bool:
    """Whether a word is a letter that tells things of a kind apart: the "A" of "tier A", the "D" of "foot D"."""
    before = view[: word.start]
    alone = word.end - word.start == 1 and view[word.start].isupper() and view[word.start] != "I"
    return alone and before[-1:] == " " and before[-2:-1].isalpha() and not view.isupper()


def is_possessive(view: str, word: Token) -> bool:
    """Whether a word owns the next: it ends in "'s" and is no pronoun with a verb drawn to it."""
    return view[word.start : word.end].endswith("'s") and not is_small(view, word)


def is_verb(word: str) -> bool:
    """Whether a word is one of the common verbs, in any of its forms."""
    return word in lexicon().followups.verbs or stem(word) in lexicon().followups.verb_stems


def is_plain_verb(word: str) -> bool:
    """Whether a word is a common verb in the form that follows "do", or a past form as "have" has it after it."""
    known = classes.word(word)
    is_regular = word.endswith("ed") and (not known.parts or known.share("d") > 0)  # and not "red"
    return word in lexicon().followups.verbs or word in irregular_pasts() or is_regular


def is_predicate(word: str) -> bool:
    """Whether a word says how something is or what was done to it: "bad", "founded", "known", "read"."""
    follow = lexicon().followups
    return word in follow.adjectives | follow.unchanging or word in irregular_pasts() or is_inflected(word)


def is_adverb(word: str) -> bool:
    """Whether a word is made of an adjective by "ly"."""
    return word.endswith("ly") and (is_general(word[:-2]) or word[:-2] in lexicon().followups.adjectives)


def is_inflected(word: str) -> bool:
    """Whether a word ends as participles do, and is none that merely ends so: "spring", "seed"."""
    known = classes.word(word)
    return bool(_PARTICIPLE.search(word)) and (not known.parts or known.share("d", "g", "a") > 0)


def is_past(word: str) -> bool:
    """Whether a word is the past form of a verb and hardly anything else: "signed", "wrote"."""
    if word in lexicon().followups.adjectives:
        return False
    return (word.endswith("ed") and classes.word(word).share("d") >= MOSTLY) or word in irregular_pasts()


def is_joined(view: str, word: Token) -> bool:
    """Whether a hyphen or the like joins a word with another: "long-stay", "quiet_hours"."""
    return view[word.end : word.end + 1] in _JOINTS or (word.start > 0 and view[word.start - 1] in _JOINTS)


def is_auxiliary(view: str, word: Token) -> bool:
    """Whether a word is a form of "be", "do", "have" or a modal; "what's" has one in it."""
    lex = lexicon()
    if word.word in lex.forms_of_be or word.word in lex.auxiliaries:
        return True
    contracted = word.word in lex.question_words and view[word.start : word.end].endswith("'s")
    return contracted or word.word.endswith("n't") or word.word in lex.followups.negated


def is_pronoun(word: str) -> bool:
    """Whether a word stands for a person or a thing by itself."""
    follow = lexicon().followups
    return word in follow.pronoun_groups or word in follow.speakers or word in follow.pointing


def is_plural(text: str) -> bool:
    """Whether the words name more than one thing by the ending of the main one; names are taken as they come."""
    plain = [token.word for token in tokens(text)]
    if not plain or "_" in text:
        return False  # "quiet_hours" is one setting
    head = plain[plain.index("of") - 1] if "of" in plain[1:] else plain[-1]
    if head not in text:
        return False  # a name with a capital
    if head in lexicon().irregular_plurals:
        return True
    return len(head) > 3 and head.endswith("s") and not head.endswith(("ss", "us", "is"))


def with_article(text: str) -> str:
    """A singular with the article that its first letter takes."""
    return f"{'an' if text[:1].casefold() in 'aeiou' else 'a'} {text}"
