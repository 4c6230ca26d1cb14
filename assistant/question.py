"""What a question asks for and about what, read off its form and the words of the documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import cast

from assistant.heads import SURELY_VERB, focus_of, head_of, subject_of
from assistant.lexicon import classes, lexicon
from assistant.lexicon.tables import any_of
from assistant.lexicon.thesaurus import antonyms
from assistant.message import before_exception, before_tail, begins_with, is_topic, parts, small_talk, without_asides
from assistant.terms import CORRECTION_WORTH, FRAME_WEIGHT, Reader
from assistant.text import Token, compared_forms, irregular_base, irregular_pasts, normalise, squeeze, stem, tokens
from assistant.types import Asks, Question, Term
from assistant.vocabulary import Vocabulary

MAX_CHARS = 2000
OPPOSITE_WORTH = 0.5
MEASURE_WORTH = 0.75
PASSING_WORTH = 0.5
"""What a word of a remark counts that the question does not refer to, beside one of a remark that it refers to."""

ASKED_FOR_WORTH = 0.75
QUESTION_WORD_WEIGHT = 1.0
SELDOM_VERB = 0.3
"""A word that is used no more than this as a verb does not go on about the noun before it."""
MAX_BARE = 4
"""An expression of at most so many content words and no verb is a request to be told what it is."""

_TOLD_IN_STEPS = frozenset({"fact", "definition", "list"})
_FORM_ASKS_FOR = frozenset({"list", "count", "sort", "fact", "time", "place", "comparison"})


def analyse(text: str, vocabulary: Vocabulary, *, asked: str | None = None) -> Question:
    """Read a question that stands alone. ``asked`` is what was typed, where that was resolved to ``text``."""
    view = normalise(text[:MAX_CHARS])
    words = list(tokens(view))
    if small_talk(normalise(asked or text)) is not None:
        return Question(asked or text, text, "small_talk", ())
    remark, body = parts(view, words)
    if begins_with(remark, lexicon().exceptions):
        remark = []
    body = body[: before_exception(body)]
    stepwise = _is_stepwise(body)
    body = without_asides(body)
    body = body[: before_tail(body)]
    found = tuple(Reader(view, body, vocabulary).terms())
    corrected = _corrected(text, found)
    if corrected != text and not any(_is_undecided(term) for term in found):
        again = analyse(corrected, vocabulary, asked=asked or text)  # "wat is" has the form of "what is"
        typed = {term.correction: term.text for term in found if term.correction is not None}
        terms = tuple(replace(term, typed=term.typed or typed.get(term.text)) for term in again.terms)
        return replace(again, terms=terms)
    if is_topic(remark):
        found = (*Reader(view, remark, vocabulary).terms(), *found)
    elif remark:
        found = _with_remark(found, Reader(view, remark, vocabulary).terms(), refers=_refers(body))
    asks = _asks(_form(view, body) + (f" {_form(view, remark)}" if is_topic(remark) else ""), found, body)
    if stepwise and asks in _TOLD_IN_STEPS:
        asks = "way"
    if asks == "comparison":
        found = tuple(_with_measures(term, vocabulary) for term in found)
    if asks == "yes_no":
        found = tuple(_with_opposites(term, vocabulary) for term in found)
    focus = focus_of(view, body, found) if asks in _FORM_ASKS_FOR else None
    if asks in ("time", "place") and focus is not None:
        found = (*found[:focus], _as_frame(found[focus]), *found[focus + 1 :])
    if asks == "way":
        found = tuple(_as_frame(term) if term.phrases[0][0][-1] in lexicon().step_stems else term for term in found)
    found = _with_names_of_the_asked(found, asks)
    if asks == "fact" and focus is not None and found[focus].plural:
        asks = "list"
    if not any(term.role == "content" for term in found):
        numbers = lexicon().numbers
        found = tuple(
            replace(term, role="content") if term.role == "frame" and term.text.casefold() not in numbers else term
            for term in found
        )
    return Question(asked or text, _corrected(text, found), asks, found, focus, subject_of(found))


def _with_names_of_the_asked(found: tuple[Term, ...], asks: Asks) -> tuple[Term, ...]:
    """The terms with the question word as one that what it asks for is named by: "where" by "venue"."""
    names = lexicon().asked_for.get(asks, ())
    place = next((n for n, term in enumerate(found) if term.text.casefold() in lexicon().question_words), None)
    if not names or place is None or found[place].role == "content":
        return found
    own = found[place].phrases
    others = tuple(((name,), ASKED_FOR_WORTH) for name in names if ((name,), 1.0) not in own)
    asked = replace(found[place], role="frame", weight=QUESTION_WORD_WEIGHT, phrases=own + others)
    return (*found[:place], asked, *found[place + 1 :])


def _as_frame(term: Term) -> Term:
    """The term that asks for a time or place by its sort: what tells "which month" need not say "month"."""
    return term if term.role != "content" else replace(term, role="frame", weight=term.weight * FRAME_WEIGHT)


def _with_opposites(term: Term, vocabulary: Vocabulary) -> Term:
    """A term that may be found by its opposite too: "closed" answers whether something is open."""
    if term.role != "content":
        return term
    opposites = sorted(antonyms(term.phrases[0][0][-1]))
    added = tuple(((word,), OPPOSITE_WORTH) for word in opposites if vocabulary.knows((word,)))
    return replace(term, phrases=term.phrases + added, known=term.known or bool(added))


def _with_measures(term: Term, vocabulary: Vocabulary) -> Term:
    """A term that may be found by the name of what it measures too: what is older is told under "Founded"."""
    names = lexicon().measured_by.get(irregular_base(term.text.casefold()), ()) if term.role == "content" else ()
    known = {(stem(name),) for name in names} - {words for words, _ in term.phrases}
    added = tuple((words, MEASURE_WORTH) for words in sorted(known) if vocabulary.knows(words))
    return replace(term, phrases=term.phrases + added, known=term.known or bool(added))


def _is_undecided(term: Term) -> bool:
    """Whether a misspelt word may stand for several that are as near, or for one that no document says."""
    if term.correction is None or term.role != "content":
        return False
    return not term.known or sum(share == CORRECTION_WORTH for _, share in term.phrases) > 1


def _is_stepwise(body: Sequence[Token]) -> bool:
    """Whether it is said in passing that the answer is to come in steps: "what is the visit like, step by step"."""
    return any(begins_with(body[place:], lexicon().stepwise) for place in range(len(body)))


def _refers(body: Sequence[Token]) -> bool:
    """Whether a question leans on what was said before it: it has a pronoun."""
    return any(word.word in lexicon().referring for word in body)


def _with_remark(found: Sequence[Term], remark: Sequence[Term], *, refers: bool) -> tuple[Term, ...]:
    """The terms of a question and, after them, of the remark before it those that the documents know.

    They are its subject where it names nothing itself and ``refers`` to what was said; else they are welcome and not
    asked for, less so where it does not refer to them.
    """
    known = [term for term in remark if term.role == "content" and term.known]
    if any(term.role == "content" for term in found):
        share = FRAME_WEIGHT if refers else FRAME_WEIGHT * PASSING_WORTH
        return (*found, *(replace(term, role="frame", weight=term.weight * share) for term in known))
    if not refers:
        return tuple(found)
    last = known[-1:] if not known or not known[-2:-1] or known[-2].span.end + 1 < known[-1].span.start else known[-2:]
    return (*found, *last)


def _form(view: str, words: Sequence[Token]) -> str:
    if not words:
        return ""
    text = squeeze(view[words[0].start : words[-1].end]).casefold()
    text = _emphasis().sub("", text)
    text = _contracted().sub(r"\1 is", text)
    return re.sub(r"[^\w\s'+#-]", " ", text).strip()


@lru_cache(maxsize=1)
def _emphasis() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(lexicon().emphasis)}\s")


@lru_cache(maxsize=1)
def _contracted() -> re.Pattern[str]:
    return re.compile(rf"\b({any_of(lexicon().asking_contracted)})(?:'s|s)\b")


@lru_cache(maxsize=4096)
def form_of(text: str) -> Asks | None:
    """What a text asks for by its form; ``None`` when it is no question."""
    view = normalise(text)
    form = _form(view, list(tokens(view)))
    found = next((asks for asks, pattern in lexicon().forms if pattern.search(form)), None)
    return cast(Asks, found) if found else None


def _asks(form: str, terms: tuple[Term, ...], words: Sequence[Token]) -> Asks:
    """The kind of thing asked for: by form; a bare expression asks what it is, or for a list if it is a plural."""
    content = [term for term in terms if term.role == "content"]
    first, _, rest = form.partition(" ")
    form = rest if rest and first in lexicon().followups.conjunctions else form
    found = _by_form(form)
    if found is None:
        form = _asked_at_last(form)
        found = _by_form(form)
    if found == "yes_no" and _sets_against(form):
        return "comparison"
    if found == "definition" and not lexicon().patterns.asks_meaning.search(form):
        return _what_is(form, content, words)
    if found is not None:
        return cast(Asks, found)
    if content and len(content) <= MAX_BARE and not any(token.word in lexicon().clause_words for token in words):
        if words[0].word in lexicon().sorts and [word.word for word in words[1:2]] == ["of"]:
            return "list"
        if words[-1].word in ("list", "checklist") and len(words) > 1:
            return "list"
        if len(words) > 1 and classes.word(words[0].word).share("v") >= SURELY_VERB:
            return "way"  # "cancel a booking", "learn welding"
        head = terms[subject_of(terms)[-1]]
        if len(subject_of(terms)) < len(content):  # "upkeep of a boat": something of a thing, not what a thing is
            return "list" if head.plural else "fact"
        return "list" if head.plural and len(content) > 1 else "definition"
    return "fact"


def _sets_against(form: str) -> bool:
    """Whether a yes or no is asked of two things of which one is more: "is the gym or the sauna dearer"."""
    words = form.split()
    return "or" in words[2:-1] and "than" not in words and not compared_forms().isdisjoint(words)


def _by_form(form: str) -> str | None:
    return next((asks for asks, pattern in lexicon().forms if pattern.search(form)), None)


def _asked_at_last(form: str) -> str:
    """The form from the question word on where that comes after what it is about: "the tour how long"; else all."""
    words = form.split()
    asking = lexicon().question_words - {"whether", "if"}
    place = next((n for n, word in enumerate(words) if n and word in asking and not _is_relative(words, n)), None)
    if place is None or set(words[:place]) & (lexicon().auxiliaries | lexicon().forms_of_be | lexicon().referring):
        return form
    return " ".join(words[place:])


def _is_relative(words: Sequence[str], place: int) -> bool:
    """Whether a word goes on about the noun before it: "children who cannot swim"; not "accepted which days"."""
    following = words[place + 1] if place + 1 < len(words) else ""
    verbs = lexicon().auxiliaries | lexicon().forms_of_be | lexicon().modals
    verb = following in verbs or classes.word(following).share("v") > SELDOM_VERB or following.endswith("n't")
    return words[place] in lexicon().relative and (verb or following in lexicon().contracted or following == "cannot")


def _what_is(form: str, content: Sequence[Term], words: Sequence[Token]) -> Asks:
    """Of the questions that begin with "what": those that ask what a thing is, and the others."""
    asked = re.match(r"(what|who)(?:'?s| is| are| was| were)\b(.*)", form)
    if asked is None:
        plain = form.startswith(("what", "who")) and not lexicon().patterns.ends_in_meaning.search(form)
        return "fact" if plain else "definition"
    rest = asked.group(2).split()
    if any(word in lexicon().utmost or (word.endswith("est") and irregular_base(word) != word) for word in rest[:4]):
        return "fact"  # "what is the largest boat" asks which it is
    if any(word.endswith(("'s", "s'")) for word in rest[:-1]):  # "what are X's challenges" asks for something of X
        return "list" if content and content[-1].plural else "fact"
    inner = [word for word in rest if word not in lexicon().passed_over]
    done = inner[:1] and (inner[0].endswith("ed") or inner[0] in irregular_pasts())
    if done or any(word in lexicon().complements for word in inner[1:]):
        return "list" if content and content[0].plural and " are " in form else "fact"
    if " the " in f" {asked.group(2)} " and len(content) > 1 and head_of(content, words).plural:
        return "list"
    return "definition"


def _corrected(text: str, terms: tuple[Term, ...]) -> str:
    """The question with misspelt words set right."""
    parts: list[str] = []
    cursor = 0
    for term in sorted(terms, key=lambda term: term.span):
        if term.correction is not None:
            parts += (text[cursor : term.span.start], term.correction)
            cursor = term.span.end
    return "".join([*parts, text[cursor:]])
