"""Commands that measure: ``test`` and ``evaluate``."""

from __future__ import annotations

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
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Ask every n-th question.")
@format_option
def evaluate(
    squad: str | None,
    beir: str | None,
    sentences: str | None,
    tables: str | None,
    manuals: str | None,
    every: int,
    output: str,
) -> None:
    """Measure on public data in its usual format."""
    from assistant.chunk import PASSAGE_WORDS
    from assistant.evaluate import cases, measure

    given = [name for name in (squad, beir, sentences, tables, manuals) if name is not None]
    if len(given) != 1:
        raise click.UsageError("give one of --squad, --beir, --sentences, --tables, --manuals")
    path = Path(given[0])
    if beir is not None:
        figures = measure.beir(path)
    elif squad is not None:
        figures = measure.measure(cases.squad(path), every=every)
    elif sentences is not None:
        figures = measure.measure(cases.gold_sentences(path), every=every)
    else:
        data = cases.tables(path) if tables is not None else cases.manual_sections(path)
        figures = measure.measure(data, passage_words=PASSAGE_WORDS, every=every)
    if output == "json":
        show(measure.as_json(figures))
    else:
        width = max(map(len, figures))
        show("\n".join(f"{name:{width}}  {value:.4f}" for name, value in figures.items()))
