"""Whether a sentence says what something is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer.apposed import MAINLY_VERB, MAX_NAME_WORDS, apposed, introduces, titled
from assistant.answer.candidate import Candidate
from assistant.answer.evidence import Sought, holds
from assistant.answer.labels import label_of
from assistant.lexicon import classes, lexicon, phrase
from assistant.text import Token, compared_forms, irregular_pasts, stem, tokens
from assistant.types import Question, Term

MEASURED = 0.3
OTHER_HEAD = 0.4
"""What a sentence tells of a thing that is about something named after it: of Scrum, "A Scrum master is …"."""
GENERIC = 0.8
"""What is said of any one of a sort ("a hybrid approach plans …") tells what that is."""
NO_KIND = 0.4
"""What it tells of a thing that it is not another, or cheaper than another."""
OTHER_SORT = 0.6
"""What a definition tells of the sort of tool a thing is, where it says of no tool."""
TASK = phrase("task")
IN_TABLE = 0.8
"""What a table tells of what a row is, in a column for that."""
MAX_SUBJECT_WORDS = 14
EXTRA_WORDS = 2
MIN_WORDS = 4


def definition_strength(question: Question, candidate: Candidate) -> float:
    """How clearly a candidate defines the question's subject, from 0 to 1.

    1 for "X is a …", less the further the form is from it: "X has been …", "Label – description" where X is
    the label, "It is a …" and any first sentence in a section that is headed by X alone.
    """
    subject = [question.terms[position] for position in question.subject]
    if subject and candidate.kind == "cell" and is_under_meaning(candidate):
        return IN_TABLE * all(holds(term, candidate.evidence.context) for term in subject)
    if not subject or candidate.kind not in ("sentence", "item"):
        return 0.0
    has_label = label_of(candidate.document, candidate.span) is not None
    if candidate.kind == "item" or has_label:
        labelled = _labelled(subject, candidate)
        if labelled or (candidate.kind == "item" and has_label):
            return labelled
    view = candidate.document.view
    start = candidate.span.start
    opening = lexicon().patterns.announces_definition.match(view, start, candidate.span.end)
    words = list(tokens(view, opening.end() if opening else start, candidate.span.end))
    plain = max(_copular(subject, words, view), titled(subject, words, view))
    if plain or candidate.kind == "item":
        return plain
    if _goes_on(subject, words, candidate):
        return 0.9
    if introduces(subject, words):
        return 0.7
    beside = apposed(subject, words, view)
    if beside:
        return beside
    if not _headed(question, subject, candidate):
        return 0.0
    lex = lexicon()
    if words and words[0].word in lex.going_on and len(words) > 2 and words[1].word in lex.defining_verbs:
        return 0.9 if words[2].word in lex.before_kind else 0.7
    return 0.65 if candidate.order <= 1 else 0.35


def is_under_meaning(candidate: Candidate) -> bool:
    """Whether the column of a cell says what the rows are: "a product is down" under "Meaning"."""
    return not candidate.evidence.context.isdisjoint(map(stem, lexicon().explaining))


def sort_strength(question: Question, candidate: Candidate) -> float:
    """How clearly a sentence says what sort of thing one is, from 0 to 1; less where it names another sort.

    "X is a pipeline tool" tells what sort of tool X is, and "X is free" what X is at best.
    """
    if candidate.kind != "sentence" or question.focus is None:
        return 0.0
    thing = replace(question, subject=tuple(place for place in question.subject if place != question.focus))
    named = holds(question.terms[question.focus], candidate.evidence.own)
    return definition_strength(thing, candidate) * (1.0 if named else OTHER_SORT)


def term_strength(question: Question, candidate: Candidate) -> float:
    """How clearly a candidate names what the question describes, from 0 to 1: "A foal is a young horse"."""
    if candidate.kind not in ("sentence", "item"):
        return 0.0
    lex, view = lexicon(), candidate.document.view
    words = list(tokens(view, *candidate.span))
    label = label_of(candidate.document, candidate.span)
    if label is not None:
        name = [word for word in words if word.end <= label.end]
        worth = 0.9
    else:
        copula = next(
            (place for place, word in enumerate(words[:MAX_NAME_WORDS]) if word.word in lex.defining_verbs), 0
        )
        name, worth = words[:copula], 1.0 if words[copula + 1 : copula + 2] else 0.0
        if copula and words[copula].word in lex.copulas and words[copula + 1 : copula + 2]:
            worth = 1.0 if words[copula + 1].word in lex.before_kind else 0.5
    calls = next((place for place, word in enumerate(words) if word.word in lex.naming_verbs), None)
    if calls is not None and calls + 1 < len(words):
        return 0.9 * Sought(question.content).share(candidate.evidence.own | candidate.evidence.context) ** 2
    plain = [stem(word.word) for word in name if word.word not in lex.function_words]
    said = frozenset(stem(word.word) for word in words[len(name) :])
    described = Sought(question.content).share(said)
    if not plain or any(holds(term, frozenset(plain)) for term in question.content):
        return 0.0
    return worth * described


def acting_strength(question: Question, candidate: Candidate) -> float:
    """How clearly a sentence says what the question's subject does, from 0 to 1: that does it, right at its start.

    So does a list, where what leads into it names the subject and its tasks.
    """
    subject = [question.terms[position] for position in question.subject]
    if subject and candidate.kind == "list":
        lead = candidate.evidence.context
        tasks = any(len(words) == 1 and words[0] in lead for words in (TASK, *lexicon().synonyms[TASK]))
        return float(tasks and all(holds(term, lead) for term in subject))
    if not subject or candidate.kind != "sentence":
        return 0.0
    words = list(tokens(candidate.document.view, *candidate.span))
    start = int(bool(words) and words[0].word in lexicon().before_kind)
    end = start + sum(len(term.text.split()) for term in subject)
    named = frozenset(stem(word.word) for word in words[start:end])
    if end >= len(words) or not all(holds(term, named) for term in subject):
        return 0.0
    verb = words[end].word
    if verb in lexicon().copulas:
        return 0.5
    return float(classes.word(verb).share("v") > MAINLY_VERB)


def _goes_on(subject: Sequence[Term], words: Sequence[Token], candidate: Candidate) -> bool:
    """Whether a sentence is "It is a …" after one that begins with the subject."""
    if candidate.previous is None or len(words) < MIN_WORDS or words[0].word not in lexicon().going_on:
        return False
    if words[1].word not in lexicon().copulas or words[2].word not in lexicon().before_kind:
        return False
    before = list(tokens(candidate.document.view, *candidate.previous))
    return _perfect(subject, before) > 0 or _copular(subject, before, candidate.document.view) > 0


def _copular(subject: Sequence[Term], words: Sequence[Token], view: str) -> float:
    """The strength of "X is …": the subject, and little else, before the verb."""
    lex = lexicon()
    copula = next((n for n, word in enumerate(words[:MAX_SUBJECT_WORDS]) if word.word in lex.defining_verbs), None)
    if copula is None or copula == 0 or copula + 1 >= len(words):
        return _perfect(subject, words)
    before = _outside_brackets(words[: copula + 1], view)
    if not _is_subject(subject, before, words[:copula]):
        return 0.0
    if _is_behind(subject, before):
        return 0.0
    if before and not _is_head(subject, before):
        return OTHER_HEAD
    verb, after = words[copula].word, words[copula + 1].word
    if verb not in lex.copulas:
        return 0.95
    if after in ("not", "more", "less") or after in compared_forms():
        return NO_KIND
    if after in lex.before_kind:
        return 1.0
    if after[:1].isdigit() or after in lex.numbers:
        return MEASURED  # "a caisson is 24 metres long" tells not what it is
    done = after in lex.no_kind | lex.prepositions or after.endswith("ed") or after in irregular_pasts()
    return 0.6 if done else 0.85


def _perfect(subject: Sequence[Term], words: Sequence[Token]) -> float:
    """The strength of "X has been …", "X helps …", "An X helps …": the subject right at the start."""
    extent = sum(len(term.text.split()) for term in subject)
    if words and words[0].word in ("a", "an"):
        return GENERIC if _is_subject(subject, words[1 : 1 + extent], words[1 : 1 + extent]) else 0.0
    return 0.5 if _is_subject(subject, words[:extent], words[:extent]) else 0.0


def _outside_brackets(words: Sequence[Token], view: str) -> list[Token]:
    """The words before a verb, which is the last, without those in brackets or between commas.

    Where no comma closes what one begins, the words are a row of things: "The CKA, CKAD and CKS exams are …".
    """
    *subject, verb = words
    found: list[Token] = []
    depth = 0
    cursor = words[0].start
    for word in subject:
        between = view[cursor : word.start]
        depth = max(0, depth + between.count("(") - between.count(")"))
        if "," in between and not depth:
            closed = "," in view[subject[-1].end : verb.start]
            return found if closed else subject
        if not depth:
            found.append(word)
        cursor = word.end
    return found


def _is_subject(subject: Sequence[Term], before: Sequence[Token], everything: Sequence[Token]) -> bool:
    stems = frozenset(stem(word.word) for word in before)
    wide = frozenset(stem(word.word) for word in everything)
    if not all(holds(term, stems) or (holds(term, wide) and len(term.phrases[0][0]) > 1) for term in subject):
        return False
    named = {word for term in subject for expression, _ in term.phrases for word in expression}
    extra = [word for word in before if word.word not in lexicon().function_words and stem(word.word) not in named]
    return len(extra) <= EXTRA_WORDS - (len(subject) > 1)


def _is_head(subject: Sequence[Term], words: Sequence[Token]) -> bool:
    """Whether a name ends in a word of the subject, or one that says what sort of word that is: "the term Scrum".

    A Scrum master is no Scrum.
    """
    named = {word for term in subject for expression, _ in term.phrases for word in expression}
    ends = [word for word in words if word.word not in lexicon().function_words]
    return not ends or stem(ends[-1].word) in named | lexicon().frame_stems


def _is_behind(subject: Sequence[Term], words: Sequence[Token]) -> bool:
    """Whether another thing is spoken of, which has to do with the subject: "A boat that catches on the cill"."""
    named = {word for term in subject for expression, _ in term.phrases for word in expression}
    first = next((place for place, word in enumerate(words) if stem(word.word) in named), 0)
    content = [word.word for word in words[:first] if word.word not in lexicon().function_words]
    joints = lexicon().prepositions | lexicon().relative
    return (
        bool(content)
        and not frozenset(map(stem, content)) <= lexicon().frame_stems
        and any(word.word in joints for word in words[:first])
    )


def _labelled(subject: Sequence[Term], candidate: Candidate) -> float:
    """The strength of "X – what it is": the subject is the whole label."""
    label = label_of(candidate.document, candidate.span)
    if label is None:
        return 0.0
    words = list(tokens(candidate.document.view, *label))
    rest = list(tokens(candidate.document.view, label.end, candidate.span.end))
    if len(rest) < 3 or not _is_subject(subject, words, words) or not _is_head(subject, words):
        return 0.0
    if not any(word.word in lexicon().function_words for word in rest):
        return 0.0  # a row of names tells examples
    return 0.9 if len(words) <= sum(len(term.text.split()) for term in subject) + 1 else 0.5


def _headed(question: Question, subject: Sequence[Term], candidate: Candidate) -> bool:
    """Whether the section's heading names the subject and nothing besides ("What is X?", "X")."""
    if not candidate.headings:
        return False
    words = [token.word for token in tokens(candidate.headings[-1])]
    rest = [word for word in words if word not in lexicon().function_words and stem(word) not in lexicon().frame_stems]
    heading = frozenset(stem(word) for word in words)
    if not all(holds(term, heading) for term in subject):
        return False
    return len(rest) <= sum(len(term.phrases[0][0]) for term in subject) + 1
