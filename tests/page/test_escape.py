"""Texts that nobody vouches for, made fit to be shown. A browser has the last word: see ``tests/browser``."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.page.escape import JOINER, as_html, as_text

HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "![x](http://example.invalid/a.png)",
    "[a](javascript:1)",
    "$x$ and $$y$$",
    ":smile: :material/home: :streamlit: :red[x] :orange-background[y]",
    "<a@b.example> www.example.invalid a@b.example",
    "*a* _b_ ~~c~~ `d` **e**",
    "# head",
    "> quote",
    "- item",
    "1. item",
    "---",
    "a | b\n--|--\nc | d",
    "```\ncode\n```",
    "Title\n===",
    "[x]: http://example.invalid",
    "    indented",
    "&lt;b&gt; &#58;",
    "ends with \\",
]
PLAIN_PARTS = {"paragraph_open", "paragraph_close", "inline"}
PLAIN_INLINE = {"text", "text_special", "hardbreak"}


def shown(markdown: str) -> str:
    """What a Markdown parser makes of it, which must be text and line ends only."""
    parser = MarkdownIt("gfm-like", {"linkify": False, "html": True})
    words = []
    for token in parser.parse(markdown):
        assert token.type in PLAIN_PARTS, (token.type, markdown)
        for child in token.children or ():
            assert child.type in PLAIN_INLINE, (child.type, markdown)
            words.append("\n" if child.type == "hardbreak" else child.content)
    return "".join(words).replace(JOINER, "")


def as_lines(text: str) -> str:
    """A text as a browser lays it out: white space collapsed, empty lines gone."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_is_shown_as_it_is_written(text: str) -> None:
    assert shown(as_text(text)) == as_lines(text)


@given(st.text(st.sampled_from("*_`$[]()<>!#-+=~|\\&;:{}@./^\"' \nab1x"), max_size=30))
def test_whatever_is_put_together_stays_text(text: str) -> None:
    assert shown(as_text(text)) == as_lines(text)


@given(st.text(max_size=200))
def test_every_character_that_markdown_may_act_on_has_a_backslash(text: str) -> None:
    assert re.search(r"(?<!\\)[!-/:-@\[^-`{-~]", re.sub(r"\\\\", "", as_text(text))) is None


@pytest.mark.parametrize(
    "sequence",
    [":smile:", ":material_home:", "http://", "www.", "WWW.", "a@b", "->", "<-", "<->", "--", ">=", "<=", "~="],
)
def test_what_is_looked_for_after_parsing_is_kept_apart(sequence: str) -> None:
    """A backslash is gone by then, so ``\\:smile\\:`` would still become a picture."""
    text = as_text(f"so {sequence} it is")
    assert JOINER in text
    assert sequence not in text.replace("\\", "")
    assert shown(text) == f"so {sequence} it is"


def test_words_are_left_alone() -> None:
    assert as_text("CircleCI – Jenkins, naïve 中文") == "CircleCI – Jenkins\\, naïve 中文"


def test_lines_stay_lines_and_empty_ones_go() -> None:
    assert as_text("one\r\n\r\n   two\u2028three") == "one\\\ntwo\\\nthree"


def test_characters_that_have_no_place_in_a_text_are_replaced() -> None:
    assert as_text("a\x00b\x1bc\ud800d") == "a\ufffdb\ufffdc\ufffdd"
    assert as_html("a\x00b\x1bc\ud800d") == "a\ufffdb\ufffdc\ufffdd"


def test_a_file_name_cannot_turn_the_direction_of_what_follows() -> None:
    assert as_text("invoice\u202efdp") == "invoicefdp"


class Reader(HTMLParser):
    """Reads the text of HTML and remembers its tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.just("\n"), max_size=200))
def test_html_keeps_each_character_and_holds_no_tag(text: str) -> None:
    reader = Reader()
    reader.feed(f"<p>{as_html(text)}</p>")
    reader.close()
    assert reader.tags == ["p"]
    assert reader.text == text
    assert "\n" not in as_html(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_html_of_hostile_text_has_nothing_to_act_on(text: str) -> None:
    assert re.search(r"[<>\"']", as_html(text)) is None
    assert html.unescape(as_html(text)) == text
