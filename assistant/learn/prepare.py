"""A file as a build takes it: its parts as they are stored, and the texts that are counted."""

from __future__ import annotations

import os
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.acronyms import find_acronyms
from assistant.chunk import chunk
from assistant.errors import LoadError
from assistant.index.collection import KINDS
from assistant.index.json_file import to_json
from assistant.index.rows import rows_to_bytes
from assistant.index.texts import texts_of
from assistant.learn.outcome import Files, Outcome, Part, Prepared, Refused, Wanted
from assistant.loaders.base import Limits
from assistant.loaders.isolated import Reader
from assistant.types import Document, Passage

MUCH_BYTES = 4_000_000
"""With less to read a process takes longer to start than it saves."""
_MOST_PROCESSES = 8


def read_all(files: Files, wanted: Wanted, limits: Limits, processes: int) -> Generator[Outcome, None, None]:
    """What comes of each file, in order; read by so many processes at most, 0 for one a core."""
    processes = min(processes or cores(), _MOST_PROCESSES, len(files))
    if processes > 1 and sum(map(_size, files)) >= MUCH_BYTES:
        from assistant.learn.ahead import read_ahead  # threads and more, for those who need them

        yield from read_ahead(files, wanted, limits, processes)
        return
    with Reader(limits) as reader:
        for document_id, path in files:
            yield prepare(reader, document_id, path, wanted)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _size(file: tuple[str, Path]) -> int:
    try:
        return file[1].stat().st_size
    except OSError:  # whoever reads it says what is wrong
        return 0


def prepare(reader: Reader, document_id: str, path: Path, wanted: Wanted) -> Outcome:
    """Read a file."""
    started = time.monotonic()
    try:
        document = reader.load(path, document_id)
    except LoadError as error:
        return Refused(str(error), time.monotonic() - started, lasting=True)
    except OSError as error:
        return Refused(f"{path}: cannot be read ({error.strerror})", time.monotonic() - started, lasting=False)
    passages = chunk(document, wanted.passage_words)
    return Prepared(_entry(document), _part(document, passages), texts_of(document, passages, wanted.depths))


def _entry(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "digest": document.digest,
        "metadata": document.metadata,
        "pages": document.pages,
        "acronyms": find_acronyms(document.view),
    }


def _part(document: Document, passages: list[Passage]) -> Part:
    paths = sorted({block.headings for block in document.blocks} | {passage.headings for passage in passages})
    number = {path: place for place, path in enumerate(paths)}
    blocks = [
        (_KIND[b.kind], *b.span, number[b.headings], b.level, -1 if b.parent is None else b.parent, b.page or -1)
        for b in document.blocks
    ]
    members = [to_json(path) for path in paths]
    return Part(
        rows_to_bytes(np.array(blocks, np.int32)),
        rows_to_bytes(np.array(document.masked, np.int32)),
        np.array([(*p.span, number[p.headings], *p.blocks) for p in passages], np.int32).reshape(-1, 5),
        np.array([len(member) + 1 for member in members], np.int64),
        ",".join(members).encode("ascii"),
        document.text.encode("utf-8", "surrogatepass"),
    )


_KIND = {kind: number for number, kind in enumerate(KINDS)}
