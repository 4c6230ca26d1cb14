"""Retrieval collections in the format of BEIR (Thakur et al., 2021): documents, questions, and graded judgements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import AssistantError
from assistant.evaluate.asking import opened, units_found
from assistant.evaluate.cases import Data
from assistant.evaluate.figures import ranking
from assistant.evaluate.readers import json_lines, reading
from assistant.evaluate.report import Report


@dataclass(frozen=True, slots=True)
class Judged:
    """A collection: ``texts`` by document, ``questions`` by id, and for each the grades of the documents judged."""

    texts: Mapping[str, str]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


def beir(folder: Path) -> Judged:
    """``corpus.jsonl``, ``queries.jsonl`` and ``qrels/*.tsv``, the splits taken together.

    Questions without a judgement and judgements of documents that are not there are left out.
    """
    with reading(folder, "a collection in the format of BEIR"):
        rows = list(json_lines(folder / "corpus.jsonl"))
        names = {str(row["_id"]): f"{number:07d}.txt" for number, row in enumerate(rows)}
        texts = {names[str(row["_id"])]: f"{row.get('title') or ''}\n\n{row['text']}".strip() + "\n" for row in rows}
        questions = {str(row["_id"]): str(row["text"]) for row in json_lines(folder / "queries.jsonl")}
        relevant: dict[str, dict[str, int]] = {}
        for path in sorted((folder / "qrels").glob("*.tsv")):
            for question, document, grade in _judgements(path):
                if question in questions and document in names:
                    relevant.setdefault(question, {})[names[document]] = grade
    if not relevant:
        raise AssistantError(f"{folder}: no judgements in qrels/*.tsv")
    return Judged(texts, questions, relevant)


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        columns = line.split("\t")
        if number == 1 or not line.strip():  # the first line names the columns
            continue
        if len(columns) != 3 or not columns[2].strip().lstrip("-").isdecimal():
            raise AssistantError(f"{path}: line {number} must be a question, a document and a grade, parted by tabs")
        yield columns[0], columns[1], int(columns[2])


def measure_ranking(judged: Judged, every: int = 1) -> Report:
    """The figures of the ranking, over every n-th of the questions that have judgements."""
    relevant = dict(list(judged.relevant.items())[::every])
    data = Data((), judged.texts)
    with opened(data) as assistant:
        found = {question: units_found(assistant, data, judged.questions[question]) for question in relevant}
    counts = {"questions": float(len(found)), "passages": float(len(judged.texts))}
    return Report({**counts, **ranking(relevant, found, data.unit)})
