"""The chat page. Importing this loads nothing; ``run`` draws the page and needs Streamlit."""

from __future__ import annotations

__all__ = ["run"]


def run() -> None:
    """Draw the page once, top to bottom, as Streamlit does for each thing that its user does."""
    from assistant.page.draw import draw

    draw()
