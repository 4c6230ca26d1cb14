"""What is measured in a process of its own: a build, a first question, the memory held while answering."""

from __future__ import annotations

import json
import time
from pathlib import Path

from benchmarks.speed.peers import peer

MB = 1e6


def run(task: str, name: str, texts: str, folder: str, *questions: str) -> None:
    """Do a task and print what it took as JSON."""
    print(json.dumps(_TASKS[task](name, Path(texts), Path(folder), questions)))


def peak() -> float:
    """The most memory this process has held so far, in MB."""
    return _status()["VmHWM"]


def resident() -> dict[str, float]:
    """The memory held now in MB: of its own, and mapped pages of files, which the system may take back."""
    held = _status()
    return {"own": held["RssAnon"], "mapped": held["RssFile"], "all": held["VmRSS"]}


def _status() -> dict[str, float]:
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return {row.split(":")[0]: int(row.split()[1]) * 1024 / MB for row in rows if row.startswith(("Rss", "Vm"))}


def _build(name: str, texts: Path, folder: Path, questions: tuple[str, ...]) -> dict[str, float]:
    held = texts.read_text(encoding="utf-8").splitlines()
    engine = peer(name)
    if engine is None:
        return {}
    before, started = peak(), time.perf_counter()
    engine.build(held, folder)
    return {"seconds": time.perf_counter() - started, "above": peak() - before}


def _memory(name: str, texts: Path, folder: Path, questions: tuple[str, ...]) -> dict[str, float]:
    engine = peer(name)
    if engine is None:
        return {}
    engine.open(folder)
    for question in texts.read_text(encoding="utf-8").splitlines():
        engine.search(question.split())
    return resident()


def _cold(name: str, texts: Path, folder: Path, questions: tuple[str, ...]) -> list[int]:
    engine = peer(name)
    if engine is None:
        return []
    engine.open(folder)
    return engine.search(questions)


_TASKS = {"build": _build, "memory": _memory, "cold": _cold}
