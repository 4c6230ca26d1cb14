"""Large and twisted files bring nothing to a halt.

All are read in one process that may use a minute of the processor, many times what it needs; the system ends it when
it uses more, and the last name that it printed is the file it was at.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from pathlib import Path
from assistant import Assistant
from assistant.chunk import chunk
from assistant.loaders import load
folder = Path(sys.argv[1])
for path in sorted(folder.iterdir()):
    print(path.name, flush=True)
    chunk(load(path))
print(Assistant.open(folder).ask("What is a kettle?").text)
"""
SIZES = {
    "anchors.md": "{#" * 400_000,
    "brackets.md": "[" * 20_000 + "tea",
    "bullets.txt": "\n".join(f"{'  ' * (number % 40)}- item {number}" for number in range(10_000)),
    "colons.txt": "Tea is:\n" * 10_000,
    "definitions.html": "<dl><dt>tea<dd>pot" * 60,
    "endless sentence.txt": "tea and " * 100_000,
    "endless word.txt": "x" * 1_000_000,
    "gaps.txt": "a   b\nc\n" * 10_000,
    "gutters.txt": "\n".join(f"a{number}   b c" for number in range(20_000)),
    "good.txt": "Kettles\n\nA kettle boils water.\n",
    "items.md": "".join(f"- item {number}\n" for number in range(5_000)),
    "links.md": "[a](" * 50_000,
    "lists.html": "<ul><li>tea" * 20_000,
    "one line.txt": "Tea is hot. " * 50_000,
    "pipes.txt": "|a\n|-\n" * 16_000,
    "prices.txt": "£1\n" * 30_000,
    "questions.txt": "?\n\n" * 30_000,
    "quotations.md": "`a ``b" * 16_000,
    "rows.txt": "\n".join(f"a{number}\tb\tc" for number in range(10_000)),
    "short lines.txt": "\n\n".join(f"Thing Maker{number % 89} Apple" for number in range(20_000)),
    "sources.txt": "[a]:\n" * 20_000,
    "stars.md": "*a **b " * 5_000,
    "table.md": "|a|b|\n|---|---|\n" + "|tea|pot|\n" * 3_000,
    "tags.md": "<b " * 20_000,
    "titles.txt": "\n".join(f"Word{number % 97} Other{number % 89}" for number in range(10_000)),
}


@pytest.mark.skipif(sys.platform == "win32", reason="limits the time of a process")
def test_large_and_twisted_files_take_no_more_than_their_time(write: Callable[..., Path]) -> None:
    command = [sys.executable, "-c", LIMITED, str(write(SIZES))]
    shown = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert shown.stdout.splitlines()[-1] == "A kettle boils water."
    assert shown.stderr == ""
