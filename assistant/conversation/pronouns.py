"""The pronouns of a question, each with what it stands for."""

from __future__ import annotations

from assistant.conversation.clause import Reading, is_idle, is_own, owns
from assistant.conversation.edits import Edit
from assistant.conversation.lists import listed_before
from assistant.conversation.memory import PEOPLE, Memory
from assistant.conversation.referents import pointed_at, referent
from assistant.conversation.words import is_name, is_plural
from assistant.lexicon import lexicon
from assistant.word_forms import plural_of


def pronouns(question: Reading, memory: Memory) -> list[Edit]:
    """The pronouns of a question that stand for something spoken of.

    Of several for the same thing the first is replaced: the others refer to it.
    """
    found: dict[str, Edit] = {}
    for number, word in enumerate(question.plain):
        group = _group(question, number)
        if group is None or group in found or is_idle(question, number):
            continue
        if word in lexicon().followups.pointing:
            name = pointed_at(group, memory, question)
        elif is_own(question, number):
            continue
        elif group == "they" and question.plain[number - 1 : number] == ("of",) and (listed := listed_before(memory)):
            name = listed
        else:
            name = referent(group, memory, question, [edit.name for edit in found.values()])
        if name:
            found[group] = _edit(question, number, _some_of(question, number, _agreeing(name, group)), group)
    return list(found.values())


def _group(question: Reading, number: int) -> str | None:
    """The group of a pronoun; ``None`` for another word, and for "this" before a noun and "that" after one."""
    word, follow = question.words[number], lexicon().followups
    if word.word not in follow.pointing:
        return follow.pronoun_groups.get(_uncontracted(word.word))
    if any(n.determiner == word.word and 0 < n.start - word.end <= 2 for n in question.nouns):
        return None
    before = question.plain[number - 1] if number else ""
    leads = before in lexicon().clause_words or before in lexicon().function_words
    if not leads and number + 1 < len(question.words):
        return None
    return "they" if word.word in ("these", "those") else "it"


def _uncontracted(word: str) -> str:
    """A word without the verb drawn to it: "they" of "they're"."""
    return word.partition("'")[0]


def _agreeing(name: str, group: str) -> str:
    """A name that agrees with "they": "a DevOps engineer" as "DevOps engineers"."""
    article, _, rest = name.partition(" ")
    if group != "they" or article.casefold() not in ("a", "an") or is_name(rest.rpartition(" ")[2]):
        return name
    return rest if is_plural(rest) else plural_of(rest)


def _some_of(question: Reading, number: int, name: str) -> str:
    """Things of which some are meant, with "the": "how many of them" as "how many of the boats"."""
    before = question.plain[number - 1] if number else ""
    is_bare = is_plural(name) and not is_name(name) and name.partition(" ")[0] not in lexicon().followups.determiners
    return f"the {name}" if before == "of" and is_bare else name


def _edit(question: Reading, number: int, name: str, group: str) -> Edit:
    """A pronoun replaced, with the verb drawn to it; one that owns the end of the question becomes an of-phrase."""
    word, thing = question.words[number], group not in PEOPLE and " and " not in name
    if owns(question, number):
        rest = question.words[number + 1 :]
        small = lexicon().clause_words | lexicon().prepositions | lexicon().function_words
        if rest and not {other.word for other in rest} & small:
            owned = question.text[rest[0].start : rest[-1].end]
            return Edit(word.start, rest[-1].end, f"the {owned} of {name}", name, thing)
        return Edit(word.start, word.end, f"{name}'" if is_plural(name) else f"{name}'s", name)
    written = question.text[word.start : word.end].casefold().replace("’", "'")
    verb = lexicon().followups.contractions.get(written.partition("'")[2], "")
    return Edit(word.start, word.end, f"{name} {verb}".strip(), name, thing)
