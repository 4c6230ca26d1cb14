"""``python -m benchmarks.speed``: warm, cold, commands, answers, build, size, memory or change, each with ``-h``."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.speed.peers import NAMES


def main() -> None:
    """Answer one question about speed, with a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    questions = ["warm", "cold", "commands", "answers", "build", "size", "memory", "change", "child"]
    parser.add_argument("question", choices=questions)
    parser.add_argument("--passages", type=int, default=100_000, help="how many passages to make up")
    parser.add_argument("--words", type=int, default=100, help="about how many words each has")
    parser.add_argument("--folder", type=Path, help="take the passages of these documents instead")
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=7, help="of the questions; 1 was used while tuning")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--peers", default=",".join(NAMES), help="comma-separated, the first is what all are held against"
    )
    parser.add_argument("--place", type=Path, help="where to keep indexes, so that the next run finds them")
    parser.add_argument("--child", nargs="*", default=[], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.question == "child":
        from benchmarks.speed import child

        child.run(*options.child)
        return
    from benchmarks.speed.measures import MEASURES

    with tempfile.TemporaryDirectory() as made:
        MEASURES[options.question](options, options.place or Path(made))


if __name__ == "__main__":
    main()
