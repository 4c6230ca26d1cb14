"""Whether a build that is killed at a random moment leaves an index that answers: all as before it, or all as after it.

A folder of documents is changed as a whole from one version to the other and back. Each time a forked build of it is
ended by SIGKILL at a moment drawn evenly from the time that a whole build takes; one that was done by then does not
count. Then the index that lies there is opened as it is and asked about every document, and the folder is opened anew,
which must give the answers of the new version. With ``--segments`` one document is larger than all others and stays as
it is, so that builds keep its segment. Needs a system that can fork.

    python benchmarks/kills.py --kills 200
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from assistant import Assistant, Settings
from assistant.errors import AssistantError
from assistant.index.storage import open_collection
from assistant.knowledge import read_knowledge
from assistant.learn import INDEX_FOLDER, Report, merging

DRINKS = ("tea", "coffee", "milk", "cocoa", "lemonade", "cider", "punch", "broth")
VERSIONS = ("hot", "cold")
PARAGRAPHS = 600
Answers = tuple[str, ...]


def write(folder: Path, version: str) -> None:
    """Put every document into one version, text and web pages by turns; one of them stays as it is."""
    for number, drink in enumerate(DRINKS):
        title, text = drink.capitalize(), f"{drink.capitalize()} is a drink that is served {version}."
        if number % 4 == 3:
            page = f"<h1>{title}</h1><p>{text}</p>"
            (folder / f"{drink}.html").write_text(page, encoding="utf-8")
        else:
            (folder / f"{drink}.txt").write_text(f"{title}\n\n{text}\n", encoding="utf-8")
    water = "Water\n\nWater is a drink that falls as rain.\n"
    if not merging.WHOLE:
        water += "".join(f"\nThe rain of day {day} fell on fields and on houses.\n" for day in range(PARAGRAPHS))
    if not (folder / "water.txt").exists():
        (folder / "water.txt").write_text(water, encoding="utf-8")


def answers(assistant: Assistant) -> Answers:
    """What is said about each document."""
    return tuple(assistant.ask(f"What is {drink}?").text for drink in (*DRINKS, "water"))


def left(folder: Path) -> Answers:
    """What the index in a folder says as it lies there; nothing is built. Raises ``AssistantError``."""
    collection = open_collection(folder / INDEX_FOLDER)
    return answers(Assistant(collection, read_knowledge(folder), Settings(), Report()))


def judged(ask: Callable[[], Answers], old: Answers, new: Answers) -> str:
    """Whether answers are all the old ones, all the new ones, a ``mixture`` or an ``error``."""
    try:
        found = ask()
    except (AssistantError, OSError, ValueError, KeyError) as error:
        print(f"error: {error}", file=sys.stderr)
        return "error"
    return "old" if found == old else "new" if found == new else "mixture"


def kill_builds(home: Path, kills: int, seed: int) -> Iterator[tuple[str, str]]:
    """Kill so many builds; what the index that was left said each time, and what the next build said."""
    chance = random.Random(seed)
    folder, other = home / "documents", home / "other"
    said: dict[str, Answers] = {}
    for version in VERSIONS:  # a folder of its own for what is right, so that the other is not built twice
        for place in (other, folder):
            place.mkdir(exist_ok=True)
            write(place, version)
        said[version] = answers(Assistant.open(other))
    now, then = VERSIONS
    write(folder, now)
    Assistant.open(folder)
    seconds = _whole_build(home / "timed")
    done = 0
    while done < kills:
        write(folder, then)
        if _killed(folder, chance.uniform(0, seconds)):
            done += 1
            yield (
                judged(lambda: left(folder), said[now], said[then]),
                judged(lambda: answers(Assistant.open(folder)), said[now], said[then]),
            )
        now, then = then, now


def _whole_build(folder: Path) -> float:
    """The seconds that a forked build takes when nobody ends it, of documents that all changed."""
    folder.mkdir()
    write(folder, VERSIONS[0])
    Assistant.open(folder)
    write(folder, VERSIONS[1])
    started = time.monotonic()
    _killed(folder, None)
    return time.monotonic() - started


def _killed(folder: Path, seconds: float | None) -> bool:
    """Build in a process of its own that is ended after so many seconds; whether it was still at it."""
    child = os.fork()
    if not child:
        try:
            Assistant.open(folder)
            os._exit(0)
        finally:
            os._exit(1)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if not os.WIFSIGNALED(status) and status:
        raise RuntimeError(f"{folder}: a build failed that nobody killed")
    return os.WIFSIGNALED(status)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--segments", action="store_true")
    given = parser.parse_args()
    if given.segments:
        merging.WHOLE = 0  # keep segments however small they are
    with tempfile.TemporaryDirectory() as home:
        found = list(kill_builds(Path(home), given.kills, given.seed))
    tallies = map(Counter, zip(*found, strict=True))
    for name, tally in zip(("the index that was left", "the next build"), tallies, strict=True):
        print(f"{name}: " + ", ".join(f"{tally[kind]} {kind}" for kind in ("old", "new", "mixture", "error")))
    sys.exit(any(before not in ("old", "new") or after != "new" for before, after in found))


if __name__ == "__main__":
    main()
