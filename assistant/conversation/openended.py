"""A question that leaves open what it is about, or besides what: "what happened in 1997?", "any other albums?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.conversation.clause import Reading, read
from assistant.conversation.edits import Edit
from assistant.conversation.heads import is_picked, with_name
from assistant.conversation.memory import Memory
from assistant.conversation.names import MAX_CHARS, stems_of
from assistant.conversation.phrases import Noun
from assistant.conversation.words import is_name, is_plural
from assistant.lexicon import lexicon
from assistant.text import normalise, sentences, squeeze, stem, stems, tokens
from assistant.word_forms import is_frame

MAX_WORDS = 8
"""A longer question says what it is about, unless all was about one thing so far."""
MAX_NOUNS = 2
"""So does one that names more things than the one asked for and what is said of it."""
MAX_GIVEN = 6
"""An answer of so many words can be named whole as what is excepted."""

MAX_SAID = 14
"""So many words of an answer that is a sentence tell which it was."""

_SAYING = frozenset({"sentence", "definition", "item"})
_NUMBERED = re.compile(r"(?<=\w) [a-z]+ \d+$")
"""A numbered part at the end of a name is looked at in passing: what is left open is asked of the whole."""
MAX_BARE = 5
"""What one does without a thing named, in so many words, is done for what was spoken of: "how do I prepare?"."""


def addition(question: Reading, memory: Memory) -> str | None:
    """A question that names nothing, asked of what was spoken of before; ``None`` for one that needs nothing."""
    subject = _NUMBERED.sub("", memory.shown)
    name = memory.owner or (
        f"the {subject}" if subject and not is_name(subject) and memory.about.place is None else subject
    )
    if not name or not _is_open(question, memory):
        return None
    text, words = question.text.rstrip(" ?.!"), question.plain
    if "instead" in words:
        at = question.words[words.index("instead")].end
        return f"{question.text[:at]} of {name}{question.text[at:]}"
    if words[-1] in lexicon().followups.hanging:
        return None
    if _is_ownerless(question):
        at = question.subject.end if question.subject is not None else 0
        return f"{question.text[:at]} of {name}{question.text[at:]}"
    return f"{text} {_preposition(question, name)} {name}?"


def _is_ownerless(question: Reading) -> bool:
    """Whether the subject has "the" and a complement and is of nothing: "what are the implications for society?"."""
    subject = question.subject
    if subject is None or subject.determiner != "the" or question.plain[0] not in ("what", "who"):
        return False
    following = next((word.word for word in question.words if word.start >= subject.end), "of")
    if following == "in" and is_picked(subject):
        return False  # "the tallest building in the world" is of those in the world
    return following in lexicon().prepositions - {"of", "between"}


def _preposition(question: Reading, name: str) -> str:
    if " to " in name:
        return "from"
    if any(stem(word) == stem("happen") for word in question.plain):
        return "to"
    last = question.nouns[-1] if question.nouns else None
    ends = last is not None and last.end == question.words[-1].end
    if last is not None and ends and (last.determiner in ("the", "any") or question.subject in (None, last)):
        return "of"
    return "for"


def _is_open(question: Reading, memory: Memory) -> bool:
    """Whether a question leaves open what it is about.

    Not if it names something or the topic, speaks of those who speak, or asks what something is. Of a subject that is
    no topic of a whole conversation it is asked only where nothing in the question is a subject of its own.
    """
    words, first, subject = question.plain, question.plain[0], question.subject
    pronouns = any(word in lexicon().followups.pronoun_groups for word in words)
    if question.names or (pronouns and not memory.owner):
        return False
    if memory.owner and set(stems_of(memory.owner)) <= {stem(word) for word in words}:
        return False
    if set(words) & lexicon().followups.speakers and "instead" not in words and first != "and":
        return not question.nouns and not pronouns and first in ("how", "where", "when") and len(words) <= MAX_BARE
    asks_what = first in ("what", "who")
    if any(_is_some_of(question, noun) for noun in question.nouns):
        return True
    if asks_what and subject is not None and subject is question.nouns[-1] and subject.determiner in ("", "a", "an"):
        return is_plural(question.said(subject)) and _picks_among(subject)
    return bool(memory.owner) or (len(words) <= MAX_WORDS and _names_no_subject(question, memory))


def _is_some_of(question: Reading, noun: Noun) -> bool:
    """Whether a noun phrase ends a question with some of those that a thing has: "some of the main causes"."""
    before = question.text[: noun.start].casefold()
    ends = noun.end == question.words[-1].end
    return ends and before.endswith(("some of the ", "one of the ", "any of the ")) and not noun.name


def _picks_among(noun: Noun) -> bool:
    """Whether a plural asks for some of those that a thing has: "common types", and not "red blood cells"."""
    first = noun.words[0].word
    return (stem(noun.head),) in lexicon().synonyms or first in lexicon().followups.adjectives or is_frame(first)


def _names_no_subject(question: Reading, memory: Memory) -> bool:
    """Whether nothing in a question stands for itself.

    A bare noun that is its subject does, what it says something of, and what was spoken of.
    """
    first, subject = question.plain[0], question.subject
    bare = subject is not None and not subject.determiner and subject is not question.asked
    if bare and question.auxiliary is not None and first not in ("what", "who") and not question.is_existential:
        return False
    nouns = [noun for noun in question.nouns if not noun.is_time]
    if _is_ownerless(question):
        return True
    if any(noun.after in lexicon().followups.owning and not _is_some_of(question, noun) for noun in nouns):
        return False
    spoken = {word for name in memory.subjects for word in stems_of(name)}
    if spoken & {word for noun in nouns for word in noun.stems}:
        return False
    if is_name(memory.subject):
        return len(nouns) <= MAX_NOUNS and not _is_complete(question, nouns, memory)
    told = set(stems(normalise(memory.last.text[:MAX_CHARS]))) if memory.last.answered else set()
    if any(noun.determiner == "the" and noun is not subject and stem(noun.head) in told for noun in nouns):
        return False  # it is the one of the answer
    owned = all((stem(noun.head),) in lexicon().synonyms and is_plural(noun.head) for noun in nouns)
    return len(nouns) == 1 and (owned or bool({"the", "there"} & set(question.plain)))


def _is_complete(question: Reading, nouns: Sequence[Noun], memory: Memory) -> bool:
    """Whether a question needs nothing.

    That is so where it asks of any thing of a kind ("a typical boat"), who did something to something ("how many towns
    signed the letter"), or of what its document is called after.
    """
    subject = question.subject
    if subject is not None and subject.determiner in ("a", "an"):
        return True
    if (
        len(nouns) > 1
        and nouns[-1].determiner
        and subject is not None
        and subject is question.asked
        and question.auxiliary is None
    ):
        return True
    if question.auxiliary is None and question.plain[0] in ("who", "and") and "who" in question.plain[:2] and nouns:
        last = nouns[-1]  # "who runs the ferry now?"
        if last.determiner == "the" and (stem(last.head),) not in lexicon().synonyms:
            return True
    titles = {word for cited in memory.last.citations[:1] for word in stems_of(cited.title)}
    return any(n.determiner == "the" and n is not subject and stem(n.head) in titles for n in nouns)


def with_topic(edits: Sequence[Edit], question: Reading, memory: Memory) -> list[Edit]:
    """Edits that bring in a thing, the first of them with the topic that it belongs to: "Teen Spirit of A-Teens"."""
    named = {stem(word) for word in question.plain} | {word for edit in edits for word in stems_of(edit.text)}
    first = min((edit for edit in edits if edit.thing), key=lambda edit: edit.start, default=None)
    if first is None or not memory.owner or named & set(stems_of(memory.owner)):
        return list(edits)
    owned = Edit(first.start, first.end, f"{first.text} of {memory.owner}", first.name)
    return [owned if edit is first else edit for edit in edits]


def excepted(question: Reading, resolved: str, memory: Memory) -> str:
    """A question for others, with what they are beside: "what other albums did X make besides Y?"."""
    words = set(question.plain)
    if not words & lexicon().followups.beyond or words & lexicon().followups.excepting:
        return resolved
    name = _just_given(question, resolved, memory)
    return f"{resolved.rstrip(' ?.!')} besides {name}?" if name else resolved


def _just_given(question: Reading, resolved: str, memory: Memory) -> str:
    """What was given last: the answer where it is a name or a short phrase; else a name in it or what was asked for.

    A name in the midst of an answer may be of another sort than what is asked for, so that it counts where it is in
    quotes, for "who else", and where anything is asked for.
    """
    turn, said = memory.turns[-1], set(stems(normalise(resolved)))
    anything = not question.nouns or any(n.head in lexicon().followups.documents for n in question.nouns)
    if turn.answered:
        if memory.given:
            return memory.given
        text = turn.text.strip(' .,;"')
        words = [token.word for token in tokens(normalise(text))]
        if 0 < len(words) <= MAX_GIVEN and words[0] in lexicon().followups.determiners:
            return text
        wide = question.plain[0] == "who"
        name = next((n.text for n in memory.told if (wide or n.quoted) and not set(n.stems) & said), "")
        if name:
            return name
        same = _of_the_sort(question, turn.text, said)
        if same:
            return same
        if turn.kind in _SAYING and (anything or "else" in question.plain or _asks_alike(question, memory)):
            return f"“{_beginning(text)}”"
    nouns = [noun for noun in reversed(memory.reading.nouns) if not noun.is_time and not set(noun.stems) <= said]
    if not anything or not nouns:
        return ""
    return memory.reading.said(nouns[0]) if nouns[0].name else f"the {memory.reading.said(nouns[0])}"


def _of_the_sort(question: Reading, text: str, said: set[str]) -> str:
    """What an answer names of the sort that others of are asked for: "the first award" for "any other awards?".

    With the name that follows it, and what it is of or for.
    """
    reading, sorts = read(text[:MAX_CHARS]), _sorts_asked(question)
    found = ((n, with_name(n, reading)) for n in reading.nouns if stem(n.head) in sorts)
    noun, named = next((pair for pair in found if not set(stems_of(pair[1])) <= said), (None, ""))
    if noun is None:
        return ""
    own = noun.determiner in lexicon().followups.possessives or noun.determiner in lexicon().followups.pointing
    return f"{'the' if own else noun.determiner} {named}".strip() if noun.determiner != "'s" else named


def _sorts_asked(question: Reading) -> set[str]:
    """The main words of that of which others are asked for, and of what is said of them: "awards" in "other awards"."""
    if not {"other", "another"} & set(question.plain):
        return set()
    return {stem(noun.head) for noun in question.nouns if not noun.name}


def _asks_alike(question: Reading, memory: Memory) -> bool:
    """Whether the question before was about a thing of the sort that others of are asked for now."""
    before = {stem(noun.head) for noun in memory.reading.nouns}
    return any(stem(noun.head) in before for noun in question.nouns)


def _beginning(text: str) -> str:
    """The first sentence of a text, or as much of it as is enough to know it by."""
    view = squeeze(normalise(text))
    begin, end = next(iter(sentences(view)), (0, len(view)))
    words = view[begin:end].strip(' .,;"').split(" ")
    return " ".join(words[:MAX_SAID]) + ("…" if len(words) > MAX_SAID else "")
