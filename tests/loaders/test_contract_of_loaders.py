"""Every loader is put to the contract, on a small article in its format."""

from __future__ import annotations

from pathlib import Path

import contract
import pytest
from samples import samples

from assistant import LoadError
from assistant.loaders import load, registry, suffixes
from assistant.loaders.registry import Format, loader_of

SAMPLES = samples()


@pytest.fixture(params=suffixes())
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of each format."""
    path = tmp_path / f"tea{request.param}"
    path.write_bytes(SAMPLES[request.param])
    return path


def test_the_document_has_names(path: Path) -> None:
    contract.names_the_document(loader_of(path), path)


def test_the_structure_is_sound(path: Path) -> None:
    document = load(path)
    contract.blocks_lie_in_the_text(document)
    contract.tables_have_a_header_and_rows(document)
    contract.passages_quote_the_text(document)


def test_it_is_the_same_every_time(path: Path) -> None:
    contract.is_the_same_every_time(loader_of(path), path)


def test_what_cannot_be_read_is_refused(path: Path) -> None:
    contract.refuses_what_it_cannot_read(loader_of(path), path)


def test_damage_is_told_in_words(path: Path) -> None:
    contract.breaks_in_words(loader_of(path), path)


def test_a_library_that_is_missing_is_named_with_the_command_that_installs_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needy = Format((".tea",), "assistant.loaders.text", "PlainTextLoader", requires="no_such_teapot", extra="tea")
    monkeypatch.setitem(registry._BY_SUFFIX, ".tea", needy)
    message = r'a\.tea: reading \.tea needs no_such_teapot.*; install it with pip install "ask-your-documents\[tea\]"'
    with pytest.raises(LoadError, match=message):
        load(tmp_path / "a.tea")


def test_no_loader_is_imported_before_a_file_needs_it() -> None:
    modules = {format_.module for format_ in registry.FORMATS}
    source = Path(registry.__file__).read_text(encoding="utf-8")
    assert not any(f"from {module} import" in source for module in modules)
