"""Questions with what counts as their answer, read from the shapes that public data comes in.

Each reader returns the documents, by the name of the file that each becomes, and the cases. Documents
are written to a folder of their own and indexed as anyone's would be.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.text import normalise, squeeze
from assistant.types import Document, Span


@dataclass(frozen=True, slots=True)
class Gold:
    """What answers a question.

    ``document`` is the id of the one that does. ``spans`` are answers in it, offsets into its text; ``texts`` are
    answers in words, a sentence or a cell; ``section`` is the heading that the answer stands under.
    """

    document: str
    spans: tuple[Span, ...] = ()
    texts: tuple[str, ...] = ()
    section: str | None = None

    def holds(self, document: Document, span: Span, headings: Sequence[str] = ()) -> bool:
        """Whether a stretch of a document contains an answer, whole."""
        if document.id != self.document:
            return False
        if self.section is not None:
            return plain(self.section) in (plain(heading) for heading in headings)
        if any(span.start <= gold.start and gold.end <= span.end for gold in self.spans):
            return True
        said = plain(document.plain(span))
        return any(plain(text) in said for text in self.texts)


@dataclass(frozen=True, slots=True)
class Case:
    """A question; ``gold`` is ``None`` for one that the documents do not answer.

    ``near`` is the document that an unanswerable question is about.
    """

    question: str
    gold: Gold | None
    near: str | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """Documents and questions on them. ``texts`` is empty where ``folder`` holds the documents already."""

    cases: tuple[Case, ...]
    texts: Mapping[str, str]
    folder: Path | None = None

    def write(self, folder: Path) -> Path:
        """The folder of the documents, written where they are not files yet."""
        if self.folder is not None:
            return self.folder
        for name, text in self.texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return folder


def plain(text: str) -> str:
    """A text without differences of case, typography and spacing."""
    return squeeze(normalise(text).replace("`", "")).casefold()


def squad(path: Path) -> Data:
    """SQuAD 1.1 or 2.0: each paragraph a document."""
    texts: dict[str, str] = {}
    cases: list[Case] = []
    try:
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                name = f"{len(texts):05d}.txt"
                texts[name] = paragraph["context"]
                cases += [_squad_case(row, name) for row in paragraph["qas"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AssistantError(f"{path}: cannot be read as SQuAD ({error!r})") from error
    return Data(tuple(cases), texts)


def _squad_case(row: Mapping[str, Any], name: str) -> Case:
    if row.get("is_impossible"):
        return Case(row["question"], None, near=name)
    spans = [Span(a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"]]
    texts = tuple(dict.fromkeys(a["text"] for a in row["answers"]))
    return Case(row["question"], Gold(name, tuple(dict.fromkeys(spans)), texts))


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise AssistantError(f"{path}: line {number} is no JSON ({error})") from error
    except OSError as error:
        raise AssistantError(f"{path}: cannot be read ({error.strerror})") from error


def gold_sentences(folder: Path) -> Data:
    """``corpus.jsonl`` and ``queries.jsonl`` whose rows name a passage and the sentences in it that answer."""
    texts = {f"{row['_id']}.txt": row["text"] for row in json_lines(folder / "corpus.jsonl")}
    cases = []
    for row in json_lines(folder / "queries.jsonl"):
        name = f"{row['passage']}.txt"
        if row["answerable"]:
            cases.append(Case(row["text"], Gold(name, texts=tuple(row["answer_sentences"]))))
        else:
            cases.append(Case(row["text"], None, near=name))
    return Data(tuple(cases), texts)


def tables(folder: Path) -> Data:
    """``*-corpus.jsonl`` of tables and ``*-queries.jsonl`` that name a table and the cells that answer."""
    corpus, queries = next(folder.glob("*-corpus.jsonl")), next(folder.glob("*-queries.jsonl"))
    texts = {f"{row['_id']}.md": _markdown_table(row["title"], row["table"]) for row in json_lines(corpus)}
    cases = [
        Case(row["text"], Gold(f"{row['table']}.md", texts=tuple(dict.fromkeys(row["cells"]))))
        for row in json_lines(queries)
    ]
    return Data(tuple(cases), texts)


def _markdown_table(title: str, rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return f"# {squeeze(title)}\n\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    escaped = squeeze(text).replace("\\", "\\\\")
    for mark in "|*_`<[]#~":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped


def manual_sections(folder: Path) -> Data:
    """``pages/`` of Markdown, ``sections.jsonl`` with their titles and ``queries.jsonl`` that name a section."""
    titles = {row["_id"]: row["title"] for row in json_lines(folder / "sections.jsonl")}
    cases = [
        Case(row["text"], Gold(f"{row['page']}.md", section=titles[row["section"]]))
        for row in json_lines(folder / "queries.jsonl")
    ]
    return Data(tuple(cases), {}, folder / "pages")
