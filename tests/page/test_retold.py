"""What the assistant itself says is told in the visitor's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import abstain
from assistant.explain import Contribution, meanings
from assistant.page.catalogue import FOLDER, languages, texts_in
from assistant.page.retold import meaning, retold
from assistant.reading import parse_yaml

OTHERS = sorted(languages().keys() - {"en"})
ASKING = {
    "de": ("ob ", "wie ", "wovon "),
    "es": ("si ", "cuánt", "cómo ", "con qué ", "a qué ", "en qué ", "de dónde "),
}
"""What a meaning begins with, so that it reads right where it speaks for a place and where it speaks against one."""


@pytest.mark.parametrize("language", OTHERS)
def test_each_lack_of_a_section_has_words_in_each_language(language: str) -> None:
    for lacks in (*abstain._LACKS.values(), "does not answer this", 'does not mention "tea"'):
        said = retold(f'the closest section, "On, gives no number", {lacks}', texts_in(language))
        assert "closest" not in said, lacks
        assert texts_in(language).quoted("On, gives no number") in said


@pytest.mark.parametrize(
    "question", ["What is a zorblax?", "Who invented the flumph?", "why", "hello", "bye", "thanks"]
)
@pytest.mark.parametrize("language", OTHERS)
def test_what_is_not_answered_is_told(knowledge: Path, language: str, question: str) -> None:
    answer = Assistant.open(knowledge).ask(question)
    said = answer.reason or answer.text
    assert retold(said, texts_in("en")) == re.sub('"(.+?)"', r"“\1”", said)
    assert retold(said, texts_in(language)) != said


def test_several_words_are_joined_in_the_language() -> None:
    assert retold('no document mentions "a", "b" or "c or d"', texts_in("es")) == (
        "ningún documento menciona «a», «b» o «c or d»"
    )


def test_what_is_not_known_stays_as_it_is() -> None:
    assert retold("something else", texts_in("de")) == "something else"


@pytest.mark.parametrize("language", OTHERS)
def test_each_feature_has_a_meaning_in_each_language(language: str) -> None:
    told = parse_yaml((FOLDER / "meanings" / f"{language}.yaml").read_text(encoding="utf-8"))
    assert told.keys() == meanings().keys()
    assert all(one.startswith(ASKING[language]) for one in told.values())
    assert meaning(Contribution("early", 1.0, 1.0), texts_in(language)) == told["early"]
    assert meaning(Contribution("bare_early", 1.0, 1.0), texts_in(language)).startswith(f"{told['early']}, ")
