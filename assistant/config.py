"""Settings: defaults, then ``assistant.yaml``, then the environment, then flags. What is unknown is refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from assistant.defaults import PASSAGE_WORDS
from assistant.errors import ConfigError
from assistant.loaders import Limits
from assistant.reading import parse_yaml

FILE = "assistant.yaml"
PREFIX = "ASSISTANT_"


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings with their defaults.

    ``knowledge``: folder or file of documents; empty for ``./knowledge`` or else what ships with the package.
    ``threshold``: the least confidence, from 0 to 1, of an answer that is given. ``passages``: how many
    passages an answer is looked for in. ``passage_words``: about how many words a passage has.
    ``max_file_mb``: larger files are skipped, and those that unpack to more than ``max_unpacked_mb``, have more than
    ``max_pages``, or take longer than ``max_seconds`` or more memory than ``max_memory_mb`` to read.
    ``build_memory_mb``: how much of what was counted a build holds before it is put on the disk;
    ``build_processes``: how many read files, 0 for one a core. ``host`` and
    ``port``: where the chat page listens.
    ``keep_questions``: whether the chat page keeps, on this machine, what was asked and not answered.
    ``upload_to_folder``: whether those who see the page may add documents to the folder. ``password``: what the page
    asks for before it shows anything; nothing where it is empty. ``user_header``: the header in which a proxy names
    the user that it let in; without it nobody is let in.
    """

    knowledge: str = ""
    threshold: float = 0.5
    passages: int = 20
    passage_words: int = PASSAGE_WORDS
    max_file_mb: float = 20.0
    max_unpacked_mb: float = 100.0
    max_pages: int = 2_000
    max_seconds: float = 30.0
    max_memory_mb: float = 1_000.0
    build_memory_mb: float = 64.0
    build_processes: int = 0
    host: str = "127.0.0.1"
    port: int = 8501
    keep_questions: bool = True
    upload_to_folder: bool = False
    password: str = field(default="", repr=False)
    user_header: str = ""

    def __post_init__(self) -> None:
        limits: dict[str, tuple[float, float]] = {
            "threshold": (0, 1),
            "passages": (1, 1000),
            "passage_words": (10, 10_000),
            "max_file_mb": (0.001, 4096),
            "max_unpacked_mb": (0.001, 4096),
            "max_pages": (1, 1_000_000),
            "max_seconds": (0.1, 86_400),
            "max_memory_mb": (200, 1_000_000),
            "build_memory_mb": (1, 1_000_000),
            "build_processes": (0, 64),
            "port": (0, 65535),
        }
        for name, (low, high) in limits.items():
            value = getattr(self, name)
            if not low <= value <= high:
                raise ConfigError(f"{name}: {value} is not between {low} and {high}")

    @property
    def limits(self) -> Limits:
        """What one file may take."""
        return Limits(
            max_bytes=int(self.max_file_mb * 1_000_000),
            max_unpacked=int(self.max_unpacked_mb * 1_000_000),
            max_pages=self.max_pages,
            seconds=self.max_seconds,
            memory=int(self.max_memory_mb * 1_000_000),
        )


_TYPES: dict[str, type] = {field.name: type(field.default) for field in fields(Settings)}


def load_settings(folder: Path | None = None, environ: Mapping[str, str] | None = None, **flags: object) -> Settings:
    """The settings in force. ``flags`` that are ``None`` were not given. Raises ``ConfigError``.

    ``folder`` is where ``assistant.yaml`` is looked for, the working directory unless given.
    """
    settings = _with(Settings(), _from_file((folder or Path()) / FILE), FILE)
    env = os.environ if environ is None else environ
    from_env = {name[len(PREFIX) :].lower(): env[name] for name in sorted(env) if name.startswith(PREFIX)}
    settings = _with(settings, from_env, "the environment")
    return _with(settings, {name: value for name, value in flags.items() if value is not None}, "the command line")


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        content = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as YAML ({error})") from error
    if content is None:
        return {}
    if not isinstance(content, dict):
        raise ConfigError(f"{path}: must hold settings, each as 'name: value'")
    return content


def _with(settings: Settings, given: Mapping[str, Any], where: str) -> Settings:
    values = {}
    for name, value in given.items():
        if name not in _TYPES:
            import difflib

            near = difflib.get_close_matches(str(name), _TYPES, n=1, cutoff=0)
            raise ConfigError(f"{where}: unknown setting {name!r}; did you mean {near[0]!r}?")
        values[name] = _value(name, value, where)
    return replace(settings, **values)


def _value(name: str, value: Any, where: str) -> Any:
    kind = _TYPES[name]
    wrong = ConfigError(f"{where}: {name} must be {_NAMES[kind]}, not {value!r}")
    if kind is bool:
        said = str(value).casefold()
        if said not in _SWITCH:
            raise wrong
        return _SWITCH[said]
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise wrong
    try:
        made = kind(value)
    except (ValueError, OverflowError) as error:
        raise wrong from error
    if kind is int and isinstance(value, float) and made != value:
        raise wrong
    return made


_NAMES = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}
_SWITCH = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
