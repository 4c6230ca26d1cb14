"""Documents that visitors add for everyone."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant, Settings
from assistant.page import adding
from assistant.page.adding import add_to_folder, may_add
from assistant.page.uploads import Refused

TEAPOT = b"# Teapots\n\n## What is a teapot?\n\nA teapot is a vessel for steeping leaves.\n"


@pytest.fixture
def allowed(knowledge: Path) -> Settings:
    return Settings(knowledge=str(knowledge), upload_to_folder=True)


def files(knowledge: Path) -> list[str]:
    """All that is there besides the index, hidden files too."""
    found = (path.relative_to(knowledge).as_posix() for path in knowledge.rglob("*") if path.is_file())
    return sorted(name for name in found if not name.startswith(".assistant"))


def test_what_is_added_is_there_for_everyone(knowledge: Path, allowed: Settings) -> None:
    outcome = add_to_folder([("../Tea pots.md", TEAPOT)], allowed)
    assert outcome.documents == ("added/Tea pots.md",)
    assert outcome.refused == ()
    assert (knowledge / "added" / "Tea pots.md").read_bytes() == TEAPOT
    answer = Assistant.open(settings=allowed).ask("What is a teapot?")
    assert answer.citations[0].document == "added/Tea pots.md"


def test_nothing_takes_the_place_of_another_file(knowledge: Path, allowed: Settings) -> None:
    add_to_folder([("a.md", TEAPOT)], allowed)
    outcome = add_to_folder([("a.md", TEAPOT), ("b.md", TEAPOT)], allowed)
    assert outcome.refused == (Refused("a.md", "refused_there"),)
    outcome = add_to_folder([("a.md", b"# Other\n\nWords.\n")], allowed)
    assert outcome.refused == (Refused("a.md", "refused_name"),)
    assert (knowledge / "added" / "a.md").read_bytes() == TEAPOT


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_at_the_same_time_is_not_overwritten(
    knowledge: Path, allowed: Settings, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    final = knowledge / "added" / "a.md"
    real = adding._name

    def late(fresh: Path, place: Path) -> None:
        place.write_bytes(b"first")
        if not links:
            monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
        real(fresh, place)

    monkeypatch.setattr(adding, "_name", late)
    outcome = add_to_folder([("a.md", TEAPOT)], allowed)
    assert outcome.documents == ()
    assert final.read_bytes() == b"first"
    assert files(knowledge) == ["added/a.md", "gadgets.md", "knowledge.yaml"]


def test_without_links_a_file_is_added_all_the_same(
    knowledge: Path, allowed: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(PermissionError(1, "no links")))
    assert add_to_folder([("a.md", TEAPOT)], allowed).documents == ("added/a.md",)
    assert (knowledge / "added" / "a.md").read_bytes() == TEAPOT


def test_what_cannot_be_used_leaves_nothing_behind(knowledge: Path, allowed: Settings) -> None:
    outcome = add_to_folder([("bad.md", b"\x00\x01"), ("x.exe", b"x"), ("questions.yaml", b"[]")], allowed)
    assert {one.name for one in outcome.refused} == {"bad.md", "x.exe", "questions.yaml"}
    assert all(str(knowledge) not in str(one.values) for one in outcome.refused)
    assert files(knowledge) == ["gadgets.md", "knowledge.yaml"]


def test_nothing_is_written_where_it_is_not_allowed(knowledge: Path, tmp_path: Path) -> None:
    add_to_folder([("a.md", TEAPOT)], Settings(knowledge=str(knowledge)))
    single = Settings(knowledge=str(knowledge / "gadgets.md"), upload_to_folder=True)
    assert not may_add(single)
    add_to_folder([("a.md", TEAPOT)], single)
    assert files(knowledge) == ["gadgets.md", "knowledge.yaml"]


def test_a_link_leads_nowhere_else(knowledge: Path, allowed: Settings, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (knowledge / "added").symlink_to(tmp_path / "elsewhere")
    assert add_to_folder([("a.md", TEAPOT)], allowed).documents == ()
    assert list((tmp_path / "elsewhere").iterdir()) == []
