"""A follow-up that first says what it is about: "and CircleCI, where does it keep its settings?"."""

from __future__ import annotations

from assistant.conversation.clause import Reading, read
from assistant.conversation.edits import Edit, edited
from assistant.lexicon import lexicon

MAX_TOPIC = 5


def turns_away(question: Reading) -> bool:
    """Whether a question announces another subject and has a pronoun still: "another thing, when was it built?"."""
    match = lexicon().followups.announcement.fullmatch(question.text)
    words = read(match["topic"].strip()).plain if match is not None else ()
    if match is None or not words or not lexicon().followups.new_subject.issuperset(words):
        return False
    return not lexicon().followups.pronoun_groups.keys().isdisjoint(read(match["rest"]).plain)


def announced(question: Reading) -> str | None:
    """The question asked of what it announces; ``None`` where it announces nothing.

    What it announces takes the place of its pronouns, or is added where there are none.
    """
    match = lexicon().followups.announcement.fullmatch(question.text)
    if match is None:
        return None
    topic, rest = match["topic"].strip(), read(match["rest"])
    words = read(topic).plain
    if words and lexicon().followups.new_subject.issuperset(words):
        return match["rest"]
    asks = lexicon().question_words | lexicon().auxiliaries | lexicon().forms_of_be
    if not rest.plain or rest.plain[0] not in asks or not words or len(words) > MAX_TOPIC or asks & set(words):
        return None
    groups, follow = lexicon().followups.pronoun_groups, lexicon().followups
    edits = []
    for word in rest.words:
        if groups.get(word.word) in ("it", "they") and word.word not in follow.pointing:
            owns = word.word in follow.possessives
            edits.append(Edit(word.start, word.end, f"{topic}'s" if owns else topic, topic))
    if edits:
        return edited(rest.text, edits[:1])  # further pronouns stand for the same
    plain = rest.text.rstrip(" ?.!")
    return f"{plain} for {topic}?"
