"""The sparse index against the formula written out with dense arrays."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from assistant import Assistant
from assistant.index.analyser import Analyser
from assistant.index.counting import count
from assistant.index.packing import index_of
from assistant.index.tfidf import TfidfIndex, pair, terms_of
from assistant.text import stems
from assistant.types import Document, Passage, Span

# Each passage with its headings, the nearest last.
PASSAGES = [
    (("Drinks", "Tea"), "Green tea is mild and green tea is old."),
    (("Drinks", "Tea", "Pots"), "A pot of clay keeps the tea hot."),
    (("Drinks", "Coffee"), "Coffee is strong."),
    (("Drinks",), "Water."),
    (("Drinks", "Green things", "More", "Still more"), "Milk is in neither of them, water is in both."),
]
ANALYSERS = [
    Analyser(),
    Analyser(gain=1.0, slope=0.0, idf_power=1.0, heading_weights=(1.0,)),
    Analyser(gain=2.5, slope=0.9, idf_power=2.0, heading_weights=(3.0, 0.25)),
]


def corpus() -> tuple[dict[str, Document], list[Passage]]:
    documents, passages = {}, []
    for number, (headings, text) in enumerate(PASSAGES):
        name = f"{number}.txt"
        documents[name] = Document(name, "Drinks", name, text, (), "")
        passages.append(Passage(f"{name}#0", name, Span(0, len(text)), headings, (0, 0)))
    return documents, passages


def dense_scores(question: dict[str, float], analyser: Analyser) -> list[float]:
    """ln(1 + ln(1 + a · f / (1 - b + b · l / L))) · idf^(e/2) for the passage, idf^(e/2) for the question."""
    vocabulary = sorted(
        {term for path, text in PASSAGES for part in (*path, text) for term in terms_of(stems(part))} | question.keys()
    )
    frequency = np.zeros((len(PASSAGES), len(vocabulary)))
    for row, (path, text) in enumerate(PASSAGES):
        for term in terms_of(stems(text)):
            frequency[row, vocabulary.index(term)] += 1.0
        for above, heading in enumerate(reversed(path)):
            for term in terms_of(stems(heading)):
                weight = analyser.heading_weights[min(above, len(analyser.heading_weights) - 1)]
                frequency[row, vocabulary.index(term)] += weight
    length = np.array([len(stems(text)) for _, text in PASSAGES], float)
    holding = (frequency > 0).sum(axis=0)
    idf = np.log(1 + (len(PASSAGES) - holding + 0.5) / (holding + 0.5))
    pivot = 1 - analyser.slope + analyser.slope * length / length.mean()
    tf = np.log(1 + np.log(1 + analyser.gain * frequency / pivot[:, None]))
    passages = tf * idf ** (analyser.idf_power / 2)
    asked = np.array([question.get(term, 0.0) for term in vocabulary]) * idf ** (analyser.idf_power / 2)
    return [float(score) for score in passages @ asked]


def sparse(analyser: Analyser) -> TfidfIndex:
    counted = count(*corpus(), analyser.heading_weights)
    return index_of(counted.postings, counted.lengths, analyser)


@pytest.mark.parametrize("analyser", ANALYSERS)
@pytest.mark.parametrize(
    "question",
    [
        {"tea": 1.0},
        {"green": 1.0, "tea": 1.0, pair("green", "tea"): 0.3},
        {"water": 0.5, "milk": 2.0, "nowher": 1.0},
        {"drink": 1.0},
        {"more": 1.0, "still": 1.0, pair("still", "more"): 1.0},
    ],
)
def test_search_gives_the_scores_of_the_formula(analyser: Analyser, question: dict[str, float]) -> None:
    expected = dense_scores(question, analyser)
    found = dict(sparse(analyser).search(question, len(PASSAGES)))
    assert [found.get(position, 0.0) for position in range(len(PASSAGES))] == pytest.approx(expected, rel=1e-5)


def test_results_come_best_first_and_at_most_k_of_them() -> None:
    index = sparse(Analyser())
    everything = index.search({"tea": 1.0, "pot": 1.0}, 10)
    scores = [score for _, score in everything]
    assert scores == sorted(scores, reverse=True)
    assert index.search({"tea": 1.0, "pot": 1.0}, 1) == everything[:1]
    assert everything[0][0] == 1


def test_a_passage_without_any_of_the_terms_is_no_result() -> None:
    assert [position for position, _ in sparse(Analyser()).search({"coffe": 1.0}, 10)] == [2]
    assert sparse(Analyser()).search({"nowher": 1.0}, 10) == []
    assert sparse(Analyser()).search({}, 10) == []


def test_the_idf_of_a_term() -> None:
    index = sparse(Analyser())
    assert index.idf("coffe") == pytest.approx(math.log(1 + (5 - 1 + 0.5) / (1 + 0.5)))
    assert index.idf("drink") == pytest.approx(math.log(1 + 0.5 / 5.5))
    assert index.idf("nowher") > index.idf("coffe") > index.idf("drink") > 0


def test_the_index_knows_its_terms_and_its_size() -> None:
    index = sparse(Analyser())
    assert "tea" in index
    assert pair("green", "tea") in index
    assert pair("tea", "green") not in index
    assert len(index) == len(PASSAGES)


@pytest.mark.parametrize("k", [1, 3, 7, 20])
def test_ties_break_on_the_position(knowledge: Callable[..., Assistant], k: int) -> None:
    assistant = knowledge({f"{number:02}.txt": "Tea is hot.\n" for number in range(20)})
    found = assistant.collection.index.search({"tea": 1.0}, k)
    assert [position for position, _ in found] == list(range(k))


def test_a_heading_weighs_more_than_the_text_and_the_nearest_most() -> None:
    documents = {name: Document(name, "Top", name, "Water boils.", (), "") for name in "abc"}
    paths = {"a": ("Top", "Tea"), "b": ("Top", "Tea", "Pot"), "c": ("Top", "Pot")}
    passages = [Passage(f"{name}#0", name, Span(0, 12), paths[name], (0, 0)) for name in "abc"]
    counted = count(documents, passages, Analyser().heading_weights)
    found = counted.postings.find("tea")
    assert found is not None
    assert [found[0].tolist(), found[1].tolist()] == [[0, 1], [2.0, 1.0]]


def test_the_title_stands_above_passages_whose_headings_do_not_say_it() -> None:
    documents = {"a": Document("a", "Teapots", "a", "Water boils.", (), "")}
    counted = count(documents, [Passage("a#0", "a", Span(0, 12), (), (0, 0))], Analyser().heading_weights)
    assert counted.postings.frequency("teapot") == 1
