"""What a question is about by its build: the head of a noun phrase with what hangs on it, "the mill on the river"."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.conversation.clause import Reading
from assistant.conversation.memory import Memory
from assistant.conversation.phrases import Noun
from assistant.conversation.words import is_name, is_plural
from assistant.lexicon import classes, lexicon
from assistant.word_forms import is_frame, singular_of

_LIVING = frozenset({"person", "animal", "group"})
_TANGIBLE = _LIVING | {"plant", "artifact", "object", "substance", "food", "body", "location"}


def the_many(memory: Memory, *, acting: bool) -> str:
    """The things in the plural that the last question asked for, or was about: "the sons of Ada Byrd".

    What is only a side of that which it is of is left out ("the advantages of the job"), and where something was done
    by them (``acting``), what can do nothing.
    """
    reading = memory.reading
    for noun in _first(reading):
        said = reading.said(noun)
        if noun.name or noun.is_time or not is_plural(said) or _is_idle(noun):
            continue
        asked = noun is reading.asked
        if not asked and _is_about(noun, memory):
            return ""  # "mammals" are as they were said
        whole = with_complement(noun, reading)
        owned = reading.text[noun.end :].startswith(" of ")
        if (acting and not _is_a(noun, _LIVING)) or (owned and not _is_a(noun, _TANGIBLE)):
            continue
        return _owned(whole, memory) if asked and whole == said else f"the {whole}"
    return ""


def the_one(memory: Memory) -> str:
    """What the last question was about where something hangs on that: "the oldest mill on the river"."""
    reading, place = memory.reading, memory.about.place
    noun = next(_first(reading), reading.nouns[0] if reading.nouns else None)
    if noun is None or noun.name or noun.is_time or is_plural(reading.said(noun)):
        return ""
    whole = with_complement(noun, reading)
    if place is None or not noun.determiner:
        return ""
    is_whole = whole == reading.said(noun) or not noun.start <= place.start < noun.start + len(whole)
    if is_whole and not _is_where(place.start, noun, reading):
        return ""
    if " of " in reading.text[noun.end : noun.start + len(whole)] and not (is_picked(noun) and _is_a(noun, _TANGIBLE)):
        return ""  # "the price of a kayak" is a side of the kayak
    if is_picked(noun) and _gave_figure(memory):
        return _having(noun, reading)
    if any(word.word in lexicon().measures for word in noun.words) and reading.nouns[-1].after == "for":
        return ""  # so is "the price per night for a kayak"
    return f"the {whole}" if noun.determiner in lexicon().definite else f"{noun.determiner} {whole}"


def _gave_figure(memory: Memory) -> bool:
    return memory.last.kind == "cell" and any(map(str.isdigit, memory.last.text))


def _having(noun: Noun, reading: Reading) -> str:
    """What a figure is of: the class, for "what is the largest group in a class?"."""
    owner = next((n for n in reading.nouns if n.start > noun.end and not n.is_time), None)
    return (
        "" if owner is None or is_plural(reading.said(owner)) else f"{owner.determiner} {reading.said(owner)}".strip()
    )


def with_complement(noun: Noun, reading: Reading) -> str:
    """A noun phrase with what follows it: always what it is of, and where something is asked for, where it is."""
    place, last = reading.nouns.index(noun) if noun in reading.nouns else len(reading.nouns), noun
    asks = reading.plain[reading.asking] if reading.asking is not None else ""
    is_asked_of = asks in lexicon().followups.asks_what and noun is reading.subject
    joints = lexicon().prepositions if is_asked_of else frozenset({"of"})
    for other in reading.nouns[place + 1 :]:
        between = reading.text[last.end : other.start].casefold().split()
        if not between or between[0] not in joints or not set(between[1:]) <= lexicon().followups.determiners:
            break
        last = other
    return reading.text[noun.start : last.end]


def _is_where(start: int, noun: Noun, reading: Reading) -> bool:
    """Whether what begins at a place only says where the thing is: "Leith" in "when did the ship sink in Leith"."""
    where = next((other for other in reading.nouns if other.start <= start < other.end), None)
    before = lexicon().followups.sited | lexicon().followups.at_places
    return where is not None and where.start > noun.end and where.after in before


def with_name(noun: Noun, reading: Reading) -> str:
    """A noun phrase of an answer with the name right behind it, and what it is of or for: "the album Blue Hour"."""
    last = noun
    for other in reading.nouns[reading.nouns.index(noun) + 1 :]:
        between = reading.text[last.end : other.start].casefold()
        words = between.split()
        names = between.strip(' "“,') == "" and other.name
        if not names and not (words and words[0] in ("of", "for") and set(words[1:]) <= lexicon().articles):
            break
        last = other
    return reading.text[noun.start : last.end]


def _first(reading: Reading) -> Iterator[Noun]:
    """What is asked for, then what something is said of."""
    yield from (noun for noun in (reading.asked, reading.subject) if noun is not None)


def _is_about(noun: Noun, memory: Memory) -> bool:
    return memory.about.place is not None and noun.start == memory.about.place.start


def _is_a(noun: Noun, sorts: frozenset[str]) -> bool:
    """Whether the main word of a noun phrase is of one of some sorts."""
    return classes.word(noun.head).main_class in sorts


def _is_idle(noun: Noun) -> bool:
    """Whether a noun only counts or frames: "how many kilometres", "any interesting aspects"."""
    one = singular_of(noun.head)
    units = lexicon().units["length"] | lexicon().units["weight"]
    counts = lexicon().measure_words | lexicon().duration_words | units
    return bool({noun.head, one} & (counts | lexicon().followups.vague)) or is_frame(noun.head)


def is_picked(noun: Noun) -> bool:
    """Whether a noun phrase picks one of many: "the largest island of the county"."""
    first = noun.words[0].word
    return first in lexicon().followups.ordinals or first == "most" or first.endswith("est")


def _owned(said: str, memory: Memory) -> str:
    """The things asked for, of the one who has or made them where that is named."""
    subject = memory.reading.subject
    is_owner = subject is not None and subject is not memory.reading.asked and is_name(memory.subject)
    return f"the {said} of {memory.shown}" if is_owner and memory.subject not in said else f"the {said}"
