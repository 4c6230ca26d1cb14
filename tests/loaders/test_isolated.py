"""Files that hang, eat memory or end the process that reads them: the others are read all the same."""

from __future__ import annotations

import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from samples import samples

from assistant import Assistant, LoadError, Settings
from assistant.loaders import Limits, load, worker
from assistant.loaders.isolated import Reader
from assistant.loaders.registry import FORMATS
from assistant.loaders.wire import read_reply, read_request, write_document, write_request

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits memory and time of a process")
SAMPLES = samples()
RISKY = [format_.suffixes[0] for format_ in FORMATS if format_.risky]
LIMITS = Limits(seconds=5, memory=600_000_000)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(LIMITS) as opened:
        yield opened


def slow_html() -> bytes:
    """A page that takes minutes."""
    return b"<p>" + b"<a>" * 149 + b"</b>x" * 3_000_000


def deflated_pdf(size: int) -> bytes:
    """A file whose page unpacks to so many bytes."""
    packed = zlib.compress(b"q " * (size // 2), 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(raw))
        raw += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(raw)
    return raw + b"xref\n0 5\n0000000000 65535 f \n" + table + end


@pytest.mark.parametrize("suffix", RISKY)
def test_a_document_comes_over_as_it_is(reader: Reader, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"two\nlines 🫖{suffix}"
    path.write_bytes(SAMPLES[suffix])
    assert reader.load(path, "shelf/tea") == load(path, document_id="shelf/tea")


def test_what_is_written_is_read() -> None:
    path = Path("/a\udcff/b\n.pdf")
    assert read_request(write_request(path, "b", LIMITS)) == (path, "b", LIMITS)
    assert "\n" not in write_request(path, "b", LIMITS)


def test_a_document_survives_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("---\ntags: [hot]\n---\n# Tea *is*\n\n- \u2028 hot\n".encode())
    document = load(path)
    assert read_reply(write_document(document)) == document


def test_a_refusal_comes_over_in_words(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"no archive")
    with pytest.raises(LoadError, match=r"a\.docx: is damaged"):
        reader.load(path, "a")


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    slow, good = tmp_path / "slow.html", tmp_path / "good.html"
    slow.write_bytes(slow_html())
    good.write_bytes(SAMPLES[".html"])
    with Reader(Limits(seconds=1)) as reader:
        with pytest.raises(LoadError, match=r"slow\.html: took longer than the limit of 1 s; .* max_seconds"):
            reader.load(slow, "slow")
        assert reader.load(good, "good").title == "Tea or coffee"


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    bomb, good = tmp_path / "bomb.pdf", tmp_path / "good.pdf"
    bomb.write_bytes(deflated_pdf(700_000_000))
    good.write_bytes(SAMPLES[".pdf"])
    assert bomb.stat().st_size < 1_000_000
    with Reader(Limits(seconds=20, memory=400_000_000)) as reader:
        with pytest.raises(LoadError, match=r"bomb\.pdf: "):
            reader.load(bomb, "bomb")
        assert reader.load(good, "good").title == "Tea or coffee"


def test_the_file_after_one_that_needed_too_much_memory_is_not_blamed(tmp_path: Path) -> None:
    large, good = tmp_path / "large.csv", tmp_path / "good.html"
    large.write_bytes(b"tea," * 2_000_000)
    good.write_bytes(SAMPLES[".html"])
    with Reader(Limits(seconds=20, memory=400_000_000)) as reader:
        for _ in range(2):
            with pytest.raises(LoadError, match=r"large\.csv: .*memory"):
                reader.load(large, "large")
            assert reader.load(good, "good").title == "Tea or coffee"


def test_a_process_that_ends_over_a_file_is_told_only_where_the_file_was_its_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = tmp_path / "good.html"
    good.write_bytes(SAMPLES[".html"])
    with Reader(LIMITS) as reader:
        reader.load(good, "good")
        worker, started = reader._worker, []
        assert worker is not None
        plain = reader._started

        def dying() -> object:
            started.append(plain())
            if started[-1] is worker:
                worker.kill()
            return started[-1]

        monkeypatch.setattr(reader, "_started", dying)
        assert reader.load(good, "good").title == "Tea or coffee"
        assert len(started) == 2


def test_whoever_ends_the_other_process_does_not_end_this_one(reader: Reader, tmp_path: Path) -> None:
    good = tmp_path / "good.html"
    good.write_bytes(SAMPLES[".html"])
    reader.load(good, "good")
    worker = reader._worker
    assert worker is not None
    os.kill(worker.pid, 9)
    worker.wait()
    assert reader.load(good, "good").title == "Tea or coffee"


def test_text_is_read_without_another_process(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tea is hot.\n", encoding="utf-8")
    with Reader() as reader:
        reader.load(path, "a")
        assert reader._worker is None


def test_a_build_goes_on_and_does_not_try_again(write: Callable[..., Path]) -> None:
    folder = write({"good.md": SAMPLES[".md"], "slow.html": slow_html(), "fine.html": SAMPLES[".html"]})
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    settings = Settings(max_seconds=1.5)
    assistant = Assistant.open(folder, settings)
    assert assistant.documents == ("fine.html", "good.md")
    assert [(name, "took longer" in reason) for name, reason in assistant.report.skipped] == [("slow.html", True)]
    tried = folder / "slow.html"
    stat = tried.stat()
    tried.write_bytes(b"<p>x".ljust(stat.st_size))  # as large and as old as before: nobody looks into it
    os.utime(tried, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert Assistant.open(folder, settings).report.skipped == assistant.report.skipped
    assert Assistant.open(folder, Settings(max_seconds=3)).report.skipped == ()  # with other limits it is tried again


def test_what_is_nested_too_deep_for_a_loader_is_called_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def endless(path: Path, **given: object) -> None:
        endless(path, **given)

    monkeypatch.setattr(worker, "load", endless)
    for limit in ("_limit_memory", "_limit_time"):
        monkeypatch.setattr(worker, limit, lambda amount: None)
    replies = io.StringIO()
    worker.serve(io.StringIO(write_request(tmp_path / "deep.html", "deep.html", LIMITS) + "\n"), replies)
    assert (
        read_reply(replies.getvalue())
        == f"{tmp_path / 'deep.html'}: is nested too deep to be read; take out some of its levels"
    )
