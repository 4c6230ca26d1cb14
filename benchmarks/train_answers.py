"""Fit the weights of the answer model.

    python benchmarks/train_answers.py --squad FILE --sentences FOLDER --tables FOLDER --manuals FOLDER \
        --suite FOLDER --suite FOLDER ... [--write]

Two models over the same features. *Ranking*: which candidate of a question is right, by conditional
logistic regression (the probability of the right candidates among all, a softmax). *Confidence*: whether
the best one is right, by a generalised additive model on that candidate's features, on answerable and
unanswerable questions. Each data set counts the same however many questions it has. Printed are the
figures of each data set, and on request those of each suite under models fitted without it.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from fitting import (
    ABSENT,
    ASKS,
    COLUMNS,
    SHAPES,
    Ranking,
    Row,
    Set,
    Stairs,
    auroc,
    best_of,
    columns,
    fit_confidence,
    fit_ranking,
    probability,
)
from numpy.typing import NDArray

from assistant.answer import ranked
from assistant.answer.candidate import Candidate
from assistant.answer.compose import content_of
from assistant.answer.scoring import (
    GROUPS,
    MODEL,
    OF_A_KIND,
    RANKING_FEATURES,
    Scored,
    model,
    span_of,
)
from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.evaluate.cases import Case, Data, Gold, plain
from assistant.evaluate.manuals import manual_sections
from assistant.evaluate.readers import gold_sentences, squad, tables
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.types import Question

Judge = Callable[[Question, Scored], bool]


def collect(
    name: str,
    assistant: Assistant,
    cases: Sequence[tuple[str, Judge | None]],
    kinds: frozenset[str] | None,
    *,
    precise: bool = False,
) -> Set:
    """The candidates of each question with their features.

    ``kinds`` limits them where labels fit only some; ``precise`` labels tell a list from an item of it.
    """
    rows = []
    for text, judge in cases:
        question = analyse(text, assistant.vocabulary)
        if question.asks == "small_talk" or not question.content:
            continue
        best = best_possible(question, assistant.collection)
        hits = retrieve(question, assistant.collection, assistant.settings.passages, assistant.evidences.sequence)
        found = [
            s for s in ranked(question, hits, assistant.evidences, best) if kinds is None or s.candidate.kind in kinds
        ]
        if not found:
            continue
        found = [replace(s, features={**s.features, "fit": by_hand(question.asks)[shape_of(s)]}) for s in found]
        right = np.array([judge is not None and judge(question, s) for s in found])
        if precise:
            right = narrowest(found, right)
        features = np.array([[s.features[name] for name in RANKING_FEATURES] for s in found])
        kinds_of = np.array([SHAPES.index(shape_of(s)) for s in found])
        rows.append(
            Row(
                columns(features, kinds_of),
                kinds_of,
                ASKS.index(question.asks),
                right,
                found,
                question,
                judge is not None,
            )
        )
    return Set(name, rows, precise)


def narrowest(found: Sequence[Scored], right: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of a list and an item of it that are both right, the one that is asked for; of a passage and its sentence, that.

    An item that holds something of the question which its list, heading and lead-in do not is the answer; one that
    adds nothing is no better than its neighbours, and the whole list is.
    """
    kept = right.copy()
    places = [int(place) for place in np.flatnonzero(right)]
    lists = [place for place in places if found[place].candidate.kind in ("list", "passage")]
    for item in places:
        for whole in lists:
            one, other = found[item].candidate, found[whole].candidate
            if other.kind == "passage":
                kept[whole] &= not (one.kind == "sentence" and _inside(one, other))
                continue
            if one.kind != "item" or one.document is not other.document or one.block not in _children(other):
                continue
            kept[whole if found[item].features["specific"] > 0 else item] = False
    return kept


def _inside(one: Candidate, other: Candidate) -> bool:
    same = one.document is other.document
    return same and other.span.start <= one.span.start and one.span.end <= other.span.end


def _children(whole: Candidate) -> tuple[int, ...]:
    return whole.document.children.get(whole.block, ())


def shape_of(scored: Scored) -> str:
    """The kind of a candidate; of a comparison, whether it is a row or a table."""
    return scored.candidate.shape or scored.candidate.kind


def by_hand(asks: str) -> dict[str, float]:
    """How well each kind suits what is asked for, before anything is fitted."""
    table: dict[str, dict[str, float]] = model()["by_hand"]
    return table.get(asks, table["other"])


def from_data(name: str, data: Data, kinds: frozenset[str] | None, every: int, passage_words: int) -> Set:
    """A public data set, every n-th question of it."""
    with tempfile.TemporaryDirectory() as folder:
        assistant = Assistant.open(data.write(Path(folder)), Settings(passage_words=passage_words))
        cases = [(case.question, None if case.gold is None else _judge(case.gold)) for case in data.cases[::every]]
        return collect(name, assistant, cases, kinds)


def of_absent_topics(name: str, data: Data, kinds: frozenset[str] | None, every: int, passage_words: int) -> Set:
    """The questions of each half of a data set asked of the other half, which does not speak of their topics."""
    rows: list[Row] = []
    here, elsewhere = data.halves()
    for asked, documents in ((here, elsewhere), (elsewhere, here)):
        cases = tuple(Case(case.question, None) for case in asked.cases if case.gold is not None)
        rows += from_data(name, replace(documents, cases=cases), kinds, every, passage_words).rows
    return Set(name, rows, precise=False, share=ABSENT)


def _judge(gold: Gold) -> Judge:
    return lambda _, scored: gold.holds(scored.candidate.document, span_of(scored))


def from_suite(folder: Path) -> Set:
    """A folder of documents with its ``questions.yaml``; conversations are left out."""
    assistant = Assistant.open(folder)
    cases: list[tuple[str, Judge | None]] = []
    for row in yaml.safe_load((folder / "questions.yaml").read_text(encoding="utf-8")):
        if "ask" in row:
            expect = row["expect"]
            cases.append((row["ask"], None if expect == "no_answer" else _suite_judge(expect)))
    return collect(folder.name, assistant, cases, None, precise=True)


def _suite_judge(expect: dict[str, Any]) -> Judge:
    contains = [plain(text) for text in _list(expect.get("contains"))]
    lacks = [plain(text) for text in _list(expect.get("lacks"))]
    cites = expect.get("cites")

    def judge(question: Question, scored: Scored) -> bool:
        if cites is not None and scored.candidate.document.id not in _list(cites):
            return False
        said = plain(content_of(question, scored).text)
        return all(text in said for text in contains) and not any(text in said for text in lacks)

    return judge


def _list(value: Any) -> list[str]:
    return [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]


def report(s: Set, ranking: Ranking, confidence: Stairs, note: str = "") -> None:
    """Print: right first among answerable; right and refused at the threshold 0.5; AUROC of the confidence."""
    first, p, right, answerable = [], [], [], []
    for row in s.rows:
        best, found = best_of(row, ranking)
        p.append(probability(confidence, found))
        right.append(bool(row.right[best]))
        answerable.append(row.answerable)
        if row.answerable:
            first.append(right[-1])
    pa, ra, aa = np.array(p), np.array(right), np.array(answerable)
    refused = float((pa[~aa] < 0.5).mean()) if (~aa).any() else float("nan")
    bins = np.clip((pa * 10).astype(int), 0, 9)
    ece = sum(
        abs(pa[bins == b].mean() - ra[bins == b].mean()) * (bins == b).mean() for b in range(10) if (bins == b).any()
    )
    print(
        f"{s.name:12s} {len(s.rows):5d} questions  first right {np.mean(first):.3f}  "
        f"answered right {np.mean((pa >= 0.5)[aa] & ra[aa]):.3f}  wrong {np.mean((pa >= 0.5)[aa] & ~ra[aa]):.3f}  "
        f"refused {refused:.3f}  AUROC {auroc(pa, aa):.3f}  right-AUROC {auroc(pa, ra):.3f}  ECE {ece:.3f} {note}",
        flush=True,
    )


def write(ranking: Ranking, confidence: Stairs) -> None:
    """Put the weights into the model; the table of kinds becomes part of ``fit``, in units of its weight."""
    shipped = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
    head = "".join(line + "\n" for line in MODEL.read_text(encoding="utf-8").splitlines() if line.startswith("#"))
    weight = float(ranking.weights[RANKING_FEATURES.index("fit")])
    weights = {name: round(float(value), 4) for name, value in zip(COLUMNS, ranking.weights, strict=True)}
    shipped["ranking"] = {name: weights[name] for name in RANKING_FEATURES}
    shipped["by_kind"] = {group: {name: weights[f"{group} {name}"] for name in OF_A_KIND} for group in GROUPS}
    shipped["confidence"] = {name: {"at": stair.at, "add": stair.add} for name, stair in confidence.items()}
    shipped["fit"] = {
        asks: {
            shape: round(by_hand(asks)[shape] + float(ranking.table[place, number]) / weight, 3)
            for number, shape in enumerate(SHAPES)
        }
        for place, asks in enumerate(ASKS)
    }
    MODEL.write_text(
        head + yaml.safe_dump(shipped, sort_keys=False, width=120, default_flow_style=None), encoding="utf-8"
    )


def main() -> None:
    """Fit, print the figures and, on request, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--sentences", type=Path)
    parser.add_argument("--tables", type=Path)
    parser.add_argument("--manuals", type=Path)
    parser.add_argument("--suite", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=2, help="take every n-th question of SQuAD")
    parser.add_argument("--held-out", action="store_true", help="judge each suite by a model fitted without it")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sentence, cell = frozenset({"sentence"}), frozenset({"cell"})
    sets: list[Set] = []
    if options.squad:
        data = squad(options.squad)
        sets.append(from_data("squad", data, sentence, options.every, 1000))
        sets.append(of_absent_topics("squad absent", data, sentence, 2 * options.every, 1000))
    if options.sentences:
        data = gold_sentences(options.sentences)
        sets.append(from_data("sentences", data, sentence, 1, 1000))
        sets.append(of_absent_topics("sentences absent", data, sentence, 2, 1000))
    if options.tables:
        data = tables(options.tables)
        sets.append(from_data("tables", data, cell, 1, 120))
        sets.append(of_absent_topics("tables absent", data, cell, 4, 120))
    if options.manuals:
        data = manual_sections(options.manuals)
        sets.append(from_data("manuals", data, None, 1, 120))
        sets.append(of_absent_topics("manuals absent", data, None, 4, 120))
    suites = [from_suite(folder) for folder in options.suite]
    for held in suites if options.held_out else ():
        rest = [s for s in (*sets, *suites) if s is not held]
        ranking = fit_ranking(rest)
        report(held, ranking, fit_confidence(rest, ranking), "(held out)")
    everything = [*sets, *suites]
    ranking = fit_ranking(everything)
    confidence = fit_confidence(everything, ranking)
    for s in everything:
        report(s, ranking, confidence)
    if options.write:
        write(ranking, confidence)


if __name__ == "__main__":
    main()
