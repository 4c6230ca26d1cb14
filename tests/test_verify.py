"""What became of quotes once the documents are edited."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from assistant import Assistant
from assistant.cli import cli
from assistant.verify import Place, Verdict, tally, verify

Write = Callable[..., Path]
Knowledge = Callable[..., Assistant]
KAYAK = "A kayak is a narrow boat that is paddled with two blades."
CANOE = "A canoe is an open boat."
BOATS = f"Boats\n\nWhat is a Kayak?\n\n{KAYAK}\n\nWhat is a Canoe?\n\n{CANOE}\n"
CLAIMED = Place("boats.txt", BOATS.index(KAYAK), BOATS.index(KAYAK) + len(KAYAK), KAYAK)


def became(knowledge: Knowledge, files: dict[str, str], claimed: Place = CLAIMED) -> Verdict:
    return verify(claimed, knowledge(files).collection)


def test_a_quote_that_stands_where_it_stood_is_intact(knowledge: Knowledge) -> None:
    assert became(knowledge, {"boats.txt": BOATS}) == Verdict(CLAIMED, "intact", CLAIMED)


def test_what_is_edited_elsewhere_in_the_document_leaves_it_intact(knowledge: Knowledge) -> None:
    assert became(knowledge, {"boats.txt": BOATS.replace("open boat", "open craft")}).status == "intact"


def test_a_quote_that_text_was_put_before_has_moved_with_it(knowledge: Knowledge) -> None:
    verdict = became(knowledge, {"boats.txt": "Read me first.\n\n" + BOATS})
    assert verdict.status == "moved"
    assert verdict.now == Place("boats.txt", CLAIMED.start + 16, CLAIMED.end + 16, KAYAK)


def test_of_several_places_it_moved_to_the_nearest(knowledge: Knowledge) -> None:
    text = f"{KAYAK}\n\n{'Boats float on water. ' * 20}\n\n{KAYAK}\n"
    later = text.rindex(KAYAK)
    verdict = became(knowledge, {"boats.txt": text}, Place("boats.txt", later + 9, later + 9 + len(KAYAK), KAYAK))
    assert verdict.now == Place("boats.txt", later, later + len(KAYAK), KAYAK)


def test_a_quote_in_a_file_of_another_name_has_moved_there(knowledge: Knowledge) -> None:
    verdict = became(knowledge, {"craft.txt": BOATS})
    assert (verdict.status, verdict.now) == ("moved", Place("craft.txt", CLAIMED.start, CLAIMED.end, KAYAK))


def test_a_few_words_in_another_document_are_there_by_chance(knowledge: Knowledge) -> None:
    verdict = became(knowledge, {"craft.txt": BOATS}, Place("boats.txt", 0, 9, "open boat"))
    assert (verdict.status, verdict.now) == ("gone", None)


def test_a_quote_is_not_found_inside_longer_words(knowledge: Knowledge) -> None:
    verdict = became(knowledge, {"tea.txt": "Steam rises from teapots.\n"}, Place("tea.txt", 40, 43, "tea"))
    assert verdict.status == "gone"


def test_a_quote_with_other_words_in_it_is_changed_and_told_as_it_is_now(knowledge: Knowledge) -> None:
    verdict = became(knowledge, {"boats.txt": BOATS.replace("two blades", "one blade")})
    assert verdict.status == "changed"
    assert verdict.now is not None
    text = BOATS.replace("two blades", "one blade")
    assert verdict.now.quote == text[verdict.now.start : verdict.now.end]
    assert "A kayak is a narrow boat that is paddled with one" in verdict.now.quote


@pytest.mark.parametrize(
    "files", [{"boats.txt": f"Boats\n\n{CANOE}\n"}, {"boats.txt": "A kayak.\n"}, {"tea.txt": "Tea is hot.\n"}]
)
def test_a_quote_that_was_taken_out_is_gone(knowledge: Knowledge, files: dict[str, str]) -> None:
    assert became(knowledge, files) == Verdict(CLAIMED, "gone", None)


def test_each_status_is_counted(knowledge: Knowledge) -> None:
    assert tally([became(knowledge, {"boats.txt": BOATS})]) == {"intact": 1, "moved": 0, "changed": 0, "gone": 0}


@pytest.fixture
def answers(write: Write, tmp_path: Path) -> Path:
    """Two answers and a refusal, as a batch writes them."""
    questions = "".join(json.dumps({"question": f"What is a {name}?"}) + "\n" for name in ("kayak", "canoe", "yawl"))
    arguments = ["ask", "--knowledge", str(write({"boats.txt": BOATS})), "--questions", "-", "--format", "json"]
    path = tmp_path / "answers.jsonl"
    path.write_text(CliRunner().invoke(cli, arguments, input=questions).stdout, encoding="utf-8")
    return path


def check(write: Write, answers: Path | str, text: str, *more: str, given: str | None = None) -> Result:
    folder = str(write({"boats.txt": text}))
    return CliRunner().invoke(cli, ["verify", str(answers), "--knowledge", folder, *more], input=given)


def rows(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_answers_to_unchanged_documents_are_intact(write: Write, answers: Path) -> None:
    result = check(write, answers, BOATS)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == f"intact   line 1: boats.txt [{CLAIMED.start}:{CLAIMED.end}]"
    assert result.stdout.splitlines()[-1] == "2 quotes of 3 answers: 2 intact, 0 moved, 0 changed, 0 gone"


def test_a_quote_that_is_not_intact_is_told_and_the_exit_code_says_so(write: Write, answers: Path) -> None:
    result = check(write, answers, BOATS.replace(CANOE, "There are also canoes."), "--format", "json")
    assert result.exit_code == 4
    assert [(row["line"], row["status"]) for row in rows(result)] == [(1, "intact"), (2, "gone")]
    assert list(rows(result)[0]) == ["line", "document", "start", "end", "quote", "status", "now"]


def test_where_it_moved_to_is_told(write: Write, answers: Path) -> None:
    result = check(write, answers, "About\n\n" + BOATS)
    start, end = CLAIMED.start, CLAIMED.end
    assert f"moved    line 1: boats.txt [{start}:{end}] → boats.txt [{start + 7}:{end + 7}]" in result.stdout


def test_answers_come_from_standard_input_too(write: Write, answers: Path) -> None:
    assert check(write, "-", BOATS, given=answers.read_text(encoding="utf-8")).exit_code == 0


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 4 is no JSON"),
        ("[]", 'line 4 is no answer: it has no list of "citations"'),
        ('{"citations": [{"document": "a", "start": 0, "end": 1}]}', "line 4 is no answer: its citation 1 must have"),
        (
            '{"citations": [{"document": "a", "start": 2, "end": 1, "quote": "x"}]}',
            "line 4 is no answer: its citation 1",
        ),
        ('{"citations": ["a"]}', "line 4 is no answer: its citation 1"),
    ],
)
def test_bad_lines_are_named_and_the_others_verified(write: Write, answers: Path, line: str, complaint: str) -> None:
    result = check(write, "-", BOATS, given=answers.read_text(encoding="utf-8") + line + "\n")
    assert result.exit_code == 1
    assert complaint in result.stderr
    assert "2 quotes of 3 answers: 2 intact" in result.stdout


def test_a_file_that_is_not_there_is_named(write: Write) -> None:
    result = check(write, "missing.jsonl", BOATS)
    assert result.exit_code == 1
    assert "missing.jsonl: cannot be read" in result.stderr


def test_bytes_that_are_no_text_are_named(write: Write, tmp_path: Path) -> None:
    (tmp_path / "answers.jsonl").write_bytes(b"\xff\xfe{")
    assert "is not UTF-8" in check(write, tmp_path / "answers.jsonl", BOATS).stderr
