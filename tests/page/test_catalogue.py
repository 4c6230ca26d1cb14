"""The page speaks several languages, and each says the same things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant import ConfigError
from assistant.page import catalogue
from assistant.page.catalogue import FOLDER, languages, nearest, texts_in

PAGE = Path(catalogue.__file__).parent
OTHERS = sorted(languages().keys() - {"en"})


def places(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def test_there_are_english_german_and_spanish() -> None:
    assert languages() == {"de": "Deutsch", "en": "English", "es": "Español"}


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_has_the_same_texts_with_the_same_places(language: str) -> None:
    english, other = texts_in("en").texts, texts_in(language).texts
    assert other.keys() == english.keys()
    assert {name for name in english if places(english[name]) != places(other[name])} == set()


def test_every_text_is_used_and_every_text_used_exists() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in PAGE.glob("*.py"))
    named = set(re.findall(r"[\"']([a-z_]+)[\"']", code))
    counted = {f"{name}_{form}" for name in re.findall(r"counted\([\"'](\w+)", code) for form in ("one", "many")}
    verdicts = {"verdict_yes", "verdict_no"}
    assert texts_in("en").texts.keys() - named - counted - verdicts == set()
    said = set(re.findall(r"\b(?:said|texts)\([\"'](\w+)", code))
    assert said <= texts_in("en").texts.keys()


def test_one_and_many() -> None:
    assert texts_in("en").counted("documents", 1) == "1 document"
    assert texts_in("de").counted("documents", 1200) == "1.200 Dokumente"


def test_numbers_and_quotes_are_written_as_in_the_language() -> None:
    english, german, spanish = (texts_in(language) for language in ("en", "de", "es"))
    assert (english.decimal(5.449), german.decimal(5.449)) == ("5.45", "5,45")
    assert (english.percent(0.994), spanish.percent(0.994)) == ("99%", "99\u00a0%")
    assert (german.quoted("Tee"), spanish.quoted("té")) == ("„Tee“", "«té»")


@pytest.mark.parametrize(
    ("locale", "language"), [("de-AT", "de"), ("es_MX", "es"), ("fr-FR", "en"), (None, "en"), ("../x", "en")]
)
def test_the_language_nearest_to_a_locale(locale: str | None, language: str) -> None:
    assert nearest(locale) == language


def test_a_file_that_is_no_catalogue_is_said_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "xx.yaml").write_text("no: 1\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "FOLDER", tmp_path)
    with pytest.raises(ConfigError, match=r"xx\.yaml: must hold texts"):
        texts_in("xx")
    assert tmp_path != FOLDER
