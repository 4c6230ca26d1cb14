"""Measures: passages found, answers right, refusals and the confidence, each over a data set.

A question that got no answer counts in every mean.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.errors import AssistantError
from assistant.evaluate.cases import Case, Data, json_lines
from assistant.text import normalise, sentences
from assistant.types import Answer, Span

WHOLE_DOCUMENT = 10_000
"""Words of a passage where each document of the data is a passage already."""

DEPTH = 10
BINS = 10
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A case with its answer; ``right`` when the first quote holds a gold answer, ``one`` when it is one sentence."""

    case: Case
    answer: Answer
    right: bool
    one: bool


def measure(data: Data, *, passage_words: int = WHOLE_DOCUMENT, every: int = 1) -> Figures:
    """All figures of a data set; ``every`` n-th question of it is asked."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(passage_words=passage_words, threshold=0.0)
        assistant = Assistant.open(data.write(Path(folder)), settings)
        cases = data.cases[::every]
        asked = [_ask(assistant, case) for case in cases]
        return {
            "questions": float(len(cases)),
            "passages": float(len(assistant.collection)),
            **_ranking(assistant, cases),
            **_answers(asked),
            **_abstention(asked),
        }


def _ask(assistant: Assistant, case: Case) -> Asked:
    answer = assistant.ask(case.question)
    if case.gold is None or not answer.citations:
        return Asked(case, answer, False, False)
    first = answer.citations[0]
    document = assistant.document(first.document)
    right = case.gold.holds(document, Span(first.start, first.end), first.section)
    return Asked(case, answer, right, len(sentences(normalise(first.quote))) == 1)


def ranked_documents(assistant: Assistant, question: str, depth: int = DEPTH) -> dict[str, float]:
    """The best documents for a question, each with the score of its best passage."""
    found: dict[str, float] = {}
    for hit in assistant.search(question, depth * 5):
        found.setdefault(hit.passage.document_id, hit.score)
        if len(found) == depth:
            break
    return found


def ranking_figures(relevant: Mapping[str, Mapping[str, int]], run: Mapping[str, Mapping[str, float]]) -> Figures:
    """success@1 and @5, recall@5 and @10, MRR and nDCG@10, by ir-measures; a question without hits counts as 0."""
    try:
        import ir_measures
        from ir_measures import RR, R, Success, nDCG
    except ImportError as error:
        raise AssistantError("measuring needs ir-measures: pip install 'ask-your-documents[evaluate]'") from error
    names = {Success @ 1: "success@1", Success @ 5: "success@5", R @ 5: "recall@5", R @ 10: "recall@10"}
    names |= {RR: "MRR", nDCG @ 10: "nDCG@10"}
    found = ir_measures.calc_aggregate(list(names), relevant, run)
    return {f"passage {name}": float(found[measured]) for measured, name in names.items()}


def _ranking(assistant: Assistant, cases: Sequence[Case]) -> Figures:
    answerable = {str(number): case for number, case in enumerate(cases) if case.gold is not None}
    if not answerable:
        return {}
    relevant = {number: {case.gold.document: 1} for number, case in answerable.items() if case.gold is not None}
    run = {number: ranked_documents(assistant, case.question) for number, case in answerable.items()}
    return ranking_figures(relevant, run)


def _answers(asked: Sequence[Asked]) -> Figures:
    answerable = [one for one in asked if one.case.gold is not None]
    if not answerable:
        return {}
    return {
        "answer success@1": _mean([one.right for one in answerable]),
        "sentence success@1": _mean([one.right and one.one for one in answerable]),
    }


def _abstention(asked: Sequence[Asked]) -> Figures:
    """AUROC of the confidence for answerable against unanswerable, its calibration, and risk at three coverages."""
    confidence = np.array([one.answer.confidence for one in asked])
    right = np.array([one.right for one in asked])
    answerable = np.array([one.case.gold is not None for one in asked])
    figures = {"expected calibration error": calibration_error(confidence, right)}
    if answerable.any() and not answerable.all():
        figures["AUROC near misses"] = auroc(confidence, answerable)
    order = np.lexsort((np.arange(len(asked)), -confidence))
    for share in (0.25, 0.5, 0.75):
        kept = order[: max(1, round(share * len(asked)))]
        figures[f"risk at coverage {share:g}"] = 1.0 - float(right[kept].mean())
    return figures


def auroc(scores: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """The probability that a positive scores higher than a negative, ties counting half."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    for value in np.unique(scores):
        same = scores == value
        ranks[same] = ranks[same].mean()
    n, m = int(positive.sum()), int((~positive).sum())
    return float((ranks[positive].sum() - n * (n + 1) / 2) / (n * m))


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = BINS) -> float:
    """The expected calibration error (Guo et al., 2017): |confidence - accuracy| averaged over equal bins."""
    place = np.clip((confidence * bins).astype(int), 0, bins - 1)
    full = [place == number for number in range(bins) if (place == number).any()]
    return float(sum(abs(confidence[here].mean() - right[here].mean()) * here.mean() for here in full))


def beir(folder: Path) -> Figures:
    """A folder in the format of BEIR: ``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``."""
    texts = {}
    names = {}
    for number, row in enumerate(json_lines(folder / "corpus.jsonl")):
        names[str(row["_id"])] = f"{number:07d}.txt"
        texts[names[str(row["_id"])]] = f"{row.get('title') or ''}\n\n{row['text']}".strip() + "\n"
    relevant: dict[str, dict[str, int]] = {}
    for path in sorted((folder / "qrels").glob("*.tsv")):
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            query, document, score = line.split("\t")
            if document in names:
                relevant.setdefault(query, {})[names[document]] = int(score)
    if not relevant:
        raise AssistantError(f"{folder}: no judgements in qrels/*.tsv")
    with tempfile.TemporaryDirectory() as place:
        assistant = Assistant.open(Data((), texts).write(Path(place)), Settings(passage_words=WHOLE_DOCUMENT))
        queries = {str(row["_id"]): row["text"] for row in json_lines(folder / "queries.jsonl")}
        run = {query: ranked_documents(assistant, queries[query]) for query in relevant if query in queries}
    return {"questions": float(len(run)), "passages": float(len(texts)), **ranking_figures(relevant, run)}


def as_json(figures: Figures) -> str:
    """The figures as one JSON object, rounded to four decimals."""
    return json.dumps({name: round(value, 4) for name, value in figures.items()})


def _mean(values: Sequence[bool]) -> float:
    return sum(values) / len(values)
