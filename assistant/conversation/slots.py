"""Which part of the question before a fragment stands in the place of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.conversation.carried import is_fragment
from assistant.conversation.clause import Reading, read
from assistant.conversation.memory import Memory
from assistant.conversation.phrases import Noun
from assistant.conversation.topics import are_set_apart
from assistant.conversation.words import is_name
from assistant.lexicon import classes, lexicon
from assistant.lexicon.associations import associated
from assistant.lexicon.thesaurus import antonyms
from assistant.question import analyse
from assistant.text import stem
from assistant.types import Question, Span, Term
from assistant.vocabulary import Vocabulary

SAME_SORT, LEAST_KIN, MORE_KIN = 0.5, 0.4, 0.25
"""What the same class counts beside the likeness in use, from 0 to 1; how much makes two words kin, and by how much
more than any other."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """A fragment as analysed, and the preposition it began with, empty where there was none ("in" of "in Git?")."""

    found: Question
    preposition: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it holds a name, also one told by its capital alone."""
        indefinite = self.first in ("a", "an")  # "a motorhome" is none, however few know the word
        return any((term.name and not indefinite) or is_name(term.text[:1]) for term in self.found.content)

    @property
    def is_attribute(self) -> bool:
        """Whether all that it names are things that others have: tools, costs, alternatives, a team."""
        content = self.found.content
        return bool(content) and all(term.phrases[0][0] in lexicon().synonyms for term in content)

    def is_like(self, other: Fragment) -> bool:
        """Whether two fragments are of one sort: both names, both none, or with the same main word."""
        mine, its = self.found.content, other.found.content
        same = bool(mine and its) and mine[-1].phrases[0][0][-1] == its[-1].phrases[0][0][-1]
        return same or self.is_named == other.is_named

    @property
    def is_predicate(self) -> bool:
        """Whether it says how something is: "nice to have"."""
        plain = read(self.found.text).plain
        return self.first in lexicon().followups.adjectives and plain[1:2] in ((), ("to",))

    @property
    def first(self) -> str:
        """Its first word."""
        return next(iter(read(self.found.text).plain), "")


def slot(fragment: Fragment, memory: Memory, vocabulary: Vocabulary) -> Span | None:
    """The part of the question before that is like a fragment; ``None`` where it is asked of the subject.

    That is what follows the same preposition, what the fragment before put there, what shares a word with it, what is
    said of the things asked about, and else the subject.
    """
    before = analyse(memory.reading.text, vocabulary)
    alike = _after_same(fragment, memory.reading) if fragment.preposition else None
    place = (
        alike
        or _other_time(fragment, memory.reading)
        or _opposite(fragment, memory.reading)
        or _kin(fragment, memory.reading)
        or _same_slot(fragment, memory, vocabulary)
        or _counterpart(fragment, before, memory.reading)
    )
    if place is not None:
        return place
    if fragment.is_predicate:
        return _predicate(memory.reading)
    place = _complement(fragment, memory.reading)
    if place is not None or not fragment.found.content or not _is_like(fragment, before, memory, vocabulary):
        return place
    return _of_its_sort(fragment, before, memory)


def has_place(fragment: Fragment, memory: Memory) -> bool:
    """Whether the question before says where or when, so that a fragment that does so takes the place of that."""
    reading = memory.reading
    told = any(noun.after in lexicon().followups.where or noun.is_time for noun in reading.nouns)
    is_town = fragment.is_named and fragment.preposition in ("in", "at")  # "in Leith?" may stand for "does Oslo …"
    return told or _kin(fragment, reading) is not None or (is_town and bool(reading.names))


def _other_time(fragment: Fragment, reading: Reading) -> Span | None:
    """The time at the end of a question for another one: "on Sunday" for "what about public holidays?"."""
    named, last = read(fragment.found.text).nouns, reading.nouns[-1] if reading.nouns else None
    if not named or last is None or not last.is_time or last.end != reading.words[-1].end:
        return None
    other = named[-1]
    is_time = other.is_time or classes.word(other.head).main_class == "time"
    return Span(last.start, last.end) if is_time else None


def _opposite(fragment: Fragment, reading: Reading) -> Span | None:
    """The opposite in a question of what a fragment names: "advantages" for "and the drawbacks?"."""
    named = read(fragment.found.text).nouns
    new = _meant(stem(named[-1].head)) if named and not named[-1].name else frozenset()
    against = frozenset().union(*map(antonyms, new))
    noun = next((n for n in reading.nouns if not n.name and _meant(stem(n.head)) & against), None)
    before = (word for n in reading.nouns for word in n.words[:-1])  # "a junior engineer" for "and a senior?"
    word = noun.words[-1] if noun is not None else next((word for word in before if stem(word.word) in against), None)
    return None if word is None else Span(word.start, word.end)


def _meant(word: str) -> frozenset[str]:
    """A stem with those that stand for the same."""
    return frozenset({word, *(other[0] for other in lexicon().synonyms.get((word,), ()) if len(other) == 1)})


def _kin(fragment: Fragment, reading: Reading) -> Span | None:
    """The thing in a question that is of the sort of what a fragment names: "a vet" for "and a nurse?".

    It is of the same class, or general English uses the two words alike, and of no other thing is that so true.
    """
    content = fragment.found.content
    nouns = [noun for noun in reading.nouns if not noun.name and not noun.is_time]
    if not content or content[-1].name or fragment.is_attribute or len(nouns) < 2:
        return None
    new, heads = content[-1].text.casefold(), [stem(noun.head) for noun in nouns]
    (alike,) = associated([stem(new)], heads)
    sort = classes.word(new).main_class
    likeness = [
        alike.get(head, 0.0) + SAME_SORT * (bool(sort) and classes.word(noun.head).main_class == sort)
        for noun, head in zip(nouns, heads, strict=True)
    ]
    best = max(likeness)
    if best < LEAST_KIN or sum(best - other < MORE_KIN for other in likeness) > 1:
        return None
    noun = nouns[likeness.index(best)]
    return Span(noun.start, noun.end)


def _complement(fragment: Fragment, reading: Reading) -> Span | None:
    """What follows another preposition, where nothing there is a name: "at the concert" for "and for the carols?"."""
    if not fragment.preposition or fragment.is_named:
        return None
    behind = lexicon().prepositions - {"of"}
    noun = next((noun for noun in reversed(reading.nouns) if noun.after in behind and not noun.name), None)
    return None if noun is None else Span(noun.start, noun.end)


def _named_part(noun: Noun) -> Span:
    """The name in a noun phrase: of "the Trade plan" that is "Trade", so that the plan stays."""
    return Span(noun.proper[0].start, noun.proper[-1].end if noun.determiner == "the" else noun.end)


def _of_its_sort(fragment: Fragment, before: Question, memory: Memory) -> Span | None:
    """The subject; where one of the two is a name and the other is none, what else the question names."""
    nouns, names = memory.reading.nouns, memory.reading.names
    if fragment.is_named and names and not is_name(memory.subject):
        return _named_part(names[-1])
    named = [term for term in before.content if term.name]
    if fragment.preposition and fragment.is_named and named and not _holds(memory, named[-1]):
        return named[-1].span  # "and for MLOps?" after "the questions in a devops interview"
    if before.asks == "yes_no" and memory.reading.subject is None and nouns:
        return Span(nouns[0].start, nouns[0].end)  # "do I need Kubernetes for MLOps?"
    apart = attribute(memory)
    behind = apart is not None and apart.after in lexicon().prepositions and memory.reading.subject is not None
    if behind and not fragment.preposition:
        apart = None  # "and a barge?" is no "for the whole way"
    if apart is not None and is_name(memory.subject) and not fragment.is_named and before.asks != "definition":
        return Span(apart.start, apart.end)
    return _besides_asked(memory) or memory.about.place


def _besides_asked(memory: Memory) -> Span | None:
    """The last thing that a question names apart from the sort it asks for: "blades" in "which bin is for blades?"."""
    reading, place = memory.reading, memory.about.place
    asked = reading.asked
    if asked is None or place is None or asked.start != place.start or reading.plain[:1] not in (("which",), ("how",)):
        return None
    others = [noun for noun in reading.nouns if noun.start > asked.start and not noun.is_time]
    return Span(others[-1].start, others[-1].end) if others else None


def _holds(memory: Memory, term: Term) -> bool:
    place = memory.about.place
    return place is not None and place.start <= term.span.start < place.end


def attribute(memory: Memory) -> Noun | None:
    """What of its subject the question before asks: the first noun phrase apart from it."""
    place = memory.about.place
    apart = (n for n in memory.reading.nouns if place is None or n.end <= place.start or n.start >= place.end)
    return next(apart, None)


def _counterpart(fragment: Fragment, before: Question, reading: Reading) -> Span | None:
    """What shares a word with a fragment.

    "a data engineer" stands for "a data scientist", and "stage 5" for "stage 3" alone in "DevOps stage 3".
    """
    new = [term.phrases[0][0] for term in fragment.found.content]
    for group in _groups(before, reading):
        for number, term in enumerate(group):
            if term.phrases[0][0] in new and len(group) > 1:
                alone = term.phrases[0][0] == new[0] and len(new) > 1 and number
                kept = group[number:] if alone else group
                return Span(kept[0].span.start, kept[-1].span.end)
    return None


def _groups(before: Question, reading: Reading) -> Iterator[list[Term]]:
    """The runs of content terms that stand side by side in the noun phrases of a question."""
    inside = {word.start for noun in reading.nouns for word in noun.words}
    group: list[Term] = []
    last = -1
    for position, term in enumerate(before.terms):
        if term.role != "content" or term.span.start not in inside:
            continue
        joined = before.text[term.span.start - 1 : term.span.start] in (" ", "-", "/")
        if group and not (position == last + 1 and joined):
            yield group
            group = []
        group.append(term)
        last = position
    if group:
        yield group


def _after_same(fragment: Fragment, reading: Reading) -> Span | None:
    """The noun phrase that follows the same preposition in a question; of a name for a name the name alone."""
    noun = next((noun for noun in reversed(reading.nouns) if noun.after == fragment.preposition), None)
    if noun is None:
        return None
    bare = fragment.is_named and fragment.first not in lexicon().articles
    return _named_part(noun) if noun.name and bare else Span(noun.start, noun.end)


def _predicate(reading: Reading) -> Span | None:
    """What is said of the things asked about: "must-haves" in "which skills are must-haves for X"."""
    asked, lex = reading.asked, lexicon()
    if asked is None or reading.subject is not asked:
        return None
    later = [word for word in reading.words if word.start > asked.end]
    if not later or later[0].word not in lex.forms_of_be:
        return None
    end = next((n for n, word in enumerate(later) if word.word in lex.prepositions), len(later))
    return Span(later[1].start, later[end - 1].end) if end > 1 else None


def _same_slot(fragment: Fragment, memory: Memory, vocabulary: Vocabulary) -> Span | None:
    """What the fragment before this one put into the question, where the two are of one sort."""
    if not is_fragment(memory.last.question):
        return None
    put = Fragment(analyse(memory.last.question, vocabulary))
    content = put.found.content
    if not content or put.is_attribute or fragment.is_attribute or not put.is_like(fragment):
        return None
    words = put.found.text[content[0].span.start : content[-1].span.end]
    start = memory.reading.text.casefold().find(words.casefold())
    return Span(start, start + len(words)) if start >= 0 else None


def _is_like(fragment: Fragment, before: Question, memory: Memory, vocabulary: Vocabulary) -> bool:
    """Whether a fragment names a thing of a sort that the question before names, and nothing to ask of its subject.

    Names are, and what a document sets apart from the subject. What things have is not, nor is another thing with "the"
    where the question before asked something of its subject, unless it stands in one title or heading with that ("Solar
    and wind power").
    """
    if fragment.is_named or are_set_apart(memory.subject, fragment.found.text, vocabulary):
        return True
    if fragment.is_attribute:
        return False
    asked = attribute(memory)
    if before.asks in ("yes_no", "definition") or fragment.first != "the" or asked is None or asked.is_time:
        return True
    if is_name(memory.subject):
        return False
    subject = {stem(word) for word in read(memory.subject).plain}
    new = {word for term in fragment.found.content for word in term.phrases[0][0]}
    return any(new & title and subject & title for title in vocabulary.titles)
