"""What a build did."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: ids of documents, for each file left out the reason, for each renamed one the id before.

    A document is renamed when one with the same content is gone; it is then neither added nor removed.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    skipped: tuple[tuple[str, str], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @property
    def anything_new(self) -> bool:
        """Whether the collection differs from the one before."""
        return bool(self.added or self.changed or self.removed or self.renamed)
