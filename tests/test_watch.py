"""Changes are noticed while the documents are open; there is a whole index at any time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, ConfigError, KnowledgeError
from assistant.watch import Watched

pytest.importorskip("watchfiles")
Write = Callable[..., Path]
TEA = "Tea\n\nTea is a {} drink.\n"
SECONDS = 30


def says(word: str) -> Callable[[Assistant], bool]:
    """Whether an assistant's answer holds a word."""
    return lambda assistant: word in assistant.ask("What is tea?").text


def test_a_change_is_noticed_and_who_asked_before_goes_on(write: Write) -> None:
    folder = write({"tea.txt": TEA.format("hot")})
    with Assistant.watch(folder) as watched:
        early = watched.current
        write({"tea.txt": TEA.format("wet")})
        assert watched.wait(says("wet"), SECONDS)
        assert says("hot")(early)
        write({"milk.txt": "Milk\n\nMilk is white.\n"})
        assert watched.wait(lambda assistant: len(assistant.documents) == 2, SECONDS)
        (folder / "milk.txt").unlink()
        assert watched.wait(lambda assistant: len(assistant.documents) == 1, SECONDS)


def test_a_single_file_is_watched(write: Write) -> None:
    folder = write({"tea.txt": TEA.format("hot")})
    with Assistant.watch(folder / "tea.txt") as watched:
        write({"milk.txt": "Milk\n\nMilk is white.\n", "tea.txt": TEA.format("wet")})
        assert watched.wait(says("wet"), SECONDS)
        assert watched.current.documents == ("tea.txt",)


def test_there_is_an_answer_at_any_time(write: Write) -> None:
    folder = write({"tea.txt": TEA.format("hot"), "other.md": "# Other\n\nNothing.\n"})
    words = ("hot", "wet", "old", "red")
    wrong: list[str] = []
    done = threading.Event()

    def keep_asking(watched: Watched[Assistant]) -> None:
        while not done.is_set():
            text = watched.current.ask("What is tea?").text
            if text not in {f"Tea is a {word} drink." for word in words}:
                wrong.append(text)

    with Assistant.watch(folder) as watched:
        asking = threading.Thread(target=keep_asking, args=(watched,))
        asking.start()
        for word in words[1:]:
            write({"tea.txt": TEA.format(word)})
            assert watched.wait(says(word), SECONDS)
        done.set()
        asking.join()
    assert wrong == []


def test_what_cannot_be_made_leaves_the_old_one_in_place(write: Write) -> None:
    folder = write({"tea.txt": TEA.format("hot"), "knowledge.yaml": "title: Drinks\n"})
    with Assistant.watch(folder) as watched:
        write({"knowledge.yaml": "titel: Drinks\n"})
        failed = threading.Event()
        while watched.failure is None and not failed.wait(0.05):
            pass
        assert "knowledge.yaml: unknown key" in str(watched.failure)
        assert says("hot")(watched.current)
        write({"knowledge.yaml": "title: Hot drinks\n"})
        assert watched.wait(lambda assistant: assistant.title == "Hot drinks", SECONDS)
        assert watched.failure is None


def test_what_changes_the_index_is_no_change(tmp_path: Path) -> None:
    made = []
    watched = Watched(tmp_path, lambda: made.append(1))
    watched.close()
    changed = [str(tmp_path / name) for name in (".assistant/a", "sub/.git/b", "a.txt", "sub/b.txt")]
    assert [watched._concerns(None, name) for name in changed] == [False, False, True, True]


def test_nothing_to_open_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="no such file or folder"):
        Assistant.watch(tmp_path / "gone")


def test_without_the_library_the_command_that_installs_it_is_named(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.watch.find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r'pip install "ask-your-documents\[watch\]"'):
        Assistant.watch(write({"tea.txt": TEA.format("hot")}))
