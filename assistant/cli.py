"""The command line: it parses, calls and prints, and does nothing else."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from assistant.errors import AssistantError

if TYPE_CHECKING:
    from assistant.assistant import Assistant
    from assistant.learn import Progress, Report
    from assistant.types import Answer

EXIT_FAILED = 1
EXIT_NO_ANSWER = 3
EXIT_FELL_SHORT = 4

_knowledge = click.option(
    "--knowledge",
    metavar="PATH",
    help="Folder or file of documents [default: ./knowledge, or else the documents that ship].",
)
_quiet = click.option("--quiet", is_flag=True, help="Show no progress and no warnings.")
_threshold = click.option(
    "--threshold", type=click.FloatRange(0, 1), metavar="0..1", help="The least confidence of an answer given."
)
_format = click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)


class _Group(click.Group):
    """Turns errors raised on purpose into one message and the exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AssistantError as error:
            click.echo(f"assistant: {error}", err=True)
            context.exit(EXIT_FAILED)
        except BrokenPipeError:
            context.exit(EXIT_FAILED)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ask-your-documents", prog_name="assistant")
def cli() -> None:
    """Ask your documents, get the answer and the place it stands."""


@cli.command()
@click.argument("question", required=False)
@click.option("--questions", "batch", metavar="FILE", help="Answer a batch: JSON Lines, - for standard input.")
@_knowledge
@_threshold
@_format
@_quiet
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
        with _input(batch) as lines:
            rows = list(_rows(lines, batch))
        _ask_batch(rows, _open(knowledge, quiet, threshold=threshold))
        return
    answer = _open(knowledge, quiet, threshold=threshold).ask(question or "")
    if output == "json":
        click.echo(json.dumps(answer.to_dict()))
    else:
        _print("\n".join(_shown(answer)))
    if not answer.answered:
        raise click.exceptions.Exit(EXIT_NO_ANSWER)


@cli.command()
@_knowledge
@_quiet
def build(knowledge: str | None, quiet: bool) -> None:
    """Build or update the index and say what was added, changed, removed and skipped."""
    assistant = _open(knowledge, quiet, warn=False)
    _print("\n".join(_report(assistant.report, len(assistant.collection))))


@cli.command()
@click.argument("question")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many passages.")
@_knowledge
@_format
@_quiet
def search(question: str, top: int, knowledge: str | None, output: str, quiet: bool) -> None:
    """Show the best passages for a QUESTION with their scores, no answer."""
    assistant = _open(knowledge, quiet)
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
            _print(f"{hit.score:8.4f}  {_place(passage.document_id, passage.headings)}")
            _print(f"          {document.plain(passage.span)}")


@cli.command()
@_knowledge
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the page [default: 8501].")
@click.option("--host", metavar="H", help="Address to listen on [default: 127.0.0.1, this machine alone].")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def chat(knowledge: str | None, port: int | None, host: str | None, headless: bool) -> None:
    """Open the chat page in the browser."""
    from assistant.assistant import knowledge_path
    from assistant.config import load_settings
    from assistant.errors import KnowledgeError
    from assistant.page.launch import launch

    settings = load_settings(knowledge=knowledge, port=port, host=host)
    folder = knowledge_path(settings.knowledge or None)
    if not folder.exists():
        raise KnowledgeError(f"{folder}: no such file or folder; name one with --knowledge")
    raise click.exceptions.Exit(launch(folder, settings.host, settings.port, headless))


@cli.command()
@click.argument("suites", metavar="[SUITE.yaml]...", nargs=-1)
@_knowledge
@click.option("--junit", metavar="FILE", help="Write the results as JUnit XML.")
@click.option("--answered", type=click.FloatRange(0, 1), default=1.0, help="Least share of right answers.")
@click.option("--refused", type=click.FloatRange(0, 1), default=1.0, help="Least share of right refusals.")
@click.option("--turns", type=click.FloatRange(0, 1), default=1.0, help="Least share of right turns of conversations.")
@_quiet
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
    results = list(run_suite(_open(knowledge, quiet), asked))
    for result in results:
        if result.failures:
            _print(f"{result.turn.ask}\n    {'; '.join(result.failures)}")
            _print(f"    {result.answer.kind}, {result.answer.confidence:.2f}: {_line(result.answer.text)}")
    if junit is not None:
        Path(junit).write_bytes(junit_xml(results))
    least = {"answered": answered, "refused": refused, "turns": turns}
    short = False
    for group, (good, total) in shares(results).items():
        short |= good < least[group] * total
        _print(f"{group}: {good} of {total} right ({good / total:.1%})")
    if short:
        raise click.exceptions.Exit(EXIT_FELL_SHORT)


@cli.command()
@click.option("--squad", metavar="FILE", help="A file in the format of SQuAD 1.1 or 2.0.")
@click.option("--beir", metavar="FOLDER", help="corpus.jsonl, queries.jsonl and qrels/*.tsv.")
@click.option("--sentences", metavar="FOLDER", help="corpus.jsonl, and queries.jsonl with the sentences that answer.")
@click.option("--tables", metavar="FOLDER", help="*-corpus.jsonl of tables, *-queries.jsonl with cells that answer.")
@click.option("--manuals", metavar="FOLDER", help="pages/, sections.jsonl, and queries.jsonl that name a section.")
@click.option("--every", type=click.IntRange(1), default=1, show_default=True, help="Ask every n-th question.")
@_format
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
        _print(measure.as_json(figures))
    else:
        width = max(map(len, figures))
        _print("\n".join(f"{name:{width}}  {value:.4f}" for name, value in figures.items()))


def _open(knowledge: str | None, quiet: bool, *, warn: bool = True, threshold: float | None = None) -> Assistant:
    """Open the documents; what was skipped is told on standard error."""
    from assistant.assistant import Assistant
    from assistant.config import load_settings

    settings = load_settings(knowledge=knowledge, threshold=threshold)
    show = not quiet and sys.stderr.isatty()
    with _Bar() if show else _Silent() as progress:
        assistant = Assistant.open(settings=settings, progress=progress)
    if warn and not quiet:
        for _, reason in assistant.report.skipped:
            click.echo(f"assistant: skipped {_line(reason)}", err=True)
    return assistant


class _Silent:
    """No progress."""

    def __enter__(self) -> Progress | None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


class _Bar:
    """A progress bar on standard error, drawn once there is something to read."""

    def __init__(self) -> None:
        self._progress: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        return self._advance

    def _advance(self, done: int, total: int, name: str) -> None:
        if self._progress is None:
            if done == total or not name:
                return
            from rich.console import Console
            from rich.progress import Progress as RichProgress

            self._progress = RichProgress(console=Console(stderr=True), transient=True)
            self._progress.start()
            self._task = self._progress.add_task("Reading documents", total=total)
        self._progress.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()


def _input(name: str) -> TextIO:
    if name == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig")
    try:
        return Path(name).open(encoding="utf-8-sig")
    except OSError as error:
        raise AssistantError(f"{name}: cannot be read ({error.strerror})") from error


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
        place = _place(citation.document, citation.section)
        page = "" if citation.page is None else f", page {citation.page}"
        yield f"Source: {place}{page} [{citation.start}:{citation.end}]"
    if answer.answered:
        yield f"Confidence: {answer.confidence:.0%}"
    if answer.interpreted_as != answer.question:
        yield f"Understood as: {answer.interpreted_as}"


def _place(document: str, section: tuple[str, ...]) -> str:
    return _line(" › ".join((document, *section)))


def _report(report: Report, passages: int) -> Iterator[str]:
    for verb, names in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        yield from (f"{verb} {_line(name)}" for name in names)
    yield from (f"skipped {_line(reason)}" for _, reason in report.skipped)
    documents = len(report.added) + len(report.changed) + len(report.unchanged)
    yield (
        f"{documents} documents, {passages} passages: {len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {len(report.unchanged)} unchanged, {len(report.skipped)} skipped"
    )


def _line(text: str) -> str:
    """A text that stays on its line and sends no control codes to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _print(text: str) -> None:
    """Print without control codes that a document may hold; what the terminal cannot show is replaced."""
    safe = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(safe.encode(encoding, "replace").decode(encoding), color=False)


def main() -> None:
    """The console script."""
    cli(prog_name="assistant")
