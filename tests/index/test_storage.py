"""An index on disk: what is saved is what is opened, and damage is noticed and mended."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant, KnowledgeError, StorageError
from assistant.chunk import chunk
from assistant.index import stored
from assistant.index.columns import FileColumns
from assistant.index.storage import Collection, open_collection
from assistant.index.stored import MANIFEST, POINTER
from assistant.learn import INDEX_FOLDER
from assistant.loaders import load

FILES = {
    "tea.md": "---\ntitle: On tea\n---\n\n# Tea\n\nTea is a **drink**.\n\n| Kind | Taste |\n|-|-|\n| Green | mild |\n",
    "sub/coffee.txt": "Coffee\r\n\r\nCoffee is a bitter drink, “so they say”.\r\n",
    "only-a-heading.md": "# Nothing below\n",
}
QUESTION = "What is tea?"
Open = Callable[..., Assistant]


def build_of(folder: Path) -> Path:
    """The folder of the current build."""
    pointer = json.loads((folder / INDEX_FOLDER / POINTER).read_text(encoding="ascii"))
    return folder / INDEX_FOLDER / str(pointer["build"])


def dump(collection: Collection) -> dict[str, object]:
    """All that a collection holds, as comparable values."""
    return {
        "documents": [collection.document(name) for name in collection.document_ids],
        "passages": [collection.passage(number) for number in range(len(collection))],
        "words": collection.words,
        "arrays": {file.stem: np.load(file).tolist() for file in sorted(collection.build.glob("*.npy"))},
    }


def test_what_is_opened_is_what_was_read(knowledge: Open, tmp_path: Path) -> None:
    collection = knowledge(FILES).collection
    for name in FILES:
        read = load(tmp_path / "documents" / name, document_id=name)
        opened = collection.document(name)
        assert (opened.text, opened.blocks, opened.masked) == (read.text, read.blocks, read.masked)
        assert (opened.title, opened.digest) == (read.title, read.digest)
        passages = [p for n in range(len(collection)) if (p := collection.passage(n)).document_id == name]
        assert passages == chunk(read)


def test_opening_again_gives_the_same_and_writes_nothing(knowledge: Open, tmp_path: Path) -> None:
    first = dump(knowledge(FILES).collection)
    before = build_of(tmp_path / "documents")
    assert dump(open_collection(tmp_path / "documents" / INDEX_FOLDER)) == first
    assert dump(Assistant.open(tmp_path / "documents").collection) == first
    assert build_of(tmp_path / "documents") == before


def test_an_index_is_flat_arrays_json_and_text(knowledge: Open, tmp_path: Path) -> None:
    knowledge(FILES)
    build = build_of(tmp_path / "documents")
    assert {file.suffix for file in build.iterdir()} == {".npy", ".json", ".bin"}
    assert all(np.load(file, allow_pickle=False) is not None for file in build.glob("*.npy"))


def test_an_index_names_no_place_on_the_machine(knowledge: Open, tmp_path: Path) -> None:
    knowledge(FILES)
    for file in build_of(tmp_path / "documents").iterdir():
        assert str(tmp_path).encode() not in file.read_bytes()


def files_of_a_build() -> list[str]:
    names = ["text.bin", "blocks.bin", "masked.bin", "paths.json", "words.json", MANIFEST]
    arrays = ["passages", "lengths"]
    return (
        names
        + [f"{name}.npy" for name in arrays]
        + ["term_few.npy", "term_weights.npy", "word_ids.npy", "gram_ids.npy"]
    )


@pytest.mark.parametrize("name", files_of_a_build())
@pytest.mark.parametrize("harm", ["changed", "truncated", "emptied", "missing"])
def test_a_damaged_file_is_noticed_and_the_index_built_anew(
    knowledge: Open, tmp_path: Path, name: str, harm: str
) -> None:
    answer = knowledge(FILES).ask(QUESTION)
    file = build_of(tmp_path / "documents") / name
    raw = file.read_bytes()
    if harm == "missing":
        file.unlink()
    else:
        flipped = raw[:-1] + bytes([raw[-1] ^ 1])
        file.write_bytes({"changed": flipped, "truncated": raw[: len(raw) // 2], "emptied": b""}[harm])
    with pytest.raises(StorageError, match=r"index is (damaged|incomplete)"):
        open_collection(tmp_path / "documents" / INDEX_FOLDER)
    again = Assistant.open(tmp_path / "documents")
    assert again.report.added == tuple(sorted(FILES))
    assert again.ask(QUESTION) == answer


@pytest.mark.parametrize("pointer", ["", "{", "{}", "[]", "null", "7", '"x"', '{"build": "gone", "manifest": 1}', "é"])
def test_a_damaged_pointer_is_noticed_and_the_index_built_anew(knowledge: Open, tmp_path: Path, pointer: str) -> None:
    answer = knowledge(FILES).ask(QUESTION)
    (tmp_path / "documents" / INDEX_FOLDER / POINTER).write_text(pointer, encoding="utf-8")
    with pytest.raises(StorageError):
        open_collection(tmp_path / "documents" / INDEX_FOLDER)
    assert Assistant.open(tmp_path / "documents").ask(QUESTION) == answer


def test_an_index_of_another_make_is_not_used(knowledge: Open) -> None:
    knowledge(FILES, passage_words=120)
    assert knowledge(FILES, passage_words=40).report.added == tuple(sorted(FILES))
    assert knowledge(FILES, passage_words=40).report.unchanged == tuple(sorted(FILES))


def test_an_index_of_an_earlier_format_is_built_anew(knowledge: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(stored, "FORMAT", stored.FORMAT - 1)
        answer = knowledge(FILES).ask(QUESTION)
        folder = knowledge(FILES).collection.build.parent
    with pytest.raises(StorageError, match="written by another version"):
        open_collection(folder)
    again = knowledge(FILES)
    assert again.report.added == tuple(sorted(FILES))
    assert again.ask(QUESTION) == answer
    assert open_collection(folder).build == again.collection.build


def test_a_folder_without_an_index_has_none(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no index"):
        open_collection(tmp_path)


def test_one_build_is_kept(knowledge: Open, write: Callable[..., Path]) -> None:
    knowledge(FILES)
    folder = write({"milk.txt": "Milk is white.\n"})
    Assistant.open(folder)
    assert [path.name for path in (folder / INDEX_FOLDER).glob("build-*")] == [build_of(folder).name]


def test_an_assistant_that_is_open_goes_on_while_the_index_is_built_anew(
    knowledge: Open, write: Callable[..., Path]
) -> None:
    old = knowledge(FILES)
    answer = old.ask(QUESTION)
    new = Assistant.open(write({"tea.md": "# Tea\n\nTea is no longer a drink.\n"}))
    assert old.ask(QUESTION) == answer
    assert new.ask(QUESTION).text == "Tea is no longer a drink."


def test_where_the_folder_cannot_be_written_the_index_goes_to_the_cache(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(FILES)
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(cache / name))
    monkeypatch.setattr("assistant.learn.folder._writable", lambda place: folder not in (place, *place.parents))
    assert Assistant.open(folder).ask(QUESTION).answered
    assert not (folder / INDEX_FOLDER).exists()
    assert Assistant.open(folder).report.unchanged == tuple(sorted(FILES))


def test_where_nothing_can_be_written_the_message_says_so(
    write: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(FILES)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda name: str(tmp_path / name))
    monkeypatch.setattr("assistant.learn.folder._writable", lambda place: False)
    with pytest.raises(StorageError, match="make one of them writable"):
        Assistant.open(folder)


@pytest.mark.parametrize(
    "writer", [(FileColumns, "add"), (FileColumns, "_write_head"), (tempfile.SpooledTemporaryFile, "write")]
)
def test_a_full_disk_leaves_the_old_index_and_no_rubbish(
    knowledge: Open, write: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, writer: tuple[type, str]
) -> None:
    answer = knowledge(FILES).ask(QUESTION)
    folder = write({"milk.txt": "Milk is white.\n"})

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(*writer, full)
        with pytest.raises(StorageError, match=r"cannot be written \(No space left on device\); free some space"):
            Assistant.open(folder)
    assert open_collection(folder / INDEX_FOLDER).document_ids == tuple(sorted(FILES))
    assert len(list((folder / INDEX_FOLDER).glob("build-*"))) == 1
    (folder / "milk.txt").unlink()
    assert Assistant.open(folder).ask(QUESTION) == answer


def test_a_folder_whose_documents_hold_only_headings_answers_nothing(knowledge: Open) -> None:
    assert knowledge({"a.md": "# Tea\n", "b.md": "# Coffee\n\n## Beans\n"}).ask(QUESTION).kind == "no_answer"


def test_a_single_file_has_an_index_of_its_own(write: Callable[..., Path]) -> None:
    folder = write(FILES)
    assert Assistant.open(folder / "tea.md").documents == ("tea.md",)
    assert Assistant.open(folder).documents == tuple(sorted(FILES))
    assert Assistant.open(folder / "tea.md").report.unchanged == ("tea.md",)
    with pytest.raises(KnowledgeError, match="no such file"):
        Assistant.open(folder / "milk.md")


@pytest.fixture
def summed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files of an index that are read through to be checked, where a clock has no grain."""
    names: list[str] = []
    checksum = stored._checksum

    def noted(path: Path) -> str:
        names.append(path.name)
        return checksum(path)

    monkeypatch.setattr(stored, "_checksum", noted)
    monkeypatch.setattr(stored, "GRAIN_NS", -1_000_000_000)
    return names


def test_files_that_were_found_whole_and_not_touched_are_not_read_through_again(
    knowledge: Open, tmp_path: Path, summed: list[str]
) -> None:
    knowledge(FILES)
    summed.clear()
    open_collection(tmp_path / "documents" / INDEX_FOLDER)
    assert summed == [MANIFEST]


def test_damage_that_keeps_a_files_size_and_time_of_change_is_noticed(
    knowledge: Open, tmp_path: Path, summed: list[str]
) -> None:
    knowledge(FILES)
    file = build_of(tmp_path / "documents") / "text.bin"
    stat, raw = file.stat(), file.read_bytes()
    file.write_bytes(raw[:-1] + bytes([raw[-1] ^ 1]))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    with pytest.raises(StorageError, match="damaged"):
        open_collection(tmp_path / "documents" / INDEX_FOLDER)


@pytest.mark.parametrize("noted", ["", "[]", '{"build": 7}', '{"build": "x", "files": {}}', "é"])
def test_what_is_noted_of_checked_files_may_be_damaged_too(knowledge: Open, tmp_path: Path, noted: str) -> None:
    answer = knowledge(FILES).ask(QUESTION)
    (tmp_path / "documents" / INDEX_FOLDER / stored.CHECKED).write_text(noted, encoding="utf-8")
    assert knowledge(FILES).ask(QUESTION) == answer
