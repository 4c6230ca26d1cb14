"""What Streamlit's own reading of Markdown makes of escaped text, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.page.escape import JOINER

pytestmark = pytest.mark.browser

TEXTS = [
    "<img src=x onerror=alert(1)> <script>alert(1)</script> <!-- c --> <b>b</b>",
    "![x](http://example.invalid/a.png) [a](javascript:1) [[b]] [^1]",
    "https://example.invalid www.example.invalid a@example.invalid <http://example.invalid> mailto:a@b.example",
    "$x$ and $$y$$, from 5$ to 6$",
    ":smile: :+1: :material/home: :material_home: :streamlit:",
    ":red[a] :orange-background[b] :blue-badge[c] :small[d] :help[e] :color[f]{foreground=red} ::g[h] :i",
    "*a* _b_ **c** __d__ ~~e~~ ~f~ `g` ``h`` ***",
    "a -- b -> c <- d <-> e >= f <= g ~= h",
    "&lt; &amp; &#58;smile&#58; &nbsp;",
    "\\ \\* \\$ ends with \\",
    "# a",
    "- a",
    "+ a",
    "1. a",
    "1) a",
    "> a",
    "- [ ] a",
    "---",
    "    indented",
    "```py\ncode\n```",
    "Title\n===",
    "Title\n---",
    "a | b\n--|--\n1 | 2",
    "[x]: http://example.invalid\n[x]",
    "two\n\nlines",
]

SCRIPT = """
import json, sys
import streamlit as st
from assistant.page import markup
from assistant.page.escape import as_text

for number, text in enumerate(json.loads({texts!r})):
    with st.container(key=f"caption{{number}}"):
        st.caption(as_text(text))
    with st.container(key=f"error{{number}}"):
        st.error(as_text(text))
    with st.container(key=f"button{{number}}"):
        st.button(as_text(" ".join(text.split())), key=f"b{{number}}")
    with st.container(key=f"html{{number}}"):
        st.html(markup.paragraph(text))
st.caption("All drawn")
"""

RUN = """
import subprocess, sys
from assistant.page.launch import flags
command = [sys.executable, "-m", "streamlit", "run", sys.argv[1], *flags("127.0.0.1", int(sys.argv[2]), True)]
page = subprocess.Popen(command)
import signal
signal.signal(signal.SIGTERM, lambda *_: page.terminate())
sys.exit(page.wait())
"""

WHERE = {
    "caption": "[data-testid=stCaptionContainer]",
    "error": "[data-testid=stMarkdownContainer]",
    "button": "button [data-testid=stMarkdownContainer]",
    "html": "p.ask-text",
}
MADE_OF_MARKUP = (
    "a, img, em, strong, code, pre, del, ul, ol, hr, blockquote, input, sup, table table, .katex, span[style]"
)


def test_each_text_is_shown_as_it_is_written(
    serving: Callable[..., str], tmp_path: Path, tab: Any, strangers: Callable[[str], list[str]]
) -> None:
    script = tmp_path / "shown.py"
    script.write_text(SCRIPT.format(texts=json.dumps(TEXTS)), encoding="utf-8")
    tab.on("dialog", lambda dialog: pytest.fail(f"a text opened a dialog: {dialog.message}"))
    address = serving(script, RUN)
    tab.goto(address)
    tab.get_by_text("All drawn", exact=True).wait_for()
    differing = []
    for number, text in enumerate(TEXTS):
        for kind, selector in WHERE.items():
            found = tab.locator(f".st-key-{kind}{number}").locator(selector).first
            found.wait_for()
            if found.locator(MADE_OF_MARKUP).count() or not _same(kind, found, text):
                differing.append((kind, text, found.inner_html()))
    assert differing == []
    assert strangers(address) == []


def _same(kind: str, found: Any, text: str) -> bool:
    if kind == "html":
        return bool(found.text_content() == text)
    lines = filter(None, (" ".join(line.split()) for line in text.split("\n")))
    shown = filter(None, (" ".join(line.split()) for line in found.inner_text().replace(JOINER, "").split("\n")))
    between = "\n" if kind in ("caption", "error") else " "
    return between.join(shown) == between.join(lines)
