"""From a file to a ``Document``: one loader for each format."""

from assistant.loaders.base import Loader, load, loaders

__all__ = ["Loader", "load", "loaders"]
