"""Commands that measure: ``test`` and ``evaluate``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from assistant.cli.opening import open_assistant
from assistant.cli.options import EXIT_FELL_SHORT, format_option, knowledge_option, quiet_option
from assistant.cli.output import one_line, show


@click.command()
@click.argument("suites", metavar="[SUITE.yaml]...", nargs=-1)
@knowledge_option
@click.option("--junit", metavar="FILE", help="Write the results as JUnit XML.")
@click.option("--answered", type=click.FloatRange(0, 1), default=1.0, help="Least share of right answers.")
@click.option("--refused", type=click.FloatRange(0, 1), default=1.0, help="Least share of right refusals.")
@click.option("--turns", type=click.FloatRange(0, 1), default=1.0, help="Least share of right turns of conversations.")
@quiet_option
def test(
    suites: tuple[str, ...],
    knowledge: str | None,
    junit: str | None,
    answered: float,
    refused: float,
    turns: float,
    quiet: bool,
) -> None:
    """Run question suites, by default questions.yaml beside the documents."""
    from assistant.assistant import knowledge_path
    from assistant.config import load_settings
    from assistant.evaluate.suites import FILE, read_suite, run_suite, shares
    from assistant.evaluate.suites import junit as junit_xml

    folder = knowledge_path(load_settings(knowledge=knowledge).knowledge or None)
    paths = [Path(suite) for suite in suites] or [folder / FILE]
    asked = [turns for path in paths for turns in read_suite(path)]
    results = list(run_suite(open_assistant(knowledge, quiet), asked))
    for result in results:
        if result.failures:
            show(f"{result.turn.ask}\n    {'; '.join(result.failures)}")
            show(f"    {result.answer.kind}, {result.answer.confidence:.2f}: {one_line(result.answer.text)}")
    if junit is not None:
        Path(junit).write_bytes(junit_xml(results))
    least = {"answered": answered, "refused": refused, "turns": turns}
    short = False
    for group, (good, total) in shares(results).items():
        short |= good < least[group] * total
        show(f"{group}: {good} of {total} right ({good / total:.1%})")
    if short:
        raise click.exceptions.Exit(EXIT_FELL_SHORT)


@click.command()
@click.option("--squad", metavar="FILE", help="A file in the format of SQuAD 1.1 or 2.0.")
@click.option("--beir", metavar="FOLDER", help="corpus.jsonl, queries.jsonl and qrels/*.tsv.")
@click.option("--sentences", metavar="FOLDER", help="corpus.jsonl, and queries.jsonl with the sentences that answer.")
@click.option("--tables", metavar="FOLDER", help="*-corpus.jsonl of tables, *-queries.jsonl with cells that answer.")
@click.option("--manuals", metavar="FOLDER", help="pages/, sections.jsonl, and queries.jsonl that name a section.")
@click.option("--followups", metavar="FILE", help="JSON Lines of questions as asked and rewritten to stand alone.")
@click.option(
    "--without-headings", is_flag=True, help="With --manuals: take the headings that are asked out of the pages."
)
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Ask every n-th question.")
@format_option
def evaluate(every: int, output: str, without_headings: bool, **shapes: str | None) -> None:
    """Measure on public data in its usual format."""
    given = [(shape, path) for shape, path in shapes.items() if path is not None]
    if len(given) != 1:
        raise click.UsageError(f"give one of {', '.join(f'--{shape}' for shape in shapes)}")
    ((shape, path),) = given
    if without_headings and shape != "manuals":
        raise click.UsageError("--without-headings goes with --manuals")
    from assistant.evaluate.shapes import SHAPES

    report = SHAPES[f"{shape}_without_headings" if without_headings else shape](Path(path), every)
    if output == "json":
        click.echo(json.dumps(report.to_dict()))
    else:
        show("\n".join(report.lines()))
