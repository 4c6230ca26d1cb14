"""What Streamlit's own elements say, in English alone and not always in plain words, in those of the page.

The script of the page puts one in the other's place wherever it turns up in such an element.
"""

from __future__ import annotations

import json

from assistant.page.catalogue import Texts

THEIRS = {
    "their_add": "Add files",
    "their_choose": "Choose an option",
    "their_clear": "Clear all",
    "their_close": "Close",
    "their_drop": "Drag and drop files here",
    "their_clear_one": "Clear value",
    "their_connection": "Connection error",
    "their_drop_one": "Drag and drop a file here",
    "their_error": "Error:",
    "their_files": "file upload",
    "their_hide": "Hide password",
    "their_nothing": "No results",
    "their_not_allowed": "{kind} files are not allowed.",
    "their_open": "Open",
    "their_password": "Show password",
    "their_per_file": "{size} per file",
    "their_remove": "Remove {name}",
    "their_select_all": "Select all",
    "their_send": "Send message",
    "their_skip": "Skip to main content",
    "their_too_large": "File must be {size} or smaller.",
    "their_upload": "Upload",
}
"""The names of our texts with those of Streamlit 1.60 to 1.67 that they stand for."""


def theirs(texts: Texts) -> str:
    """Pairs of Streamlit's text and ours, as JSON, where the two differ."""
    pairs = [(said, texts.texts[name]) for name, said in THEIRS.items() if texts.texts[name] != said]
    return json.dumps(pairs, ensure_ascii=False)
