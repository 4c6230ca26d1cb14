"""EPUB: the chapters of a book in their order, each read like a web page."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from assistant.errors import LoadError
from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.html import page_parts
from assistant.loaders.parts import Part, compose, composed_document
from assistant.loaders.read import decode, read_bytes
from assistant.loaders.xml import parse_xml
from assistant.loaders.zipped import Archive, opened
from assistant.types import Document

CONTAINER = "META-INF/container.xml"
RIGHTS = "META-INF/rights.xml"
_CHAPTERS = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


class EpubLoader:
    """Books in EPUB 2 and 3."""

    suffixes = frozenset({".epub"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        with opened(path, raw, limits) as archive:
            if RIGHTS in archive:
                raise LoadError(f"{path}: is locked by its publisher and cannot be read")
            name = _package_name(archive)
            package = parse_xml(archive.read(name), path, name)
            parts = [part for chapter in _chapters(package, name) for part in _parts(archive, chapter)]
        title = package.findtext("metadata/title") or ""
        return composed_document(path, raw, compose(parts), document_id, title)


def _package_name(archive: Archive) -> str:
    """The part that says what the book consists of."""
    container = parse_xml(archive.read(CONTAINER), archive.path, CONTAINER)
    found = container.find("rootfiles/rootfile")
    name = found.get("full-path", "") if found is not None else ""
    if not name:
        raise LoadError(f"{archive.path}: is damaged, {CONTAINER} names no book; save it again")
    return name


def _chapters(package: Element, name: str) -> Iterator[str]:
    """The names of the chapters in reading order, without the table of contents."""
    items = {item.get("id", ""): item for item in package.iterfind("manifest/item")}
    for place in package.iterfind("spine/itemref"):
        item = items.get(place.get("idref", ""))
        if item is None or item.get("media-type") not in _CHAPTERS or "nav" in item.get("properties", "").split():
            continue
        yield posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(item.get("href", ""))))


def _parts(archive: Archive, chapter: str) -> list[Part]:
    return page_parts(decode(archive.read(chapter), f"{archive.path}: {chapter}"))[0]
