"""Writes questions into the suite that stands beside the documents."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import StorageError
from assistant.evaluate.suites import FILE, NO_ANSWER, read_suite


def suite_file(knowledge: Path) -> Path:
    """The suite of a folder of documents, or of the folder that a single document is in."""
    return (knowledge if knowledge.is_dir() else knowledge.parent) / FILE


def add_to_suite(file: Path, question: str, *, answered: bool) -> bool:
    """Append a question that should be answered, or rightly is not; ``False`` if the suite has it already.

    What the file holds stays as it is, comments too. Raises ``ConfigError`` for a file that is no suite,
    ``StorageError`` for one that cannot be written.
    """
    import yaml

    before = file.read_text(encoding="utf-8") if file.exists() else ""
    suite = read_suite(file) if before.strip() else []
    if any(turn.ask == question for turns in suite for turn in turns):
        return False
    entry = [{"ask": question, "expect": {} if answered else NO_ANSWER}]
    written = yaml.safe_dump(entry, allow_unicode=True, sort_keys=False, width=1000)
    parted = "" if not before or before.endswith("\n") else "\n"
    try:
        file.write_text(before + parted + written, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{file}: cannot be written ({error.strerror}); check its permissions") from error
    return True
