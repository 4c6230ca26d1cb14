"""What goes wrong with files: a message that says what and what to do, and the other files are indexed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant import Assistant, KnowledgeError, LoadError
from assistant.cli import cli
from assistant.loaders import suffixes
from assistant.loaders.read import read_bytes

Write = Callable[..., Path]
GOOD = {"good.txt": "Kettles\n\nA kettle boils water.\n"}
QUESTION = "What is a kettle?"
ANSWER = "A kettle boils water."


def run(command: str, folder: Path | str, *more: str) -> Result:
    result = CliRunner().invoke(cli, [command, "--knowledge", str(folder), *more])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result


def only_good_is_indexed(folder: Path, reason: str) -> None:
    """The bad file is named with the reason, and the good one answers."""
    built = run("build", folder)
    assert built.exit_code == 0
    assert reason in built.stdout
    assert "1 documents" in built.stdout
    assert "1 skipped" in built.stdout
    asked = run("ask", folder, QUESTION)
    assert (asked.exit_code, asked.stdout.splitlines()[0]) == (0, ANSWER)
    assert reason in asked.stderr


def test_an_empty_folder(write: Write) -> None:
    result = run("ask", write({}), QUESTION)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"no documents there; put files that end in {', '.join(suffixes())}" in result.stderr
    assert ".md" in suffixes()


def test_a_missing_path(tmp_path: Path) -> None:
    for command in ("ask", "search"):
        result = run(command, tmp_path / "gone", QUESTION)
        assert result.exit_code == 1
        assert result.stderr == f"assistant: {tmp_path / 'gone'}: no such file or folder; name one with --knowledge\n"
    assert run("chat", tmp_path / "gone").exit_code == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("bad.txt", b"", "holds no text"),
        ("bad.md", b"\n \n", "holds no text"),
        ("bad.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "holds binary data and not text"),
        ("bad.txt", b"tea " * 300_000, "1.2 MB is over the limit of 1 MB; split the file or raise"),
        ("bad.pdf", b"%PDF-1.4", "is damaged or no PDF"),
        ("bad.xyz", b"tea", "no loader for .xyz"),
        ("bad", b"tea", "no loader for files without an ending"),
        ("bad.md", b"---\ndate: 2026-13-45\n---\n\x00", "bad.md"),
    ],
)
def test_a_bad_file_is_skipped_with_its_reason(
    write: Write, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, reason: str
) -> None:
    monkeypatch.setenv("ASSISTANT_MAX_FILE_MB", "1")
    only_good_is_indexed(write({**GOOD, name: content}), reason)


@pytest.mark.parametrize("content", [b"---\ndate: 2026-13-45\n---\n\nTea.\n", b"charset=undefined \xff tea\n"])
def test_a_file_that_is_a_little_off_does_not_stop_the_build(write: Write, content: bytes) -> None:
    folder = write({**GOOD, "odd.md": content})
    assert run("build", folder).exit_code == 0
    assert Assistant.open(folder).ask(QUESTION).text == ANSWER


def test_only_bad_files(write: Write) -> None:
    result = run("ask", write({"a.txt": b"", "b.xyz": b"?"}), QUESTION)
    assert result.exit_code == 1
    assert "no document could be read:" in result.stderr
    assert "a.txt: holds no text" in result.stderr
    assert "b.xyz: no loader for .xyz" in result.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever is root may read everything")
def test_a_file_without_read_permission(write: Write) -> None:
    folder = write({**GOOD, "bad.txt": "secret"})
    (folder / "bad.txt").chmod(0)
    only_good_is_indexed(folder, "cannot be read (Permission denied); check the file and its permissions")


def test_a_file_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({**GOOD, "bad.txt": "secret"})
    open_file = os.open

    def refused(path: Any, *more: Any, **named: Any) -> int:
        if Path(path).name == "bad.txt":
            raise PermissionError(13, "Permission denied")
        return open_file(path, *more, **named)

    monkeypatch.setattr(os, "open", refused)
    only_good_is_indexed(folder, "bad.txt: cannot be read (Permission denied); check the file and its permissions")


def test_a_folder_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write({**GOOD, "closed/bad.txt": "secret"})
    scandir = os.scandir

    def refused(path: Any = ".") -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    only_good_is_indexed(folder, "closed: the folder cannot be read; check its permissions")


def test_a_folder_of_documents_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(GOOD)
    monkeypatch.setattr(os, "access", lambda *_: False)
    for command, *more in (("ask", QUESTION), ("build",), ("chat",)):
        result = run(command, folder, *more)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"assistant: {folder}: the folder cannot be read; check its permissions\n"


def test_documents_in_a_folder_that_may_not_be_read(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(GOOD)
    exists = Path.exists

    def refused(path: Path) -> bool:
        if path == folder:
            raise PermissionError(13, "Permission denied", str(path))
        return exists(path)

    monkeypatch.setattr(Path, "exists", refused)
    result = run("ask", folder, QUESTION)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"assistant: {folder}: cannot be read (Permission denied); check its permissions\n"


def test_a_file_that_vanishes_while_it_is_looked_at(write: Write) -> None:
    folder = write({**GOOD, "gone.txt": "tea"})
    Assistant.open(folder, progress=lambda *_: (folder / "gone.txt").unlink(missing_ok=True))
    only = Assistant.open(folder)
    assert only.documents == ("good.txt",)


def test_a_link_that_leads_to_itself(write: Write) -> None:
    folder = write(GOOD)
    (folder / "bad.txt").symlink_to(folder / "bad.txt")
    only_good_is_indexed(folder, "bad.txt: cannot be read (Too many levels of symbolic links)")


def test_a_link_that_leads_nowhere(write: Write) -> None:
    folder = write(GOOD)
    (folder / "bad.txt").symlink_to(folder / "gone")
    only_good_is_indexed(folder, "bad.txt: cannot be read (No such file or directory)")


def test_folders_that_lead_into_each_other(write: Write) -> None:
    folder = write(GOOD)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    assert Assistant.open(folder).documents == ("good.txt",)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_a_pipe_is_not_waited_for(write: Write) -> None:
    folder = write(GOOD)
    os.mkfifo(folder / "bad.txt")
    only_good_is_indexed(folder, "bad.txt: not a regular file")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="makes a pipe")
def test_what_takes_the_place_of_a_file_while_it_is_looked_at_is_not_waited_for(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write({**GOOD, "bad.txt": "tea"})
    open_file = os.open

    def swapped(path: Any, *more: Any, **named: Any) -> int:
        if Path(path).name == "bad.txt":
            Path(path).unlink()
            os.mkfifo(path)
        return open_file(path, *more, **named)

    monkeypatch.setattr(os, "open", swapped)
    only_good_is_indexed(folder, "bad.txt: not a regular file")


def test_a_file_that_grows_while_it_is_read_is_read_as_it_is_then_and_no_further_than_the_limit(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    grown = write({"tea.txt": "Tea is hot.\n"}) / "tea.txt"
    look = os.fstat

    def looked_at(descriptor: int) -> os.stat_result:
        status = look(descriptor)
        grown.write_text("Tea is hot.\n" * 2, encoding="utf-8")
        return status

    monkeypatch.setattr(os, "fstat", looked_at)
    assert read_bytes(grown, 24) == b"Tea is hot.\n" * 2
    grown.write_text("Tea is hot.\n", encoding="utf-8")
    with pytest.raises(LoadError, match="over the limit"):
        read_bytes(grown, 23)


@pytest.mark.skipif(not os.access("/proc/kmsg", os.R_OK), reason="a file of the system that waits for messages")
def test_a_file_of_the_system_is_not_waited_for(write: Write) -> None:
    folder = write(GOOD)
    (folder / "bad.txt").symlink_to("/proc/kmsg")
    assert Assistant.open(folder).ask(QUESTION).text == ANSWER


def test_hidden_files_and_folders_are_left_alone(write: Write) -> None:
    folder = write({**GOOD, ".secret.txt": "tea", ".git/a.txt": "tea", "sub/.cache/b.md": "tea"})
    assert Assistant.open(folder).documents == ("good.txt",)
    assert Assistant.open(folder).report.skipped == ()


@pytest.mark.parametrize(
    "name", ["two words.txt", "té 🫖.txt", "new\nline.txt", "[bold]x[/].txt", "%s{}.txt", "-v.txt"]
)
def test_any_name_of_a_file(write: Write, name: str) -> None:
    folder = write({name: GOOD["good.txt"], f"{name}.xyz": "?"})
    assert Assistant.open(folder).ask(QUESTION).citations[0].document == name
    result = run("ask", folder, QUESTION)
    assert result.exit_code == 0
    assert f"Source: {name.replace(chr(10), ' ')} › Kettles" in result.stdout
    assert len(result.stderr.splitlines()) == 1
    assert run("build", folder).stdout.count("\n") == 2


@pytest.mark.skipif(sys.platform != "linux", reason="names files with bytes that are no text")
def test_two_files_whose_names_are_no_text_are_two_documents(write: Write) -> None:
    folder = write(GOOD)
    for name, text in ((b"a\xff.txt", "Tea is a hot drink.\n"), (b"a\xfe.txt", "Milk is a white drink.\n")):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(text, encoding="utf-8")
    assert len(Assistant.open(folder).documents) == 3


def test_a_file_of_an_unknown_sort_opened_by_itself(write: Write) -> None:
    with pytest.raises(KnowledgeError, match=r"b\.xyz: no loader for \.xyz"):
        Assistant.open(write({"b.xyz": "?"}) / "b.xyz")


def test_nothing_is_left_behind_where_there_is_nothing_to_read(write: Write) -> None:
    folder = write({"b.xyz": "?"})
    run("build", folder)
    assert [path.name for path in folder.iterdir()] == ["b.xyz"]


def test_a_line_of_fifty_megabytes(write: Write) -> None:
    folder = write({**GOOD, "bad.txt": ""})
    os.truncate(folder / "bad.txt", 50_000_000)
    only_good_is_indexed(folder, "bad.txt: 50.0 MB is over the limit of 20 MB; split the file or raise the setting")
