"""A conversation to take away."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from assistant import Answer, Assistant
from assistant.cli import cli
from assistant.page.escape import JOINER
from assistant.page.excerpt import Part
from assistant.page.export import answer_markdown, to_json_lines, to_markdown
from assistant.types import Citation, Table

CITED = Citation("a.md", "", "A_b", ("A_b", "On *it*"), None, 3, 6, "b [c](d)", 1.0)


def test_markdown_has_questions_answers_and_numbered_sources() -> None:
    answer = Answer("What *is* it?", "What *is* it?", "sentence", "It is <b>.", 0.9, citations=(CITED,))
    assert to_markdown("My #1", [(answer, ())]) == (
        "# My \\#1\n\n## What \\*is\\* it?\n\nIt is \\<b\\>.\n\n1. A\\_b › On \\*it\\* (a.md, 3–6): “b \\[c\\](d)”\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (":moneybag: 20", f":{JOINER}moneybag: 20"),
        (":+1::a_b:", f":{JOINER}+1::{JOINER}a\\_b:"),
        ("http://example.com/a.png", "http\\://example.com/a.png"),
        ("WWW.example.com", "WWW\\.example.com"),
        ("ask @someone", "ask \\@someone"),
        ("at 10:30: tea", f"at 10:{JOINER}30: tea"),
        ("in short: tea", "in short: tea"),
    ],
)
def test_what_some_readers_of_markdown_make_more_of_stays_text(text: str, written: str) -> None:
    assert answer_markdown(Answer("q", "q", "small_talk", text, 0.0)) == written
    assert MarkdownIt("commonmark").renderInline(written).replace(JOINER, "") == text


def test_a_list_and_a_table_are_such_in_markdown() -> None:
    listed = Answer("q", "q", "list", "one, - two", 0.9, items=("one", "- two"), citations=(CITED,))
    table = Table(("", "A|B"), (("x", None),))
    compared = Answer("q", "q", "comparison", "…", 0.9, table=table, citations=(CITED,))
    html = MarkdownIt("commonmark").enable("table").render(to_markdown("t", [(listed, ()), (compared, ())]))
    assert "<li>one</li>\n<li>- two</li>" in html
    assert "<th>A|B</th>" in html
    assert "“" not in html.partition("<table>")[2]  # the quote is the table, which is there already


def test_steps_and_sources_are_two_lists_in_markdown() -> None:
    cited = Citation("a.md", "", "A", ("A",), None, 0, 14, "1. one\n2. two", 1.0)
    listed = Answer("q", "q", "list", "one, two", 0.9, items=("one", "two"), citations=(cited,))
    html = MarkdownIt("commonmark").render(to_markdown("t", [(listed, ())]))
    assert "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<ol>" in html


def test_code_keeps_its_lines_in_markdown() -> None:
    cited = replace(CITED, quote="Say:\n\n```sh\nif a; then\n  b *c*\nfi\n```")
    answer = Answer("q", "q", "passage", "Say: …", 0.9, citations=(cited,))
    said, code = Part("Say *it*:", is_code=False), Part("if a; then\n  b *c*\nfi", is_code=True)
    html = MarkdownIt("commonmark").render(to_markdown("t", [(answer, (said, code))]))
    assert "<p>Say *it*:</p>\n<pre><code>if a; then\n  b *c*\nfi\n</code></pre>" in html
    assert "<li>\n<p>A_b › On *it* (a.md, 3–6):</p>\n<pre><code>Say:\n\n```sh\nif a; then\n" in html


def test_json_lines_are_what_verify_reads(knowledge: Path, tmp_path: Path) -> None:
    assistant = Assistant.open(knowledge)
    answers = [assistant.ask("What is a flumph?"), assistant.ask("What is a zorblax?")]
    saved = tmp_path / "conversation.jsonl"
    saved.write_text(to_json_lines(answers), encoding="utf-8")
    assert [json.loads(line)["answered"] for line in saved.read_text(encoding="utf-8").splitlines()] == [True, False]
    shown = CliRunner().invoke(cli, ["verify", str(saved), "--knowledge", str(knowledge), "--quiet"])
    assert shown.exit_code == 0
    assert "1 quotes of 2 answers: 1 intact" in shown.output
