"""Commands about the documents: ``build``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from assistant.cli.opening import open_assistant
from assistant.cli.options import knowledge_option, quiet_option
from assistant.cli.output import one_line, show

if TYPE_CHECKING:
    from assistant.learn import Report


@click.command()
@knowledge_option
@quiet_option
def build(knowledge: str | None, quiet: bool) -> None:
    """Build or update the index and say what was added, changed, removed and skipped."""
    assistant = open_assistant(knowledge, quiet, warn=False)
    show("\n".join(_report(assistant.report, len(assistant.collection))))


def _report(report: Report, passages: int) -> Iterator[str]:
    for verb, names in (("added", report.added), ("changed", report.changed), ("removed", report.removed)):
        yield from (f"{verb} {one_line(name)}" for name in names)
    yield from (f"skipped {one_line(reason)}" for _, reason in report.skipped)
    documents = len(report.added) + len(report.changed) + len(report.unchanged)
    yield (
        f"{documents} documents, {passages} passages: {len(report.added)} added, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {len(report.unchanged)} unchanged, {len(report.skipped)} skipped"
    )
