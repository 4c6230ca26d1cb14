"""From a question to the passages that may answer it."""

from __future__ import annotations

from itertools import pairwise

from assistant.index.storage import Collection
from assistant.index.tfidf import pair, terms_of
from assistant.types import Hit, Question

FRAME_WORTH = 0.3
SYNONYM_WORTH = 0.25
COMPOUND_WORTH = 0.5
LONG_NAME_WORD = 0.1
"""What a word that only shapes the question, and a word that merely means the same, add to a passage's score,
as a share of what the word itself adds, and content words that stand apart in the question as neighbours, as a
share of those that are; measured on SQuAD 2.0 and manuals."""


def search_terms(question: Question, pair_weight: float) -> dict[str, float]:
    """The question as a vector: stems, their other forms and names, and pairs of neighbours, with their weights."""
    found: dict[str, float] = {}

    def add(term: str, weight: float) -> None:
        found[term] = max(found.get(term, 0.0), weight)

    for term in question.terms:
        worth = 1.0 if term.role == "content" else FRAME_WORTH
        for number, (expression, share) in enumerate(term.phrases):
            same = share >= 0.9 or number == 0
            if same or term.role == "content":
                weight = worth * (share if same else share * SYNONYM_WORTH)
                for part in terms_of(expression):
                    if number and len(expression) > 1:  # the words of another name tell nothing one by one
                        add(part, weight * (1 / (len(expression) - 1) if " " in part else LONG_NAME_WORD))
                    else:
                        add(part, weight * (pair_weight if " " in part else 1.0))
    stems = [best_stem(term.phrases) for term in question.terms]
    for one, other in pairwise(stems):
        add(pair(one[-1], other[0]), pair_weight)
    content = [best_stem(term.phrases) for term in question.content]
    for one, other in pairwise(content):  # "tools of MLOps" is "MLOps tools" elsewhere
        add(pair(one[-1], other[0]), pair_weight * COMPOUND_WORTH)
        add(pair(other[-1], one[0]), pair_weight * COMPOUND_WORTH)
    return found


def best_stem(phrases: tuple[tuple[tuple[str, ...], float], ...]) -> tuple[str, ...]:
    """The first expression of a term: the word as asked."""
    return phrases[0][0]


def retrieve(question: Question, collection: Collection, k: int) -> list[Hit]:
    """The ``k`` best passages, best first; none for a question without words.

    Of passages that overlap, as a table and its rows do, all are kept: each is found for what it says itself.
    """
    terms = search_terms(question, collection.analyser.pair_weight)
    return [Hit(collection.passage(position), score) for position, score in collection.index.search(terms, k)]


def best_possible(question: Question, collection: Collection) -> float:
    """The score of a passage of mean length that holds each content and frame word once; 0 for no words."""
    from math import log1p

    analyser, index = collection.analyser, collection.index
    saturated = log1p(log1p(analyser.gain))
    total = 0.0
    for term in question.terms:
        worth = 1.0 if term.role == "content" else FRAME_WORTH
        idf = max(index.idf(word) for word in term.phrases[0][0])
        total += worth * saturated * idf**analyser.idf_power
    return total
