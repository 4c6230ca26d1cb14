"""With which pronouns each name was spoken of, in the questions and in what the answers say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.conversation.carried import left_open, stood_for
from assistant.conversation.clause import KEPT
from assistant.conversation.names import MAX_CHARS, names_in, stems_of
from assistant.lexicon import lexicon
from assistant.text import normalise, sentences, tokens
from assistant.types import Answer

PEOPLE = frozenset({"he", "she"})


def speaks_of(turn: Answer, topic: str) -> frozenset[str]:
    """Whom an answer about a topic speaks of: "he", "she"."""
    return _pronouns_in(turn.text[:MAX_CHARS], topic) if turn.answered else frozenset()


@lru_cache(maxsize=KEPT)
def _pronouns_in(text: str, topic: str) -> frozenset[str]:
    """The groups of the pronouns of persons in a text.

    One that another name stands before in its sentence may be of that: "a miller, Ole Bull, and his wife".
    """
    view, kinds, mine = normalise(text), lexicon().followups.pronoun_groups, set(stems_of(topic))
    placing = lexicon().followups.placing
    others = [n.start for n in names_in(text) if n.before not in placing and not set(n.stems) <= mine]
    found = set()
    for begin, end in sentences(view):
        for word in tokens(view[begin:end]):
            group = kinds.get(word.word, "")
            apart = word.word not in PEOPLE and any(begin <= start < begin + word.start for start in others)
            if group in PEOPLE and not apart:
                found.add(group)
    return frozenset(found)


def groups(turns: Sequence[Answer], topic: str, *, is_person: bool) -> dict[tuple[str, ...], frozenset[str]]:
    """For each name the pronouns that stood for it, in questions and, for the topic, in what answers say of it."""
    found: dict[tuple[str, ...], set[str]] = {}
    kinds = lexicon().followups.pronoun_groups
    for turn in turns:
        for stood in stood_for(turn.question, turn.interpreted_as):
            text = stood.text.removesuffix(f" of {topic}")
            if stood.pronoun and " and " not in text:
                found.setdefault(stems_of(text), set()).add(kinds.get(stood.pronoun, "it"))
        left = left_open(turn)
        if left and topic and is_person and kinds[left] != "it":
            found.setdefault(stems_of(topic), set()).add(kinds[left])
    told = {group for turn in turns for group in speaks_of(turn, topic)}
    if topic and is_person and not found.get(stems_of(topic)) and len(told) == 1:
        found[stems_of(topic)] = told
    return {name: frozenset(spoken) for name, spoken in found.items()}
