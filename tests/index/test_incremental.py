"""Only what changed is read again, and what comes out is what a build from nothing gives."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.index.storage import Collection

Open = Callable[..., Assistant]
Write = Callable[..., Path]
QUESTIONS = ["What is tea?", "What is coffee?", "Which pots are there?", "Who drinks milk?", "tea vs coffee"]
YEAR_2001 = 1_000_000_000

TEXTS = {
    "tea": "Tea\n\nWhat is Tea?\n\nTea is a drink made of leaves (English breakfast, EB).\n",
    "more tea": "Tea\n\nWhat is Tea?\n\nTea is a hot drink. It is old.\n",
    "coffee": "# Coffee\n\n## What is *coffee*?\n\nCoffee is a drink made of seeds.\n",
    "pots": "Pots\n\nThe pots are:\n\n• clay pot\n• iron pot\n",
    "table": "Drink\tPlant\ntea\tCamellia\ncoffee\tCoffea\n",
    "heading": "# Only a heading",
}


def age(folder: Path) -> None:
    """Make all files old, as they are when nobody has just written them."""
    for path in folder.rglob("*"):
        if path.is_file() and ".assistant" not in path.parts:
            os.utime(path, (YEAR_2001, YEAR_2001))


def said(assistant: Assistant) -> list[object]:
    """Answers, and passages with their scores, for a few questions."""
    answers: list[object] = [assistant.ask(question) for question in QUESTIONS]
    return answers + [assistant.search(question, 20) for question in QUESTIONS]


def stored(collection: Collection) -> dict[str, bytes]:
    """The bytes of a build but for the manifest, which holds times of change."""
    return {file.name: file.read_bytes() for file in collection.build.iterdir() if file.name != "manifest.json"}


@pytest.fixture
def opened_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents whose bytes are read, as they are."""
    names: list[str] = []
    open_file = os.open

    def noted(path: Any, *more: Any, **named: Any) -> int:
        place = Path(os.fsdecode(path))
        if "documents" in place.parts and ".assistant" not in place.parts:
            names.append(place.name)
        return open_file(path, *more, **named)

    monkeypatch.setattr(os, "open", noted)
    return names


def test_files_that_did_not_change_are_not_read(write: Write, opened_files: list[str]) -> None:
    folder = write({"a.txt": TEXTS["tea"], "b.txt": TEXTS["pots"]})
    age(folder)
    Assistant.open(folder)
    assert sorted(opened_files) == ["a.txt", "b.txt"]
    opened_files.clear()
    assert Assistant.open(folder).report.unchanged == ("a.txt", "b.txt")
    assert opened_files == []


def test_of_several_files_the_changed_one_is_read(write: Write, opened_files: list[str]) -> None:
    folder = write({"a.txt": TEXTS["tea"], "b.txt": TEXTS["pots"]})
    age(folder)
    Assistant.open(folder)
    opened_files.clear()
    write({"a.txt": TEXTS["more tea"]})
    report = Assistant.open(folder).report
    assert (report.changed, report.unchanged) == (("a.txt",), ("b.txt",))
    assert set(opened_files) == {"a.txt"}


def test_a_file_touched_but_not_changed_keeps_its_place(write: Write) -> None:
    folder = write({"a.txt": TEXTS["tea"]})
    age(folder)
    build = Assistant.open(folder).collection.build
    os.utime(folder / "a.txt", (YEAR_2001 + 60, YEAR_2001 + 60))
    again = Assistant.open(folder)
    assert again.report.unchanged == ("a.txt",)
    assert again.collection.build == build


def test_a_change_within_the_grain_of_the_clock_is_seen(write: Write) -> None:
    folder = write({"a.txt": "Tea is a hot drink.\n"})
    stat = (folder / "a.txt").stat()
    assert "hot" in Assistant.open(folder).ask("What is tea?").text
    (folder / "a.txt").write_text("Tea is a wet drink.\n", encoding="utf-8")  # as long as before
    os.utime(folder / "a.txt", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert "wet" in Assistant.open(folder).ask("What is tea?").text


def test_edits_of_like_length_are_seen_however_soon_the_question_comes(write: Write) -> None:
    folder = write({"a.txt": "Tea is a hot drink.\n"})
    for word in ("wet", "old", "red"):
        (folder / "a.txt").write_text(f"Tea is a {word} drink.\n", encoding="utf-8")
        assert word in Assistant.open(folder).ask("What is tea?").text


def test_a_file_read_once_while_it_was_fresh_is_not_read_for_ever(write: Write, opened_files: list[str]) -> None:
    folder = write({"a.txt": TEXTS["tea"]})
    Assistant.open(folder)
    age(folder)
    Assistant.open(folder)
    opened_files.clear()
    Assistant.open(folder)
    assert opened_files == []


def test_the_report_says_what_was_added_changed_and_removed(write: Write) -> None:
    folder = write({"a.txt": TEXTS["tea"], "b.txt": TEXTS["pots"], "c.xyz": "?"})
    assert Assistant.open(folder).report.added == ("a.txt", "b.txt")
    (folder / "b.txt").unlink()
    write({"a.txt": TEXTS["more tea"], "d.md": TEXTS["coffee"]})
    report = Assistant.open(folder).report
    assert (report.added, report.changed, report.removed) == (("d.md",), ("a.txt",), ("b.txt",))
    assert [name for name, _ in report.skipped] == ["c.xyz"]


def test_a_renamed_file_is_neither_added_nor_removed(write: Write) -> None:
    folder = write({"a.txt": TEXTS["tea"], "b.txt": TEXTS["pots"], "copy.txt": TEXTS["pots"]})
    Assistant.open(folder)
    (folder / "sub").mkdir()
    (folder / "b.txt").rename(folder / "sub" / "c.txt")
    report = Assistant.open(folder).report
    assert report.renamed == (("b.txt", "sub/c.txt"),)
    assert (report.added, report.changed, report.removed) == ((), (), ())
    assert report.anything_new
    assert Assistant.open(folder).documents == ("a.txt", "copy.txt", "sub/c.txt")


def test_what_was_removed_answers_no_more(write: Write) -> None:
    folder = write({"a.txt": TEXTS["tea"], "b.md": TEXTS["coffee"]})
    assert Assistant.open(folder).ask("What is coffee?").answered
    (folder / "b.md").unlink()
    answer = Assistant.open(folder).ask("What is coffee?")
    assert answer.reason == 'no document mentions "coffee"'


names = st.sampled_from(["a.txt", "b.md", "c.txt", "sub/d.md"])
states = st.lists(st.dictionaries(names, st.sampled_from(sorted(TEXTS)), min_size=1), min_size=2, max_size=3)


@settings(max_examples=15)
@given(states)
def test_any_course_of_changes_ends_where_a_build_from_nothing_does(
    tmp_path_factory: pytest.TempPathFactory, states: list[dict[str, str]]
) -> None:
    grown, fresh = tmp_path_factory.mktemp("grown"), tmp_path_factory.mktemp("fresh")
    assistant = None
    for state in states:
        for path in [path for path in grown.rglob("*.*") if path.is_file() and ".assistant" not in path.parts]:
            path.unlink()
        for name, text in state.items():
            (grown / name).parent.mkdir(exist_ok=True)
            (grown / name).write_text(TEXTS[text], encoding="utf-8")
        assistant = Assistant.open(grown)
    for name, text in states[-1].items():
        (fresh / name).parent.mkdir(exist_ok=True)
        (fresh / name).write_text(TEXTS[text], encoding="utf-8")
    full = Assistant.open(fresh)
    assert assistant is not None
    assert said(assistant) == said(full)
    assert stored(assistant.collection) == stored(full.collection)
