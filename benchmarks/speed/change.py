"""One file changed: what it takes, beside a build from nothing, and what questions take afterwards."""

from __future__ import annotations

import shutil
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from assistant.config import Settings
from assistant.index.collection import Collection
from assistant.learn import INDEX_FOLDER, merging, update
from assistant.text import normalise, stems
from benchmarks.speed.folder import write_documents
from benchmarks.speed.texts import Texts

TOP = 10
GRAIN = 2.5
"""Seconds after which it is told by the clock that a file has not changed again."""
LONG = 0.001
Terms = dict[str, float]


class Taken(NamedTuple):
    """The seconds of something, by the clock and of the processor."""

    clock: float
    processor: float


def measure(options: Namespace, place: Path) -> Iterator[tuple[str, list[str]]]:
    """The rows of the table: a label, then the time by the clock, of the processor, and in how many segments."""
    documents = place / f"changed-{options.passages}x{options.words}"
    texts = Texts(options.passages, options.words)
    shutil.rmtree(documents, ignore_errors=True)
    write_documents(texts, documents)
    settings = Settings(build_processes=1, passage_words=max(10, min(options.words, 120)))
    files = sorted(documents.glob("*.md"))

    def opened() -> Collection:
        return update(documents, settings)[0]

    def changed(text: str) -> list[Taken]:
        took = []
        for number in range(options.rounds):
            time.sleep(GRAIN)
            file = files[number * 7 % len(files)]
            file.write_text(f"{file.read_text(encoding='utf-8')}\n{text} {number}\n", encoding="utf-8")
            took.append(_timed(opened))
        return took

    yield _row("built from nothing", [_timed(opened)], opened())
    time.sleep(GRAIN)
    opened()
    yield _row("nothing changed", [_timed(opened) for _ in range(options.rounds)], opened())
    yield _row("one file changed", changed("a first time"), opened())
    yield from _asked(texts, options, opened(), documents, settings)
    merging.WHOLE, kept = 1 << 62, merging.WHOLE
    yield _row("one file changed, all copied", changed("a second time"), opened())
    merging.WHOLE = kept


def _timed(action: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), time.process_time()
    action()
    return Taken(time.perf_counter() - clock, time.process_time() - processor)


def _row(label: str, took: list[Taken], collection: Collection) -> tuple[str, list[str]]:
    return label, [*_medians(took), str(len(collection.segments))]


def _medians(took: list[Taken]) -> list[str]:
    seconds = [median(one) for one in zip(*took, strict=True)]
    return [f"{one:.3f} s" if seconds[0] > LONG else f"{one * 1e3:.4f} ms" for one in seconds]


def _asked(
    texts: Texts, options: Namespace, changed: Collection, documents: Path, settings: Settings
) -> list[tuple[str, list[str]]]:
    """A question to the segments and to one of the same documents, in turns; whether all results are the same."""
    fresh = documents.with_name(f"{documents.name}-anew")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(documents, fresh, ignore=shutil.ignore_patterns(INDEX_FOLDER))
    sides = {"a question to the segments": changed, "… to one of the same": update(fresh, settings)[0]}
    questions: list[Terms] = [
        dict.fromkeys(stems(normalise(text)), 1.0) for text in texts.questions(options.questions, options.seed)
    ]
    best = {label: [Taken(float("inf"), float("inf"))] * len(questions) for label in sides}
    found: dict[str, list[object]] = {}
    for _ in range(options.rounds + 1):
        for label, side in sides.items():
            found[label] = []
            for place, terms in enumerate(questions):
                best[label][place] = min(best[label][place], _timed(lambda: side.index.search(terms, TOP)))  # noqa: B023
                found[label].append(side.index.search(terms, TOP))
    one, other = found.values()
    same = f"{sum(a == b for a, b in zip(one, other, strict=True))} of {len(one)} alike"
    return [(label, [*_medians(best[label]), same]) for label in sides]
