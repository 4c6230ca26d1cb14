"""The same article in every format gives the same answers, and says where they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from samples import samples

from assistant import Assistant
from assistant.loaders import suffixes
from assistant.loaders.registry import FORMATS

SAMPLES = samples()
TITLE = "Tea or coffee"
TABLE = "Differences between tea and coffee"
KEPT = "Can tea be kept overnight?"
# a question, the kind of answer (a section of one sentence is either), its text, the section it stands in
QUESTIONS = [
    ("What is tea?", "definition", "Tea is a hot drink made of the leaves of a shrub.", "What is tea?"),
    ("What is coffee?", "definition", "Coffee is a drink brewed from roasted seeds.", "What is coffee?"),
    ("What are the kinds of tea?", "list", "green tea, black tea, white tea", "Kinds of tea"),
    ("What is the origin of coffee?", "cell", "Ethiopia", TABLE),
    ("What is the brewing time of tea?", "cell", "Three minutes", TABLE),
    (
        "What is the difference between tea and coffee?",
        "comparison",
        "Plant – Tea: Camellia; Coffee: Coffea\n"
        "Origin – Tea: China; Coffee: Ethiopia\n"
        "Brewing time – Tea: Three minutes; Coffee: Four minutes",
        TABLE,
    ),
    (
        "Can tea be kept overnight?",
        "sentence or passage",
        "Cold tea turns bitter after twelve hours, in a closed jar too.",
        "Can tea be kept overnight?",
    ),
]
TABLES = {".csv", ".tsv", ".tab"}
ARTICLES = [format_.suffixes[0] for format_ in FORMATS if format_.suffixes[0] not in TABLES]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Assistant]:
    """An assistant for each format, opened once."""
    known: dict[str, Assistant] = {}

    def open_one(suffix: str) -> Assistant:
        if suffix not in known:
            folder = tmp_path_factory.mktemp("article")
            (folder / f"tea{suffix}").write_bytes(SAMPLES[suffix])
            known[suffix] = Assistant.open(folder)
        return known[suffix]

    return open_one


def test_every_format_has_a_sample() -> None:
    assert SAMPLES.keys() == set(suffixes())


@pytest.mark.parametrize("suffix", ARTICLES)
@pytest.mark.parametrize(("question", "kind", "text", "section"), QUESTIONS, ids=lambda value: str(value)[:20])
def test_the_same_question_has_the_same_answer(
    opened: Callable[[str], Assistant], suffix: str, question: str, kind: str, text: str, section: str
) -> None:
    answer = opened(suffix).ask(question)
    assert answer.kind in kind.split(" or ")
    assert answer.text == text
    assert answer.citations[0].section == (TITLE, section)
    assert answer.citations[0].title == TITLE


@pytest.mark.parametrize("suffix", sorted(TABLES))
def test_a_table_alone_answers_with_its_cells(opened: Callable[[str], Assistant], suffix: str) -> None:
    answer = opened(suffix).ask("Which origin does coffee have?")
    assert (answer.kind, answer.text) == ("cell", "Ethiopia")


@pytest.mark.parametrize("suffix", suffixes())
def test_what_the_article_does_not_say_is_refused(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"tea{suffix}").write_bytes(SAMPLES[suffix])
    assert not Assistant.open(tmp_path).ask("Who invented the bicycle?").answered
