"""Compare the ranking of passages with plain TF-IDF and with BM25, on the same passages and the same stems.

    python benchmarks/retrieval.py --squad FILE --manuals FOLDER [--every N]

*cosine* is tf · (1 + ln((1 + N) / (1 + n))) under the cosine, as scikit-learn has it; *BM25* is the one of Robertson
and Zaragoza (2009) with k1 = 1.2 and b = 0.75. Neither is tuned. A passage is its own words and, once, the headings
above it. The ratio is what the ranking of this project finds first against what the other one does.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from assistant.assistant import Assistant
from assistant.evaluate.asking import DEPTH, opened, units_found
from assistant.evaluate.cases import Case, Data, Gold
from assistant.evaluate.manuals import manual_sections
from assistant.evaluate.readers import squad
from assistant.index.storage import Collection
from assistant.text import normalise, stems
from assistant.types import Passage, Span

K1, B = 1.2, 0.75
Rank = Callable[[str], Sequence[str]]
"""Maps a question to the names of the units found for it, best first."""


def words(text: str) -> list[str]:
    """The stems of a text."""
    return stems(normalise(text))


def passages(collection: Collection) -> list[tuple[Passage, str]]:
    """All passages, each with its headings and its words as one text."""
    everything = [collection.passage(position) for position in range(len(collection))]
    return [
        (passage, " . ".join((*passage.headings, collection.document(passage.document_id).plain(passage.span))))
        for passage in everything
    ]


def cosine(texts: Sequence[str]) -> Callable[[str], NDArray[np.float64]]:
    """Scores all texts for a question by the cosine of TF-IDF vectors."""
    vectorizer = TfidfVectorizer(analyzer=words)
    vectors = vectorizer.fit_transform(texts)
    return lambda question: (vectors @ vectorizer.transform([question]).T).toarray().ravel()


def bm25(texts: Sequence[str], k1: float = K1, b: float = B) -> Callable[[str], NDArray[np.float64]]:
    """Scores all texts for a question: idf · f · (k1 + 1) / (f + k1 · (1 - b + b · l / L)) for each of its words."""
    vectorizer = CountVectorizer(analyzer=words)
    weights = csc_matrix(vectorizer.fit_transform(texts), dtype=np.float64)
    lengths = np.asarray(weights.sum(axis=1)).ravel()
    held = np.diff(weights.indptr)
    idf = np.log1p((len(texts) - held + 0.5) / (held + 0.5))
    norms = k1 * (1 - b + b * lengths / lengths.mean())
    weights.data *= np.repeat(idf, held) * (k1 + 1) / (weights.data + norms[weights.indices])

    def score(question: str) -> NDArray[np.float64]:
        return np.asarray(weights @ vectorizer.transform([question]).T.astype(np.float64).todense()).ravel()

    return score


def ranker(scores: Callable[[str], NDArray[np.float64]], units: Sequence[str]) -> Rank:
    """The best units by the scores of their passages, ties by the place of the passage."""

    def rank(question: str) -> Sequence[str]:
        order = np.argsort(-scores(question), kind="stable")[: DEPTH * 5]
        return list(dict.fromkeys(units[position] for position in order.tolist()))[:DEPTH]

    return rank


def rankings(data: Data, assistant: Assistant) -> Iterator[tuple[str, Rank]]:
    """The ways to rank, by name, this project's first."""
    held = passages(assistant.collection)
    texts = [text for _, text in held]
    units = [data.unit_of(passage.document_id, passage.span) for passage, _ in held]
    yield "this project", lambda question: units_found(assistant, data, question)
    yield "BM25", ranker(bm25(texts), units)
    yield "cosine", ranker(cosine(texts), units)


def success(rank: Rank, data: Data, cases: Sequence[tuple[Case, Gold]]) -> tuple[float, float]:
    """success@1 and success@5."""
    first = five = 0
    for case, gold in cases:
        found = list(rank(case.question))
        wanted = data.unit_of(gold.document, gold.section or Span(0, 0))
        first += wanted in found[:1]
        five += wanted in found[:5]
    return first / len(cases), five / len(cases)


def compare(name: str, data: Data) -> None:
    """Print the figures of one data set."""
    cases = [(case, case.gold) for case in data.cases if case.gold is not None]
    with opened(data) as assistant:
        print(f"{name}: {len(assistant.collection)} passages, {len(cases)} questions")
        ours = 0.0
        for method, rank in rankings(data, assistant):
            first, five = success(rank, data, cases)
            ours = ours or first
            ratio = ours / first if first else float("nan")
            print(f"  {method:12}  success@1 {first:.3f}  success@5 {five:.3f}  ratio {ratio:.3f}", flush=True)


def main() -> None:
    """Compare on each data set that is given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--manuals", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question")
    options = parser.parse_args()
    if options.squad:
        compare("SQuAD", squad(options.squad).every(options.every))
    if options.manuals:
        compare("manuals", manual_sections(options.manuals).every(options.every))
        compare("manuals without headings", manual_sections(options.manuals, headings=False).every(options.every))


if __name__ == "__main__":
    main()
