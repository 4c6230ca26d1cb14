"""A question that goes on with the one before it: at the time that was spoken of, or with what was done."""

from __future__ import annotations

from assistant.conversation.clause import Reading
from assistant.conversation.memory import Memory
from assistant.lexicon import lexicon
from assistant.text import irregular_pasts

SHORT = 3
"""So many words ask whether something is done, and name nothing: "do you deliver"."""


def at_the_time(question: Reading, resolved: str, memory: Memory) -> str:
    """A question that begins with "and", with the time at the end of the one before: "and when does it close?".

    Both ask alike, and this one names no time itself: what was asked of Sundays is.
    """
    before, plain = memory.reading, question.plain
    if plain[:1] != ("and",) or before.asking is None or before.plain[before.asking] not in plain[1:2]:
        return resolved
    if _auxiliary(before) != _auxiliary(question) or _asks_past(before) != _asks_past(question):
        return resolved  # when it was built is not asked of the summers in which it opens
    last = before.nouns[-1] if before.nouns else None
    if last is None or not last.is_time or last.end != before.words[-1].end or any(n.is_time for n in question.nouns):
        return resolved
    led = next((word for word in reversed(before.words) if word.end <= last.start), None)
    if led is None or led.word not in lexicon().followups.where:
        return resolved
    return f"{resolved.rstrip(' ?.!')} {before.text[led.start : last.end]}?"


def _auxiliary(reading: Reading) -> str:
    return "" if reading.auxiliary is None else reading.plain[reading.auxiliary]


def _asks_past(reading: Reading) -> bool:
    """Whether a word of a question tells of the past: "built", "was"."""
    past = lexicon().past_verbs
    return any(word in past or word in irregular_pasts() or word.endswith("ed") for word in reading.plain)


def doing(question: Reading, memory: Memory) -> str | None:
    """What "that" asks of what was done: "what does that cost to deliver?" after "do you deliver?".

    ``None`` where a thing was spoken of that it may stand for.
    """
    before, plain = memory.reading, question.plain
    auxiliary, pronoun = before.auxiliary, before.pronoun
    doers = lexicon().followups.doers
    if auxiliary != 0 or pronoun not in doers or before.nouns or len(before.words) != SHORT:
        return None
    if "that" not in plain[1:] or question.nouns:
        return None
    return f"{question.text.rstrip(' ?.!')} to {before.text[before.words[-1].start : before.words[-1].end]}?"
