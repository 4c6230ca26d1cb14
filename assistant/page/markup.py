"""The HTML of the page, all of it. Each text goes through ``as_html``; the tags and styles are constants."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.page.escape import as_html
from assistant.page.excerpt import Excerpt

_TEXT = "margin:0 0 0.5rem;white-space:pre-wrap;overflow-wrap:anywhere"
_LIST = "margin:0 0 0.5rem;padding-left:1.4rem"
_ITEM = "margin:0.15rem 0;overflow-wrap:anywhere"
# Half transparent, so that it suits a light and a dark page.
_MARK = "background:rgba(255,176,32,0.35);color:inherit;border-radius:0.2rem;padding:0.05rem 0.1rem"
_EXCERPT = f"{_TEXT};font-size:0.9rem;line-height:1.55"
_FAINT = "opacity:0.75"


def paragraph(text: str, strong: str = "") -> str:
    """A text, lines kept, in which the words ``strong`` stand out where they first occur, or else before it."""
    if not strong:
        return f'<div style="{_TEXT}">{as_html(text)}</div>'
    head, found, tail = text.partition(strong)
    if not found:
        return paragraph(strong, strong) + paragraph(text)
    return f'<div style="{_TEXT}">{as_html(head)}<strong>{as_html(strong)}</strong>{as_html(tail)}</div>'


def bullets(items: Iterable[str]) -> str:
    """A list of texts."""
    return f'<ul style="{_LIST}">' + "".join(f'<li style="{_ITEM}">{as_html(item)}</li>' for item in items) + "</ul>"


def marked(shown: Excerpt) -> str:
    """A quote, marked, in its surroundings; an ellipsis where the document goes on."""
    before = f'<span style="{_FAINT}">{"… " if shown.cut_before else ""}{as_html(shown.before)}</span>'
    after = f'<span style="{_FAINT}">{as_html(shown.after)}{" …" if shown.cut_after else ""}</span>'
    quote = f'<mark style="{_MARK}">{as_html(shown.quote)}</mark>'
    return f'<div style="{_EXCERPT}">{before}{quote}{after}</div>'
