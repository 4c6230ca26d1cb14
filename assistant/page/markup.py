"""Fragments of HTML that more than one part of the page uses. Each text goes through ``as_html``.

What can be clicked is a button with ``data-do``: the script of the page sends that to ``assistant.page.hands``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.page.escape import as_html


def paragraph(text: str, strong: str = "") -> str:
    """A text, lines kept, in which the words ``strong`` stand out where they first occur, as whole words if they do.

    Where they do not occur they come before it.
    """
    if not strong:
        return f'<p class="ask-text">{as_html(text)}</p>'
    whole = re.search(rf"(?<!\w){re.escape(strong)}(?!\w)", text)
    start = text.find(strong) if whole is None else whole.start()
    if start < 0:
        return paragraph(strong, strong) + paragraph(text)
    head, tail = text[:start], text[start + len(strong) :]
    return f'<p class="ask-text">{as_html(head)}<strong>{as_html(strong)}</strong>{as_html(tail)}</p>'


def bullets(items: Iterable[str]) -> str:
    """A list of texts."""
    return '<ul dir="auto">' + "".join(f"<li>{as_html(item)}</li>" for item in items) + "</ul>"


def table(head: str, rows: str, kind: str = "ask-wide") -> str:
    """A table out of the HTML of its cells; where it is too wide it scrolls by itself, with the keyboard too."""
    made = f'<table dir="auto"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="{kind}" tabindex="0">{made}</div>'


def region(kind: str, label: str, inner: str) -> str:
    """A part of the page that has a name and scrolls by itself, with the keyboard too."""
    return f'<div class="{kind}" tabindex="0" role="group" aria-label="{as_html(label)}">{inner}</div>'


def button(do: str, label: str, *, kind: str, inner: str = "", current: bool = False, disabled: bool = False) -> str:
    """A button that does something. ``label`` is its name, ``inner`` the HTML it shows, by default the name."""
    state = ' aria-current="true"' if current else ""
    state += " disabled" if disabled else ""
    name = f' aria-label="{as_html(label)}" title="{as_html(label)}"' if inner or "icon" in kind else ""
    shown = inner or ("" if "icon" in kind else as_html(label))
    return f'<button type="button" class="{kind}" data-do="{as_html(do)}"{name}{state}>{shown}</button>'


def icon_button(do: str, label: str, icon: str, *, pressed: bool | None = None, disabled: bool = False) -> str:
    """A button that shows an icon of the style sheet."""
    made = button(do, label, kind=f"ask-icon ask-icon-{icon}", disabled=disabled)
    return made if pressed is None else made.replace(" data-do=", f' aria-pressed="{str(pressed).lower()}" data-do=', 1)


def questions(deeds: Iterable[tuple[str, str]]) -> str:
    """Questions that one click asks, given as what asks them and their words."""
    return f'<div class="ask-offers">{"".join(button(do, words, kind="ask-offer") for do, words in deeds)}</div>'


def with_text(button_html: str, text: str) -> str:
    """A button that has the script of the page use a text, as for copying it."""
    return button_html.replace(" data-do=", f' data-text="{as_html(text)}" data-do=', 1)
