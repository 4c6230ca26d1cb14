"""Bringing an index up to date without opening it does and says what opening it does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import KnowledgeError, Settings
from assistant.index import storage
from assistant.index.stored import CHECKED, MANIFEST, Stored, read_stored
from assistant.learn import INDEX_FOLDER, Report, refresh, update

Write = Callable[..., Path]
Deed = Callable[[Path], object]
YEAR_2001 = 1_000_000_000

FILES = {
    "tea.md": "# Tea\n\nTea is a hot drink.\n",
    "sub/pots.txt": "Pots\n\nThe pots are:\n\n• clay pot\n• iron pot\n",
    "milk.txt": "Milk is white.\n",
    "empty.md": "# Nothing below\n",
    "not-read.xyz": "?",
    "damaged.docx": "no archive",
}


def rewritten(file: Path, text: str) -> None:
    """A file with other content, its times as they were."""
    stat = file.stat()
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def aged(folder: Path) -> None:
    """All documents old, as they are when nobody has just written them."""
    for path in folder.rglob("*"):
        if path.is_file() and INDEX_FOLDER not in path.parts:
            os.utime(path, (YEAR_2001, YEAR_2001))


def harmed(name: str) -> Deed:
    """Damage to a file of the index."""

    def harm(folder: Path) -> None:
        file = read_stored(folder / INDEX_FOLDER).build / name
        file.write_bytes(file.read_bytes()[:-1] + b"?")

    return harm


DEEDS: dict[str, Deed] = {
    "nothing": lambda folder: None,
    "touched": lambda folder: os.utime(folder / "tea.md", (YEAR_2001, YEAR_2001)),
    "changed": lambda folder: (folder / "tea.md").write_text("# Tea\n\nTea is a cold drink.\n", encoding="utf-8"),
    "as long, times as before": lambda folder: rewritten(folder / "tea.md", FILES["tea.md"].replace("hot", "old")),
    "added": lambda folder: (folder / "water.txt").write_text("Water is wet.\n", encoding="utf-8"),
    "removed": lambda folder: (folder / "milk.txt").unlink(),
    "renamed": lambda folder: (folder / "milk.txt").rename(folder / "sub" / "milk.txt"),
    "one more that is not read": lambda folder: (folder / "picture.png").write_bytes(b"?"),
    "one that was not read gone": lambda folder: (folder / "not-read.xyz").unlink(),
    "made unreadable": lambda folder: (folder / "tea.md").write_bytes(b"\x00\x01\x02" * 99),
    "no index": lambda folder: shutil.rmtree(folder / INDEX_FOLDER),
    "no note of what is whole": lambda folder: (folder / INDEX_FOLDER / CHECKED).unlink(missing_ok=True),
    "a damaged text": harmed("text.bin"),
    "a damaged array": harmed("term_few.npy"),
    "a damaged manifest": harmed(MANIFEST),
}


def updated(folder: Path, settings: Settings) -> tuple[int, Report]:
    collection, report = update(folder, settings)
    return len(collection), report


def told(done: tuple[int, Report], folder: Path) -> tuple[int, Report]:
    """What was done, wherever the folder is."""
    passages, report = done
    skipped = tuple((name, reason.replace(str(folder), "…")) for name, reason in report.skipped)
    return passages, Report(report.added, report.changed, report.removed, report.unchanged, skipped, report.renamed)


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("old", [True, False], ids=["old files", "files just written"])
def test_it_does_what_opening_does(write: Write, deed: str, old: bool) -> None:
    folders = [write(FILES, "one"), write(FILES, "other")]
    outcomes = []
    for folder, bring_up_to_date in zip(folders, (refresh, updated), strict=True):
        if old:
            aged(folder)
        first = told(bring_up_to_date(folder, Settings()), folder)
        DEEDS[deed](folder)
        outcomes.append([first, *(told(bring_up_to_date(folder, Settings()), folder) for _ in range(2))])
    assert outcomes[0] == outcomes[1]
    one, other = (update(folder, Settings())[0] for folder in folders)
    assert [one.document(name).text for name in one.document_ids] == [
        other.document(name).text for name in other.document_ids
    ]


@pytest.mark.parametrize("setting", [Settings(passage_words=40), Settings(max_file_mb=0.001)])
def test_other_settings_count_as_they_do_for_opening(write: Write, setting: Settings) -> None:
    outcomes = []
    for folder, bring_up_to_date in ((write(FILES, "one"), refresh), (write(FILES, "other"), updated)):
        bring_up_to_date(folder, Settings())
        outcomes.append(told(bring_up_to_date(folder, setting), folder))
    assert outcomes[0] == outcomes[1]


def test_where_nothing_changed_nothing_is_opened_or_written(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({name: text for name, text in FILES.items() if name != "damaged.docx"})
    aged(folder)
    passages, _ = refresh(folder, Settings())
    refresh(folder, Settings())
    before = {path: path.stat().st_mtime_ns for path in (folder / INDEX_FOLDER).rglob("*") if path.name != CHECKED}
    monkeypatch.setattr(storage, "Collection", None)
    again, report = refresh(folder, Settings())
    assert (again, report.unchanged) == (passages, ("empty.md", "milk.txt", "sub/pots.txt", "tea.md"))
    after = {path: path.stat().st_mtime_ns for path in (folder / INDEX_FOLDER).rglob("*") if path.name != CHECKED}
    assert after == before


def test_nothing_left_to_read_is_an_error(write: Write) -> None:
    folder = write({"tea.md": FILES["tea.md"]})
    refresh(folder, Settings())
    (folder / "tea.md").unlink()
    with pytest.raises(KnowledgeError, match="no documents there"):
        refresh(folder, Settings())


def test_where_the_index_is_replaced_before_it_is_opened_all_is_looked_at_again(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(FILES)
    refresh(folder, Settings())
    (folder / "water.txt").write_text("Water is wet.\n", encoding="utf-8")
    open_stored = storage.open_stored

    def overtaken(stored: Stored) -> storage.Collection:
        """Another process has read the new file meanwhile."""
        monkeypatch.undo()
        update(folder, Settings())
        return open_stored(stored)

    monkeypatch.setattr(storage, "open_stored", overtaken)
    _, report = refresh(folder, Settings())
    assert report.added == ()
    assert "water.txt" in report.unchanged
