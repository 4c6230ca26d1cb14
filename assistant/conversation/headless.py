"""A noun left out because it was said before: "the largest in the world", "popular ones", "what does one do?"."""

from __future__ import annotations

from assistant.conversation.clause import Reading, read
from assistant.conversation.edits import Edit
from assistant.conversation.heads import the_many, with_complement
from assistant.conversation.memory import Memory
from assistant.conversation.phrases import Noun
from assistant.conversation.words import is_name, is_plural
from assistant.lexicon import classes, lexicon
from assistant.types import Span
from assistant.word_forms import plural_of, singular_of

LISTED = frozenset({"list", "item"})
ADJECTIVE = 0.3
"""A word that is used so often as an adjective may describe "ones"."""


def headless(question: Reading, memory: Memory) -> list[Edit]:
    """Where a noun was left out, with the noun."""
    found = [edit for edit in (_superlative(question, memory), _remainder(question, memory)) if edit is not None]
    found += [edit for edit in (_sort(question, memory), _counted(question, memory)) if edit is not None]
    for number, word in enumerate(question.plain):
        edit = _stand_in(question, number, memory) if word in ("one", "ones") else None
        if edit is not None:
            found.append(edit)
    return found


def one_of_them(text: str, reading: Reading) -> tuple[str, Span] | None:
    """ "The early one" as "the early shift", and the place of the shift that was asked about; "late ones" too."""
    words = read(text).words
    if len(words) < 2 or words[-1].word not in ("one", "ones"):
        return None
    led = words[0].word in ("the", "a", "an")
    if not led and (words[-1].word == "one" or any(classes.word(w.word).share("a") < ADJECTIVE for w in words[:-1])):
        return None
    noun = next((n for n in reading.nouns if not n.name and len(n.words) > 1), None)
    noun = noun or (reading.subject if reading.subject is not None and not reading.subject.name else None)
    if noun is None or len(words) < 2 + led:
        return None
    return f"{text[words[0].start : words[-2].end]} {noun.head}", Span(noun.start, noun.end)


def _superlative(question: Reading, memory: Memory) -> Edit | None:
    """ "The largest in the world" with what is the largest."""
    head = _head(memory)
    noun = next((n for n in question.nouns if n.determiner == "the" and _is_superlative(n)), None)
    if noun is None or not head or question.asked is not None or question.subject not in (None, noun):
        return None
    following = next((word.word for word in question.words if word.start >= noun.end), "")
    if following in ("one", "ones"):
        return None
    return Edit(noun.end, noun.end, f" {head}", head)


def _remainder(question: Reading, memory: Memory) -> Edit | None:
    """ "The rest" with what it is the rest of."""
    left = lexicon().followups.remainders
    noun = next((n for n in question.nouns if n.determiner == "the" and len(n.words) == 1 and n.head in left), None)
    things = the_many(memory, acting=False) or (f"the {memory.subject}" if is_plural(memory.subject) else "")
    if noun is None or not things or question.text[noun.end :].startswith(" of "):
        return None
    return Edit(noun.end, noun.end, f" of {things}", things)


def _sort(question: Reading, memory: Memory) -> Edit | None:
    """ "Which type" with what it is a type of."""
    asked, sorts = question.asked, lexicon().followups.sorts
    if asked is None or len(asked.words) > 1 or not {asked.head, singular_of(asked.head)} & sorts:
        return None
    subject = memory.subject
    if question.names or question.text[asked.end :].startswith(" of ") or not subject or asked.head in subject:
        return None
    many = plural_of(subject) if memory.about.article in ("a", "an") and not is_name(subject) else subject
    return Edit(asked.end, asked.end, f" of {many}", subject)


def _counted(question: Reading, memory: Memory) -> Edit | None:
    """ "How many are there" with the things that were asked for."""
    if question.plain[:3] != ("how", "many", "are") or question.nouns or memory.last.kind not in LISTED:
        return None
    reading, many = memory.reading, question.words[1].end
    noun = reading.asked or reading.subject
    if noun is None or not is_plural(reading.said(noun)):
        return None
    things = with_complement(noun, reading)
    return Edit(many, many, f" {things}", things)


def _is_superlative(noun: Noun) -> bool:
    """Whether a noun phrase is nothing but a superlative or a place in an order."""
    order = lexicon().followups.ordinals.keys() | lexicon().of_taste
    words = [word.word for word in noun.words]
    if words[0] in lexicon().utmost and len(words) == 2:
        return True
    return all(word in order or (word.endswith("est") and len(word) > len("best")) for word in words)


def _stand_in(question: Reading, number: int, memory: Memory) -> Edit | None:
    """ "One" and "ones" as the noun that they stand for."""
    word, head = question.words[number], _head(memory)
    before = question.plain[number - 1] if number else ""
    following = question.plain[number + 1] if number + 1 < len(question.plain) else ""
    if not number or not head or following == "of" or before[:1].isdigit():
        return None
    if word.word == "ones":
        many = head if is_plural(head) else plural_of(head)
        return None if before in ("the", "these", "those") else Edit(word.start, word.end, many, head)
    described = any(noun.end == question.words[number - 1].end for noun in question.nouns)
    if described and before in lexicon().followups.adjectives:
        return Edit(word.start, word.end, head, head)
    if (
        described and before not in lexicon().followups.verbs
    ) or before in lexicon().followups.determiners | lexicon().question_words:
        return None
    if memory.about.article.casefold() not in ("a", "an"):
        return None
    return Edit(word.start, word.end, memory.shown, memory.subject)


def _head(memory: Memory) -> str:
    """The singular of the last subject that is no name."""
    for subject in memory.subjects:
        head = subject.partition(" of ")[0].rpartition(" ")[2]
        if head and not is_name(head):
            return singular_of(head) if is_plural(head) else head
    return ""
