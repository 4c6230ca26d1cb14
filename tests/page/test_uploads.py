"""Documents that a visitor brings along."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import Assistant, Settings
from assistant.page import uploads as uploading
from assistant.page.catalogue import texts_in
from assistant.page.library import Library
from assistant.page.uploads import Refused, Uploads, safe_name

TEAPOT = b"# Teapots\n\n## What is a teapot?\n\nA teapot is a vessel for steeping leaves.\n"


@given(st.text(max_size=300))
def test_a_name_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert Path("folder", safe).parent == Path("folder")
    assert safe not in ("", ".", "..")
    assert len(safe) <= 121
    assert not set(safe) & set('/\\:*?"<>|\0')


def test_uploads_are_answered_from_beside_the_shared_documents(knowledge: Path) -> None:
    library = Library(Assistant.open(knowledge))
    own = Uploads(Settings())
    own.put([("../teapots.md", TEAPOT)])
    shelf = library.shelf(own)
    answer = shelf.ask("What is a teapot?")
    assert answer.text == "A teapot is a vessel for steeping leaves."
    assert answer.citations[0].document == "uploaded/teapots.md"
    assert shelf.document(answer.citations[0]) is not None
    assert shelf.ask("What is a flumph?").citations[0].document == "gadgets.md"
    assert not library.shelf(None).ask("What is a teapot?").answered


def test_what_cannot_be_used_is_refused_with_the_reason() -> None:
    own = Uploads(Settings(max_file_mb=0.001))
    own.put([("a.md", b"x" * 2000), ("b.exe", b"x"), ("c.md", b"\x00\x01")])
    reasons = {one.name: texts_in("en")(one.why, **one.values) for one in own.refused}
    assert reasons["a.md"] == "is larger than 0.001 MB"
    assert reasons["b.exe"].startswith("files of this kind cannot be read; these can: ")
    assert reasons["c.md"] == "holds binary data and not text; remove it or give it its proper ending"
    assert own.assistant is None


def test_a_reason_names_no_folder_of_this_machine() -> None:
    own = Uploads(Settings())
    own.put([("good.md", TEAPOT), ("bad.md", b"\x00\x01")])
    (refused,) = own.refused
    assert refused.name == "bad.md"
    assert str(own._home) not in str(refused.values)


def test_no_more_than_so_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploading, "MOST_FILES", 1)
    own = Uploads(Settings())
    own.put([("a.md", TEAPOT), ("b.md", TEAPOT)])
    assert own.refused == (Refused("b.md", "refused_many", {"number": 1}),)


def test_the_files_go_with_the_conversation() -> None:
    own = Uploads(Settings())
    own.put([("a.md", TEAPOT)])
    home = own._home
    assert home.exists()
    del own
    gc.collect()
    assert not home.exists()
