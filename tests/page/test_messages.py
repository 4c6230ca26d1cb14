"""Each kind of answer is shown as what it is."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.page.citations import place
from assistant.page.escape import as_text
from assistant.page.excerpt import Excerpt
from assistant.page.messages import columns, notes, refusal, sureness
from assistant.page.session import Turn
from assistant.types import Answer, Citation, ShortAnswer, Table

testing = pytest.importorskip("streamlit.testing.v1")

CITED = Citation(
    document="a.md", digest="sha256:0", title="Guide", section=("Guide", "Tools"), page=None, start=3, end=6,
    quote="b_c", score=1.0,
)  # fmt: skip


def given(**changes: Any) -> Answer:
    values: dict[str, Any] = {
        "question": "what is it",
        "interpreted_as": "What is it?",
        "kind": "sentence",
        "text": "It is *this*.",
        "confidence": 0.97,
        "citations": (CITED,),
    }
    return Answer(**(values | changes))


def refused(**changes: Any) -> Answer:
    values = {"kind": "no_answer", "text": "No.", "reason": 'no document mentions "x"', "citations": ()}
    return given(**(values | changes))


def shown(answer: Answer) -> Any:
    def script(turn: object) -> None:
        from assistant.page.messages import show_turn

        show_turn(turn)  # type: ignore[arg-type]

    excerpts = tuple(Excerpt("a ", cited.quote, " d", False, False) for cited in answer.citations)
    page = testing.AppTest.from_function(script, kwargs={"turn": Turn(answer, excerpts)}, default_timeout=60).run()
    assert not page.exception
    return page


def fragments(page: Any) -> str:
    return "".join(element.proto.body for element in page.get("html"))


def test_a_sentence_is_text_with_its_source() -> None:
    page = shown(given())
    assert ">It is *this*.</div>" in fragments(page)
    assert page.expander[0].label == as_text("1 · Guide › Tools")
    assert ">b_c</mark>" in fragments(page)
    assert page.expander[0].caption[0].value == as_text("a.md, characters 3 to 6")


def test_the_short_answer_is_bold() -> None:
    page = shown(given(text="It took ten years.", short_answer=ShortAnswer("ten years", 8, 17)))
    assert "<strong>ten years</strong>" in fragments(page)


def test_a_list_is_a_list() -> None:
    page = shown(given(kind="list", text="One, Two", items=("One", "Two")))
    assert fragments(page).count("<li") == 2


def test_a_comparison_is_a_table_and_an_open_cell_a_dash() -> None:
    table = Table(("Basis", "A", "B"), (("Cost", "*low*", None), ("Speed", "", "$5$")))
    page = shown(given(kind="comparison", text="Cost – A: low", table=table))
    assert page.table[0].value.values.tolist() == [["Cost", r"\*low\*", "–"], ["Speed", "–", r"\$5\$"]]
    assert list(page.table[0].value.columns) == ["Basis", "A", "B"]


def test_columns_of_one_name_are_two_columns() -> None:
    names = columns(Table(("", "A", "A"), (("x", "1", "2", "3"),)))
    assert len(set(names)) == 4
    assert [name.replace("\u2060", "") for name in names] == ["", "A", "A", ""]


def test_a_refusal_gives_its_reason_once() -> None:
    assert refusal(refused()) == 'No.\nno document mentions "x"'
    assert refusal(refused(text='No: no document mentions "x".')) == 'No: no document mentions "x".'
    page = shown(refused())
    assert "no document mentions &quot;x&quot;" in fragments(page)
    assert not page.expander


def test_small_talk_is_answered_in_words() -> None:
    page = shown(given(kind="small_talk", text="Hello.", citations=(), interpreted_as="what is it"))
    assert ">Hello.</div>" in fragments(page)
    assert not page.caption


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "Very likely right (99%)"),
        (0.95, "Very likely right (95%)"),
        (0.94, "Likely right (94%)"),
        (0.7, "Probably right (70%)"),
        (0.51, "May be right: look at the source (51%)"),
    ],
)
def test_how_sure_an_answer_is_is_said_in_words(confidence: float, words: str) -> None:
    assert sureness(confidence) == words


def test_how_a_question_was_understood_is_said_where_it_differs() -> None:
    assert notes(given()) == ["Very likely right (97%)"]
    assert notes(given(interpreted_as="What is *that*?"))[1:] == ["Understood as: What is *that*?"]
    assert shown(given(interpreted_as="What is *that*?")).caption[1].value == r"Understood as\: What is \*that\*\?"


def test_the_place_has_the_title_the_headings_and_the_page() -> None:
    assert place(CITED) == "Guide › Tools"
    assert place(Citation("a.pdf", "", "Guide", (), 7, 0, 0, "", 1.0)) == "Guide · page 7"
    assert place(Citation("a.md", "", "Guide", ("Part", "Tools"), None, 0, 0, "", 1.0)) == "Guide › Part › Tools"
