"""The command that tells what was asked and not answered: ``gaps``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from assistant.cli.opening import open_assistant
from assistant.cli.options import format_option, knowledge_option, quiet_option
from assistant.cli.output import one_line, show

if TYPE_CHECKING:
    from assistant.asked import Gap


@click.command()
@knowledge_option
@format_option
@quiet_option
def gaps(knowledge: str | None, output: str, quiet: bool) -> None:
    """Tell what people asked that the documents do not answer, grouped, most often asked first.

    Questions that the documents answer by now are left out.
    """
    from assistant.asked import AskedStore, asked_file
    from assistant.asked import gaps as grouped
    from assistant.assistant import knowledge_path

    assistant = open_assistant(knowledge, quiet)
    store = AskedStore(asked_file(), knowledge_path(assistant.settings.knowledge or None))
    found = grouped(store.entries(), lambda question: not assistant.ask(question).answered)
    for gap in found:
        show(json.dumps(gap.to_dict()) if output == "json" else _shown(gap))
    if not found and output == "text":
        show("Nothing was asked that the documents do not answer.")


def _shown(gap: Gap) -> str:
    told = [gap.reason or "", "not a good answer" if gap.disliked else "", *(f"“{note}”" for note in gap.notes)]
    told += [f"also: {wording}" for wording in gap.wordings[1:4]]
    told += [f"typed in a conversation: {words}" for words in gap.typed[:3]]
    lines = [f"{len(gap.entries):4} ×  {one_line(gap.question)}"]
    return "\n".join([*lines, *(f"        {one_line(line)}" for line in told if line)])
