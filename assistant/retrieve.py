"""From a question to the passages that may answer it.

The index ranks by how much of the question a passage holds; of the best by that, those come first where the words
stand together: added is what the words weigh that stand in one stretch of a few words or in the headings above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, product
from math import log1p

from assistant.index.storage import Collection
from assistant.index.tfidf import pair, terms_of
from assistant.lexicon import Phrase, lexicon
from assistant.text import normalise, stem, stems
from assistant.types import Hit, Passage, Question, Span, Term

Sequences = Callable[[str, Span], Sequence[str]]
"""The stems of a stretch of a document, by its id, in order."""

STRETCH = 12
PROXIMITY = 0.7
"""How many words may stand apart to stand together, and what a word there adds, as a share of its weight; measured on
SQuAD 2.0 and manuals."""
DEPTH = 20
"""So many passages at least are looked at again."""

FRAME_WORTH = 0.3
LONE_FRAME_WORTH = 1.0
"""What the words around it add where just one names something: they have to tell the rest ("why did X come about")."""
SYNONYM_WORTH = 0.25
MEASURED_WORTH = 0.6
COMPOUND_WORTH = 0.5
LONG_NAME_WORD = 0.1
"""What a word that only shapes the question, a word that merely means the same, and what names a measure ("weight" for
"how heavy"), add to a passage's score,
as a share of what the word itself adds, and content words that stand apart in the question as neighbours, as a
share of those that are; measured on SQuAD 2.0 and manuals."""


def search_terms(question: Question, pair_weight: float) -> dict[str, float]:
    """The question as a vector: stems, their other forms and names, and pairs of neighbours, with their weights."""
    found: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        found[term] = max(found.get(term, 0.0), weight)

    framed = FRAME_WORTH if len(question.content) > 1 else LONE_FRAME_WORTH
    for term in question.terms:
        worth = 1.0 if term.role == "content" else framed
        for number, (expression, share) in enumerate(term.phrases):
            same = share >= 0.9 or number == 0
            if same or term.role == "content":
                weight = worth * (share if same else share * SYNONYM_WORTH)
                for part in terms_of(expression):
                    if number and len(expression) > 1:  # the words of another name tell nothing one by one
                        add(part, weight * (1 / (len(expression) - 1) if " " in part else LONG_NAME_WORD))
                    else:
                        add(part, weight * (pair_weight if " " in part else 1.0))
        if term.role == "frame":
            for name in lexicon().measured_by.get(term.text.casefold(), ()):
                add(stem(name), MEASURED_WORTH)
    for verb in lexicon().sought_verbs if question.asks == "definition" and question.subject else ():
        add(pair(best_stem(question.terms[question.subject[-1]].phrases)[-1], verb), pair_weight)
    for one, other in _neighbours(question.terms):
        add(pair(one[-1], other[0]), pair_weight)
    for one, other in _neighbours(question.content):  # "tools of MLOps" is "MLOps tools" elsewhere
        add(pair(one[-1], other[0]), pair_weight * COMPOUND_WORTH)
        add(pair(other[-1], one[0]), pair_weight * COMPOUND_WORTH)
    return found


def _neighbours(terms: Sequence[Term]) -> Iterator[tuple[Phrase, Phrase]]:
    for one, other in pairwise(terms):
        yield from product(_spellings(one), _spellings(other))


def _spellings(term: Term) -> list[Phrase]:
    """The word as asked, and for a name of several words those of one word that are the same: "MLOps" for "ML ops".

    What is no name has at most itself written as one word: "set up".
    """
    asked = best_stem(term.phrases)
    same = [expression for expression, share in term.phrases if share == 1.0]
    if len(asked) == 1 or not (term.name or len(same) > 2):
        return [asked]
    return [asked, *(expression for expression in same if len(expression) == 1)]


def best_stem(phrases: tuple[tuple[tuple[str, ...], float], ...]) -> tuple[str, ...]:
    """The first expression of a term: the word as asked."""
    return phrases[0][0]


def retrieve(question: Question, collection: Collection, k: int, sequence: Sequences) -> list[Hit]:
    """The ``k`` best passages, best first; none for a question without words.

    Of passages that overlap, as a table and its rows do, all are kept: each is found for what it says itself.
    """
    terms = search_terms(question, collection.analyser.pair_weight)
    worths = word_worths(terms, collection)
    hits = []
    for position, score in collection.index.search(terms, max(k, DEPTH)):
        passage = collection.passage(position)
        hits.append(Hit(passage, score + sum(proximity(worths, passage, collection, sequence).values())))
    return sorted(hits, key=lambda hit: -hit.score)[:k]


def word_worths(terms: Mapping[str, float], collection: Collection) -> dict[str, float]:
    """What each single stem that is searched for adds where it stands together with others."""
    power = collection.analyser.idf_power
    return {
        term: PROXIMITY * weight * collection.index.idf(term) ** power
        for term, weight in terms.items()
        if " " not in term
    }


def proximity(
    worths: Mapping[str, float], passage: Passage, collection: Collection, sequence: Sequences
) -> dict[str, float]:
    """What each stem adds to the score of a passage: those of its best stretch, and those of its headings."""
    above = [passage.headings, (collection.document(passage.document_id).title,)]
    headings = {word for texts in above for text in texts for word in _stems(text)}
    marks = [
        (place, word)
        for place, word in enumerate(sequence(passage.document_id, passage.span))
        if word in worths and word not in headings
    ]
    found = {word: worths[word] for word in sorted(headings) if word in worths}
    return {**found, **_best_stretch(marks, worths)}


@lru_cache(maxsize=1 << 13)
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems(normalise(text)))


def _best_stretch(marks: Sequence[tuple[int, str]], worths: Mapping[str, float]) -> dict[str, float]:
    """The stems of the stretch that are worth most together, the first of several, each counted once."""
    best: dict[str, float] = {}
    most = 0.0
    for number, (start, _) in enumerate(marks):
        here: dict[str, float] = {}
        for place, word in marks[number:]:
            if place - start >= STRETCH:
                break
            here[word] = worths[word]
        total = sum(here.values())
        if total > most:
            best, most = here, total
    return best


def best_possible(question: Question, collection: Collection) -> float:
    """The score of a passage of mean length that holds each content and frame word once; 0 for no words."""
    analyser, index = collection.analyser, collection.index
    saturated = log1p(log1p(analyser.gain)) + PROXIMITY
    total = 0.0
    for term in question.terms:
        worth = 1.0 if term.role == "content" else FRAME_WORTH
        idf = max(index.idf(word) for word in term.phrases[0][0])
        total += worth * saturated * idf**analyser.idf_power
    return total
