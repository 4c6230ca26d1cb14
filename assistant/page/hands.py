"""What the visitor does with the buttons of the page's own HTML, from the script in the browser to the conversation."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

KEY = "hands"
SCRIPTS = (Path(__file__).with_name("page.js"), *sorted(Path(__file__).with_name("script").glob("*.js")))
"""The script of the page in parts, which are one to the browser: none needs what another does when it is read."""
STYLE = Path(__file__).with_name("style.css")
_DEED = re.compile(r"([a-z]+)((?::-?\d{1,9}){0,2})")


def show_style() -> None:
    """The style sheet of the page."""
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}</style>")


def listen(act: Callable[[str, tuple[int, ...]], None], **told: str) -> None:
    """Have ``act`` called with what is clicked: the name of the deed and its numbers. ``told`` goes to the script.

    What comes from a browser may be anything; what is no deed is left alone.
    """

    def did() -> None:
        deed = parse(getattr(st.session_state.get(KEY), "did", None))
        if deed is not None:
            act(*deed)

    _component()(key=KEY, data=told, on_did_change=did, height=0)


def parse(sent: Any) -> tuple[str, tuple[int, ...]] | None:
    """The deed in a message of the script, such as ``{"do": "source:3:0"}``.

    >>> parse({"do": "source:3:0"}), parse({"do": "close"}), parse({"do": "<b>"}), parse(7)
    (('source', (3, 0)), ('close', ()), None, None)
    """
    found = _DEED.fullmatch(str(sent.get("do"))) if isinstance(sent, dict) else None
    if found is None:
        return None
    return found[1], tuple(int(number) for number in found[2].split(":")[1:])


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    script = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    return v2.component("assistant_hands", js=script, isolate_styles=False)
