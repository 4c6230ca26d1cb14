"""From a follow-up and the turns before it to a question that stands alone.

Four ways to lean on what was said are resolved, in this order: a place in the list just given ("the
second one"), a question with parts left out ("and DevOps?", "why?"), a pronoun ("what tools does it
use?"), and a definite noun without its owner ("what are the challenges?"). A question that names a
subject of its own inherits nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.lexicon import lexicon
from assistant.question import analyse, small_talk
from assistant.text import Token, normalise, tokens
from assistant.types import Answer, Question, Span, Term
from assistant.vocabulary import Vocabulary

MAX_ELLIPSIS_WORDS = 6
MAX_DEFINITE_WORDS = 8
_CLAUSE = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
        "did",
        "can",
        "could",
        "will",
        "would",
        "should",
        "has",
        "have",
        "had",
        "am",
    ]
)
_WH = frozenset(["what", "which", "who", "whom", "whose", "when", "where", "why", "how"])
_EXISTENTIAL = re.compile(
    r"\b(?:it|this|that)(?= (?:is|was|s)? ?(?:possible|true|important|necessary|worth|better|that|to)\b)"
)
_PREPOSITIONS = frozenset({"of", "to", "in", "for", "with", "on", "by", "at"})
_SPEAKERS = frozenset({"i", "you", "we"})
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:the|a|an)\s+$", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:of|for|in|with|between)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['\u2019]s$")
_ITEM_LABEL = re.compile(r"\s*(?::|\s[-–—])\s.*", re.DOTALL)


def resolve(text: str, history: Sequence[Answer], vocabulary: Vocabulary) -> str:
    """The question as it stands alone; unchanged where it does already, or where there is nothing to refer to.

    ``history`` are the earlier answers, oldest first. A turn that was not answered leaves the subject as it was
    when no document knows what it asked about.
    """
    view = normalise(text)
    words = list(tokens(view))
    turns = [turn for turn in history if turn.kind != "small_talk"]
    if not turns or not words or small_talk(view) is not None:
        return text
    before = _Before.of(turns, vocabulary)
    item = _ordinal(text, words, turns)
    if item is not None:
        return item
    plain = " ".join(word.word for word in words)
    if plain in lexicon().followups.bare:
        return _bare(plain, before)
    rest = _after_ellipsis(words) or _bare_name(text, words, before)
    if rest is not None:
        replaced = _ellipsis(text[rest.start : rest.end], before, vocabulary)
        if replaced is not None:
            return replaced
    return _pronouns(text, view, words, before) or _definite(text, words, before, vocabulary) or text


@dataclass(frozen=True, slots=True)
class _Before:
    """What was asked before: the last question that the documents know the subject of, and its parts.

    ``subject`` and ``attribute`` are spans of ``question.text``: what it was about, and what of it was asked.
    ``others`` are subjects of earlier questions, the latest first.
    """

    question: Question
    subject: Span | None
    attribute: Span | None
    others: tuple[str, ...]

    @classmethod
    def of(cls, turns: Sequence[Answer], vocabulary: Vocabulary) -> _Before:
        questions = [analyse(turn.interpreted_as, vocabulary) for turn in turns]
        asked = list(zip(questions, turns, strict=True))
        known = [question for question, turn in asked if turn.answered or all(term.known for term in question.content)]
        question = (known or questions)[-1]
        subject = _subject(question, vocabulary)
        others: list[str] = []
        current = _slice(question, subject)
        for earlier in reversed(questions):
            for span in _names(earlier, vocabulary):
                name = _slice(earlier, span)
                if name and name.casefold() != current.casefold() and name not in others:
                    others.append(name)
        others += [name for name in _beside(current, turns, vocabulary) if name not in others]
        return cls(question, subject, _attribute(question, subject), tuple(others))

    @property
    def name(self) -> str:
        """What the question was about, in words."""
        return _POSSESSIVE.sub("", _slice(self.question, self.subject))


def _slice(question: Question, span: Span | None) -> str:
    return "" if span is None else question.text[span.start : span.end]


def _groups(question: Question) -> list[list[Term]]:
    """The runs of content terms that stand side by side in a question."""
    groups: list[list[Term]] = []
    last: int | None = None
    for position, term in enumerate(question.terms):
        if term.role != "content":
            continue
        if last is not None and position == last + 1 and question.text[term.span.start - 1 : term.span.start] in " -/":
            groups[-1].append(term)
        else:
            groups.append([term])
        last = position
    return groups


def _span(group: Sequence[Term]) -> Span:
    return Span(group[0].span.start, group[-1].span.end)


def _names(question: Question, vocabulary: Vocabulary) -> list[Span]:
    """The names of particular things, with the words that the documents know right after them ("MLOps engineer")."""
    found = []
    for group in _groups(question):
        first = next((number for number, term in enumerate(group) if term.name), None)
        if first is None:
            continue
        last = first
        for number in range(first + 1, len(group)):
            pair = group[number - 1].phrases[0][0][-1:] + group[number].phrases[0][0][:1]
            if not group[number].name and not vocabulary.knows(pair):
                break
            last = number
        found.append(_span(group[first : last + 1]))
    return found


def _beside(name: str, turns: Sequence[Answer], vocabulary: Vocabulary) -> list[str]:
    """What the title of the document last cited sets beside a name: "DevOps" in "MLOps and DevOps compared"."""
    cited = next((turn.citations[0] for turn in reversed(turns) if turn.citations), None)
    if cited is None or not name or name.casefold() not in cited.title.casefold():
        return []
    title = analyse(cited.title, vocabulary)
    spans = _names(title, vocabulary) or [_span(group) for group in _groups(title)]
    return [_slice(title, span) for span in spans if _slice(title, span).casefold() != name.casefold()]


def _subject(question: Question, vocabulary: Vocabulary) -> Span | None:
    """What a question is about: the thing it names; else what a definition is asked of; else the last thing in it."""
    asked = [question.terms[position] for position in question.subject]
    if question.asks == "definition" and asked:
        return _span(asked)
    names = _names(question, vocabulary)
    if names:
        return Span(names[0].start, names[-1].end) if _joined(question, names) else names[-1]
    groups = _groups(question)
    return _span(groups[-1]) if groups else None


def _joined(question: Question, names: Sequence[Span]) -> bool:
    """Whether several names are set side by side: "MLOps and DevOps"."""
    between = question.text[names[0].end : names[-1].start].casefold().split()
    return len(names) > 1 and all(word in ("and", "or", "vs", "versus", "&", ",") for word in between)


def _attribute(question: Question, subject: Span | None) -> Span | None:
    """What of its subject a question asks: the run of terms that holds the focus, or the first beside the subject."""
    others = [_span(group) for group in _groups(question)]
    others = [span for span in others if subject is None or span.end <= subject.start or span.start >= subject.end]
    return others[0] if others else None


def _ordinal(text: str, words: Sequence[Token], turns: Sequence[Answer]) -> str | None:
    """The question with "the second one" replaced by the item of the list just given."""
    items = turns[-1].items
    if not items:
        return None
    for number, word in enumerate(words):
        place = lexicon().followups.ordinals.get(word.word)
        if place is None or number == 0 or words[number - 1].word != "the":
            continue
        after = words[number + 1].word if number + 1 < len(words) else "one"
        if after not in ("one", "item", "of", "two", "is", "do", "does", "in") and number + 1 < len(words):
            continue
        if not -len(items) <= place < len(items):
            return None
        end = words[number + 1].end if number + 1 < len(words) and after in ("one", "item") else word.end
        return text[: words[number - 1].start] + _ITEM_LABEL.sub("", items[place]) + text[end:]
    return None


def _bare(plain: str, before: _Before) -> str:
    """ "Why?" asked of the question before."""
    rest = list(tokens(normalise(before.question.text)))
    start = next((word.start for word in rest if word.word not in _WH), 0)
    return f"{plain} {before.question.text[start:].rstrip(' ?.!')}?"


def _after_ellipsis(words: Sequence[Token]) -> Span | None:
    """What follows "and", "what about" and the like, where it is no clause."""
    plain = [word.word for word in words]
    for opening in lexicon().followups.ellipsis:
        if tuple(plain[: len(opening)]) == opening and len(plain) > len(opening):
            rest = plain[len(opening) :]
            if len(rest) > MAX_ELLIPSIS_WORDS or _CLAUSE & set(rest):
                return None
            return Span(words[len(opening)].start, words[-1].end)
    return None


def _bare_name(text: str, words: Sequence[Token], before: _Before) -> Span | None:
    """A message that is nothing but the other of the things spoken of: "MLOps?" after "the challenges of DevOps"."""
    plain = text.strip(" ?.!").casefold()
    known = [name.casefold() for name in before.others]
    return Span(words[0].start, words[-1].end) if plain in known and before.attribute is not None else None


def _ellipsis(fragment: str, before: _Before, vocabulary: Vocabulary) -> str | None:
    """The question before with a new subject, or with something else asked of the old one."""
    words = list(tokens(normalise(fragment)))
    if before.subject is None:
        return None
    other = tuple(word.word for word in words) in lexicon().followups.other
    if other and before.others:
        fragment = before.others[0]
    elif words[0].word in lexicon().followups.possessives and len(words) > 1:
        return _of(fragment[words[1].start :], before, vocabulary)
    elif words[0].word in _PREPOSITIONS and len(words) > 1:
        fragment = fragment[words[1].start :]
    found = analyse(fragment, vocabulary)
    if not found.content:
        return None
    if words[0].word in _WH:
        return f"{fragment.rstrip(' ?.!')} {before.name}?"
    target = before.subject if other else _counterpart(found, before, vocabulary)
    if target is None:
        if not _is_like_subject(found, before, vocabulary):
            return _of(fragment, before, vocabulary)
        target = before.subject
    text = before.question.text
    start = target.start
    article = _ARTICLE_BEFORE.search(text[:start])
    if article and _ARTICLE.match(fragment):
        start = article.start()
    elif not article and not (start and _ARTICLE_BEFORE.search(text[: target.start])):
        fragment = _ARTICLE.sub("", fragment) if target.start > before.subject.start else fragment
    replaced = (text[:start] + fragment + text[target.end :]).rstrip(" ?.!")
    return f"{replaced}?"


def _counterpart(found: Question, before: _Before, vocabulary: Vocabulary) -> Span | None:
    """The part of the question before that shares a word with a fragment, and so is what the fragment replaces.

    "a data engineer" stands for "a data scientist", and "stage 5" for "stage 3" alone in "DevOps stage 3".
    """
    new = [term.phrases[0][0] for term in found.content]
    for group in _groups(before.question):
        for number, term in enumerate(group):
            if term.phrases[0][0] in new and len(group) > 1:
                return _span(group[number:] if term.phrases[0][0] == new[0] and len(new) > 1 and number else group)
    return None


def _is_like_subject(found: Question, before: _Before, vocabulary: Vocabulary) -> bool:
    """Whether a fragment names a thing of the sort of the subject and not something to ask of it.

    Names are, also those told by a capital alone; so is what stands in one title or heading with the subject
    ("Solar and wind power"), and anything where the question before asked what something is.
    """
    if before.attribute is None or before.question.asks == "definition":
        return not _is_attribute(found) or any(term.name for term in found.content)
    if any(term.name or term.text[:1].isupper() for term in found.content):
        return True
    if any(term.name for term in before.question.content):
        return False
    subject = {
        word
        for term in before.question.content
        if before.subject and _within(term.span, before.subject)
        for word in term.phrases[0][0]
    }
    new = {word for term in found.content for word in term.phrases[0][0]}
    return any(new & set(stems) and subject & set(stems) for stems in vocabulary.titles)


def _is_attribute(found: Question) -> bool:
    """Whether all that a text names are things that others have: tools, costs, alternatives, a team."""
    return bool(found.content) and all(term.phrases[0][0] in lexicon().synonyms for term in found.content)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _of(fragment: str, before: _Before, vocabulary: Vocabulary) -> str:
    """Something else asked of the same subject: "what are the challenges of X?"."""
    attribute = re.sub(r"^(?:the|a|an)\s+", "", fragment.rstrip(" ?.!"), flags=re.IGNORECASE)
    last = analyse(attribute, vocabulary).terms[-1:]
    verb = "are" if last and last[0].plural else "is"
    return f"what {verb} the {attribute} of {before.name}?"


def _pronouns(text: str, view: str, words: Sequence[Token], before: _Before) -> str | None:
    """The question with its pronouns replaced by what the question before was about; ``None`` without any."""
    if not before.name:
        return None
    follow = lexicon().followups
    small = lexicon().function_words
    idle = {match.start() for match in _EXISTENTIAL.finditer(view.casefold())}
    parts: list[str] = []
    cursor = position = 0
    while position < len(words):
        word = words[position]
        end, new = None, ""
        for expression in (*follow.other, *follow.pronouns):
            if tuple(w.word for w in words[position : position + len(expression)]) == expression:
                other = expression in follow.other
                end = words[position + len(expression) - 1].end
                new = (before.others[0] if before.others else "") if other else before.name
                break
        following = words[position + 1].word if position + 1 < len(words) else ""
        owned = any(other.word in ("the", "a", "an") for other in words[:position])  # "the wobbler greets its guests"
        if end is None and word.word in follow.possessives and not owned:
            end, new = word.end, f"{before.name}'s"
            rest = words[position + 1 :]
            if rest and not {other.word for other in rest} & (_CLAUSE | _WH | _PREPOSITIONS):
                end, new = rest[-1].end, f"the {text[rest[0].start : rest[-1].end]} of {before.name}"
        elif end is None and word.word in ("this", "that") and position:
            if following in follow.general_nouns:
                end, new = words[position + 1].end, before.name
            elif not following or following in small or words[position - 1].word in _CLAUSE:
                end, new = word.end, before.name
        elif end is None and before.others and word.word == "the" and following == "two":
            end, new = words[position + 1].end, f"{before.name} and {before.others[0]}"
        if end is not None and new and word.start not in idle and word.start >= cursor:
            parts += (text[cursor : word.start], new)
            cursor = end
        position += 1
    return "".join([*parts, text[cursor:]]) if parts else None


def _definite(text: str, words: Sequence[Token], before: _Before, vocabulary: Vocabulary) -> str | None:
    """A question for an attribute of nothing in particular: "what are the challenges?", "alternatives?"."""
    if len(words) > MAX_DEFINITE_WORDS or not before.name:
        return None
    found = analyse(text, vocabulary)
    if any(term.name for term in found.content) or not all(term.known for term in found.content):
        return None
    if len(_groups(found)) != 1 or _OWNED.search(text):
        return None
    definite = any(word.word in ("the", "there") for word in words)
    plural = found.content and found.content[-1].plural
    if (not definite and not (plural and _is_attribute(found))) or _SPEAKERS & {word.word for word in words}:
        return None
    if len(words) == len(found.content):
        return _of(text, before, vocabulary)
    return f"{text.rstrip(' ?.!')} of {before.name}?"
