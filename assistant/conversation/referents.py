"""Which of the things spoken of a pronoun stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assistant.conversation.clause import Reading, read
from assistant.conversation.heads import the_many, the_one
from assistant.conversation.memory import PEOPLE, Memory
from assistant.conversation.names import Name, stems_of
from assistant.conversation.phrases import Noun
from assistant.conversation.words import is_name, is_plural
from assistant.lexicon import classes, lexicon
from assistant.text import stem

MOSTLY_NOUN = 0.9
"""A word that is a noun so often is one right behind a name."""
LOOKED_BACK = 3
"""Who is only called by what they are is looked for in so many turns before."""
_LIVING = frozenset({"person", "animal"})
_MADE = frozenset({"event", "act", "group", "communication", "artifact", "place", "location", "time", "cognition"})
"""What the last word of a name of several words is of where it is no surname: "Harp Festival", not "Ole Bull"."""


def referent(group: str, memory: Memory, question: Reading, taken: Collection[str] = ()) -> str:
    """The likeliest thing that a pronoun of a group stands for; empty where nothing fits.

    It is nothing that the question names itself, and none of those ``taken`` by its other pronouns.
    """
    order = _people(group, memory) if group in PEOPLE else _things(group, memory, acting=_acts(question))
    owner = _owner(group, memory, question)
    if owner:
        return owner
    beside = _parallel(group, memory, question)
    if beside and _is_new(beside, question):
        return beside
    if group in PEOPLE:
        order = (_whole_name(name, memory) for name in order)
    found = [name for name in order if name not in taken and _is_new(name, question)]
    fitting = (name for name in found if fits(name, group, memory))
    other = PEOPLE - {group}
    passable = (
        n for n in found if group in PEOPLE and _may_be_person(n, memory) and not memory.spoken_of_as(n) & other
    )
    found_name = next(fitting, "") or next(passable, "")
    roles = (role for role in _roles(memory) if role not in taken and _is_new(role, question))
    return found_name or (next(roles, "") if group in PEOPLE else "")


def _owner(group: str, memory: Memory, question: Reading) -> str:
    """What has the thing that the last question brought in, where it is asked what else it has.

    "Does the hotel have a lift?", "how many rooms does it have?"
    """
    having, reading = lexicon().followups.having, memory.reading
    last = next((n for n, word in enumerate(reading.plain) if word in having), 0)
    if group != "it" or reading.auxiliary != 0 or not last or having.isdisjoint(question.plain):
        return ""
    owner = next((noun for noun in reading.nouns if noun.end <= reading.words[last].start), None)
    return "" if owner is None or is_plural(reading.said(owner)) else _whole(owner, reading)


def pointed_at(group: str, memory: Memory, question: Reading) -> str:
    """What "this" or "that" by itself points at: a thing given or asked about, never a person or the whole topic."""
    place, said = memory.about.place, memory.reading.subject
    is_subject = place is not None and said is not None and said.start == place.start
    is_thing = memory.subject != memory.topic and (is_name(memory.subject) or is_subject)
    subject = memory.shown if is_thing else ""
    quoted = [name.text for name in memory.told if name.quoted]
    things = (memory.given, subject, *quoted) if memory.is_fresh else (memory.given, *quoted, subject)
    return next((name for name in things if _is_new(name, question) and fits(name, group, memory)), "")


def _is_new(name: str, question: Reading) -> bool:
    stems = set(stems_of(name))
    return bool(stems) and not stems <= {word for noun in question.nouns for word in noun.stems}


def fits(name: str, group: str, memory: Memory) -> bool:
    """Whether a pronoun may stand for a name, by the pronouns that stood for it before and by its number."""
    spoken = memory.spoken_of_as(name)
    if group in PEOPLE:
        return not spoken - {group, "they" if group in spoken else group} and _may_be_person(name, memory)
    if " and " in name:
        return group == "they"
    if spoken & PEOPLE:
        return False
    return group == "they" or (spoken != {"they"} and not is_plural(name))


def _may_be_person(name: str, memory: Memory) -> bool:
    """Whether a name can be that of one person: no capitals throughout, no two names, no kind of thing."""
    spoken = memory.spoken_of_as(name) & PEOPLE
    if not spoken and (name in memory.things or _is_called_a_thing(name, memory)):
        return False
    if not is_name(name):
        return False
    kinds = {stem(word) for word in lexicon().followups.kinds}
    return not name.isupper() and " and " not in name and not set(stems_of(name)[-1:]) & kinds


def _is_called_a_thing(name: str, memory: Memory) -> bool:
    """Whether a name is of no person: by itself that of a place, or by how a question spoke of it before.

    It put "the" before it, said that something is on or in it, or had the word for any such thing ("my dog": "Dogs").
    """
    last = classes.word(name.casefold().rpartition(" ")[2])
    if " " not in name and last.main_class == "place" and not last.classes.get("person"):
        return True
    with_the = name == memory.subject and memory.about.article.casefold() == "the"
    nouns = [noun for turn in memory.turns for noun in read(turn.interpreted_as).nouns if noun.stems == stems_of(name)]
    said = any(noun.after in lexicon().followups.sited if noun.name else noun.determiner for noun in nouns)
    return (with_the or said) and "person" not in last.classes


def _is_role(text: str) -> bool:
    """Whether a text is a noun with its determiner that says who somebody is: "my dog", "the accountant"."""
    first, _, rest = text.partition(" ")
    sort = classes.word(rest.rpartition(" ")[2].casefold()).main_class
    return first.casefold() in lexicon().followups.determiners and sort in _LIVING and not is_plural(rest)


def _roles(memory: Memory) -> Iterator[str]:
    """Who was spoken of by what they are, the latest first: "my dog"."""
    for turn in tuple(reversed(memory.turns))[:LOOKED_BACK]:
        reading = read(turn.interpreted_as)
        for noun in reading.nouns:
            text = f"{noun.determiner} {reading.said(noun)}"
            if noun.determiner not in ("", "'s") and not noun.name and _is_role(text):
                yield text


def _people(group: str, memory: Memory) -> Iterator[str]:
    """Who was spoken of, the likeliest first: who was a "he" before is so until another is asked about by name."""
    subject, reading = memory.subject, memory.reading
    named = is_name(subject) and reading.subject is not None and reading.subject.name
    if group in memory.spoken_of_as(subject) or (named and reading.plain[:1] == ("who",)):
        yield subject
    if group in memory.spoken_of_as(memory.topic):
        yield memory.topic
    people = [name.text for name in memory.told if not _stands_as_thing(name)]
    people = [] if _is_other(group, reading) else people
    if reading.plain[:1] == ("who",):
        yield from people
    if named:
        yield subject
    yield memory.topic
    yield from memory.subjects
    yield memory.given
    yield from people


def _whole_name(name: str, memory: Memory) -> str:
    """What all is about where a name is part of that: "Zappa" is "Frank Zappa"."""
    mine = set(stems_of(memory.topic))
    return memory.topic if mine and set(stems_of(name)) < mine and is_name(name) else name


def _is_other(group: str, reading: Reading) -> bool:
    """Whether the last question asked for a man and the pronoun is of a woman, or the other way round: "his mother"."""
    opposite = lexicon().followups.men if group == "she" else lexicon().followups.women
    return any(noun.head in opposite for noun in reading.nouns)


def _stands_as_thing(name: Name) -> bool:
    """Whether a name is of no person by what stands beside it: "near Oxmere", "the Mariinsky", "Hebrew school"."""
    noun = classes.word(name.after if name.after not in lexicon().function_words else "")
    return name.before in lexicon().followups.placing or noun.share("n", "s") >= MOSTLY_NOUN


def _parallel(group: str, memory: Memory, question: Reading) -> str:
    """What stands in the last question behind the two words that the pronoun is behind: "is it good for lakes?"."""
    objects = lexicon().followups.objects.get(group, ())
    place = next((n for n, word in enumerate(question.plain) if n > 1 and word in objects), 0)
    before = question.plain[place - 2 : place]
    if not place or before[1] not in lexicon().prepositions or before[0] in lexicon().clause_words:
        return ""
    reading = memory.reading
    noun = next((n for n in reading.nouns if not n.determiner and n.after == before[1]), None)
    number = next((n for n, word in enumerate(reading.words) if noun is not None and word.start == noun.start), 0)
    if (
        noun is None
        or reading.plain[number - 2 : number] != before
        or is_plural(reading.said(noun)) != (group == "they")
    ):
        return ""
    return reading.said(noun)


def _acts(question: Reading) -> bool:
    """Whether the pronoun of a question does something in it: "did they tour", and not "were they paid"."""
    verb = question.plain[question.auxiliary] if question.auxiliary is not None else ""
    return bool(question.pronoun) and verb not in lexicon().forms_of_be


def _things(group: str, memory: Memory, *, acting: bool) -> Iterator[str]:
    """What was spoken of, the likeliest first: the thing just given, the subject, then what else was named."""
    if group == "they" and group in memory.spoken_of_as(memory.topic) and " and " not in memory.given:
        yield memory.topic
    yield memory.given
    if group == "it":
        yield the_one(memory)
        yield _owned_thing(memory)
    if group == "they":
        yield _asked_for(memory) or the_many(memory, acting=acting)
        yield _pair(memory)
        if memory.is_fresh and (is_plural(memory.subject) or (is_name(memory.subject) and not memory.topic)):
            yield memory.shown
        if "they" in memory.spoken_of_as(memory.subject):
            yield memory.shown
        yield from (name for name in memory.subjects if "they" in memory.spoken_of_as(name))
        if not is_plural(memory.subject):
            yield memory.topic
    yield memory.shown
    for noun in memory.reading.nouns:
        if _is_asked_of(noun, memory) and is_plural(memory.reading.said(noun)) == (group == "they"):
            yield _whole(noun, memory.reading)
    yield from (name.text for name in memory.told if name.quoted or group == "it")
    yield memory.topic
    yield from memory.subjects


def _is_asked_of(noun: Noun, memory: Memory) -> bool:
    """Whether a noun phrase of the last question is a thing apart from its subject and not a part or quality of it."""
    place, rest = memory.about.place, memory.reading.text[noun.end :]
    owned = lexicon().articles | lexicon().followups.possessives | {"'s"}
    if noun.is_time or noun.determiner not in owned or noun.head in lexicon().followups.documents:
        return False
    return not rest.startswith(" of ") and (place is None or noun.start != place.start)


def _asked_for(memory: Memory) -> str:
    """The things that the last question asked for, of a subject that is one: "the tools of MLOps"."""
    asked = memory.reading.asked
    if asked is None or is_plural(memory.subject) or not is_plural(memory.reading.said(asked)):
        return ""
    if not memory.turns[-1].items or memory.subject == memory.reading.said(asked):
        return ""
    return f"the {memory.reading.said(asked)} of {memory.shown}"


def _pair(memory: Memory) -> str:
    """Two people spoken of together: whom the question was about, and whom it or its answer names beside."""
    if not is_name(memory.subject) or not memory.spoken_of_as(memory.subject) & PEOPLE:
        return ""
    mine = set(stems_of(memory.subject))
    told = sorted(filter(_may_be_beside, memory.told), key=lambda name: name.before not in lexicon().followups.together)
    beside = [*map(memory.reading.said, memory.reading.names), *(name.text for name in told)]
    other = next((name for name in beside if not set(stems_of(name)) & mine), "")
    return f"{memory.subject} and {other}" if other else ""


def _may_be_beside(name: Name) -> bool:
    """Whether a name can be of a person beside another: of no place and, unless "with" is before it, of no thing."""
    if _stands_as_thing(name):
        return False
    if name.before in lexicon().followups.together:
        return True
    known = classes.word(name.text.rpartition(" ")[2].casefold())
    if " " not in name.text:
        return known.main_class != "place"
    return bool(known.classes.get("person")) or known.main_class not in _MADE


def _owned_thing(memory: Memory) -> str:
    """A thing of somebody's that the last question was about: "Byrd's theory", and not Byrd, nor a side of a thing."""
    reading, subject = memory.reading, memory.reading.subject
    owned = next((n for n in reading.nouns if n.determiner == "'s"), None)
    owner = next((n for n in reversed(reading.nouns) if owned is not None and n.end <= owned.start), None)
    if owned is None or owner is None or subject not in (owner, owned) or is_plural(owned.head):
        return ""
    if (stem(owned.head),) in lexicon().synonyms:
        return ""
    start = owner.proper[0].start if owner.proper else owner.start
    article = f"{owner.determiner} " if owner.determiner in lexicon().articles and not owner.proper else ""
    return article + reading.text[start : owned.end]


def _whole(noun: Noun, reading: Reading) -> str:
    """A noun phrase with its owner or its article: "Andrew Carnegie's library"."""
    if noun.determiner == "'s":
        owner = next((other for other in reversed(reading.nouns) if other.end <= noun.start), None)
        if owner is not None:
            return reading.text[owner.start : noun.end]
    return reading.said(noun) if noun.name else f"the {reading.said(noun)}"
