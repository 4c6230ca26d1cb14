"""What a conversation has spoken of: read off the earlier questions, what they stood for, and their answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.conversation.carried import closed, left_open, stood_for
from assistant.conversation.clause import Reading, read
from assistant.conversation.names import MAX_CHARS, Name, completed, name_of_title, names_in, stems_of
from assistant.conversation.spoken import PEOPLE as PEOPLE
from assistant.conversation.spoken import groups, speaks_of
from assistant.conversation.subject import subject_of
from assistant.conversation.topics import is_everywhere, is_thing
from assistant.conversation.words import is_name
from assistant.lexicon import lexicon
from assistant.text import normalise, stem, tokens
from assistant.types import Answer, Span
from assistant.vocabulary import Vocabulary

MOST_DOER_WORDS = 6
MAX_TURNS = 12
"""So many of the latest turns are read."""
_TOLD = frozenset({"sentence", "item", "cell", "passage", "yes_no"})
"""Kinds of answers whose words say something new of the subject."""


@dataclass(frozen=True, slots=True)
class About:
    """What a turn was about: in words, with its article, and where the question as understood says so."""

    text: str
    article: str = ""
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What was spoken of before a question.

    ``last`` is the latest turn that the documents know the subject of, and ``reading`` in parts what it was understood
    as. ``about`` is what it was about and ``topic`` what the whole conversation is about, empty where there is none.
    ``told`` are the names in its answer, ``given`` the name that its answer is. ``groups`` has for the stems of each
    name the pronouns it was spoken of with. ``subjects`` are all subjects so far, the latest first. ``things``
    are those of them that are no persons, and the topic if that is none: documents speak of "the canal". ``owner`` is
    the topic where it tells anything: no document needs to be told whose it is where all are of one club.
    """

    turns: tuple[Answer, ...]
    last: Answer
    reading: Reading
    about: About
    topic: str
    told: tuple[Name, ...]
    given: str
    groups: Mapping[tuple[str, ...], frozenset[str]]
    subjects: tuple[str, ...]
    things: frozenset[str]
    owner: str

    @property
    def subject(self) -> str:
        """What the last question was about, in words."""
        return self.about.text

    @property
    def shown(self) -> str:
        """The same with its article."""
        return f"{self.about.article} {self.about.text}".strip()

    @property
    def is_fresh(self) -> bool:
        """Whether the last question named its subject itself."""
        return not stood_for(self.last.question, self.last.interpreted_as)

    def spoken_of_as(self, name: str) -> frozenset[str]:
        """The groups of pronouns that stood for a name, or for one that it is part of."""
        head = name.partition(" of ")[0]
        stems = set(stems_of(name if is_name(head) else head))  # "the negatives of Ada Byrd" are no "she"
        found = [groups for other, groups in self.groups.items() if stems <= set(other) or set(other) <= stems]
        return frozenset().union(*found)


def recall(history: Sequence[Answer], vocabulary: Vocabulary) -> Memory | None:
    """What the earlier turns were about; ``None`` where there was none but courtesies."""
    turns = [turn for turn in history if turn.kind != "small_talk"][-MAX_TURNS:]
    if not turns:
        return None
    counted = _counted(turns, vocabulary)
    last = counted[-1]
    topic = _topic(counted, vocabulary)
    found = [_about(turn, topic, vocabulary) for turn in reversed(counted)]
    subjects = tuple(dict.fromkeys(about.text for about in found if about.text))
    things = frozenset(name for name in (topic, *subjects) if is_thing(name, vocabulary))
    return Memory(
        turns=tuple(turns),
        last=last,
        reading=read(last.interpreted_as),
        about=found[0] if found[0].text else About(next((about.text for about in found if about.text), "")),
        topic=topic,
        told=names_in(last.text) if last.kind in _TOLD else (),
        given=_given(last),
        groups=groups(counted, topic, is_person=topic not in things),
        subjects=subjects,
        things=things,
        owner="" if is_everywhere(topic, vocabulary) else topic,
    )


def _counted(turns: Sequence[Answer], vocabulary: Vocabulary) -> list[Answer]:
    """The turns that say what is spoken of.

    A question that no document answers or knows the words of leaves that as it was; where nothing was answered at all,
    every question counts.
    """
    known = [turn for turn in turns if turn.answered or _is_known(turn, vocabulary)]
    return known if any(turn.answered for turn in known) else list(turns)


def _is_known(turn: Answer, vocabulary: Vocabulary) -> bool:
    words = {(word,) for noun in read(turn.interpreted_as).nouns for word in noun.stems}
    return all(vocabulary.knows(word) or word in vocabulary.aliases for word in words)


def _about(turn: Answer, topic: str, vocabulary: Vocabulary) -> About:
    """What a turn was about: what its pronoun stood for, or what it names, or what its document is about."""
    reading = read(turn.interpreted_as)
    for stood in stood_for(turn.question, turn.interpreted_as):
        text = stood.text.removesuffix(f" of {topic}")
        return About(completed(text, topic, vocabulary), _article(reading, stood.span.start), stood.span)
    span = subject_of(reading, vocabulary)
    span = span and closed(reading.text, span)
    text = "" if span is None else reading.text[span.start : span.end]
    if left_open(turn) and not is_name(text):
        told = names_in(turn.text) if turn.answered else ()
        return About(topic or (told[0].text if told and _begins_with(turn.text, told[0]) else ""))
    if span is None:
        return About(topic)
    return About(completed(text, topic, vocabulary), _article(reading, span.start), span)


def _begins_with(text: str, name: Name) -> bool:
    """Whether a name, or no more than an article before it, begins a text, so that the text is about it."""
    return not {token.word for token in tokens(normalise(text[: name.start]))} - lexicon().articles


def _article(reading: Reading, start: int) -> str:
    """The article before a place in a question, as written."""
    before = next((word for word in reversed(reading.words) if word.end <= start), None)
    if before is None or before.word not in lexicon().articles:
        return ""
    return reading.text[before.start : before.end]


def _topic(turns: Sequence[Answer], vocabulary: Vocabulary) -> str:
    """The name that the document last cited has for its title, where the turn that cites it speaks of that.

    It does where question or answer hold a word of the name, and where the question names nothing or the answer speaks
    of "him" or "her": then it was asked of what the document is about.
    """
    for turn in reversed(turns):
        cited = turn.citations[0] if turn.citations else None
        headed = (cited.title, *cited.section[:1]) if cited is not None else ()
        name = next(filter(None, map(name_of_title, headed)), "") or _band(headed, turns)
        if not name or _speaks_of_things(name, vocabulary):
            continue
        said = {*stems_of(turn.interpreted_as), *stems_of(turn.text[:MAX_CHARS])}
        if said & set(stems_of(name)) or left_open(turn) or speaks_of(turn, name) or _names_no_other(turn):
            return name
    return ""


def _names_no_other(turn: Answer) -> bool:
    """Whether a question names nothing but what is in the heading of its answer: it is asked within a document."""
    headings = {stem for heading in turn.citations[0].section for stem in stems_of(heading)}
    return all(set(noun.stems) <= headings for noun in read(turn.interpreted_as).names)


def _band(headed: Sequence[str], turns: Sequence[Answer]) -> str:
    """A title of "The" and an everyday word that is a name because it was a "they", or is written so in an answer."""
    title = headed[0] if headed else ""
    if not re.fullmatch(r"The [A-Z]\w+", title):
        return ""
    many = any(lexicon().followups.pronoun_groups.get(left_open(turn)) == "they" for turn in turns)
    written = any(re.search(rf"\w {re.escape(title[len('The ') :])}\b", turn.text[:MAX_CHARS]) for turn in turns)
    return title if many or written else ""


def _speaks_of_things(title: str, vocabulary: Vocabulary) -> bool:
    """Whether a title names things that have titles or headings of their own: "Certificates for X and Y"."""
    stems = stems_of(title)
    parts = (frozenset(stems[n:m]) for n in range(len(stems)) for m in range(n + 1, len(stems) + 1))
    return any(part in vocabulary.things for part in parts if len(part) < len(stems))


def _given(turn: Answer) -> str:
    """The name that an answer gives and little else: "Zappa and the Mothers of Invention"; or who did what is asked."""
    reading = read(turn.interpreted_as)
    asks = next(iter(reading.plain), "")
    text = (turn.short_answer.text if turn.kind == "cell" and turn.short_answer else turn.text).strip(' .,;"')
    if turn.kind not in _TOLD or asks not in lexicon().followups.asks_what | {"name"}:
        return ""
    names = names_in(text)
    if not names or not _begins_with(text, names[0]):
        return _doer(reading, text)
    rest = {token.word for token in tokens(normalise(text)) if not any(n.start <= token.start < n.end for n in names)}
    if rest <= lexicon().followups.among_names:
        return text
    if text[names[0].end :].lstrip("\"' ")[:1] not in {",", "(", ":", ";", "."}:
        return ""
    return f"the {names[0].text}" if text[: names[0].start].casefold() == "the " else names[0].text


def _doer(reading: Reading, text: str) -> str:
    """What an answer says did what a question asks: "the red boat" where "which boat won?" is answered by that."""
    asked = reading.asked
    if asked is None or reading.subject is not asked:
        return ""
    verb = next((word.word for word in reading.words if word.start >= asked.end), "")
    words = list(tokens(normalise(text)))
    place = next((n for n, word in enumerate(words[:MOST_DOER_WORDS]) if stem(word.word) == stem(verb)), 0)
    doer = text[words[0].start : words[place - 1].end] if place else ""
    if not doer or words[0].word not in lexicon().articles or re.search(r"[,;:(]", doer):
        return ""
    return doer[0].lower() + doer[1:]
