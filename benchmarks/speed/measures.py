"""One measure for each question about speed; each prints a table, the first row what the others are held against."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from assistant.text import normalise, stems
from benchmarks.speed.answers import measure as measure_answers
from benchmarks.speed.answers import rows as rows_of_answers
from benchmarks.speed.change import measure
from benchmarks.speed.exact import Exact
from benchmarks.speed.folder import write_documents
from benchmarks.speed.peers import Bm25s, Peer, peer
from benchmarks.speed.texts import Folder, Texts

CHECKED = 100
"""How many questions are also scored exactly."""


class Material(NamedTuple):
    """Texts as they are and as their stems, and the stems of the questions, once each."""

    raw: list[str]
    stemmed: list[str]
    questions: list[list[str]]

    def of(self, engine: Peer) -> list[str]:
        """The texts that a peer is given."""
        return self.raw if engine.raw else self.stemmed

    @property
    def size(self) -> float:
        """The texts' size in MB."""
        return sum(map(len, self.raw)) / 1e6


class Run(NamedTuple):
    """A peer with the seconds of its best round and what it found, for each question."""

    engine: Peer
    seconds: list[float]
    found: list[list[int]]


def warm(options: argparse.Namespace, place: Path) -> None:
    """A question to an index that is open: the median over the questions of each one's fastest round, in turns."""
    material = gathered(options)
    runs = []
    for name in names(options):
        engine = ready(name, material, options, place)
        if engine is not None:
            runs.append(Run(engine, [float("inf")] * len(material.questions), []))
    for number in range(options.rounds + 1):
        for run in runs:
            run.found.clear()
            for place_in, question in enumerate(material.questions):
                started = time.perf_counter()
                run.found.append(run.engine.search(question))
                taken = time.perf_counter() - started
                if number:
                    run.seconds[place_in] = min(run.seconds[place_in], taken)
    exact = Exact(material.stemmed)
    base = median(runs[0].seconds)
    head("question, ms", "95 % below, ms", "times ours", "agreement")
    for run in runs:
        times, cells = run.seconds, agreement(run, exact, material.questions)
        p95 = sorted(times)[int(0.95 * len(times))]
        row(run.engine.name, f"{median(times) * 1e3:.4f}", f"{p95 * 1e3:.4f}", f"{median(times) / base:.2f}", cells)
        if isinstance(run.engine, Bm25s):
            each = batched(run.engine, material.questions)
            row(f"{run.engine.name}, all in one call", f"{each * 1e3:.4f}", "mean", f"{each / base:.2f}", "")


def agreement(run: Run, exact: Exact, questions: list[list[str]]) -> str:
    """The share of the exact best ten that a peer found, over some of the questions."""
    engine = run.engine
    if not engine.formula:
        return "–" if engine.stored else "scores all"
    shares = [exact.agreement(engine.formula, q, f) for q, f in zip(questions, run.found, strict=True)][:CHECKED]
    return f"{sum(shares) / len(shares):.3f}"


def batched(engine: Bm25s, questions: list[list[str]]) -> float:
    """The seconds of a question where all are asked in one call; the fastest of three."""
    taken = []
    for _ in range(3):
        started = time.perf_counter()
        engine.batch(questions)
        taken.append(time.perf_counter() - started)
    return min(taken) / len(questions)


def cold(options: argparse.Namespace, place: Path) -> None:
    """A process that starts, opens a saved index, finds ten passages and ends."""
    material = gathered(options)
    held = {name: folder(name, options, place) for name in names(options) if stored(name, material, options, place)}
    times: dict[str, list[float]] = {name: [] for name in held}
    for number in range(options.rounds + 1):
        for name, where in held.items():
            question = material.questions[number % len(material.questions)]
            started = time.perf_counter()
            spawn("cold", name, place, where, *question)
            if number:
                times[name].append(time.perf_counter() - started)
    base = median(next(iter(times.values())))
    head("process, ms", "times ours")
    for name, seconds in times.items():
        row(name, f"{median(seconds) * 1e3:.0f}", f"{median(seconds) / base:.2f}")


def commands(options: argparse.Namespace, place: Path) -> None:
    """``assistant search`` and ``assistant ask`` as whole processes, beside what Python and NumPy take to start.

    Over made-up documents, or those of ``--folder``, whose index is built first.
    """
    texts = Texts(options.passages, options.words)
    documents = options.folder or place / f"documents-{options.passages}x{options.words}"
    if not documents.exists():
        write_documents(texts, documents)
    python, ours = [sys.executable], [sys.executable, "-m", "assistant"]
    started = time.perf_counter()
    subprocess.run([*ours, "build", "--knowledge", str(documents)], stdout=subprocess.DEVNULL, check=True)
    print(f"built, or found as it was, in {time.perf_counter() - started:.1f} s")
    asked = texts.questions(options.questions, options.seed) if not options.folder else ["What is it used for?"]
    times: dict[str, list[float]] = {}
    for number in range(options.rounds + 1):
        about = ["--knowledge", str(documents), "--quiet", asked[number % len(asked)]]
        for name, command in (
            ("Python alone", [*python, "-c", "pass"]),
            ("import numpy", [*python, "-c", "import numpy"]),
            ("assistant search", [*ours, "search", *about]),
            ("assistant ask", [*ours, "ask", *about]),
        ):
            started = time.perf_counter()
            subprocess.run(command, capture_output=True, check=False)
            if number:  # the first finds nothing in the system's memory
                times.setdefault(name, []).append(time.perf_counter() - started)
    head("process, ms", "fastest, ms")
    for name, seconds in times.items():
        row(name, f"{median(seconds) * 1e3:.0f}", f"{min(seconds) * 1e3:.0f}")


def answers(options: argparse.Namespace, place: Path) -> None:
    """A whole answer from an index that is open, over the knowledge that ships or the documents of ``--folder``."""
    taken = measure_answers(options.folder or Path("knowledge"), options.questions)
    head("asked", "questions", "median, ms", "95 %, ms")
    for cells in rows_of_answers(taken):
        row(*cells)


def build(options: argparse.Namespace, place: Path) -> None:
    """Building from texts that are in memory: MB a second, and the peak of memory above the text.

    This project reads and stems them, its peers are given the stems; the size is that of the texts.
    """
    material = gathered(options)
    place.mkdir(parents=True, exist_ok=True)
    for kind, texts in (("raw", material.raw), ("stemmed", material.stemmed)):
        (place / kind).write_text("\n".join(texts), encoding="utf-8")
    taken: dict[str, list[dict[str, float]]] = {}
    for number in range(options.rounds):
        for name in names(options):
            engine = peer(name)
            if engine is not None:
                taken.setdefault(engine.name, []).append(
                    spawn("build", name, place / ("raw" if engine.raw else "stemmed"), place / f"built-{name}-{number}")
                )
    base = median(run["seconds"] for run in next(iter(taken.values())))
    head("MB/s", "peak above text, MB", "times our time")
    for name, runs in taken.items():
        seconds = median(run["seconds"] for run in runs)
        row(
            name,
            f"{material.size / seconds:.1f}",
            f"{median(run['above'] for run in runs):.0f}",
            f"{seconds / base:.2f}",
        )


def size(options: argparse.Namespace, place: Path) -> None:
    """The bytes of a saved index against those of the text, which is not in it."""
    material = gathered(options)
    head("MB", "share of the text")
    for name in names(options):
        if stored(name, material, options, place):
            taken = sum(file.stat().st_size for file in folder(name, options, place).rglob("*") if file.is_file())
            row(name, f"{taken / 1e6:.1f}", f"{taken / 1e6 / material.size:.3f}")


def memory(options: argparse.Namespace, place: Path) -> None:
    """The memory of a process that has answered all questions."""
    material = gathered(options)
    place.mkdir(parents=True, exist_ok=True)
    (place / "questions").write_text("\n".join(map(" ".join, material.questions)), encoding="utf-8")
    head("own, MB", "mapped, MB", "all, MB")
    for name in names(options):
        if stored(name, material, options, place):
            held = spawn("memory", name, place / "questions", folder(name, options, place))
            row(name, *(f"{held[part]:.0f}" for part in ("own", "mapped", "all")))


def change(options: argparse.Namespace, place: Path) -> None:
    """One of many made-up documents changed, and what questions take afterwards."""
    head("by the clock", "of the processor", "segments")
    for label, cells in measure(options, place):
        row(label, *cells)


def gathered(options: argparse.Namespace) -> Material:
    """The texts and questions asked for."""
    source = Folder(options.folder) if options.folder else Texts(options.passages, options.words)
    raw = list(source)
    stemmed = [" ".join(stems(normalise(text))) for text in raw]
    asked = source.questions(options.questions, options.seed)
    questions = [list(dict.fromkeys(stems(normalise(text)))) for text in asked]
    material = Material(raw, stemmed, questions)
    print(f"{len(raw)} passages, {material.size:.1f} MB, {len(questions)} questions")
    return material


def names(options: argparse.Namespace) -> list[str]:
    """The peers asked for."""
    return [name for name in options.peers.split(",") if name]


def folder(name: str, options: argparse.Namespace, place: Path) -> Path:
    """Where the index of a peer is; what backends share is built once."""
    shared = name.rsplit("-", 1)[0] if name.endswith(("-numpy", "-numba")) and name.startswith("ours") else name
    return place / f"{shared}-{options.folder.name if options.folder else f'{options.passages}x{options.words}'}"


def stored(name: str, material: Material, options: argparse.Namespace, place: Path) -> bool:
    """Whether the index of a peer is on disk, built now unless it is there."""
    engine = peer(name)
    if engine is None or not engine.stored:
        return False
    where = folder(name, options, place)
    if not where.exists():
        engine.build(material.of(engine), where)
    return True


def ready(name: str, material: Material, options: argparse.Namespace, place: Path) -> Peer | None:
    """A peer that can be asked."""
    engine = peer(name)
    if engine is None:
        return None
    if stored(name, material, options, place):
        engine.open(folder(name, options, place))
    else:
        engine.build(material.of(engine), place)
    return engine


def spawn(task: str, name: str, texts: Path, folder: Path, *questions: str) -> Any:
    """Run a task in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.speed", "child", "--child", task, name, str(texts), str(folder)]
    alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    shown = subprocess.run([*command, *questions], capture_output=True, check=True, encoding="utf-8", env=alone)
    return json.loads(shown.stdout.splitlines()[-1])


def head(*columns: str) -> None:
    """The head of a table."""
    row("", *columns)
    print("|---" * (len(columns) + 1) + "|")


def row(*cells: str) -> None:
    """A row of a table."""
    print("| " + " | ".join(cells) + " |", flush=True)


MEASURES: dict[str, Callable[[argparse.Namespace, Path], None]] = {
    "warm": warm,
    "cold": cold,
    "commands": commands,
    "answers": answers,
    "build": build,
    "size": size,
    "memory": memory,
    "change": change,
}
