"""The command line: it parses, calls and prints, and does nothing else.

A module for each group of commands. What a command needs beyond click is imported when it runs.
"""

from __future__ import annotations

import os

import click

from assistant.cli import asking, documents, explaining, gaps, measuring, serving, verifying
from assistant.cli.options import Group

COMMANDS = (
    asking.ask,
    documents.build,
    documents.text,
    asking.search,
    explaining.explain,
    serving.chat,
    measuring.test,
    measuring.evaluate,
    verifying.verify,
    gaps.gaps,
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ask-your-documents", prog_name="assistant")
def cli() -> None:
    """Ask your documents, get the answer and the place it stands."""


for _command in COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """The console script."""
    # nothing here multiplies matrices, and starting threads for it takes as long as importing NumPy
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="assistant")
