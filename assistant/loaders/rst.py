"""reStructuredText, read by its rules on lines alone: no directive is run and nothing is included."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.builder import PSEUDO_HEADING_LEVEL
from assistant.loaders.parts import Heading, compose, composed_document
from assistant.loaders.read import decode, read_bytes
from assistant.loaders.rst_blocks import RstBlocks
from assistant.loaders.text import file_title
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
        # a bold line is the heading of what stands below it, and of no more
        headings = (part.text for part in parts if isinstance(part, Heading) and part.level < PSEUDO_HEADING_LEVEL)
        return composed_document(path, raw, compose(parts), document_id, next(headings, file_title(path)))
