"""The shapes that public data comes in: SQuAD, sentences that answer, tables. A reader makes ``Data`` of a path."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from assistant.evaluate.cases import Case, Data, Gold
from assistant.text import squeeze
from assistant.types import Span


@contextmanager
def reading(path: Path, shape: str) -> Iterator[None]:
    """Turns what can go wrong while data of a shape is read into an ``AssistantError`` that names both."""
    try:
        yield
    except OSError as error:
        raise AssistantError(f"{error.filename or path}: cannot be read ({error.strerror})") from error
    except KeyError as error:
        raise AssistantError(f"{path}: is not {shape}: {error} is missing") from error
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise AssistantError(f"{path}: is not {shape} ({error})") from error


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON Lines."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield json.loads(line)
                except ValueError as error:
                    raise AssistantError(f"{path}: line {number} is no JSON ({error})") from error


def squad(path: Path) -> Data:
    """SQuAD 1.1 or 2.0: each paragraph a document, each article a topic."""
    texts: dict[str, str] = {}
    topics: dict[str, str] = {}
    cases: list[Case] = []
    with reading(path, "SQuAD"):
        for number, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
            for paragraph in article["paragraphs"]:
                name = f"{len(texts):05d}.txt"
                texts[name] = paragraph["context"]
                topics[name] = article.get("title") or str(number)
                cases += [_squad_case(row, name) for row in paragraph["qas"]]
    return Data(tuple(cases), texts, topics=topics, short=True)


def _squad_case(row: Mapping[str, Any], name: str) -> Case:
    if row.get("is_impossible"):
        return Case(row["question"], None, near=name)
    spans = [Span(a["answer_start"], a["answer_start"] + len(a["text"])) for a in row["answers"]]
    texts = tuple(dict.fromkeys(a["text"] for a in row["answers"]))
    return Case(row["question"], Gold(name, tuple(dict.fromkeys(spans)), texts))


def gold_sentences(folder: Path) -> Data:
    """``corpus.jsonl`` and ``queries.jsonl`` whose rows name a passage and the sentences in it that answer."""
    with reading(folder, "a corpus with sentences that answer"):
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
    with reading(folder, "a corpus of tables with cells that answer"):
        corpus, queries = _only(folder, "*-corpus.jsonl"), _only(folder, "*-queries.jsonl")
        texts = {f"{row['_id']}.md": _markdown_table(row["title"], row["table"]) for row in json_lines(corpus)}
        cases = [
            Case(row["text"], Gold(f"{row['table']}.md", texts=tuple(dict.fromkeys(row["cells"]))))
            for row in json_lines(queries)
        ]
        return Data(tuple(cases), texts, unit="table", cut=True)


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise AssistantError(f"{folder}: must hold one {pattern}, not {len(found)}")
    return found[0]


def _markdown_table(title: str, rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return f"# {squeeze(title)}\n\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    escaped = squeeze(text).replace("\\", "\\\\")
    for mark in "|*_`<[]#~":
        escaped = escaped.replace(mark, f"\\{mark}")
    return escaped
