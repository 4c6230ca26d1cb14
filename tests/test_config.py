"""Settings: defaults, a file, the environment, flags; what is unknown or cannot be used is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from assistant import ConfigError, Settings, load_settings


def test_settings_come_from_the_file_then_the_environment_then_flags(tmp_path: Path) -> None:
    (tmp_path / "assistant.yaml").write_text("threshold: 0.1\npassages: 3\nhost: example\n", encoding="utf-8")
    settings = load_settings(
        tmp_path, {"ASSISTANT_THRESHOLD": "0.2", "ASSISTANT_PASSAGES": "4"}, threshold=0.3, port=None
    )
    assert (settings.host, settings.passages, settings.threshold) == ("example", 4, 0.3)
    assert settings.port == Settings().port


@pytest.mark.parametrize(
    ("unknown", "nearest"), [("treshold", "threshold"), ("passage_word", "passage_words"), ("Port", "port")]
)
def test_an_unknown_setting_is_refused_with_the_nearest_name(tmp_path: Path, unknown: str, nearest: str) -> None:
    (tmp_path / "assistant.yaml").write_text(f"{unknown}: 1\n", encoding="utf-8")
    with pytest.raises(
        ConfigError, match=rf"assistant\.yaml: unknown setting .*{unknown}.*; did you mean '{nearest}'\?"
    ):
        load_settings(tmp_path, {})
    with pytest.raises(ConfigError, match="the environment: unknown setting"):
        load_settings(tmp_path / "nowhere", {f"ASSISTANT_{unknown}X": "1"})


@pytest.mark.parametrize(
    "line",
    [
        "passages: 2.7",
        "passages: .inf",
        "passages: 0",
        "passages: 0x",
        "threshold: .nan",
        "threshold: high",
        "threshold: 2026-13-45",
        "threshold: [",
        "- threshold",
        "port: -1",
        "port: true",
        "host: [a]",
    ],
)
def test_a_value_that_cannot_be_used_is_refused(tmp_path: Path, line: str) -> None:
    (tmp_path / "assistant.yaml").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        load_settings(tmp_path, {})


def test_every_setting_has_a_default_that_is_valid() -> None:
    assert all(getattr(load_settings(Path("/nowhere"), {}), field.name) == field.default for field in fields(Settings))


def test_a_file_without_settings_is_fine(tmp_path: Path) -> None:
    (tmp_path / "assistant.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert load_settings(tmp_path, {}) == Settings()


def test_text_that_is_a_number_is_taken_for_one(tmp_path: Path) -> None:
    (tmp_path / "assistant.yaml").write_text('port: "80"\nthreshold: 1\n', encoding="utf-8")
    settings = load_settings(tmp_path, {"ASSISTANT_MAX_FILE_MB": "1.5"})
    assert (settings.port, settings.threshold, settings.limits.max_bytes) == (80, 1.0, 1_500_000)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"host: \x80", b"a: [\n" * 3])
def test_a_file_that_is_no_yaml_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "assistant.yaml").write_bytes(content)
    with pytest.raises(ConfigError, match=r"assistant\.yaml: cannot be read as YAML"):
        load_settings(tmp_path, {})
