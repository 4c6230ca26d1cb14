"""What the page itself says, in the visitor's language; each language is a file in ``texts``.

Answers and quotes are the documents' and stay as they are; what the assistant says itself is told by ``retold``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.errors import ConfigError
from assistant.reading import parse_yaml

FOLDER = Path(__file__).with_name("texts")
DEFAULT = "en"


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a language, by name; ``{...}`` in them are places for values."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, name: str, /, **values: object) -> str:
        """A text with its values, as plain text that has yet to be escaped. Raises ``KeyError`` for an unknown name."""
        return self.texts[name].format_map(values)

    def counted(self, name: str, number: int) -> str:
        """A number of things: the text ``<name>_one`` for one of them, else ``<name>_many``."""
        return self(f"{name}_{'one' if number == 1 else 'many'}", number=self.number(number))

    def number(self, number: int) -> str:
        """A number as it is written in the language."""
        return f"{number:,}".replace(",", self("thousands"))

    def decimal(self, number: float) -> str:
        """A number with two decimals as it is written in the language."""
        return f"{number:.2f}".replace(".", self("decimal"))

    def percent(self, share: float) -> str:
        """A share of one in per cent, as it is written in the language."""
        return self("percent", number=round(share * 100))

    def chance(self, probability: float) -> str:
        """A probability in per cent, of which none is called certain and none impossible."""
        return self.percent(min(0.99, max(0.01, probability)))

    def quoted(self, text: str) -> str:
        """A text between the language's quotation marks."""
        return self("quoted", text=text)


@lru_cache(maxsize=1)
def languages() -> Mapping[str, str]:
    """The languages there are, by their codes, each under its own name."""
    return {path.stem: texts_in(path.stem)("language") for path in sorted(FOLDER.glob("*.yaml"))}


@lru_cache(maxsize=16)
def texts_in(language: str, folder: Path | None = None) -> Texts:
    """The texts of a language, by default the page's own. Raises ``ConfigError`` for a file without such."""
    path = (folder or FOLDER) / f"{language}.yaml"
    try:
        content = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as YAML ({error})") from error
    if not isinstance(content, dict) or not all(isinstance(one, str) for pair in content.items() for one in pair):
        raise ConfigError(f"{path}: must hold texts, each as 'name: text'")
    return Texts(language, content)


def nearest(locale: str | None) -> str:
    """The language for a browser's locale, such as ``de-AT``; English where there is none for it."""
    code = (locale or "").replace("_", "-").split("-")[0].casefold()
    return code if code in languages() else DEFAULT
