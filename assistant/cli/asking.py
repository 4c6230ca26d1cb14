"""Commands that take a question: ``ask`` and ``search``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from assistant.cli.opening import open_assistant, open_input
from assistant.cli.options import EXIT_NO_ANSWER, format_option, knowledge_option, quiet_option, threshold_option
from assistant.cli.output import show, where
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.types import Answer


@click.command()
@click.argument("question", required=False)
@click.option("--questions", "batch", metavar="FILE", help="Answer a batch: JSON Lines, - for standard input.")
@knowledge_option
@threshold_option
@format_option
@quiet_option
def ask(
    question: str | None, batch: str | None, knowledge: str | None, threshold: float | None, output: str, quiet: bool
) -> None:
    """Answer one QUESTION, or a batch of them."""
    if (question is None) == (batch is None):
        raise click.UsageError("give either a QUESTION or --questions FILE")
    if question is not None and not question.strip():
        raise click.UsageError("the QUESTION is empty")
    if batch is not None and output != "json":
        raise click.UsageError("--questions needs --format json")
    if batch is not None:
        with open_input(batch) as lines:
            rows = list(_rows(lines, batch))
        _ask_batch(rows, open_assistant(knowledge, quiet, threshold=threshold))
        return
    answer = open_assistant(knowledge, quiet, threshold=threshold).ask(question or "")
    if output == "json":
        click.echo(json.dumps(answer.to_dict()))
    else:
        show("\n".join(_shown(answer)))
    if not answer.answered:
        raise click.exceptions.Exit(EXIT_NO_ANSWER)


@click.command()
@click.argument("question")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many passages.")
@knowledge_option
@format_option
@quiet_option
def search(question: str, top: int, knowledge: str | None, output: str, quiet: bool) -> None:
    """Show the best passages for a QUESTION with their scores, no answer."""
    assistant = open_assistant(knowledge, quiet)
    for hit in assistant.search(question, top):
        passage = hit.passage
        document = assistant.document(passage.document_id)
        if output == "json":
            row = {
                "document": passage.document_id,
                "section": list(passage.headings),
                "start": passage.span.start,
                "end": passage.span.end,
                "quote": document.quote(passage.span),
                "score": round(hit.score, 4),
            }
            click.echo(json.dumps(row))
        else:
            show(f"{hit.score:8.4f}  {where(passage.document_id, passage.headings)}")
            show(f"          {document.plain(passage.span)}")


def _rows(lines: TextIO, name: str) -> Iterator[tuple[str, Any]]:
    """The questions of a batch, each with its conversation or ``None``."""
    try:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise AssistantError(f"{name}: line {number} is no JSON ({error})") from error
            if not isinstance(row, dict) or not isinstance(row.get("question"), str):
                raise AssistantError(f'{name}: line {number} must look like {{"question": "…"}}')
            yield row["question"], row.get("conversation")
    except UnicodeDecodeError as error:
        raise AssistantError(f"{name}: is not UTF-8; save it as UTF-8") from error


def _ask_batch(rows: list[tuple[str, Any]], assistant: Assistant) -> None:
    turns: dict[str, list[Answer]] = {}
    for question, conversation in rows:
        history = [] if conversation is None else turns.setdefault(json.dumps(conversation, sort_keys=True), [])
        answer = assistant.ask(question, history=history)
        history.append(answer)
        click.echo(json.dumps(answer.to_dict()))


def _shown(answer: Answer) -> Iterator[str]:
    """An answer as lines of text."""
    if answer.kind == "list" and answer.items is not None:
        yield from (f"• {item}" for item in answer.items)
    else:
        yield answer.text
    if answer.citations:
        yield ""
    for citation in answer.citations:
        place = where(citation.document, citation.section)
        page = "" if citation.page is None else f", page {citation.page}"
        yield f"Source: {place}{page} [{citation.start}:{citation.end}]"
    if answer.answered:
        yield f"Confidence: {answer.confidence:.0%}"
    if answer.interpreted_as != answer.question:
        yield f"Understood as: {answer.interpreted_as}"
