"""What the commands have in common: their options, their exit codes and how they fail."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from assistant.errors import AssistantError

EXIT_FAILED = 1
EXIT_NO_ANSWER = 3
EXIT_FELL_SHORT = 4

knowledge_option = click.option(
    "--knowledge",
    metavar="PATH",
    help="Folder or file of documents [default: ./knowledge, or else the documents that ship].",
)
quiet_option = click.option("--quiet", is_flag=True, help="Show no progress and no warnings.")
threshold_option = click.option(
    "--threshold", type=click.FloatRange(0, 1), metavar="0..1", help="The least confidence of an answer given."
)
format_option = click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True
)


class Group(click.Group):
    """Imports a command when it is called, and turns errors raised on purpose into one message and the exit code 1.

    ``homes`` names for each command the module of this package that it is in.
    """

    def __init__(self, *, homes: Mapping[str, str], **given: Any) -> None:
        super().__init__(**given)
        self._homes = homes

    def list_commands(self, context: click.Context) -> list[str]:
        """The names of the commands in order."""
        return sorted(self._homes)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name."""
        if name not in self._homes:
            return None
        command: click.Command = getattr(import_module(f"assistant.cli.{self._homes[name]}"), name)
        return command

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except AssistantError as error:
            click.echo(f"assistant: {error}", err=True)
            context.exit(EXIT_FAILED)
        except BrokenPipeError:
            context.exit(EXIT_FAILED)
