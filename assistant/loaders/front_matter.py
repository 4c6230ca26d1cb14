"""What a Markdown file says of itself, in YAML between two lines at its top."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from assistant.reading import parse_yaml
from assistant.text import squeeze

KEPT = ("tags", "reviewed")
"""What a reader of an answer is shown of it."""

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*(?:\r\n?|\n)(.*?)(?:\r\n?|\n)(?:---|\.\.\.)[ \t]*(?=\r|\n|\Z)", re.DOTALL)


def front_matter(text: str) -> dict[str, Any]:
    """The YAML mapping between the ``---`` lines at the top; empty without one or when it is not YAML."""
    return _read(text)[1]


def matter_end(text: str) -> int:
    """Where the front matter ends: 0 without one. What is no YAML is front matter too, what is YAML text is not."""
    return _read(text)[0]


def metadata(matter: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """The entries that are kept, each as a name and a text.

    >>> metadata({"tags": ["hot", "old"], "reviewed": date(2026, 1, 2), "draft": True})
    (('tags', 'hot, old'), ('reviewed', '2026-01-02'))
    """
    known = {str(name).casefold(): value for name, value in matter.items()}
    texts = ((name, squeeze(as_text(known.get(name)))) for name in KEPT)
    return tuple((name, text) for name, text in texts if text)


def as_text(value: Any) -> str:
    """A value of front matter as a person would write it; nothing for one that is no text, number, date or list."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(as_text, value)))
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _read(text: str) -> tuple[int, dict[str, Any]]:
    found = _FRONT_MATTER.match(text)
    if not found:
        return 0, {}
    try:
        content = parse_yaml(found.group(1))
    except ValueError:
        return found.end(), {}
    return (found.end(), content) if isinstance(content, dict) else (0, {})
