"""The command line: it parses, calls and prints, and does nothing else.

A module for each group of commands, imported when one of them is called. What a command needs beyond click is imported
when it runs.
"""

from __future__ import annotations

import os

import click

from assistant.cli.options import Group

COMMANDS = {
    "ask": "asking",
    "build": "documents",
    "chat": "serving",
    "evaluate": "measuring",
    "explain": "explaining",
    "gaps": "gaps",
    "search": "asking",
    "test": "measuring",
    "text": "documents",
    "verify": "verifying",
}
"""The commands, each with the module that it is in."""


@click.group(cls=Group, homes=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="ask-your-documents", prog_name="assistant")
def cli() -> None:
    """Ask your documents, get the answer and the place it stands."""


def main() -> None:
    """The console script."""
    # nothing here multiplies matrices, and starting threads for it takes as long as importing NumPy
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    cli(prog_name="assistant")
