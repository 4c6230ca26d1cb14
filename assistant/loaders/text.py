"""The loaders of plain text and Markdown. Their text as loaded is the file decoded, nothing stripped."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import digest
from assistant.loaders.builder import document_title
from assistant.loaders.markdown import front_matter, markdown_blocks
from assistant.loaders.plain import plain_blocks
from assistant.loaders.read import decode, read_bytes
from assistant.text import squeeze
from assistant.types import Document


def _read(path: Path, max_bytes: int) -> tuple[str, str]:
    raw = read_bytes(path, max_bytes)
    text = decode(raw, str(path))
    if not squeeze(text):
        raise LoadError(f"{path}: holds no text")
    return text, digest(raw)


def _stem_title(path: Path) -> str:
    return squeeze(path.stem.replace("-", " ").replace("_", " ")) or path.name


class PlainTextLoader:
    """Text files, with the structure that the form of their lines shows."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, path: Path, *, document_id: str | None = None, max_bytes: int = 1 << 25) -> Document:
        """See ``Loader.load``."""
        text, content = _read(path, max_bytes)
        blocks = tuple(plain_blocks(text))
        title = document_title(blocks, _stem_title(path))
        return Document(document_id or path.name, title, str(path), text, blocks, content)


class MarkdownLoader:
    """CommonMark with pipe tables and YAML front matter, whose ``title`` names the document."""

    suffixes = frozenset({".md", ".markdown"})

    def load(self, path: Path, *, document_id: str | None = None, max_bytes: int = 1 << 25) -> Document:
        """See ``Loader.load``."""
        text, content = _read(path, max_bytes)
        blocks, masked = markdown_blocks(text)
        title = front_matter(text).get("title")
        if not isinstance(title, str) or not squeeze(title):
            title = document_title(blocks, _stem_title(path))
        return Document(
            document_id or path.name, squeeze(title), str(path), text, tuple(blocks), content, tuple(masked)
        )
