"""The command that serves the page: ``chat``."""

from __future__ import annotations

import click

from assistant.cli.options import knowledge_option


@click.command()
@knowledge_option
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the page [default: 8501].")
@click.option("--host", metavar="H", help="Address to listen on [default: 127.0.0.1, this machine alone].")
@click.option("--headless", is_flag=True, help="Do not open a browser.")
def chat(knowledge: str | None, port: int | None, host: str | None, headless: bool) -> None:
    """Open the chat page in the browser."""
    from assistant.assistant import knowledge_path
    from assistant.config import load_settings
    from assistant.learn import require_readable
    from assistant.page.launch import launch

    settings = load_settings(knowledge=knowledge, port=port, host=host)
    folder = knowledge_path(settings.knowledge or None)
    require_readable(folder)
    raise click.exceptions.Exit(launch(folder, settings.host, settings.port, headless))
