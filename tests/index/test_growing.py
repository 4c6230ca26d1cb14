"""Changes that leave most of an index as it is: segments are kept, and all is as after a build from nothing."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant import Assistant, StorageError
from assistant.index import lock, storage, stored
from assistant.index.collection import Collection
from assistant.index.lock import locked
from assistant.index.storage import open_collection
from assistant.index.tfidf import TfidfIndex
from assistant.learn import INDEX_FOLDER, merging

Write = Callable[..., Path]
DRINKS = ("tea", "coffee", "milk", "cocoa", "cider", "broth")
MISSPELT = ("cofee", "nubmer", "waters", "drinkz", "leafes", "seads", "watr", "tae", "zzzz", "colld", "swet")
KINDS = ("hot", "cold", "old", "sweet")
QUESTIONS = [*(f"What is {drink}?" for drink in DRINKS), "Which drink is sweet?", "What is cofee?", "tea vs coffee"]


@pytest.fixture(autouse=True)
def _small_segments_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(merging, "WHOLE", 0)


def text_of(drink: str, kind: str, more: int = 0) -> str:
    rest = "".join(f"\n\nNumber {n} of {drink} is a {KINDS[n % 4]} drink of leaves and seeds." for n in range(more))
    return f"# {drink.title()}\n\n## What is {drink}?\n\n{drink.title()} is a {kind} drink.{rest}\n"


def drinks(write: Write) -> Path:
    """A folder of documents one of which is far larger than the others together."""
    return write({"large.md": text_of("water", "wet", 1000), **{f"{one}.md": text_of(one, "hot") for one in DRINKS}})


def held(collection: Collection) -> dict[str, object]:
    """All that can be asked of a collection."""
    words = collection.words
    stems = ["tea", "drink", "seed", "number", "wet", "hot", "cold", "drink of", "nowher", "leav"]
    return {
        "documents": [collection.document(name) for name in collection.document_ids],
        "passages": [collection.passage(number) for number in range(len(collection))],
        "paths": collection.paths,
        "words": [(word, collection.word_documents.frequency(word)) for word in words],
        "similar": [(word, collection.word_documents.similar(word)) for word in MISSPELT],
        "idf": [(stem, collection.index.frequency(stem), collection.index.idf(stem)) for stem in stems],
        "found": [
            collection.index.search(dict.fromkeys(terms, 1.0), k)
            for terms in itertools.combinations(stems, 2)
            for k in (1, 10, 2000)
        ],
    }


def everything(assistant: Assistant) -> list[object]:
    """All that can be asked of an assistant, and of some of its documents."""
    some = assistant.within(assistant.documents[::2])
    answers = [one.ask(question) for one in (assistant, some) for question in QUESTIONS]
    return [held(assistant.collection), answers, [some.search(question, 5) for question in QUESTIONS]]


def from_nothing(folder: Path) -> Assistant:
    """An assistant of the same documents, whose index was built at once."""
    place = folder.parent / "from nothing"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder, place, ignore=shutil.ignore_patterns(INDEX_FOLDER))
    return Assistant.open(place)


def segments(assistant: Assistant) -> int:
    return len(assistant.collection.segments)


def test_a_changed_document_goes_into_a_segment_of_its_own(write: Write) -> None:
    folder = drinks(write)
    before = Assistant.open(folder).collection.build
    stamps = {file: file.stat() for file in before.iterdir()}
    write({"tea.md": text_of("tea", "cold", 2)})
    after = Assistant.open(folder)
    assert after.report.changed == ("tea.md",)
    assert segments(after) == 2
    assert {file: file.stat() for file in before.iterdir()} == stamps
    assert len(after.collection.segments[1]) == after.collection.entry("tea.md")["passages"][1]
    assert after.ask("What is tea?").text == "Tea is a cold drink."
    assert everything(after) == everything(from_nothing(folder))
    assert everything(Assistant.open(folder)) == everything(after)


def test_documents_that_are_added_removed_and_renamed(write: Write) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    (folder / "coffee.md").unlink()
    gone = Assistant.open(folder)
    assert segments(gone) == 1
    assert list(gone.collection.build.iterdir()) == [gone.collection.build / "manifest.json"]
    assert everything(gone) == everything(from_nothing(folder))
    assert gone.ask("What is coffee?").reason == 'no document mentions "coffee"'
    write({"punch.md": text_of("punch", "sweet")})
    (folder / "tea.md").rename(folder / "atea.md")
    more = Assistant.open(folder)
    assert more.report.renamed == (("tea.md", "atea.md"),)
    assert segments(more) == 2
    assert everything(more) == everything(from_nothing(folder))


def test_a_removed_document_comes_back(write: Write) -> None:
    folder = drinks(write)
    first = Assistant.open(folder)
    (folder / "coffee.md").unlink()
    Assistant.open(folder)
    write({"coffee.md": text_of("coffee", "hot")})
    again = Assistant.open(folder)
    assert segments(again) == 2
    assert everything(again) == everything(first)


def test_when_most_has_changed_all_is_one_segment_with_the_bytes_of_a_build_from_nothing(write: Write) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    write({"tea.md": text_of("tea", "cold")})
    assert segments(Assistant.open(folder)) == 2
    write({"large.md": text_of("water", "salty", 950)})
    last, full = Assistant.open(folder), from_nothing(folder)
    assert isinstance(last.collection.index, TfidfIndex)
    assert [place.name for place in (folder / INDEX_FOLDER).glob("build-*")] == [last.collection.build.name]
    one, other = (
        {file.name: file.read_bytes() for file in assistant.collection.build.iterdir() if file.suffix != ".json"}
        for assistant in (last, full)
    )
    assert one == other


names = st.sampled_from([f"{drink}.md" for drink in DRINKS])
changes = st.lists(
    st.dictionaries(
        names, st.one_of(st.none(), st.tuples(st.sampled_from(KINDS), st.integers(0, 9))), min_size=1, max_size=3
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=10)
@given(changes)
def test_after_any_course_of_changes_all_is_as_after_a_build_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, changes: list[dict[str, tuple[str, int] | None]]
) -> None:
    folder = tmp_path_factory.mktemp("shelf") / "documents"
    folder.mkdir()
    (folder / "large.md").write_text(text_of("water", "wet", 700), encoding="utf-8")
    assistant = Assistant.open(folder)
    for change in changes:
        for name, told in change.items():
            if told is None:
                (folder / name).unlink(missing_ok=True)
            else:
                (folder / name).write_text(text_of(name.removesuffix(".md"), *told), encoding="utf-8")
        assistant = Assistant.open(folder)
    assert everything(assistant) == everything(from_nothing(folder))


def test_many_changes_make_few_segments_and_leave_few_folders(write: Write) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    for number in range(12):
        write({f"{DRINKS[number % 3]}.md": text_of(DRINKS[number % 3], KINDS[number % 4], number)})
        assistant = Assistant.open(folder)
        assert segments(assistant) <= 4
        assert len(list((folder / INDEX_FOLDER).glob("build-*"))) <= segments(assistant) + 1
    assert everything(assistant) == everything(from_nothing(folder))


@pytest.mark.parametrize("name", ["text.bin", "term_few.npy", "lengths.npy", "words.json"])
@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_damage_in_a_segment_that_was_kept_is_noticed_and_the_index_built_anew(
    write: Write, name: str, harm: str
) -> None:
    folder = drinks(write)
    file = Assistant.open(folder).collection.build / name
    write({"tea.md": text_of("tea", "cold")})
    answer = Assistant.open(folder).ask("What is tea?")
    raw = file.read_bytes()
    if harm == "missing":
        file.unlink()
    else:
        file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    with pytest.raises(StorageError, match=r"index is (damaged|incomplete)"):
        open_collection(folder / INDEX_FOLDER)
    again = Assistant.open(folder)
    assert again.report.added == again.documents
    assert again.ask("What is tea?") == answer


def test_segments_that_were_found_whole_are_not_read_through_after_a_change(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "GRAIN_NS", -1_000_000_000)
    folder = drinks(write)
    before = Assistant.open(folder).collection.build
    summed: list[Path] = []
    checksum = stored._checksum

    def noted(path: Path) -> str:
        summed.append(path)
        return checksum(path)

    monkeypatch.setattr(stored, "_checksum", noted)
    write({"tea.md": text_of("tea", "cold")})
    Assistant.open(folder)
    assert {path.name for path in summed if path.parent == before} == {"manifest.json"}
    assert any(path.name == "text.bin" for path in summed)


def test_an_open_index_stays_whole_when_its_segments_are_put_together(write: Write) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    write({"tea.md": text_of("tea", "cold")})
    early = Assistant.open(folder)
    expected = everything(early)
    write({"large.md": text_of("water", "salty", 950)})
    assert segments(Assistant.open(folder)) == 1
    assert not early.collection.build.exists()
    again = Assistant(early.collection, early.knowledge, early.settings, early.report)
    assert everything(again) == expected


def test_nothing_is_kept_of_a_build_that_another_process_has_replaced(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drinks(write)
    index = folder / INDEX_FOLDER
    Assistant.open(folder)
    other = shutil.copytree(folder, folder.parent / "other")
    (other / "milk.md").write_text(text_of("milk", "old"), encoding="utf-8")

    @contextmanager
    def overtaken(place: Path) -> Iterator[bool]:
        """Before the folder is free another process puts its own build into it, and removes what that does not need."""
        if place == index:
            monkeypatch.undo()
            monkeypatch.setattr(merging, "WHOLE", 10**9)
            Assistant.open(other)
            shutil.rmtree(index)
            shutil.copytree(other / INDEX_FOLDER, index)
            monkeypatch.setattr(merging, "WHOLE", 0)
        with locked(place) as alone:
            yield alone

    monkeypatch.setattr(storage, "locked", overtaken)
    write({"tea.md": text_of("tea", "cold")})
    assistant = Assistant.open(folder)
    assert segments(assistant) == 1
    assert everything(assistant) == everything(from_nothing(folder))


def test_nothing_is_kept_where_other_processes_cannot_be_kept_out(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    monkeypatch.setattr(lock, "fcntl", None)
    write({"tea.md": text_of("tea", "cold")})
    assistant = Assistant.open(folder)
    assert segments(assistant) == 1
    assert assistant.ask("What is tea?").text == "Tea is a cold drink."


def test_a_compiled_search_of_segments_is_the_same(write: Write) -> None:
    pytest.importorskip("numba")
    folder = drinks(write)
    Assistant.open(folder)
    write({"tea.md": text_of("tea", "cold", 2), "a.md": "# Only\n"})
    (folder / "milk.md").unlink()
    assistant = Assistant.open(folder)
    expected = everything(assistant)
    assert assistant.hasten()
    assert everything(assistant) == expected


def test_a_document_of_headings_alone(write: Write) -> None:
    folder = drinks(write)
    Assistant.open(folder)
    write({"a.md": "# Only\n", "z.md": "# Only this\n"})
    assistant = Assistant.open(folder)
    assert everything(assistant) == everything(from_nothing(folder))
    (folder / "a.md").unlink()
    assert everything(Assistant.open(folder)) == everything(from_nothing(folder))


def test_what_is_deleted_is_told_of_a_segment_and_counted(write: Write) -> None:
    folder = drinks(write)
    first = Assistant.open(folder).collection
    assert not len(first.deleted(0))
    assert len(first.segments[0].blocks.many_keys)
    (folder / "milk.md").unlink()
    collection = Assistant.open(folder).collection
    assert np.array_equal(collection.deleted(0), np.arange(*first.entry("milk.md")["passages"]))
    assert collection.fewer(0).max() == 1
