"""What every loader promises, as functions that raise ``AssertionError`` where one does not keep it.

A new format is put to these by a line in ``samples.py``: its ending, and the bytes of a small file that holds the
article there.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.chunk import chunk
from assistant.errors import LoadError
from assistant.loaders import Limits, Loader
from assistant.types import Document

PARENTS = {"item": "list", "row": "table", "cell": "row"}


def names_the_document(loader: Loader, path: Path) -> None:
    """Its id is the one given or the file's name; its source is the path; it has a title and a digest."""
    document = loader.load(path, document_id="shelf/tea")
    assert path.suffix in loader.suffixes
    assert (document.id, document.source) == ("shelf/tea", str(path))
    assert loader.load(path).id == path.name
    assert document.title == " ".join(document.title.split()) != ""
    assert document.digest == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()


def blocks_lie_in_the_text(document: Document) -> None:
    """Blocks and masks have offsets into the text, a block lies in its parent, neighbours do not overlap."""
    assert document.blocks
    assert len(document.view) == len(document.text)
    for position, block in enumerate(document.blocks):
        assert 0 <= block.span.start <= block.span.end <= len(document.text)
        assert (block.kind in PARENTS) == (block.parent is not None)
        assert block.kind != "heading" or (block.headings and block.level >= 1)
        if block.parent is not None:
            parent = document.blocks[block.parent]
            assert block.parent < position
            assert (parent.kind, parent.headings) == (PARENTS[block.kind], block.headings)
            assert parent.span.start <= block.span.start <= block.span.end <= parent.span.end
    top = [position for position, block in enumerate(document.blocks) if block.parent is None]
    for family in (top, *document.children.values()):
        spans = [document.blocks[position].span for position in family]
        assert all(one.end <= other.start for one, other in pairwise(spans))
    ends = [0, *(place for mask in document.masked for place in mask), len(document.text)]
    assert ends == sorted(ends)
    assert all(mask.start < mask.end for mask in document.masked)


def tables_have_a_header_and_rows(document: Document) -> None:
    """A table has a first row, of names, and each row has cells, numbered from 0."""
    for position, block in enumerate(document.blocks):
        if block.kind == "table":
            assert document.children[position]
        if block.kind == "row":
            cells = [document.blocks[cell].level for cell in document.children[position]]
            assert cells == list(range(len(cells))) != []


def passages_quote_the_text(document: Document) -> None:
    """There is something to find, and what is found is a slice of the text."""
    passages = chunk(document)
    assert passages
    assert all(document.quote(passage.span).strip() for passage in passages)


def is_the_same_every_time(loader: Loader, path: Path) -> None:
    """Nothing depends on what was read before."""
    assert loader.load(path) == loader.load(path)


def refuses_what_it_cannot_read(loader: Loader, path: Path) -> None:
    """What is missing, a folder, empty, over the limit or cut off is a ``LoadError`` that names the file."""
    raw = path.read_bytes()
    broken = path.with_stem("broken")
    with pytest.raises(LoadError, match="broken"):
        loader.load(broken)
    broken.mkdir()
    with pytest.raises(LoadError, match="broken"):
        loader.load(broken)
    broken.rmdir()
    with pytest.raises(LoadError, match="over the limit"):
        loader.load(path, limits=Limits(max_bytes=len(raw) - 1))
    for wrong in (b"", b"\n \n", b"\x00\x01\x02\x03" * 100):
        broken.write_bytes(wrong)
        with pytest.raises(LoadError, match="broken"):
            loader.load(broken)


def breaks_in_words(loader: Loader, path: Path, steps: int = 40) -> None:
    """A file that is cut off, or in which bytes are changed, is read or refused; nothing else happens."""
    raw = path.read_bytes()
    broken = path.with_stem("broken")
    for step in range(steps):
        place = step * len(raw) // steps
        for damaged in (raw[:place], raw[:place] + bytes([raw[place] ^ 0x5A]) + raw[place + 1 :]):
            broken.write_bytes(damaged)
            try:
                blocks_lie_in_the_text(loader.load(broken))
            except LoadError as error:
                assert "broken" in str(error)
