"""From a file to a ``Document``: one loader for each format."""

from assistant.loaders.base import Limits, Loader
from assistant.loaders.registry import load, suffixes

__all__ = ["Limits", "Loader", "load", "suffixes"]
