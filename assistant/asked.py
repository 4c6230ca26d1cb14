"""What was asked and not answered, or answered badly: kept in SQLite on this machine, for whoever runs the assistant.

Questions that were answered are not kept, unless a visitor says that the answer is no good.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.lexicon import lexicon
from assistant.text import normalise, stems
from assistant.types import Answer

FILE = "asked.sqlite3"
MOST_KEPT = 10_000
ALIKE = 0.6
"""Two questions belong together when they share this share of the stems, without small words, that either has."""
_LONGEST_NOTE = 200
_TABLE = """
CREATE TABLE IF NOT EXISTS asked (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    knowledge TEXT NOT NULL,
    question TEXT NOT NULL,
    answered INTEGER NOT NULL,
    reason TEXT,
    note TEXT,
    typed TEXT
)
"""
_HAS_TYPED = "SELECT 1 FROM pragma_table_info('asked') WHERE name = 'typed'"
_ADD_TYPED = "ALTER TABLE asked ADD COLUMN typed TEXT"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was kept. It stands alone: what it referred to in its conversation is filled in.

    ``answered`` tells of an answer that was judged bad, ``note`` what was said about it; ``reason`` is why there was
    no answer. ``at`` is when it was last asked, in UTC. ``typed`` are the words that were typed, where the question
    was understood as another one.
    """

    id: int
    at: str
    question: str
    answered: bool
    reason: str | None
    note: str | None
    typed: str | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask the same, the latest first."""

    entries: tuple[Asked, ...]

    @property
    def question(self) -> str:
        """The question as it was asked last."""
        return self.entries[0].question

    @property
    def wordings(self) -> tuple[str, ...]:
        """The different ways in which it was asked, the latest first."""
        return tuple(dict.fromkeys(entry.question for entry in self.entries))

    @property
    def typed(self) -> tuple[str, ...]:
        """What was typed where that is not what was asked, as in a follow-up, the latest first."""
        return tuple(dict.fromkeys(entry.typed for entry in self.entries if entry.typed))

    @property
    def disliked(self) -> bool:
        """Whether it was answered at some time, and the answer judged no good."""
        return any(entry.answered for entry in self.entries)

    @property
    def reason(self) -> str | None:
        """Why it found no answer when it last found none; ``None`` where it always found one."""
        return next((entry.reason for entry in self.entries if not entry.answered), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was said about its answers, the latest first."""
        return tuple(entry.note for entry in self.entries if entry.note)

    def to_dict(self) -> dict[str, Any]:
        """In the shape of the JSON output."""
        latest = self.entries[0]
        return {
            "question": self.question,
            "times": len(self.entries),
            "wordings": list(self.wordings),
            "typed": list(self.typed),
            "answered": latest.answered,
            "disliked": self.disliked,
            "reason": self.reason,
            "notes": list(self.notes),
            "last_asked": latest.at,
        }


def asked_file() -> Path:
    """The file that questions are kept in, in the user's data folder."""
    import platformdirs

    return Path(platformdirs.user_data_dir("assistant")) / FILE


class AskedStore:
    """The questions kept for one knowledge folder. Safe to use from several threads and processes.

    All methods raise ``StorageError`` where the file cannot be read or written.
    """

    def __init__(self, file: Path, knowledge: Path) -> None:
        self.file = file
        self._knowledge = str(knowledge.resolve())

    def keep(self, answer: Answer, note: str = "") -> int:
        """Keep a question that has no answer, or one whose answer is no good; returns the number of the entry."""
        question, typed = answer.interpreted_as, answer.question
        differs = None if typed == question else typed
        row = (self._knowledge, question, answer.answered, answer.reason, note[:_LONGEST_NOTE] or None, differs)
        with self._open() as database:
            cursor = database.execute(
                "INSERT INTO asked (knowledge, question, answered, reason, note, typed) VALUES (?, ?, ?, ?, ?, ?)", row
            )
            database.execute("DELETE FROM asked WHERE id <= ?", (int(cursor.lastrowid or 0) - MOST_KEPT,))
            return int(cursor.lastrowid or 0)

    def note(self, entry: int, note: str) -> None:
        """Add what a visitor says about an answer."""
        with self._open() as database:
            database.execute("UPDATE asked SET note = ? WHERE id = ?", (note[:_LONGEST_NOTE] or None, entry))

    def drop(self, entries: Sequence[int]) -> None:
        """Take entries out."""
        with self._open() as database:
            database.executemany("DELETE FROM asked WHERE id = ?", [(entry,) for entry in entries])

    def forget(self) -> None:
        """Take out all that was kept for this knowledge."""
        with self._open() as database:
            database.execute("DELETE FROM asked WHERE knowledge = ?", (self._knowledge,))

    def entries(self) -> list[Asked]:
        """All that is kept, the latest first."""
        if not self.file.exists():
            return []
        with self._open() as database:
            rows = database.execute(
                "SELECT id, at, question, answered, reason, note, typed FROM asked"
                " WHERE knowledge = ? ORDER BY id DESC",
                (self._knowledge,),
            ).fetchall()
        return [Asked(row[0], row[1], row[2], bool(row[3]), *row[4:]) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with closing(sqlite3.connect(self.file, timeout=10)) as database:
                self.file.chmod(0o600)
                with database:  # one transaction, undone when something goes wrong
                    database.execute(_TABLE)
                    if database.execute(_HAS_TYPED).fetchone() is None:  # the file is an earlier version's
                        database.execute(_ADD_TYPED)
                    yield database
        except (sqlite3.Error, OSError) as error:
            raise StorageError(
                f"{self.file}: the questions asked cannot be kept there ({error}); "
                "make it writable, or switch keep_questions off"
            ) from error


def gaps(entries: Sequence[Asked], still_open: Callable[[str], bool] = lambda question: True) -> list[Gap]:
    """Entries grouped by what they ask, those asked most often first, then the latest.

    ``entries`` come the latest first. A group whose latest question found no answer then, but does now, is left out,
    unless an answer to it was judged no good: ``still_open`` tells. An entry joins the first group of which one
    question is like it.
    """
    gists = [_gist(entry.question) for entry in entries]
    often = Counter(word for gist in gists for word in gist)
    groups: list[list[Asked]] = []
    held: dict[str, list[tuple[int, frozenset[str]]]] = {}
    seen: set[tuple[int, frozenset[str]]] = set()
    for entry, gist in zip(entries, gists, strict=True):
        telling = _telling(gist, often)
        near = {number for word in telling for number, other in held.get(word, ()) if _alike(gist, other)}
        number = min(near, default=len(groups))
        if number == len(groups):
            groups.append([])
        groups[number].append(entry)
        if (number, gist) not in seen:
            seen.add((number, gist))
            for word in telling:
                held.setdefault(word, []).append((number, gist))
    found = [Gap(tuple(members)) for members in groups]
    kept = [gap for gap in found if gap.disliked or still_open(gap.question)]
    return sorted(kept, key=lambda gap: (-len(gap.entries), -gap.entries[0].id))


def _telling(gist: frozenset[str], often: Mapping[str, int]) -> list[str]:
    """The rarest stems of a question: one that is like it has one of them among its own rarest.

    This is the prefix filter of set joins (Chaudhuri et al., 2006): two sets that share ``ALIKE`` of their stems share
    one of the first ``n - ALIKE n + 1``, whatever the order, if it is the same for both.
    """
    most = len(gist) - ceil(ALIKE * len(gist)) + 1
    return sorted(gist, key=lambda word: (often[word], word))[:most] or [""]


def _gist(question: str) -> frozenset[str]:
    words = frozenset(stems(normalise(question)))
    return words - lexicon().function_stems or words


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
