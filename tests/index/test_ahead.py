"""Several processes read files, and the build is the same; one that ends takes no file with it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.learn import prepare as preparing
from assistant.learn.ahead import Worker
from assistant.learn.outcome import Outcome, Prepared, Refused, Wanted
from assistant.learn.prepare import prepare
from assistant.learn.wire import read_outcome, read_request, write_outcome, write_request
from assistant.loaders.base import DEFAULT_LIMITS
from assistant.loaders.isolated import Reader

FILES = {
    "cups.csv": "Cup,Price\nsmall,3\nlarge,5\n",
    "bad.md": "",
    "milk.txt": "Milk\n\nMilk is white.\n",
    "pots.html": "<h1>Pots</h1><p>A pot, or Tee-Kännchen (TK), is made of clay.</p>",
    "tea.md": "---\ntitle: Tea\ntags: drink\n---\n# Tea\n\n*Tea* is a drink.\n\n- green\n- black\n",
    "what.xyz": "?",
}
WANTED = Wanted(passage_words=60, depths=3)


@pytest.fixture
def files(write: Callable[..., Path]) -> Path:
    folder = write(FILES)
    (folder / "bad.md").write_bytes(b"\x00\xff\x00\xfe binary")
    return folder


def stored(assistant: Assistant) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in assistant.collection.build.iterdir()}


def alike(one: Outcome, other: Outcome) -> bool:
    if isinstance(one, Refused) or isinstance(other, Refused):
        return isinstance(one, Refused) and isinstance(other, Refused) and one.reason == other.reason
    listed = (
        [member if isinstance(member, bytes) else member.tolist() for member in part] for part in (one[1], other[1])
    )
    return next(listed) == next(listed) and one.texts == other.texts and one.entry["digest"] == other.entry["digest"]


def test_a_build_is_the_same_however_many_processes_read(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Assistant.open(files, Settings(build_processes=1))
    first, skipped = stored(alone), alone.report.skipped
    for file in (files / ".assistant").rglob("*"):
        if file.is_file():
            file.unlink()
    monkeypatch.setattr(preparing, "MUCH_BYTES", 0)
    together = Assistant.open(files, Settings(build_processes=3))
    assert together.report.skipped == skipped
    assert [name for name, _ in skipped] == ["bad.md", "what.xyz"]
    assert stored(together) == first


def test_a_file_whose_process_has_ended_is_read_by_this_one(files: Path) -> None:
    with Reader() as reader:
        expected = {name: prepare(reader, name, files / name, WANTED) for name in sorted(FILES)}
    worker = Worker(WANTED, DEFAULT_LIMITS)
    assert alike(worker.read("tea.md", files / "tea.md"), expected["tea.md"])
    worker.end()
    for name, outcome in expected.items():
        assert alike(worker.read(name, files / name), outcome)
    worker.close()


def test_what_comes_of_a_file_is_the_same_after_the_wire(files: Path) -> None:
    with Reader() as reader:
        for name in FILES:
            outcome = prepare(reader, name, files / name, WANTED)
            sent = io.BytesIO()
            write_outcome(sent, outcome)
            assert alike(read_outcome(io.BytesIO(sent.getvalue())), outcome)
            with pytest.raises(EOFError):
                read_outcome(io.BytesIO(sent.getvalue()[:-1]))
            assert isinstance(outcome, Prepared) == (name not in {"bad.md", "what.xyz"})


def test_a_request_names_any_file(tmp_path: Path) -> None:
    request = ("a\ud800 b\n.md", tmp_path / "caf\udce9\n.md", WANTED, DEFAULT_LIMITS)
    sent = io.BytesIO()
    write_request(sent, request)
    sent.seek(0)
    assert read_request(sent) == request
    assert read_request(sent) is None
