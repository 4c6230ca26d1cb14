"""Places in the list just given, questions about its items, and the things spoken of together: "which of them"."""

from __future__ import annotations

import itertools
import re

from assistant.conversation.clause import Reading, read
from assistant.conversation.memory import Memory
from assistant.conversation.words import is_plural
from assistant.lexicon import lexicon
from assistant.question import form_of
from assistant.text import stem
from assistant.vocabulary import Vocabulary

LOOKED_BACK = 3
"""A place in a list is looked for in the lists of so many turns before."""
_LABEL = re.compile(r"\s*(?::|\s[-–—])\s.*", re.DOTALL)


def others(memory: Memory) -> list[str]:
    """What was spoken of apart from the subject, the latest first; then what the title last cited sets beside it."""
    current = memory.subject.casefold()
    named = [read(turn.interpreted_as) for turn in reversed(memory.turns)]
    found = [*memory.subjects, *(reading.said(noun) for reading in named for noun in reading.names), *_beside(memory)]
    return [name for name in dict.fromkeys(found) if name.casefold() != current]


def _beside(memory: Memory) -> list[str]:
    """What the title of the document last cited sets beside the subject: "DevOps" in "MLOps and DevOps compared"."""
    cited = next((turn.citations[0] for turn in reversed(memory.turns) if turn.citations), None)
    current = memory.subject.casefold()
    if cited is None or not current or current not in cited.title.casefold():
        return []
    reading = read(cited.title)
    said = [cited.title[n.proper[0].start : n.proper[-1].end] for n in reading.names]
    said = said or list(map(reading.said, reading.nouns))
    return [text for text in said if current not in text.casefold()]


def ordinal(question: Reading, memory: Memory) -> str | None:
    """The question with "the second one" replaced by the item of the list just given; unchanged for one too many."""
    items = next((turn.items for turn in tuple(reversed(memory.turns))[:LOOKED_BACK] if turn.items), ())
    text, words = question.text, question.words
    for number, word in enumerate(words if items else ()):
        place = lexicon().followups.ordinals.get(word.word)
        if place is None or number == 0 or words[number - 1].word != "the":
            continue
        following = words[number + 1] if number + 1 < len(words) else None
        step = following is not None and stem(following.word) in lexicon().step_stems and number + 2 == len(words)
        if following is not None and not step and following.word not in lexicon().followups.after_ordinal:
            continue
        if not -len(items) <= place < len(items):
            return text
        end = following.end if following is not None and (step or following.word in ("one", "item")) else word.end
        return text[: words[number - 1].start] + _LABEL.sub("", items[place]) + text[end:]
    return None


def which(question: Reading, memory: Memory, vocabulary: Vocabulary) -> str | None:
    """ "Which of them is for X?" asked of the list just given, or of the things set side by side."""
    skipped = question.plain[0] in lexicon().followups.conjunctions
    words, plain = question.words[skipped:], question.plain[skipped:]
    if plain[:1] != ("which",) or len(plain) <= 2:
        return None
    if plain[1] == "of" and plain[2] in lexicon().followups.chosen_from:
        end = words[2].end
    elif plain[1] == "one" or (plain[1] in lexicon().clause_words and not _is_of_others(question, vocabulary)):
        end = words[plain[1] == "one"].end
    else:
        return None
    things = _things(memory)
    return f"{question.text[words[0].start : words[0].end]} of {things}{question.text[end:]}" if things else None


def _is_of_others(question: Reading, vocabulary: Vocabulary) -> bool:
    """Whether a question says of what sort the things are, and no document knows any: "which is the best ferry?"."""
    kinds = lexicon().followups.kinds
    said = (noun for noun in question.nouns if noun.determiner in lexicon().articles and not noun.name)
    return any(noun.head not in kinds and not vocabulary.knows(stem(noun.head)) for noun in said)


def _things(memory: Memory) -> str:
    """The things set side by side in the question before, or what the items of the list that answered it are.

    Where only one of these was spoken of since, they are those of the list before.
    """
    reading = memory.reading
    if " and " in memory.subject:
        return memory.subject
    asked = reading.asked or reading.subject
    if memory.turns[-1].items and asked is not None:
        owner = memory.shown if asked.start != (memory.about.place and memory.about.place.start) else ""
        said = reading.said(asked)
        return f"the {said} of {owner}" if owner and owner != said else f"the {said}"
    names = [reading.said(noun) for noun in reading.names]
    return " and ".join(names) if len(names) > 1 else _given(memory)


def _given(memory: Memory) -> str:
    """What was spoken of before where the last question names no two things itself."""
    return listed_before(memory) or in_turn(memory) or _around_item(memory)


def _around_item(memory: Memory) -> str:
    """What the list is of that the last answer is one item of, as its heading says: "the tools"."""
    turn = memory.last
    if turn.kind != "item" or not turn.citations or not turn.citations[0].section:
        return ""
    heading = read(turn.citations[0].section[-1].casefold())
    return next((f"the {heading.said(noun)}" for noun in heading.nouns if is_plural(heading.said(noun))), "")


def listed_before(memory: Memory) -> str:
    """What the items of a list are that was given some turns before, where the turn just before was about one."""
    subject = memory.subject.casefold()
    for turn in tuple(reversed(memory.turns))[1:LOOKED_BACK]:
        items = turn.items or ()
        if len(items) > 1 and subject and any(item.casefold().startswith(subject) for item in items):
            reading = read(turn.interpreted_as)
            listed = reading.asked or reading.subject
            owner = reading.subject if listed is not None and reading.subject is not listed else None
            of_owner = f" of {reading.said(owner)}" if owner is not None else ""
            return f"the {reading.said(listed)}{of_owner}" if listed is not None else ""
    return ""


def in_turn(memory: Memory) -> str:
    """The two things that the last two turns asked the same of: "What is Git?", "and Subversion?"; else empty."""
    if len(memory.turns) < 2 or len(memory.subjects) < 2:
        return ""
    last, before = memory.subjects[:2]
    asked = [turn.interpreted_as.casefold().strip(" ?.!") for turn in memory.turns[-2:]]
    if before.casefold() not in asked[0] or last.casefold() not in asked[1]:
        return ""
    same = asked[0].replace(before.casefold(), "") == asked[1].replace(last.casefold(), "")
    return f"{_with_article(before, asked[0])} and {_with_article(last, asked[1])}" if same else ""


def _with_article(thing: str, asked: str) -> str:
    """A thing with the indefinite article that it was asked about with."""
    article = re.search(rf"\b(an?) {re.escape(thing.casefold())}\b", asked)
    return f"{article[1]} {thing}" if article else thing


def _compares(question: Reading) -> bool:
    """Whether a question compares and names nothing that is compared."""
    alike = {stem(word) for word in question.plain} & lexicon().followups.alike
    return not question.names and (bool(alike) or form_of(question.text) == "comparison")


def both(question: Reading, memory: Memory) -> str | None:
    """The question with "the two" replaced by the two things spoken of last, and so with "they" that are compared."""
    place = next((word for word in question.words if word.word in lexicon().followups.compared), None)
    pair = in_turn(memory) if place is not None and _compares(question) else ""
    if place is not None and pair:
        return question.text[: place.start] + pair + question.text[place.end :]
    for first, second in itertools.pairwise(question.words):
        if (first.word, second.word) != ("the", "two"):
            continue
        beside = others(memory)
        pair = memory.subject if " and " in memory.subject or not beside else f"{memory.subject} and {beside[0]}"
        return question.text[: first.start] + pair + question.text[second.end :] if pair else None
    return None
