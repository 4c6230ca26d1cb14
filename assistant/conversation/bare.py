"""A question word, or a phrase that begins with one, and nothing else, asked of what was said before: "why?"."""

from __future__ import annotations

import re

from assistant.conversation.clause import Reading, read
from assistant.conversation.words import is_past, is_plural, is_verb
from assistant.lexicon import lexicon

MAX_WORDS = 4
"""A longer phrase is a question of its own: "which harbour on the west coast"."""
EXCEPTED = re.compile(r"\s*\bbesides\b.*", re.DOTALL)


def asking_phrase(question: Reading) -> str:
    """What a question asks where it is nothing but that: "with what", "on which river", "when" of "and when was that?".

    Empty for any other question, and for one that leaves open of what it asks ("which one?", "what else?").
    """
    words = list(question.words)
    while words and words[0].word in lexicon().followups.conjunctions:
        words = words[1:]
    if [word.word for word in words[1:]] in (["was", "that"], ["is", "that"], ["was", "this"], ["is", "this"]):
        return words[0].word if words[0].word in ("when", "where") else ""
    led = bool(words) and words[0].word in lexicon().prepositions
    plain = [word.word for word in words]
    asks, rest = plain[led : led + 1], plain[led + 1 :]
    if not words or len(words) > MAX_WORDS or not asks or asks[0] not in lexicon().question_words | {"whom"}:
        return ""
    if not led and not (rest and (asks[0] == "how" or (asks[0] in ("which", "what") and len(rest) == 1))):
        return plain[0] if " ".join(plain) in lexicon().followups.bare else ""
    follow = lexicon().followups
    closed = lexicon().clause_words | lexicon().prepositions | follow.pronoun_groups.keys()
    if any(word in closed | follow.leaves_open or word in follow.speakers for word in rest) or _has_verb(rest):
        return ""
    return question.text[words[0].start : words[-1].end]


def _has_verb(words: list[str]) -> bool:
    """Whether a verb may stand among the words after a question word: "which moved", and not "which river"."""
    return any(is_past(word) or is_verb(word) for word in words)


def bare(asks: str, before: Reading) -> str:
    """What "why?" asks after a question: "why does MLOps use tools?" after "what tools does MLOps use?"."""
    before = read(EXCEPTED.sub("", before.text))
    if asks in ("how many", "how much"):
        return _counted(asks, before)
    if before.auxiliary is None:
        return _of_active(asks, before)
    if asks == "why not":
        return _why_not(before)
    auxiliary = before.words[before.auxiliary]
    verb = "is" if before.auxiliary == before.asking else auxiliary.word
    after = before.text[auxiliary.end :].strip(" ?.!")
    rest = f"{verb} {after}"
    asked = "" if before.asked is None else before.said(before.asked)
    if asked and " " in asks and asks.split()[0] in lexicon().question_words:
        asked = ""  # "which thread?" is asked instead of "which needle"
    if asked and not is_plural(asked) and before.subject is not before.asked:
        asked = f"the {asked}"
    if asks in ("why", "how", "how so", "how come") and _asks_how_much(before):
        return f"{asks}: {before.text.rstrip(' ?.!')}?"
    if before.asking is None or (before.words[before.asking].word not in lexicon().followups.asks_what and not asked):
        return f"{asks} {rest}?"
    if asked and before.subject is before.asked:
        if before.plain[before.asking + 1] == "of":
            return f"{asks}: {before.text.rstrip(' ?.!')}?"
        return f"{asks} {auxiliary.word} {asked} {after}?"
    if asked or (auxiliary.word not in lexicon().forms_of_be and before.auxiliary != before.asking):
        return f"{asks} {rest} {asked}".rstrip() + "?"
    return _of_what_is(asks, before, after)


def _counted(asks: str, before: Reading) -> str:
    """What "how many?" asks: "how many kayaks do they sell?" after "do they sell kayaks?"."""
    many = [noun for noun in before.nouns if is_plural(before.said(noun)) and not noun.is_time]
    if before.auxiliary is None or not many:
        return f"{asks}: {before.text.rstrip(' ?.!')}?"
    noun = many[-1]
    first = next((word for word in reversed(before.words) if word.end <= noun.start), None)
    start = first.start if first is not None and first.word in lexicon().followups.determiners else noun.start
    auxiliary = before.words[before.auxiliary]
    left = " ".join((before.text[auxiliary.start : start] + before.text[noun.end :]).rstrip(" ?.!").split())
    return f"{asks} {before.said(noun)} {left[:1].lower()}{left[1:]}?"


def _asks_how_much(before: Reading) -> bool:
    """Whether a question asks to what degree something is so: "how wide may the gap be"."""
    asks = before.plain[before.asking :] if before.asking is not None else ()
    return (
        asks[:1] == ("how",)
        and asks[1:2] != ()
        and before.auxiliary != (before.asking or 0) + 1
        and before.asked is None
    )


def _why_not(before: Reading) -> str:
    """After "does Git need a server?": "why does Git not need a server?"."""
    auxiliary = before.words[before.auxiliary or 0]
    end = before.subject.end if before.subject is not None and before.subject.start > auxiliary.end else 0
    if not end and before.auxiliary is not None and before.pronoun:
        end = before.words[before.auxiliary + 1].end
    if not end:
        return f"why not {auxiliary.word} {before.text[auxiliary.end :].strip(' ?.!')}?"
    subject, rest = before.text[auxiliary.end : end].strip(), before.text[end:].rstrip(" ?.!")
    return f"why {auxiliary.word} {subject} not{rest}?"


def _of_what_is(asks: str, before: Reading, after: str) -> str:
    """After "what are the challenges of X?": "why are these the challenges of X?"; after what X is: "why X?"."""
    noun = before.subject
    if before.auxiliary is not None and " " in asks:
        return f"{asks} {before.words[before.auxiliary].word} {after}?"
    if asks != "why" or len(before.nouns) == 1 or noun is None:
        return f"{asks} {after}?"
    return f"{asks} {'are these' if is_plural(before.said(noun)) else 'is that'} {after}?"


def _of_active(asks: str, before: Reading) -> str:
    """After "who founded X?": "when was X founded?"; what has no such form is asked about as it is."""
    inside = {word.start for noun in before.nouns for word in noun.words}
    verb = next((word for word in before.words if is_past(word.word) and word.start not in inside), None)
    noun = next((noun for noun in before.nouns if verb is not None and noun.start > verb.end), None)
    if verb is None or noun is None or before.asking != 0:
        return f"{asks}: {before.text.rstrip(' ?.!')}?"
    later = before.nouns[before.nouns.index(noun) + 1 :][:1]
    end = later[0].end if later and before.text[noun.end :].startswith(" of ") else noun.end
    thing, rest = before.text[verb.end : end].strip(), before.text[end:].rstrip(" ?.!")
    return f"{asks} {'were' if is_plural(before.said(noun)) else 'was'} {thing} {verb.word}{rest}?"
