"""From a follow-up and the turns before it to a question that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.types import Answer
from assistant.vocabulary import Vocabulary


def resolve(text: str, history: Sequence[Answer], vocabulary: Vocabulary) -> str:
    """The question as it stands alone."""
    return text
