"""Commands about the documents: ``build``, ``text``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.options import knowledge_option, quiet_option
from assistant.cli.output import one_line, show, show_exactly
from assistant.cli.progress import shown

if TYPE_CHECKING:
    from assistant.learn import Report


@click.command()
@knowledge_option
@quiet_option
def build(knowledge: str | None, quiet: bool) -> None:
    """Build or update the index and say what was added, changed, removed, renamed and skipped."""
    from assistant.config import load_settings
    from assistant.knowledge import knowledge_path, read_knowledge
    from assistant.learn import refresh, require_readable  # and nothing that answers, which takes longer to import

    settings = load_settings(knowledge=knowledge)
    folder = knowledge_path(settings.knowledge or None)
    require_readable(folder)
    read_knowledge(folder)
    with shown(quiet) as progress:
        passages, report = refresh(folder, settings, progress)
    show("\n".join(_report(report, passages)))


@click.command()
@click.argument("file")
def text(file: str) -> None:
    """Print the text of FILE as loaded, which the offsets of citations refer to."""
    from assistant.config import load_settings
    from assistant.loaders.isolated import Reader

    path = Path(file)
    with Reader(load_settings().limits) as reader:
        document = reader.load(path, path.name)
    show_exactly(document.text)


def _report(report: Report, passages: int) -> Iterator[str]:
    for verb, names in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        yield from (f"{verb} {one_line(name)}" for name in names)
    yield from (f"renamed {one_line(before)} to {one_line(name)}" for before, name in report.renamed)
    yield from (f"skipped {one_line(reason)}" for _, reason in report.skipped)
    groups = (report.added, report.changed, report.renamed, report.unchanged)
    yield (
        f"{sum(map(len, groups))} documents, {passages} passages: {len(report.added)} added, "
        f"{len(report.changed)} changed, {len(report.removed)} removed, {len(report.unchanged)} unchanged, "
        f"{len(report.renamed)} renamed, {len(report.skipped)} skipped"
    )
