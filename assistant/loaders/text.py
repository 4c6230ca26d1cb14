"""The loaders of plain text and Markdown. Their text as loaded is the file decoded, nothing stripped."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits, digest
from assistant.loaders.builder import document_title
from assistant.loaders.front_matter import as_text, front_matter, metadata
from assistant.loaders.markdown import markdown_blocks
from assistant.loaders.plain import read_plain
from assistant.loaders.read import decode, read_bytes
from assistant.text import is_shown, squeeze
from assistant.types import Document


def read_text(path: Path, limits: Limits) -> tuple[str, str]:
    """A file's text, and the digest of its bytes. Raises ``LoadError``, also for a file without text."""
    raw = read_bytes(path, limits.max_bytes)
    text = decode(raw, str(path))
    if not is_shown(text):
        raise LoadError(f"{path}: holds no text")
    return text, digest(raw)


def file_title(path: Path) -> str:
    """A title made of a file's name."""
    return squeeze(path.stem.replace("-", " ").replace("_", " ")) or path.name


class PlainTextLoader:
    """Text files, with the structure that the form of their lines shows."""

    suffixes = frozenset({".txt", ".text"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        text, content = read_text(path, limits)
        blocks, masked = read_plain(text)
        title = document_title(blocks, file_title(path))
        return Document(document_id or path.name, title, str(path), text, tuple(blocks), content, masked)


class MarkdownLoader:
    """CommonMark with pipe tables and YAML front matter, whose ``title`` names the document."""

    suffixes = frozenset({".md", ".markdown"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        text, content = read_text(path, limits)
        try:
            blocks, masked = markdown_blocks(text)
        except ValueError as error:
            raise LoadError(f"{path}: {error}") from error
        if not blocks:
            raise LoadError(f"{path}: holds no text")
        matter = front_matter(text)
        title = squeeze(as_text(matter.get("title"))) or document_title(blocks, file_title(path))
        return Document(
            document_id or path.name,
            title,
            str(path),
            text,
            tuple(blocks),
            content,
            tuple(masked),
            metadata=metadata(matter),
        )
