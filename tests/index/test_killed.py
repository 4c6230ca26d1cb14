"""A build that is killed at any moment leaves the old index in use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.index.storage import open_collection
from assistant.learn import INDEX_FOLDER, merging

# Builds again and again in a child of its own, which kills itself right before (0) or after (1) its n-th step on
# the way to the disk; prints what each attempt left behind, until a child gets through.
SCRIPT = """
import os, shutil, signal, sys
from pathlib import Path
import assistant.index.counting
from assistant import Assistant, StorageError
from assistant.index.columns import FileColumns
from assistant.index.storage import open_collection
from assistant.learn import merging

folder, after = Path(sys.argv[1]), int(sys.argv[2])
merging.WHOLE = int(sys.argv[3])

def lethal(holder, name, steps, fatal):
    plain = getattr(holder, name)
    def step(*given, **named):
        steps[0] += 1
        if steps[0] == fatal and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = plain(*given, **named)
        if steps[0] == fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return done
    setattr(holder, name, step)

first = len(sys.argv) > 4
for fatal in range(1, 200):
    if first:
        shutil.rmtree(folder / ".assistant", ignore_errors=True)
    child = os.fork()
    if not child:
        steps = [0]
        lethal(FileColumns, "_write_head", steps, fatal)
        for name in ("mkdir", "write_text", "write_bytes", "replace"):
            lethal(Path, name, steps, fatal)
        Assistant.open(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    try:
        names = open_collection(folder / ".assistant").document_ids
    except StorageError:
        names = ["nothing"]
    again = Assistant.open(folder).ask("What is tea?").text if first else ""
    print(os.WIFSIGNALED(status), *names, again)
    if not os.WIFSIGNALED(status):
        break
"""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@pytest.mark.parametrize("whole", [merging.WHOLE, 0], ids=["all put together", "a segment kept"])
@pytest.mark.parametrize("after", [0, 1], ids=["before a step", "after a step"])
def test_the_old_index_answers_whenever_a_build_is_killed(write: Callable[..., Path], after: int, whole: int) -> None:
    more = "".join(f"\n\nLeaves are of sort {number}, and there is more to say of that.\n" for number in range(100))
    folder = write({"tea.txt": f"Tea\n\nTea is a hot drink.\n{more}"})
    answer = Assistant.open(folder).ask("What is tea?")
    write({"milk.txt": "Milk\n\nMilk is a white drink.\n"})
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(after), str(whole)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.stderr == ""
    attempts = [line.split() for line in run.stdout.splitlines()]
    killed = [names for was_killed, *names in attempts if was_killed == "True"]
    assert len(killed) > 50  # each array when it is begun and when it is whole, the manifest, the pointer
    swapped = killed.index(["milk.txt", "tea.txt"]) if ["milk.txt", "tea.txt"] in killed else len(killed)
    assert all(names == ["tea.txt"] for names in killed[:swapped])
    assert all(names == ["milk.txt", "tea.txt"] for names in killed[swapped:])
    assert len(killed) - swapped <= after  # only the last step makes the new build the current one
    again = Assistant.open(folder)
    assert len(again.collection.segments) == (1 if whole else 2)
    assert again.ask("What is tea?").text == answer.text
    assert again.ask("What is milk?").text == "Milk is a white drink."


@pytest.mark.parametrize("after", [0, 1], ids=["before a step", "after a step"])
def test_a_first_build_that_is_killed_leaves_nothing_or_all_and_the_next_one_is_clean(
    write: Callable[..., Path], after: int
) -> None:
    folder = write({"tea.txt": "Tea\n\nTea is a hot drink.\n"})
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder), str(after), str(merging.WHOLE), "first"],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert run.stderr == ""
    attempts = [line.split(maxsplit=2) for line in run.stdout.splitlines()]
    killed = [name for was_killed, name, _ in attempts if was_killed == "True"]
    assert len(killed) > 15
    assert killed == ["nothing"] * (len(killed) - after) + ["tea.txt"] * after
    assert {answer for _, _, answer in attempts} == {"Tea is a hot drink."}


def test_what_a_killed_build_left_is_removed_once_it_is_old(write: Callable[..., Path]) -> None:
    folder = write({"tea.txt": "Tea is a hot drink.\n"})
    Assistant.open(folder)
    rubbish = folder / INDEX_FOLDER / "build-0123456789ab"
    running = folder / INDEX_FOLDER / "build-ba9876543210"
    for left in (rubbish, running):
        left.mkdir()
        (left / "text.bin").write_bytes(b"tea")
    os.utime(rubbish, (1_000_000_000, 1_000_000_000))
    write({"milk.txt": "Milk is white.\n"})
    Assistant.open(folder)
    assert not rubbish.exists()
    assert running.exists()
    assert open_collection(folder / INDEX_FOLDER).document_ids == ("milk.txt", "tea.txt")
