"""What was asked and not answered is kept, grouped, and told by ``assistant gaps``."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from assistant import Answer, StorageError
from assistant.asked import Asked, AskedStore, _alike, _gist, asked_file, gaps
from assistant.cli import cli
from assistant.types import Citation

CITED = Citation("a.md", "", "Kettles", ("Kettles",), None, 0, 7, "Kettles", 1.0)


def refused(question: str) -> Answer:
    return Answer(question, question, "no_answer", "No.", 0.1, reason="no document mentions it")


def entry(number: int, question: str, answered: bool = False) -> Asked:
    return Asked(number, "2026-01-01T00:00:00Z", question, answered, None, None)


@pytest.fixture
def store(tmp_path: Path) -> AskedStore:
    return AskedStore(tmp_path / "data" / "asked.sqlite3", tmp_path)


def test_nothing_is_written_before_something_is_kept(store: AskedStore) -> None:
    assert store.entries() == []
    assert not store.file.exists()


def test_the_latest_comes_first(store: AskedStore) -> None:
    store.keep(refused("one"))
    store.keep(refused("two"))
    assert [kept.question for kept in store.entries()] == ["two", "one"]
    assert store.entries()[0].reason == "no document mentions it"


def test_a_note_is_added_and_entries_are_dropped(store: AskedStore) -> None:
    first = store.keep(refused("one"))
    second = store.keep(refused("two"))
    store.note(first, "too " + "long " * 100)
    store.drop([second])
    (kept,) = store.entries()
    assert kept.note is not None
    assert len(kept.note) == 200


def test_what_was_typed_is_kept_where_it_was_understood_as_something_else(store: AskedStore) -> None:
    store.keep(replace(refused("What does a kettle cost?"), question="and its cost?"))
    store.keep(refused("What does a kettle cost?"))
    assert [kept.typed for kept in store.entries()] == [None, "and its cost?"]
    (gap,) = gaps(store.entries())
    assert gap.typed == ("and its cost?",)


def test_a_file_of_an_earlier_version_goes_on_being_used(store: AskedStore) -> None:
    store.keep(refused("one"))
    with store._open() as database:
        database.execute("ALTER TABLE asked DROP COLUMN typed")
    store.keep(replace(refused("two"), question="typed"))
    assert [(kept.question, kept.typed) for kept in store.entries()] == [("two", "typed"), ("one", None)]


def test_each_knowledge_has_its_own(store: AskedStore, tmp_path: Path) -> None:
    other = AskedStore(store.file, tmp_path / "other")
    store.keep(refused("one"))
    other.keep(refused("two"))
    store.forget()
    assert store.entries() == []
    assert [kept.question for kept in other.entries()] == ["two"]


def test_no_more_than_so_many_are_kept(store: AskedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.asked.MOST_KEPT", 3)
    for number in range(5):
        store.keep(refused(str(number)))
    assert [kept.question for kept in store.entries()] == ["4", "3", "2"]


def test_only_the_owner_can_read_the_file(store: AskedStore) -> None:
    store.keep(refused("one"))
    assert store.file.stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_said_in_words(store: AskedStore) -> None:
    store.file.parent.mkdir()
    store.file.write_text("no database, however long this text is", encoding="utf-8")
    with pytest.raises(StorageError, match="switch keep_questions off"):
        store.keep(refused("one"))


def test_what_goes_wrong_half_way_leaves_nothing(store: AskedStore) -> None:
    store.keep(refused("one"))
    with pytest.raises(StorageError), store._open() as database:
        database.execute("DELETE FROM asked")
        raise sqlite3.OperationalError("disk full")
    assert len(store.entries()) == 1


def test_questions_that_ask_the_same_are_one_group() -> None:
    entries = [
        entry(5, "What does a kettle cost?"),
        entry(4, "Who invented the teapot?"),
        entry(3, "How much does the kettle cost?"),
        entry(2, "what did a kettle cost"),
    ]
    found = gaps(entries)
    assert [[one.id for one in gap.entries] for gap in found] == [[5, 3, 2], [4]]
    assert found[0].question == "What does a kettle cost?"
    assert found[0].to_dict()["times"] == 3


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=5).map(lambda words: " ".join(w * 3 for w in words))))
def test_groups_are_those_that_comparing_each_with_each_finds(questions: list[str]) -> None:
    entries = [entry(number, text) for number, text in reversed(list(enumerate(questions)))]
    groups: list[list[Asked]] = []
    for one in entries:
        gist = _gist(one.question)
        like = (group for group in groups if any(_alike(gist, _gist(other.question)) for other in group))
        found = next(like, None)
        if found is None:
            groups.append([one])
        else:
            found.append(one)
    assert {gap.entries for gap in gaps(entries)} == {tuple(group) for group in groups}


def test_the_same_question_twice_is_one_wording() -> None:
    (gap,) = gaps([entry(2, "Why tea?"), entry(1, "Why tea?")])
    assert gap.wordings == ("Why tea?",)


def test_what_is_answered_by_now_is_left_out_but_not_what_was_answered_badly() -> None:
    entries = [entry(2, "What is tea?"), entry(1, "Where is the pot?", answered=True)]
    assert [gap.question for gap in gaps(entries, lambda question: False)] == ["Where is the pot?"]


def test_a_dislike_is_told_though_the_same_question_was_refused_later() -> None:
    disliked = Asked(1, "2026-01-01T00:00:00Z", "Where is the pot?", True, None, "wrong pot")
    refused_later = Asked(2, "2026-01-02T00:00:00Z", "Where is the pot?", False, "no document mentions it", None)
    (gap,) = gaps([refused_later, disliked], lambda question: False)
    assert gap.disliked
    assert (gap.reason, gap.notes) == ("no document mentions it", ("wrong pot",))


def test_the_command_tells_what_the_documents_do_not_answer(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: str(tmp_path / "data" / name))
    folder = write({"a.md": "# Kettles\n\nA kettle boils water.\n"})
    command = ["gaps", "--knowledge", str(folder), "--quiet"]
    assert CliRunner().invoke(cli, command).output == "Nothing was asked that the documents do not answer.\n"
    kept = AskedStore(asked_file(), folder)
    kept.keep(refused("What is a kettle?"))
    kept.keep(replace(refused("What is a zorblax?"), kind="sentence", reason=None, citations=(CITED,)), "not true")
    kept.keep(refused("What is a zorblax?"))
    shown = CliRunner().invoke(cli, command)
    assert shown.exit_code == 0
    assert shown.output == (
        "   2 ×  What is a zorblax?\n        no document mentions it\n        not a good answer\n        “not true”\n"
    )
    (line,) = CliRunner().invoke(cli, [*command, "--format", "json"]).output.splitlines()
    assert json.loads(line)["question"] == "What is a zorblax?"
