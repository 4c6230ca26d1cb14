"""reStructuredText, read by its rules on lines alone: no directive is run and nothing is included."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.parts import compose, composed_document
from assistant.loaders.read import decode, read_bytes
from assistant.loaders.rst_blocks import RstBlocks
from assistant.types import Document


class RstLoader:
    """Documents of docutils and Sphinx."""

    suffixes = frozenset({".rst", ".rest"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        text = decode(raw, str(path))
        lines = [line.rstrip() for line in text.expandtabs(8).splitlines()]
        try:
            parts = list(RstBlocks().parts(lines))
        except ValueError as error:
            raise LoadError(f"{path}: {error}") from error
        return composed_document(path, raw, compose(parts), document_id)
