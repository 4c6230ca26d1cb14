"""Ask your documents, get the answer and the place it stands.

>>> from assistant import Assistant
>>> answer = Assistant.open("knowledge/").ask("what tools does MLOps use")  # doctest: +SKIP
"""

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
