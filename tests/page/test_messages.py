"""Each kind of answer is shown as what it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from assistant.page.catalogue import texts_in
from assistant.page.excerpt import Part
from assistant.page.export import place
from assistant.page.messages import body, notes, sureness, turn_html
from assistant.page.turns import Opened, Turn
from assistant.types import Answer, Citation, ShortAnswer, Table

ENGLISH = texts_in("en")
CITED = Citation(
    document="a.md", digest="sha256:0", title="Guide", section=("Guide", "Tools"), page=None, start=3, end=6,
    quote="b_c", score=1.0,
)  # fmt: skip


SAY, CODE = Part("Say:", is_code=False), Part("x < 1\n  y", is_code=True)


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


def shown(answer: Answer, **turn: Any) -> str:
    """The body of an answer, its tags without attributes."""
    return re.sub(r"<(\w+)[^<>]*>", r"<\1>", body(Turn(7, answer, **turn), ENGLISH))


def test_a_question_that_was_cut_says_how_much_of_it_was_asked() -> None:
    asked = given(question="x" * 1000, interpreted_as="x" * 1000)
    assert "Only the first 1,000 characters were asked." in notes(Turn(7, asked, cut=True), ENGLISH)
    assert "characters" not in notes(Turn(7, asked), ENGLISH)


def test_a_sentence_is_a_paragraph_that_ends_with_the_number_of_its_source() -> None:
    assert shown(given()) == "<p>It is *this*.<button>1</button></p>"
    assert 'data-do="source:7:0"' in body(Turn(7, given()), ENGLISH)


def test_the_short_answer_is_bold() -> None:
    answer = given(text="It took ten years.", short_answer=ShortAnswer("ten years", 8, 17))
    assert shown(answer, short="ten years") == "<p>It took <strong>ten years</strong>.<button>1</button></p>"


def test_what_is_defined_is_bold_where_there_is_no_short_answer() -> None:
    text = "Model drift is decline."
    answer = given(kind="definition", text=text, interpreted_as="what is model drift")
    assert shown(answer) == "<p><strong>Model drift</strong> is decline.<button>1</button></p>"
    assert shown(answer, short="decline") == "<p>Model drift is <strong>decline</strong>.<button>1</button></p>"
    assert "<strong>" not in shown(given(text=text, interpreted_as="what is model drift"))


def test_a_list_is_a_list() -> None:
    answer = given(kind="list", text="One, Two", items=("One", "<Two>"))
    assert shown(answer) == "<ul><li>One</li><li>&lt;Two&gt;<button>1</button></li></ul>"


def test_steps_keep_their_numbers() -> None:
    steps = Citation("a.md", "", "Guide", ("Guide",), None, 0, 40, "To do:\n2. One\n   - small\n3. Two", 1.0)
    answer = given(kind="list", text="One, Two", items=("One", "Two"), citations=(steps,))
    assert '<ol dir="auto" start="2"><li>One</li><li>Two' in body(Turn(7, answer), ENGLISH)


def test_steps_keep_their_numbers_where_the_quote_begins_behind_the_first() -> None:
    steps = Citation("a.md", "", "Guide", ("Guide",), None, 3, 20, "One\n2. Two\n3. Three", 1.0)
    answer = given(kind="list", text="One, Two, Three", items=("One", "Two", "Three"), citations=(steps,))
    assert '<ol dir="auto" start="1"><li>One' in body(Turn(7, answer), ENGLISH)


def test_a_cell_is_bold_with_its_row_and_column_below() -> None:
    turn = Turn(7, given(kind="cell", text="8"), labels=("Otter", "Seats <b>"))
    assert re.sub(r"<(\w+)[^<>]*>", r"<\1>", body(turn, ENGLISH)) == (
        "<p><strong>8</strong><button>1</button></p><p>Otter · Seats &lt;b&gt;</p>"
    )


def test_code_is_shown_as_code() -> None:
    turn = Turn(7, given(kind="passage", text="Say: x < 1 y"), parts=(SAY, CODE))
    assert re.fullmatch(
        r'<p class="ask-text">Say:<button [^>]*>1</button></p>'
        r'<div class="ask-code"><pre tabindex="0">x &lt; 1&#10;  y</pre>'
        r'<button type="button" class="ask-icon ask-icon-copy" data-text="x &lt; 1&#10;  y" [^>]*></button></div>',
        body(turn, ENGLISH),
    )


def test_code_alone_has_the_number_of_its_source_below() -> None:
    assert shown(given(kind="passage"), parts=(CODE,)).endswith("</div><p><button>1</button></p>")


def test_a_count_has_its_number_in_bold_above_what_was_counted() -> None:
    answer = given(kind="count", text="2: One, Two", items=("One", "Two"))
    assert shown(answer).startswith("<p><strong>2</strong></p><ul><li>One</li>")


def test_a_yes_is_bold_and_its_evidence_a_quote() -> None:
    answer = given(kind="yes_no", text="Yes: It is: so.")
    assert shown(answer) == ("<p><strong>Yes</strong></p><blockquote><p>It is: so.<button>1</button></p></blockquote>")


def test_a_comparison_is_a_table_and_an_open_cell_a_dash() -> None:
    table = Table(("Basis", "A", "B"), (("Cost", "*low*", None), ("Speed", "", "$5$")))
    assert shown(given(kind="comparison", text="Cost – A: low", table=table)) == (
        "<div><table><thead><tr><th>Basis</th><th>A</th><th>B</th></tr></thead><tbody>"
        "<tr><th>Cost</th><td>*low*</td><td><span>–</span></td></tr>"
        "<tr><th>Speed</th><td><span>–</span></td><td>$5$</td></tr></tbody></table></div>"
    )


def test_two_things_side_by_side_have_their_sources_in_the_heads() -> None:
    table = Table(("A", "B"), (("one", "two"),))
    answer = given(kind="comparison", text="A – one\nB – two", table=table, citations=(CITED, CITED))
    assert "<th>A<button>1</button></th><th>B<button>2</button></th>" in shown(answer)


def test_a_row_with_more_cells_than_heads_loses_none() -> None:
    assert "<td>3</td>" in shown(given(kind="comparison", table=Table(("A",), (("1", "2", "3"),))))


def test_a_refusal_gives_its_reason_and_the_nearest_section() -> None:
    assert shown(refused()) == "<p>Not in the documents</p><p>No document mentions “x”.</p>"
    shown_whole = turn_html(Turn(0, refused(), nearest=CITED), ENGLISH)
    assert 'aria-label="The nearest section: Guide › Tools"' in shown_whole
    assert 'data-do="source:0:0"' in shown_whole


def test_small_talk_is_answered_in_words_and_nothing_else() -> None:
    turn = Turn(0, given(kind="small_talk", text="Hello.", citations=(), interpreted_as="what is it"))
    assert shown(turn.answer) == "<p>Hello.</p>"
    assert "why:0" not in turn_html(turn, ENGLISH)
    assert "good:0" not in turn_html(turn, ENGLISH)


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (1.0, "Very likely right"),
        (0.95, "Very likely right"),
        (0.94, "Likely right"),
        (0.7, "Probably right"),
        (0.51, "May be right, look at the source"),
    ],
)
def test_how_sure_an_answer_is_is_said_in_words(confidence: float, words: str) -> None:
    assert sureness(confidence, ENGLISH) == words


def test_how_sure_an_answer_is_opens_why_and_says_it_in_per_cent() -> None:
    assert (
        '<button type="button" class="ask-link ask-sure" data-do="why:3" '
        'aria-label="Very likely right. How often answers like this one are right: 97%"'
    ) in notes(Turn(3, given()), ENGLISH)


def test_how_a_question_was_understood_is_said_where_it_differs() -> None:
    assert "Understood as" not in notes(Turn(0, given()), ENGLISH)
    assert "<span>Understood as: What is &lt;that&gt;?</span>" in notes(
        Turn(0, given(interpreted_as="What is <that>?")), ENGLISH
    )


def test_a_word_that_a_refusal_names_is_not_said_to_be_understood_as_another() -> None:
    answer = refused(
        question="what is the capital of Frnace",
        interpreted_as="what is the capital of furnace",
        reason='no document mentions "Frnace"',
    )
    assert "Understood as" not in notes(Turn(0, answer), ENGLISH)
    assert 'data-text="what is the capital of Frnace" data-do="link"' in turn_html(Turn(0, answer), ENGLISH)
    for other in (
        Turn(0, replace(answer, reason='no document mentions "furnace"')),
        Turn(0, replace(answer, reason='the closest section, "The capital of Frnace", gives no number'), leans=True),
    ):
        assert "Understood as: what is the capital of furnace" in notes(other, ENGLISH)


def test_what_leans_on_earlier_questions_can_be_asked_as_it_was_written() -> None:
    assert 'data-do="alone:3"' in notes(Turn(3, given(interpreted_as="What is tea?"), leans=True), ENGLISH)
    assert "alone:3" not in notes(Turn(3, given(interpreted_as="What is tea?")), ENGLISH)


def test_the_link_to_a_follow_up_asks_what_it_was_understood_as() -> None:
    html = turn_html(Turn(3, given(question="and tea?", interpreted_as="What is <tea>?"), leans=True), ENGLISH)
    assert 'data-text="What is &lt;tea&gt;?" data-do="link"' in html


def test_what_is_open_is_said_to_be() -> None:
    html = turn_html(Turn(2, given(citations=(CITED, CITED))), ENGLISH, Opened(2, 1))
    chips = re.findall(r'<button[^>]*class="ask-chip"[^>]*>', html)
    assert ["aria-current" in chip for chip in chips] == [False, True]


def test_every_button_has_a_name() -> None:
    html = turn_html(Turn(2, given()), ENGLISH)
    for attributes, inner in re.findall(r"<button([^>]*)>(.*?)</button>", html):
        assert "aria-label=" in attributes or inner, attributes


def test_the_place_has_the_title_the_headings_and_the_page() -> None:
    assert place(CITED) == "Guide › Tools"
    assert place(Citation("a.pdf", "", "Guide", (), 7, 0, 0, "", 1.0)) == "Guide · page 7"
    assert place(Citation("a.md", "", "Guide", ("Part", "Tools"), None, 0, 0, "", 1.0)) == "Guide › Part › Tools"
