"""What can go wrong, as a tree.

AssistantError
├── ConfigError       a setting that is unknown or out of range
├── KnowledgeError    a knowledge folder or file that is missing, empty or holds nothing readable
├── LoadError         one document that cannot be read; a build skips it and says so
└── StorageError      an index that is damaged or cannot be written
"""

from __future__ import annotations


class AssistantError(Exception):
    """The base of all errors raised on purpose; its text names the file, the value and the way out."""


class ConfigError(AssistantError):
    """A setting is unknown or its value cannot be used."""


class KnowledgeError(AssistantError):
    """There is nothing to answer from."""


class LoadError(AssistantError):
    """One document cannot be read."""


class StorageError(AssistantError):
    """An index is damaged, or there is no place to write it to."""
