"""What is read anew: counted, and its parts put aside in a temporary file until the build is written."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from assistant.index.counting import Counting
from assistant.index.runs import Runs
from assistant.index.storage import not_written
from assistant.learn.outcome import Part, Prepared
from assistant.learn.wire import Shapes, part_from_bytes, part_to_bytes

_IN_MEMORY = 8_000_000
_HOLDERS = 4
"""The share of the memory for postings that those of words by document have is one in so many."""


class Fresh:
    """Takes documents in order of their ids; ``take`` gives their parts back in that order.

    ``folder`` is where temporary files are made once more than ``memory`` bytes are to be held. Raises ``StorageError``
    where they cannot be written.
    """

    def __init__(self, folder: Path, heading_weights: Sequence[float], memory: int) -> None:
        self.entries: dict[str, dict[str, Any]] = {}
        self.memory = memory
        of_holders = memory // _HOLDERS
        self.counting = Counting(heading_weights, Runs(folder, memory - of_holders), Runs(folder, of_holders))
        self._folder = folder
        self._aside = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=str(folder))  # noqa: SIM115  (closed by ``__exit__``)
        self._shapes: dict[str, tuple[Shapes, int]] = {}

    def __enter__(self) -> Fresh:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._aside.close()
        self.counting.terms.close()
        self.counting.holders.close()

    def add(self, prepared: Prepared) -> None:
        """Take a document."""
        name = str(prepared.entry["id"])
        try:
            self._put_aside(name, prepared.part)
            self.counting.add(len(self.entries), prepared.texts)
        except OSError as error:
            raise not_written(self._folder, error) from error
        self.entries[name] = prepared.entry

    def _put_aside(self, name: str, part: Part) -> None:
        shapes, stored = part_to_bytes(part)
        self._shapes[name] = shapes, len(stored)
        self._aside.write(stored)

    def rewind(self) -> None:
        """All documents are there: count the rest, and begin to give their parts back."""
        self.counting.finish()
        self._aside.seek(0)

    def take(self, name: str) -> Part:
        """The parts of the next document, which is this one."""
        shapes, size = self._shapes[name]
        return part_from_bytes(shapes, self._aside.read(size))
