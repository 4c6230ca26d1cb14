"""What a folder says about itself in ``knowledge.yaml``: its title, other names for things, starter questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.errors import ConfigError
from assistant.reading import parse_yaml

FILE = "knowledge.yaml"
_KEYS = ("title", "aliases", "starters")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """``aliases``: a name and its other spellings. ``starters``: questions to begin with, by theme."""

    title: str
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_knowledge(path: Path) -> Knowledge:
    """What ``knowledge.yaml`` says of a folder; of one without it, or of a file, the name. Raises ``ConfigError``."""
    title = path.resolve().name.replace("-", " ").replace("_", " ")
    file = path / FILE
    if not _is_there(path, file):
        return Knowledge(title)
    try:
        content = parse_yaml(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: cannot be read as YAML ({error})") from error
    if content is None:
        return Knowledge(title)
    if not isinstance(content, dict):
        raise ConfigError(f"{file}: must hold a mapping with the keys {', '.join(_KEYS)}")
    for key in content:
        if key not in _KEYS:
            import difflib

            near = difflib.get_close_matches(str(key), _KEYS, n=1, cutoff=0)
            raise ConfigError(f"{file}: unknown key {key!r}; did you mean {near[0]!r}?")
    starters = content.get("starters") or {}
    if isinstance(starters, list):
        starters = {"": starters}
    return Knowledge(
        title=str(content.get("title") or title),
        aliases=_texts(file, "aliases", content.get("aliases") or {}),
        starters=_texts(file, "starters", starters),
    )


def _is_there(path: Path, file: Path) -> bool:
    try:
        return path.is_dir() and file.is_file()
    except OSError:  # whoever reads the folder says what is wrong with it
        return False


def _texts(file: Path, key: str, content: Any) -> dict[str, tuple[str, ...]]:
    if not isinstance(content, dict):
        raise ConfigError(f"{file}: {key} must be a mapping from a name to a list of texts")
    found = {}
    for name, texts in content.items():
        listed = [texts] if isinstance(texts, str) else texts
        if not isinstance(listed, list) or not all(isinstance(text, (str, int, float)) for text in listed):
            raise ConfigError(f"{file}: {key}: {name} must have a list of texts")
        found[str(name)] = tuple(str(text) for text in listed)
    return found


def knowledge_path(given: str | Path | None) -> Path:
    """The folder or file named, or else ``./knowledge``, or else what ships with the package."""
    if given is not None:
        return Path(given)
    local = Path("knowledge")
    if local.is_dir():
        return local
    package = Path(__file__).parent
    shipped = package / "knowledge_base"
    return shipped if shipped.is_dir() else package.parent / "knowledge"
