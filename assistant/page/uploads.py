"""Documents that a visitor brings along: for one conversation, in a folder of their own, deleted with it."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import NamedTuple

from assistant.assistant import Assistant
from assistant.config import Settings
from assistant.errors import KnowledgeError
from assistant.loaders import suffixes
from assistant.page.suggest import Suggestions

MOST_FILES = 20
LABEL = "uploaded"
"""The folder that the ids of uploaded documents begin with, so that they are told from the others."""

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICE = re.compile(r"\A(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|\Z)", re.IGNORECASE)


class Refused(NamedTuple):
    """A file that is not used, by its name, and why: a text of the catalogue with its values."""

    name: str
    why: str
    values: Mapping[str, object] = MappingProxyType({})


class Uploads:
    """The uploaded files of one conversation and, where there are any, an assistant that answers from them.

    ``suggestions`` offers questions that it answers, ``refused`` are the files that could not be used. The folder goes
    when this object goes.
    """

    def __init__(self, settings: Settings) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="assistant-"))
        weakref.finalize(self, shutil.rmtree, self._home, True)
        self._settings = replace(settings, knowledge=str(self._home))
        self.assistant: Assistant | None = None
        self.suggestions: Suggestions | None = None
        self.refused: tuple[Refused, ...] = ()

    def put(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Replace what was uploaded by these files, given as name and content; what cannot be read is refused."""
        kept, refused = fitting(files, self._settings.max_file_mb)
        folder = self._home / LABEL
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name, content in kept.items():
            (folder / name).write_bytes(content)
        self.assistant = self.suggestions = None
        if kept:
            try:
                self.assistant = Assistant.open(self._home, self._settings)
                self.suggestions = Suggestions(self.assistant)
                skipped = self.assistant.report.skipped
            except KnowledgeError as error:
                skipped = tuple((name, self._of(folder / name, str(error))) for name in kept)
            refused += [unreadable(PurePosixPath(name).name, self._said(reason)) for name, reason in skipped]
        self.refused = tuple(refused)

    @staticmethod
    def _of(file: Path, error: str) -> str:
        """What an error that names several files says of one; all of it where it does not name that one."""
        lines = (line.strip() for line in error.splitlines())
        return next((line for line in lines if line.startswith(f"{file}: ")), error)

    def _said(self, reason: str) -> str:
        """A reason without the folder, which is nobody's business."""
        return reason.replace(f"{self._home / LABEL}/", "").replace(str(self._home), LABEL)


def safe_name(name: str) -> str:
    """A file name without folders, control characters and what some systems forbid; it can name no other place.

    >>> safe_name("../../etc/pass:wd.txt"), safe_name("..")
    ('pass_wd.txt', '_')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    cleaned = _DEVICE.sub(r"_\g<0>", _UNFIT.sub("_", last).strip(" ."), count=1) or "_"
    stem, dot, ending = cleaned.rpartition(".")
    return f"{_cut(stem, 180)}{dot}{_cut(ending, 20)}" if dot else _cut(cleaned, 200)


def _cut(text: str, most: int) -> str:
    """The beginning of a text that takes no more than so many bytes: systems count those of a name."""
    return text.encode("utf-8", "replace")[:most].decode("utf-8", "ignore")


def unreadable(name: str, reason: str) -> Refused:
    """A file that was refused for what was raised of it."""
    return Refused(name, "unreadable", {"reason": reason.removeprefix(f"{name}: ")})


def fitting(files: Iterable[tuple[str, bytes]], max_file_mb: float) -> tuple[Mapping[str, bytes], list[Refused]]:
    """The files that may be used, by safe names, and the others, each with the reason."""
    kept: dict[str, bytes] = {}
    refused: dict[str, Refused] = {}
    for name, content in files:
        safe = safe_name(name)
        if len(content) > max_file_mb * 1_000_000:
            refused[safe] = Refused(safe, "refused_large", {"limit": f"{max_file_mb:g}"})
        elif Path(safe).suffix.lower() not in suffixes():
            refused[safe] = Refused(safe, "refused_kind", {"kinds": ", ".join(suffixes())})
        elif len(kept) == MOST_FILES and safe not in kept:
            refused[safe] = Refused(safe, "refused_many", {"number": MOST_FILES})
        else:
            kept[safe] = content
    return kept, list(refused.values())
