"""From a follow-up and the turns before it to a question that stands alone.

What leans on the turns before is resolved in this order: what only asks ("why?", "with what?"), a place in the list
just given or a choice from it ("the second one", "which of them"), a question with parts left out ("and DevOps?"),
then, inside of a question, pronouns, nouns that refer back ("this album"), nouns left out ("the largest") and parts of
names; and where none of these is there, a question that leaves open what it is about. A question that names a
subject of its own inherits nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.conversation.announced import announced, turns_away
from assistant.conversation.bare import asking_phrase, bare
from assistant.conversation.clause import Reading, read
from assistant.conversation.definites import completions, definites, places
from assistant.conversation.edits import edited
from assistant.conversation.ellipsis import filled_in
from assistant.conversation.goingon import at_the_time, doing
from assistant.conversation.headless import headless
from assistant.conversation.lists import both, ordinal, which
from assistant.conversation.memory import Memory, recall
from assistant.conversation.openended import addition, excepted, with_topic
from assistant.conversation.pronouns import pronouns
from assistant.lexicon import lexicon
from assistant.message import small_talk
from assistant.question import MAX_CHARS
from assistant.text import normalise
from assistant.types import Answer
from assistant.vocabulary import Vocabulary

__all__ = ["only_adds", "resolve"]


def resolve(text: str, history: Sequence[Answer], vocabulary: Vocabulary) -> str:
    """The question as it stands alone; unchanged where it does already, or where there is nothing to refer to.

    So is one of more than ``MAX_CHARS`` characters.

    ``history`` are the earlier answers, oldest first. A turn that was not answered leaves the subject as it was
    when no document knows what it asked about.
    """
    if len(text) > MAX_CHARS or small_talk(normalise(text)) is not None:
        return text
    question, memory = read(text), recall(history, vocabulary)
    if memory is None or not question.words:
        return text
    about_another = announced(question)
    if about_another is not None:
        return resolve(about_another, history, vocabulary) if turns_away(question) else about_another
    plain = " ".join(question.plain)
    asks = plain if plain in lexicon().followups.bare else asking_phrase(question)
    if asks:
        return bare(asks, memory.reading)
    item = ordinal(question, memory)
    if item is not None:
        return filled_in(read(item), memory, vocabulary) or item
    chosen = which(question, memory, vocabulary) or both(question, memory) or filled_in(question, memory, vocabulary)
    return chosen or _referred(question, memory, vocabulary)


def only_adds(text: str, resolved: str) -> bool:
    """Whether a question was left as it is but for what it is asked of: "which role hands over dashboards for Git?"."""
    plain = text.rstrip(" ?.!")
    added = resolved[len(plain) :].split()
    return len(added) > 1 and resolved.startswith(plain) and added[0] in lexicon().prepositions


def _referred(question: Reading, memory: Memory, vocabulary: Vocabulary) -> str:
    """A question with what refers back inside of it replaced, or with what it leaves open added."""
    edits = [*pronouns(question, memory), *definites(question, memory), *headless(question, memory)]
    edits += places(question, memory)
    edits += completions(question, memory, vocabulary)
    if edits:
        resolved = at_the_time(question, edited(question.text, with_topic(edits, question, memory)), memory)
    else:
        resolved = doing(question, memory) or addition(question, memory) or question.text
    return excepted(question, resolved, memory)
