"""What is raised of files is told in the visitor's language, whatever is raised."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import assistant
from assistant.page.catalogue import languages, texts_in
from assistant.page.problems import problems_in, told

HOME = Path(assistant.__file__).parent
OTHERS = sorted(languages().keys() - {"en"})
RAISED = {"LoadError", "KnowledgeError", "StorageError"}


def raised() -> Iterator[str]:
    """All that is raised with words of its own, a letter for each value in it."""
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                said = words(node.args[0])
                if set(said) - set("x: "):  # else it passes on what another said
                    yield said


def words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    return "".join(map(words, node.values)) if isinstance(node, ast.JoinedStr) else "x"


def test_all_that_is_raised_has_words_in_each_language() -> None:
    every = sorted(set(raised()))
    assert len(every) > 40
    assert [said for said in every if any(told(said, texts_in(language)) == said for language in OTHERS)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_problems_with_the_same_places(language: str) -> None:
    def places(text: str) -> set[str | None]:
        return {place for _, place, _, _ in Formatter().parse(text)} - {None}

    english, other = problems_in("en"), problems_in(language)
    assert other.keys() == english.keys()
    assert {name for name in english if places(english[name]) != places(other[name])} == set()


def test_each_of_several_lines_is_told() -> None:
    text = "/tea: no document could be read:\n  /tea/a: b.md: holds no text\n  /tea/c.md: something else"
    assert told(text, texts_in("de")) == (
        "/tea: kein Dokument war lesbar:\n  /tea/a: b.md: enthält keinen Text\n  /tea/c.md: something else"
    )
    assert told(text, texts_in("en")) == text


def test_of_a_damaged_file_the_page_does_not_tell_what_the_library_said() -> None:
    raised = "a.pdf: is damaged or no PDF (Failed to load document (PDFium: Data format error)); save it again"
    assert told(raised, texts_in("en")) == "a.pdf: is damaged or no PDF; save it again"
    assert told(raised, texts_in("de")) == "a.pdf: ist beschädigt oder kein PDF; speichern Sie die Datei neu"
