"""The short answer: how a sentence and a question are read, which spans there are, which is given, and when none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant import Assistant
from assistant.answer.short import ANY, Model, agreements, best, model
from assistant.answer.spans import Place, places
from assistant.answer.suits import suits
from assistant.answer.wanted import wanted
from assistant.config import Settings
from assistant.lexicon.classes import word
from assistant.lexicon.clause import read
from assistant.text import stems

HARBOUR = """# The harbour at Torvik

The lighthouse at Torvik was built in 1874 by the engineer Ole Brandt. It stands on the northern mole and is 31 metres
tall. The ferry to Lindholm sails every two hours. Repairs to a boat take about ten working days. The harbour
master is Ingrid Solheim. Boats are moored on the inside because the swell breaks on the outer wall.

## Signals

- Red light: the channel is closed
- Green light: the channel is open

A fairlead is a ring that guides a rope.
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant on one small document that gives every answer it finds."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    return Assistant.open(folder, Settings(threshold=0.0))


def said(assistant: Assistant, question: str) -> str | None:
    short = assistant.ask(question).short_answer
    return None if short is None else short.text


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who built the lighthouse at Torvik?", "Ole Brandt"),
        ("When was the lighthouse at Torvik built?", "1874"),
        ("In what year was the lighthouse built?", "1874"),
        ("How tall is the lighthouse?", "31 metres"),
        ("How long do repairs to a boat take?", "ten working days"),
        ("How often does the ferry to Lindholm sail?", "every two hours"),
        ("Who is the harbour master?", "Ingrid Solheim"),
    ],
)
def test_who_when_and_how_much_are_told_in_a_few_words(harbour: Assistant, question: str, short: str) -> None:
    given = said(harbour, question)
    assert given is not None
    assert short in given
    assert len(given.split()) <= len(short.split()) + 2


def test_a_reason_is_the_clause_that_tells_it(harbour: Assistant) -> None:
    given = said(harbour, "Why are boats moored on the inside?")
    assert given is not None
    assert given.endswith("the swell breaks on the outer wall")


@pytest.mark.parametrize(
    "question",
    [
        "What is a fairlead?",
        "Is the lighthouse at Torvik 31 metres tall?",
        "What does the red light mean?",
        "What are the signals?",
    ],
)
def test_definitions_verdicts_labels_and_lists_have_no_shorter_answer(harbour: Assistant, question: str) -> None:
    answer = harbour.ask(question)
    assert answer.answered
    assert answer.short_answer is None


def test_a_short_answer_is_a_slice_of_the_first_quote(harbour: Assistant) -> None:
    answer = harbour.ask("Who built the lighthouse at Torvik?")
    short, quoted = answer.short_answer, answer.citations[0]
    assert short is not None
    assert quoted.start <= short.start < short.end <= quoted.end
    assert short.text == harbour.document("harbour.md").text[short.start : short.end]


@pytest.mark.parametrize(
    "question",
    ["Which boats are moored on the inside?", "What stands on the northern mole?", "Which repairs take days?"],
)
def test_what_the_question_says_itself_is_no_short_answer(harbour: Assistant, question: str) -> None:
    short = harbour.ask(question).short_answer
    assert short is None or not set(stems(short.text)) <= set(stems(question))


def test_a_short_answer_inside_of_markup_has_none_around_it(write: Callable[..., Path]) -> None:
    folder = write(
        {"a.md": "# Pumps\n\nThe bilge pump was invented by **Nils Aker** in [1911](https://example.org).\n"}
    )
    assistant = Assistant.open(folder, Settings(threshold=0.0))
    assert said(assistant, "Who invented the bilge pump?") == "Nils Aker"
    assert said(assistant, "When was the bilge pump invented?") == "1911"


def test_a_refusal_has_no_short_answer(harbour: Assistant) -> None:
    strict = Assistant(harbour.collection, harbour.knowledge, Settings(threshold=1.0), harbour.report)
    assert strict.ask("Who built the lighthouse at Torvik?").short_answer is None


def tags(text: str) -> list[str]:
    return [f"{piece.word}/{piece.tag}" for piece in read(text).pieces]


def test_a_word_is_read_by_what_stands_before_it() -> None:
    assert tags("They record the score.")[1:3] == ["record/V", "the/D"]
    assert tags("the record of the match")[1] == "record/N"
    assert tags("The fleet will sail")[2:] == ["will/M", "sail/V"]
    assert tags("the will of the people")[1] == "will/N"


def test_a_capital_makes_a_name_unless_it_opens_the_sentence() -> None:
    assert tags("Boats left Torvik.")[:3] == ["boats/N", "left/E", "torvik/U"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [("It cost $1,200.50 a year", "$1,200.50"), ("a rate of 30-75% a year", "30-75%"), ("the 14th century", "14th")],
)
def test_a_number_is_one_piece_with_its_sign(text: str, whole: str) -> None:
    assert whole in [text[piece.start : piece.end] for piece in read(text).pieces if piece.tag == "Q"]


def test_a_word_has_the_parts_and_classes_that_wordnet_gives_it() -> None:
    assert word("river").main_class == "object"
    assert word("cities").main_class == "place"
    assert word("wrote").share("d") == 1.0
    assert word("paris").parts.keys() == {"N"}
    assert word("xqzt").parts == {}


def spans(text: str) -> set[str]:
    understood = read(text)
    return {understood.text(place.first, place.last) for place in places(understood)}


def test_spans_are_phrases_names_numbers_lists_and_clauses() -> None:
    found = spans("The chemist Ada Holm sold forty pumps, valves and hoses to Torvik because the mine was closed.")
    assert {"Ada Holm", "forty", "forty pumps", "Torvik"} <= found
    assert {"forty pumps, valves and hoses", "because the mine was closed", "mine was closed"} <= found


def test_a_span_keeps_the_word_that_turns_its_meaning() -> None:
    assert "every two hours" in spans("The ferry sails every two hours.")
    assert "no boats" in spans("The ferry meets no boats.")


@pytest.mark.parametrize(
    ("question", "kind", "head", "gap"),
    [
        ("Who built the bridge?", "who", "", "subject"),
        ("What did the harbour master sell?", "what", "", "object"),
        ("Which river flows through Torvik?", "which_place", "river", "subject"),
        ("How many boats were sold?", "how_many", "boats", "subject"),
        ("What kind of rope holds the boat?", "which", "rope", "subject"),
        ("In what year was the mole built?", "which_time", "year", "object"),
        ("What is the length of the mole?", "which_number", "length", "of_be"),
        ("What is a fairlead?", "what_it_is", "fairlead", "of_be"),
        ("The mole was built by whom?", "who", "", "in place"),
        ("What did the master do?", "what_do", "", "object"),
        ("length of the mole", "other", "", ""),
    ],
)
def test_what_a_question_wants(question: str, kind: str, head: str, gap: str) -> None:
    want = wanted(question)
    assert (want.kind, want.head) == (kind, head)
    if kind != "which_time":
        assert want.gap == gap


@pytest.mark.parametrize(
    ("question", "text", "fits"),
    [
        ("When was it built?", "in 1874", True),
        ("When was it built?", "the engineer", False),
        ("When does it open?", "when the gate is up", True),
        ("How many boats are there?", "forty", True),
        ("How many boats are there?", "grey paint", False),
        ("How long does it take?", "three weeks", True),
        ("Who built it?", "Ole Brandt", True),
        ("Who built it?", "was built", False),
        ("What paint is it?", "grey paint", True),
    ],
)
def test_what_cannot_be_wanted_is_no_answer(question: str, text: str, fits: bool) -> None:
    pieces = read(text).pieces
    assert suits(wanted(question), pieces, Place(0, len(pieces) - 1, "N")) is fits


@pytest.mark.parametrize(
    ("question", "text", "last"),
    [("How long does it take?", "three weeks", 0), ("How much water is in it?", "half a litre", 0)],
)
def test_a_number_is_not_parted_from_its_unit(question: str, text: str, last: int) -> None:
    assert not suits(wanted(question), read(text).pieces, Place(0, last, "wQ"))


def test_a_span_does_not_begin_behind_a_word_that_turns_its_meaning() -> None:
    pieces = read("every two hours").pieces
    assert suits(wanted("What is done?"), pieces, Place(0, 2, "N"))
    assert not suits(wanted("What is done?"), pieces, Place(1, 2, "N"))


def test_the_agreement_is_the_expected_token_f1() -> None:
    found = agreements(np.log([0.5, 0.25, 0.25]), [Place(0, 0, ""), Place(0, 2, ""), Place(5, 5, "")])
    # Of one and three words sharing one: F1 = 2 / 4.
    assert found.tolist() == pytest.approx([0.5 + 0.25 * 0.5, 0.5 * 0.5 + 0.25, 0.25])


def test_weights_of_a_kind_add_to_those_of_all() -> None:
    fitted = Model({ANY: {"sort year": 1.0, "length 0": 0.5}, "when": {"sort year": 2.0}})
    assert fitted.of("when") == {"sort year": 3.0, "length 0": 0.5}
    assert fitted.of("who") == {"sort year": 1.0, "length 0": 0.5}


def test_the_probability_grows_with_the_agreement() -> None:
    fitted = Model({ANY: {}}, (1.0, 0.0))
    assert fitted.probability(0.5) == pytest.approx(0.5)
    assert 0 < fitted.probability(0.0) < fitted.probability(0.7) < fitted.probability(1.0) < 1


def test_the_weights_that_ship_are_of_kinds_that_questions_have() -> None:
    assert {ANY, "who", "when", "how_many"} <= model().weights.keys()


def test_a_sentence_without_a_span_that_suits_has_none(harbour: Assistant) -> None:
    question = harbour._understood("When does the ferry sail?", [])
    assert best(question, "Never.") is None
