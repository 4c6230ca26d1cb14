"""The command that holds earlier answers against the documents: ``verify``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

import click

from assistant.cli.opening import open_assistant, open_input
from assistant.cli.options import EXIT_FAILED, EXIT_FELL_SHORT, format_option, knowledge_option, quiet_option
from assistant.cli.output import one_line, show
from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.verify import Place, Verdict


@click.command()
@click.argument("answers", metavar="ANSWERS.jsonl")
@knowledge_option
@format_option
@quiet_option
def verify(answers: str, knowledge: str | None, output: str, quiet: bool) -> None:
    """Tell of the quotes in earlier ANSWERS whether each is intact, moved, changed or gone.

    ANSWERS are JSON Lines as ask --format json writes them, - for standard input.
    """
    from assistant.verify import tally
    from assistant.verify import verify as verdict_on

    with open_input(answers) as lines:
        read = list(_read(lines, answers))
    collection = open_assistant(knowledge, quiet).collection
    verdicts: list[Verdict] = []
    bad = 0
    for number, quotes in read:
        if isinstance(quotes, AssistantError):
            bad += 1
            click.echo(f"assistant: {answers}: line {number} {one_line(str(quotes))}", err=True)
            continue
        for quote in quotes:
            verdict = verdict_on(quote, collection)
            verdicts.append(verdict)
            if output == "json":
                click.echo(json.dumps({"line": number, **verdict.to_dict()}))
            else:
                show(_shown(number, verdict))
    counts = tally(verdicts)
    if output == "text":
        told = ", ".join(f"{count} {status}" for status, count in counts.items())
        show(f"{len(verdicts)} quotes of {len(read) - bad} answers: {told}")
    if bad:
        raise click.exceptions.Exit(EXIT_FAILED)
    if counts["intact"] < len(verdicts):
        raise click.exceptions.Exit(EXIT_FELL_SHORT)


def _read(lines: TextIO, name: str) -> Iterator[tuple[int, list[Place] | AssistantError]]:
    """The quotes of each answer with the number of its line, or what is wrong with it."""
    from assistant.verify import quotes_of

    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    yield number, quotes_of(line)
                except AssistantError as error:
                    yield number, error
    except UnicodeDecodeError as error:
        raise AssistantError(f"{name}: is not UTF-8; save it as UTF-8") from error


def _shown(number: int, verdict: Verdict) -> str:
    place = _place(verdict.claimed)
    now = verdict.now
    if verdict.status in ("moved", "changed") and now is not None:
        place += f" → {_place(now)}"
    if verdict.status == "changed" and now is not None:
        place += f'\n         now reads "{one_line(now.quote)}"'
    return f"{verdict.status:7}  line {number}: {place}"


def _place(place: Place) -> str:
    return f"{one_line(place.document)} [{place.start}:{place.end}]"
