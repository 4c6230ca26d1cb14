"""Two processes on one folder: each has a whole index, the old one or the new one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.index import storage
from assistant.index.lock import locked
from assistant.index.storage import open_collection, save
from assistant.learn import merging

# Adds a document and builds, again and again; whoever fails prints why.
BUILDER = """
import sys
from pathlib import Path
from assistant import Assistant
from assistant.learn import merging
folder, name = Path(sys.argv[1]), sys.argv[2]
merging.WHOLE = int(sys.argv[3])
for number in range(12):
    told = f"{name}\\n\\n{name} is drink number {number} of the world.\\n"
    (folder / f"{name}.txt").write_text(told, encoding="utf-8")
    assistant = Assistant.open(folder)
    text = assistant.ask(f"What is {name}?").text
    assert text == f"{name} is drink number {number} of the world.", text
"""


@pytest.mark.parametrize("whole", [merging.WHOLE, 0], ids=["all put together", "segments kept"])
def test_two_builders_at_once(write: Callable[..., Path], whole: int) -> None:
    more = "".join(f"\n\nLeaves are of sort {number}, and there is more to say of that.\n" for number in range(400))
    folder = write({"tea.txt": f"Tea\n\nTea is a hot drink.\n{more}"})
    Assistant.open(folder)
    builders = [
        subprocess.Popen(
            [sys.executable, "-c", BUILDER, str(folder), name, str(whole)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for name in ("Milk", "Water")
    ]
    for builder in builders:
        shown, _ = builder.communicate(timeout=120)
        assert (builder.returncode, shown.decode()) == (0, "")
    last = Assistant.open(folder)
    assert last.documents == ("Milk.txt", "Water.txt", "tea.txt")
    needed = {one["build"] or last.collection.build.name for one in last.collection.manifest["segments"]}
    assert {place.name for place in (folder / ".assistant").glob("build-*")} == needed | {last.collection.build.name}
    assert len(needed) == 1 or not whole


def test_who_builds_answers_from_what_it_has_read(write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({"tea.txt": "Tea\n\nTea is a hot drink.\n"})
    index = folder / ".assistant"
    Assistant.open(folder)
    earlier = shutil.copytree(index, folder.parent / "earlier")

    @contextmanager
    def overtaken(place: Path) -> Iterator[bool]:
        """As soon as the folder is free another process, which has not seen the change yet, makes its build current."""
        with locked(place) as alone:
            yield alone
        shutil.rmtree(index)
        shutil.copytree(earlier, index)

    monkeypatch.setattr(storage, "locked", overtaken)
    write({"milk.txt": "Milk\n\nMilk is a white drink.\n"})
    assert Assistant.open(folder).ask("What is milk?").text == "Milk is a white drink."
    monkeypatch.undo()
    assert Assistant.open(folder).ask("What is milk?").text == "Milk is a white drink."


def test_an_open_index_stays_whole_when_a_newer_one_takes_its_place(write: Callable[..., Path]) -> None:
    folder = write(
        {"tea.txt": "Tea\n\nTea is a hot drink.\n", "pots.md": "# Pots\n\n|Pot|Price|\n|---|---|\n|iron|5|\n"}
    )
    early = Assistant.open(folder)
    write({"milk.txt": "Milk\n\nMilk is a white drink.\n"})
    assert "milk.txt" in Assistant.open(folder).documents
    assert not early.collection.build.exists()
    assert early.ask("What is tea?").text == "Tea is a hot drink."
    assert early.ask("What is a taepot?").question
    assert early.document("pots.md").blocks
    assert early.documents == ("pots.md", "tea.txt")


@pytest.mark.skipif(sys.platform == "win32", reason="locks files")
def test_a_build_waits_until_the_folder_is_free(write: Callable[..., Path]) -> None:
    folder = write({"tea.txt": "Tea\n\nTea is a hot drink.\n"}) / ".assistant"
    folder.mkdir()
    hold = (
        "import sys, time; from pathlib import Path; from assistant.index.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.read()\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", hold, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert holder.stdout is not None
    assert holder.stdout.readline().strip() == b"held"
    waiting = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from assistant import Assistant; Assistant.open(sys.argv[1])",
            str(folder.parent),
        ]
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(timeout=3)
    holder.communicate(timeout=30)
    assert waiting.wait(timeout=60) == 0
    assert open_collection(folder).document_ids == ("tea.txt",)


def test_a_build_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        save(tmp_path, lambda build, current: {"not": {"json"}})
    assert [path.name for path in tmp_path.iterdir()] == ["lock"]
