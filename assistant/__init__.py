"""Ask your documents, get the answer and the place it stands.

>>> from assistant import Assistant
>>> answer = Assistant.open("knowledge/").ask("what tools does MLOps use")  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.config import Settings, load_settings
    from assistant.errors import AssistantError, ConfigError, KnowledgeError, LoadError, StorageError
    from assistant.explain import Explanation
    from assistant.types import Answer, Citation, Document, Hit, Passage, ShortAnswer, Span, Table

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "ConfigError",
    "Document",
    "Explanation",
    "Hit",
    "KnowledgeError",
    "LoadError",
    "Passage",
    "Settings",
    "ShortAnswer",
    "Span",
    "StorageError",
    "Table",
    "load_settings",
]

_HOMES = {
    "assistant.assistant": ("Assistant",),
    "assistant.config": ("Settings", "load_settings"),
    "assistant.errors": ("AssistantError", "ConfigError", "KnowledgeError", "LoadError", "StorageError"),
    "assistant.explain": ("Explanation",),
    "assistant.types": ("Answer", "Citation", "Document", "Hit", "Passage", "ShortAnswer", "Span", "Table"),
}


def __getattr__(name: str) -> Any:
    """A public name, imported when it is asked for."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
