"""What a question says that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.conversation.clause import Reading
from assistant.conversation.phrases import Noun
from assistant.conversation.words import is_plural
from assistant.lexicon import lexicon
from assistant.text import stem
from assistant.types import Span
from assistant.vocabulary import Vocabulary
from assistant.word_forms import singular_of

_QUOTED = re.compile(r"""(?<!\w)(?P<mark>["'])(?P<words>\w[^"'\n]{1,60}\w)(?P=mark)(?!\w)""")


def subject_of(reading: Reading, vocabulary: Vocabulary) -> Span | None:
    """Where a question says what it is about.

    What is quoted is that. Names set side by side are together; then a subject that is a name, the last name, what the
    subject is of, the subject, and the last thing named.
    """
    quoted = _QUOTED.search(reading.text)
    if quoted is not None:
        return Span(*quoted.span("words"))
    follow = lexicon().followups
    nouns = [
        n for n in reading.nouns if not n.is_time and n.head not in follow.documents and n.determiner not in follow.mine
    ]
    nouns = _of_main_clause(reading, nouns)
    telling = [n for n in nouns if n.name or not {n.head, singular_of(n.head)} & follow.vague]
    nouns = telling or nouns
    names = [noun for noun in nouns if noun.name]
    together = _together(reading, names, vocabulary)
    if together is not None:
        return together
    subject = reading.subject if reading.subject in nouns else None
    if names:
        return _proper(subject if subject is not None and subject.name else names[-1], vocabulary)
    if reading.is_existential:
        subject = None
    owner = next((n for n in nouns if n.after == "of" and (subject is None or n.start > subject.start)), None)
    owner = owner or _measured(subject, nouns)
    noun = _brought_in(reading, nouns) or owner or subject or (nouns[-1] if nouns else None)
    return None if noun is None else Span(noun.start, _owned_end(noun, nouns))


def _of_main_clause(reading: Reading, nouns: list[Noun]) -> list[Noun]:
    """The nouns before a clause with a subject of its own, "before I borrow the sander", or all without one."""
    opening = next(
        (
            word.start
            for word, following in pairwise(reading.words)
            if word.word in lexicon().conditions and following.word in lexicon().followups.doers
        ),
        len(reading.text),
    )
    return [noun for noun in nouns if noun.start < opening] or nouns


def _brought_in(reading: Reading, nouns: Sequence[Noun]) -> Noun | None:
    """What a question whether a thing has something brings in: "does the harbour have a crane"."""
    if reading.asking is not None or reading.auxiliary != 0:
        return None
    having = [word.end for word in reading.words[1:] if word.word in lexicon().followups.having]
    return next((n for n in nouns if having and n.start > having[0] and n.determiner in ("a", "an", "any")), None)


def _measured(subject: Noun | None, nouns: Sequence[Noun]) -> Noun | None:
    """What a measure that is asked for is of: "the price per night for a cat"."""
    if subject is None or not any(word.word in lexicon().measures for word in subject.words):
        return None
    return next((noun for noun in nouns if noun.after == "for" and noun.start > subject.start), None)


def _owned_end(noun: Noun, nouns: Sequence[Noun]) -> int:
    """Where a noun phrase ends with what it owns: "a physician's assistant"."""
    owned = next(
        (other for other in nouns if other.determiner == "'s" and noun.end < other.start <= noun.end + 3), None
    )
    return noun.end if owned is None else owned.end


def _proper(noun: Noun, vocabulary: Vocabulary) -> Span:
    """The name in a noun phrase, with the words that the documents know right beside it: "MLOps engineer"."""
    words = list(noun.words)
    first, last = words.index(noun.proper[0]), words.index(noun.proper[-1])
    while last + 1 < len(words) and vocabulary.knows((stem(words[last].word), stem(words[last + 1].word))):
        last += 1
    if noun.determiner == "the" and last == len(words) - 2 and not is_plural(words[-1].word):
        last += 1  # "the Trade plan" is no trade
    while first and vocabulary.knows((stem(words[first - 1].word), stem(words[first].word))):
        first -= 1
    return Span(words[first].start, min(words[last].end, noun.end))


def _together(reading: Reading, names: Sequence[Noun], vocabulary: Vocabulary) -> Span | None:
    """Several names set side by side: "MLOps and DevOps", "from DevOps to MLOps"."""
    if len(names) < 2:
        return None
    first, last = names[0], names[-1]
    between = set(reading.text[first.end : last.start].casefold().replace(",", " ").split())
    beside = lexicon().followups.beside | ({"to"} if first.after == "from" else set())
    if not between or not between <= beside:
        return None
    return Span(first.start, _proper(last, vocabulary).end)
