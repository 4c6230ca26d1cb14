"""Whether a text tells what is asked for: something of the past, one of a kind, whether there is such a thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import Assistant
from assistant.answer import ranked
from assistant.answer.expected import fits
from assistant.answer.kinds import holds_any
from assistant.answer.mentions import implied
from assistant.answer.silence import asks_existence
from assistant.answer.tense import tells_of_past
from assistant.answer.told import asks_what_it_does, kind_sought
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve
from assistant.text import stems

MILL = """# The mill

The mill grinds on Tuesdays from 8:00 to 14:00. The miller was hired in 1987.
Farmers brought rape oil here. The oil was burned in the lamps of the village.
The mill has a weir, which is a low dam, and sluices, which are the gates that hold back the water.

## Machines

The mill was rebuilt with machines such as Rotor and Blue Whale. The panel was written by a poet in Occitan, a language
of southern France. Guests read leaflets in languages such as Basque, Breton or Welsh.
The parts of the drive are the wheel, the shaft and the Barton governor. The Barton governor keeps the speed even.
The tour is given in Breton. The tour takes an hour.
A guide who does not know an answer says so, since a tour is there for talking.
"""


@pytest.fixture(scope="module")
def mill(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("mill")
    (folder / "mill.md").write_text(MILL, encoding="utf-8")
    return Assistant.open(folder)


def _features(mill: Assistant, question: str, words: str) -> dict[str, float]:
    """The features of the sentence that begins so."""
    asked = analyse(question, mill.vocabulary)
    hits = retrieve(asked, mill.collection, 20, mill.evidences.sequence)
    for scored in ranked(asked, hits, mill.evidences, best_possible(asked, mill.collection)):
        candidate = scored.candidate
        if candidate.kind == "sentence" and candidate.document.plain(candidate.span).startswith(words):
            return scored.features
    raise AssertionError(words)


def test_what_is_said_of_now_tells_of_nothing_past(mill: Assistant) -> None:
    assert _features(mill, "When was the mill built?", "The mill grinds")["silent"] == 1.0
    assert _features(mill, "When was the miller hired?", "The miller was hired")["silent"] == 0.0
    assert _features(mill, "When does the mill grind?", "The mill grinds")["silent"] == 0.0


@pytest.mark.parametrize(
    ("text", "past"), [("It opens on Mondays.", False), ("Built of oak.", True), ("In 1794 it stops.", True)]
)
def test_a_past_form_or_a_year_tells_of_the_past(text: str, past: bool) -> None:
    assert tells_of_past(text) is past


def test_members_of_a_kind_are_read_where_the_documents_name_them(mill: Assistant) -> None:
    assert mill.evidences.members("languag") == {("basqu",), ("breton",), ("welsh",), ("occitan",)}
    assert mill.evidences.members("machin") == {("rotor",), ("blue", "whale")}
    assert mill.evidences.members("harbor") == frozenset()


def test_one_of_a_kind_is_held_unless_the_question_names_it() -> None:
    named = frozenset({("blue", "whale"), ("rotor",)})
    assert holds_any(named, ["the", "blue", "whale", "hum"], frozenset())
    assert not holds_any(named, ["the", "blue", "hum"], frozenset())
    assert not holds_any(named, ["the", "rotor", "hum"], frozenset({"rotor"}))


def test_a_sentence_that_names_one_of_the_kind_asked_for_tells_it(mill: Assistant) -> None:
    asked = analyse("Which machine was the mill rebuilt with?", mill.vocabulary)
    assert kind_sought(asked) == "machin"
    told = _features(mill, "Which machine was the mill rebuilt with?", "The mill was rebuilt")
    assert told["expected"] == 1.0


def test_a_name_cut_short_is_that_of_the_thing_named_in_full_before() -> None:
    spoken_of: dict[str, str] = {}
    assert implied(list(stems("Farmers brought rape oil here")), spoken_of) == frozenset()
    assert implied(list(stems("The oil was burned in lamps")), spoken_of) == {"rape"}
    assert implied(list(stems("The oil tank was full")), spoken_of) == frozenset()


def test_whether_there_is_a_thing_is_not_told_where_it_is_not_named(mill: Assistant) -> None:
    asked = analyse("Is there a café at the mill?", mill.vocabulary)
    assert asks_existence(asked)
    assert _features(mill, "Is there a café at the mill?", "The mill grinds")["silent"] == 1.0
    assert mill.ask("Is there a café at the mill?").kind == "no_answer"


def test_what_a_thing_does_is_said_by_the_sentence_it_begins(mill: Assistant) -> None:
    assert asks_what_it_does(analyse("What does the Barton governor do?", mill.vocabulary))
    assert mill.ask("What does the Barton governor do?").text == "The Barton governor keeps the speed even."


def test_what_a_thing_is_may_be_said_behind_its_name(mill: Assistant) -> None:
    answer = mill.ask("What are sluices?")
    assert answer.kind == "definition"
    assert "the gates that hold back the water" in answer.text


def test_that_a_list_holds_some_of_a_kind_does_not_make_it_the_answer(tmp_path: Path) -> None:
    tools = "- Cutting and trimming – Lexa, Brok\n- Gluing – Pasto, Fennel\n- Pressing – Quern, Moll\n"
    lead = "# Workshop\n\n## Tools\n\nThe workshop uses these tools, grouped by job:\n\n"
    text = f"{lead}{tools}\nLexa is a tool from Graz.\n"
    (tmp_path / "workshop.md").write_text(text, encoding="utf-8")
    answer = Assistant.open(tmp_path).ask("what tools does the workshop use for gluing")
    assert answer.kind == "item"
    assert "Pasto" in answer.text


@pytest.mark.parametrize(
    ("text", "told"), [("It has been shut since 2015.", 0.4), ("It is shut since nobody mends it.", 1.0)]
)
def test_since_when_something_is_so_is_no_reason(mill: Assistant, text: str, told: float) -> None:
    assert fits(analyse("Why is the mill shut?", mill.vocabulary), text) == told


def test_what_is_denied_alike_is_not_contrary(mill: Assistant) -> None:
    words = "A guide who does not know"
    assert _features(mill, "What if I do not know the answer on a tour?", words)["contrary"] == 0.0
    assert _features(mill, "What if I know the answer on a tour?", words)["contrary"] == 1.0


def test_a_number_and_a_colon_announce_what_is_named(mill: Assistant) -> None:
    asked = analyse("Which wings does the mill have?", mill.vocabulary)
    assert (
        fits(asked, "The mill has two wings: the north wing, which turns, and the south wing, which does not.") == 1.0
    )
    assert fits(asked, "The mill has wings: they turn.") < 1.0
