"""Web pages: the article as a reader sees it, without what surrounds it.

The text as loaded is the visible text that is made here, part by part; see ``docs/formats.md``.
"""

from __future__ import annotations

from pathlib import Path

from assistant.loaders.base import DEFAULT_LIMITS, Limits
from assistant.loaders.html_article import article_of
from assistant.loaders.html_parts import html_parts
from assistant.loaders.html_tree import Node, parse
from assistant.loaders.parts import Part, compose, composed_document
from assistant.loaders.read import decode, read_bytes
from assistant.text import squeeze
from assistant.types import Document


def page_parts(text: str) -> tuple[list[Part], str]:
    """The parts of a page's article, and its title: the main heading, or else what the page is called."""
    root = parse(text)
    article = article_of(root)
    title = _words(article.find("h1")) or _words(root.find("title"))
    return list(html_parts(article)), title


def _words(node: Node | None) -> str:
    if node is None:
        return ""
    return squeeze("".join(child for part in node.walk() for child in part.children if isinstance(child, str)))


class HtmlLoader:
    """HTML and XHTML."""

    suffixes = frozenset({".html", ".htm", ".xhtml"})

    def load(self, path: Path, *, document_id: str | None = None, limits: Limits = DEFAULT_LIMITS) -> Document:
        """See ``Loader.load``."""
        raw = read_bytes(path, limits.max_bytes)
        parts, title = page_parts(decode(raw, str(path)))
        return composed_document(path, raw, compose(parts), document_id, title)
