"""What a question means on documents in everyday words: a thing told by where it stands, a reason by what goes on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant
from assistant.answer import ranked
from assistant.question import analyse
from assistant.retrieve import best_possible, retrieve

ORCHARD = """# Orchard handbook

The Fenwick press is a hand press for apples. It was cast in Leeds. It weighs 210 kilos and stands in the barn.
Never wash the press cloths with soap. It clings to the weave and spoils the taste of the next pressing.

## What does the head gardener do?

The head gardener is responsible for:

- pruning the old trees
- ordering grafts

## What does the cellar hand do?

The cellar hand is responsible for:

- rinsing barrels
- racking cider

## How does a cider apple differ from a cooking apple?

A cider apple is bitter and full of tannin, whereas a cooking apple is sour and keeps its shape.

## Cider apples and pears compared

| Basis | Cider apple | Perry pear |
|---|---|---|
| Harvest | October | September |
| Keeps | two months | four days |

## Parts of the press

- **Bed:** the slatted board that the cloths lie on.
- **Screw:** it stands on the bed and is turned by two people.

## On the way to a cider maker

Becoming a cider maker has these stages:

- Stage 1: picking
- Stage 2: pressing

### Stage 2: pressing

What to learn in stage 2 on the way to a cider maker:

- milling
- building a cheese of cloths

## Which VMs run the shop?

The shop runs on two VMs in the office.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Answer]:
    folder = tmp_path_factory.mktemp("orchard")
    (folder / "orchard.md").write_text(ORCHARD, encoding="utf-8")
    return Assistant.open(folder).ask


def test_who_does_what_an_item_says_is_told_by_the_line_that_leads_into_its_list(ask: Callable[[str], Answer]) -> None:
    answer = ask("Which person is responsible for rinsing barrels?")
    assert answer.text == "The cellar hand is responsible for: rinsing barrels"
    assert [citation.quote for citation in answer.citations] == [
        "The cellar hand is responsible for",
        "rinsing barrels",
    ]


def test_two_things_are_compared_where_both_are_named_whole(ask: Callable[[str], Answer]) -> None:
    assert "full of tannin" in ask("What is the difference between a cider apple and a cooking apple?").text


def test_what_goes_on_about_a_ban_gives_its_reason(ask: Callable[[str], Answer]) -> None:
    answer = ask("Why should the press cloths never be washed with soap?")
    assert "clings to the weave" in answer.text


def test_a_figure_with_the_unit_of_what_is_measured_answers_how_much_of_it_there_is(
    ask: Callable[[str], Answer],
) -> None:
    assert "210 kilos" in ask("How heavy is the Fenwick press?").text


def test_what_stands_behind_a_label_in_bold_is_what_the_label_means(ask: Callable[[str], Answer]) -> None:
    assert "slatted board" in ask("What is the bed?").text


def test_what_stands_under_one_stage_is_none_of_the_stages(ask: Callable[[str], Answer]) -> None:
    answer = ask("What are the stages on the way to a cider maker?")
    assert answer.items == ("Stage 1: picking", "Stage 2: pressing")


@pytest.mark.parametrize("question", ["What does a VM run?", "How many VMs are in the office?"])
def test_a_short_form_is_known_in_its_plural_and_its_plural_by_it(ask: Callable[[str], Answer], question: str) -> None:
    reason = ask(question).reason or ""
    assert "no document mentions" not in reason


def test_every_quote_of_an_answer_of_two_parts_is_the_slice_it_names(tmp_path: Path) -> None:
    (tmp_path / "orchard.md").write_text(ORCHARD, encoding="utf-8")
    assistant = Assistant.open(tmp_path)
    for question in ("Which person is responsible for rinsing barrels?", "Why must cloths never be washed with soap?"):
        for citation in assistant.ask(question).citations:
            assert assistant.document(citation.document).text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize(
    "question",
    [
        "Out of sheer curiosity, in which town was the Fenwick press cast?",
        "Before I come over I would like to know where the Fenwick press was cast",
        "My uncle owns a big farm, so would you please explain to me where the Fenwick press was cast?",
    ],
)
def test_what_is_said_around_a_question_is_not_asked_for(ask: Callable[[str], Answer], question: str) -> None:
    assert "Leeds" in ask(question).text


def test_two_things_defined_apart_are_set_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "words.md").write_text(
        "# Words of the stable\n\n## Mule\n\nA mule is the foal of a donkey and a horse.\n\n"
        "## Donkey\n\nA donkey is a small animal with long ears that carries loads.\n",
        encoding="utf-8",
    )
    answer = Assistant.open(tmp_path).ask("mule vs donkey")
    assert answer.kind == "comparison"
    assert len(answer.citations) == 2


def test_a_complement_takes_the_place_of_its_like_and_letters_tell_things_apart(tmp_path: Path) -> None:
    (tmp_path / "tiers.md").write_text(
        "# Travel\n\n| Place | Hotel limit |\n|---|---|\n| Tier A | 210 euros |\n| Tier B | 155 euros |\n",
        encoding="utf-8",
    )
    assistant = Assistant.open(tmp_path)
    first = assistant.ask("What is the hotel limit in Tier A?")
    assert (first.text, assistant.ask("and in Tier B?", history=[first]).text) == ("210 euros", "155 euros")


def test_a_misspelt_word_is_one_of_the_documents_before_it_is_one_that_shapes_questions(tmp_path: Path) -> None:
    (tmp_path / "release.md").write_text(
        "# Releases\n\nA canary release is a rollout to a few users first.\n", encoding="utf-8"
    )
    answer = Assistant.open(tmp_path).ask("What is a canary relase?")
    assert answer.interpreted_as == "What is a canary release?"


def test_another_thing_of_the_kind_is_not_the_one_asked_about(tmp_path: Path) -> None:
    text = "# Roles\n\n## What a farm manager earns\n\nA bonus for good data is earned.\n"
    (tmp_path / "roles.md").write_text(text, encoding="utf-8")
    assistant = Assistant.open(tmp_path)
    question = analyse("What does a data manager earn?", assistant.vocabulary)
    hits = retrieve(question, assistant.collection, 5, assistant.evidences.sequence)
    found = ranked(question, hits, assistant.evidences, best_possible(question, assistant.collection))
    assert found[0].features["torn"] == 1.0
    same = analyse("What does a farm manager earn?", assistant.vocabulary)
    assert ranked(same, hits, assistant.evidences, best_possible(same, assistant.collection))[0].features["torn"] == 0.0


def test_how_large_a_thing_is_tells_not_what_it_is(tmp_path: Path) -> None:
    text = (
        "# Lifts\n\n## Tanks\n\nEach caisson is 24 metres long.\n\nA lift has two tanks of water, known as caissons.\n"
    )
    (tmp_path / "lifts.md").write_text(text, encoding="utf-8")
    assert "two tanks of water" in Assistant.open(tmp_path).ask("What is a caisson?").text


@pytest.mark.parametrize(
    "question", ["What tools does Brew Ltd use for cleaning?", "wat tols does Brew Ltd use for cleaning"]
)
def test_of_a_list_the_item_that_is_labelled_as_asked_is_the_answer(tmp_path: Path, question: str) -> None:
    text = (
        "# Brew Ltd\n\n## Tools of Brew Ltd\n\nBrew Ltd uses these tools, grouped by their job:\n\n"
        "- Cleaning and rinsing – Lyex, Brushit\n- Lifting – Hoistar, Cranely\n- Measuring – Hydrox, Thermly\n"
    )
    (tmp_path / "brew.md").write_text(text, encoding="utf-8")
    assert Assistant.open(tmp_path).ask(question).text == "Cleaning and rinsing – Lyex, Brushit"
