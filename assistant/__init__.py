"""Ask your documents, get the answer and the place it stands.

>>> from assistant import Assistant
>>> answer = Assistant.open("knowledge/").ask("what tools does MLOps use")  # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

from assistant.assistant import Assistant
from assistant.config import Settings, load_settings
from assistant.errors import AssistantError, ConfigError, KnowledgeError, LoadError, StorageError
from assistant.types import Answer, Citation, Document, Hit, Passage, ShortAnswer, Span, Table

if TYPE_CHECKING:
    from assistant.explain import Explanation

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


def __getattr__(name: str) -> Any:
    """What is not needed to answer is imported when it is asked for."""
    if name == "Explanation":
        from assistant.explain import Explanation

        return Explanation
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
