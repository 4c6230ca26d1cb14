"""Tables asked from all sides: rows and columns told by a cell, the most and the least, the names of the rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Answer, Assistant

PASSES = """# Passes for the lido

## Who may do what

| Pass | May swim | May use the sauna | May bring a guest |
|---|---|---|---|
| Bronze | yes | no | no |
| Silver | yes | yes | no |
| Gold | yes | yes | yes |

## The three pools

| | Paddling pool | Long pool | Diving pit |
|---|---|---|---|
| Depth | 0.4 m | 1.8 m | 5 m |
| Lanes | none | 8 | 1 |
| Water changed | every 2 days | every 30 days | every 60 days |

## Season tickets

| Ticket | Price | Visits | Venue of sale | Length |
|---|---|---|---|---|
| Early bird | £95.00 | 40 | Kiosk | 6 weeks |
| Family | £1,240 | 300 | Town hall | 1 year |
| Single | £130 | 60 | Kiosk | 90 days |
"""


@pytest.fixture(scope="module")
def lido(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("lido")
    (folder / "lido.md").write_text(PASSES, encoding="utf-8")
    return Assistant.open(folder)


@pytest.fixture
def ask(lido: Assistant) -> Callable[[str], Answer]:
    def asked(question: str) -> Answer:
        answer = lido.ask(question)
        document = (lido.document(citation.document) for citation in answer.citations)
        assert all(d.text[c.start : c.end] == c.quote for d, c in zip(document, answer.citations, strict=True))
        return answer

    return asked


def test_rows_that_say_yes(ask: Callable[[str], Answer]) -> None:
    assert ask("Which passes may use the sauna?").items == ("Silver", "Gold")
    assert ask("Which pass may bring a guest?").text == "Gold"


def test_rows_that_say_no(ask: Callable[[str], Answer]) -> None:
    assert ask("Which passes may not bring a guest?").items == ("Bronze", "Silver")


def test_a_column_told_by_its_cell(ask: Callable[[str], Answer]) -> None:
    answer = ask("Which pool has 8 lanes?")
    assert answer.text == "Long pool"
    assert [citation.quote.split("|")[0].strip() for citation in answer.citations] == ["Long pool", "Lanes"]


@pytest.mark.parametrize(
    ("question", "ticket", "figure"),
    [
        ("What is the cheapest ticket?", "Early bird", "Price: £95.00"),
        ("Which ticket is the most expensive?", "Family", "Price: £1,240"),
        ("Which ticket has the most visits?", "Family", "Visits: 300"),
        ("Which ticket has the fewest visits?", "Early bird", "Visits: 40"),
    ],
)
def test_the_row_with_the_most_or_the_least(
    ask: Callable[[str], Answer], question: str, ticket: str, figure: str
) -> None:
    answer = ask(question)
    assert answer.text == f"{ticket} – {figure}"
    assert answer.short_answer is not None
    assert answer.short_answer.text == ticket


def test_what_the_rows_are_named_after_is_a_list(ask: Callable[[str], Answer]) -> None:
    assert ask("Which tickets are there?").items == ("Early bird", "Family", "Single")


def test_numbers_are_equal_however_they_are_written(ask: Callable[[str], Answer]) -> None:
    assert ask("Which ticket costs £1240?").text == "Family"
    assert ask("Which ticket is £95?").text == "Early bird"


def test_a_column_that_is_named_for_what_the_question_word_asks(ask: Callable[[str], Answer]) -> None:
    assert ask("Where is the family ticket sold?").text == "Town hall"


def test_two_rows_compared_by_one_column(ask: Callable[[str], Answer]) -> None:
    answer = ask("Compare the price of the family ticket and the single ticket.")
    assert answer.kind == "comparison"
    assert "£1,240" in answer.text
    assert "£130" in answer.text


def test_cells_between_commas_are_words_of_their_own(knowledge: Callable[..., Assistant]) -> None:
    assistant = knowledge({"boats.csv": "Boat,Seats,Price\nSkiff,2,140\nGig,6,420\nPunt,4,90\n"})
    assert assistant.ask("Which boat has 6 seats?").text == "Gig"


GALLEY = """Ferry to the isle

The ferry sails at noon and takes forty minutes when the sea is calm, and there is a galley on board.

Ferry fares

Adult, single ........ 9.50
Adult, return ........ 16.00
Dog .................. free

Galley drinks

Espresso ...... 2.40
Tea ........... 2.20
Chocolate ..... 3.40
"""


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "ferry.txt").write_text(GALLEY, encoding="utf-8")
    return Assistant.open(folder)


def test_rows_without_names_above_them_are_told_with_their_values(ferry: Assistant) -> None:
    answer = ferry.ask("What are the ferry fares?")
    assert answer.items == (
        "Adult, single ........ 9.50",
        "Adult, return ........ 16.00",
        "Dog .................. free",
    )


def test_the_first_row_without_a_name_above_it_can_be_asked_for(ferry: Assistant) -> None:
    assert "2.40" in ferry.ask("How much is an espresso?").text


def test_a_value_has_no_colon_of_a_missing_name(ferry: Assistant) -> None:
    assert ": :" not in ferry.ask("galley drinks chocolate").text
    assert "– :" not in ferry.ask("galley drinks chocolate").text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which ticket is the shortest?", "Early bird – Length: 6 weeks"),
        ("Which ticket is the longest?", "Family – Length: 1 year"),
        ("Which of the tickets is the longest?", "Family – Length: 1 year"),
    ],
)
def test_figures_in_several_units_are_set_beside_each_other(
    ask: Callable[[str], Answer], question: str, told: str
) -> None:
    assert ask(question).text == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Which pool is the deepest?", "Diving pit – Depth: 5 m"),
        ("Which pool has the most lanes?", "Long pool – Lanes: 8"),
    ],
)
def test_things_may_stand_side_by_side_and_their_figures_in_a_row(
    ask: Callable[[str], Answer], question: str, told: str
) -> None:
    assert ask(question).text == told


def test_a_row_whose_column_is_not_told_is_answered_whole_or_not(ask: Callable[[str], Answer]) -> None:
    answer = ask("How much of it does the family ticket have?")
    assert answer.kind in ("no_answer", "comparison")


def test_a_measure_is_told_by_the_column_that_is_named_after_it(tmp_path: Path) -> None:
    rows = "| Combe Tunnel | 1801 | 287 |\n| Ash Tunnel | 1799 | 1,265 |\n| Long Locks | 1794 | 310 |\n"
    table = f"| Structure | Opened | Length (yards) |\n|---|---|---|\n{rows}"
    (tmp_path / "canal.md").write_text(f"# The canal\n\n{table}", encoding="utf-8")
    assert Assistant.open(tmp_path).ask("How long is Combe Tunnel?").text == "287"


def test_all_rows_are_meant_only_where_nothing_else_is_asked(tmp_path: Path) -> None:
    rows = "| Gannet | ropes and knots |\n| Petrel | sails |\n| Skua | knots |\n"
    text = f"# Tools of the loft\n\n## Which tool does what?\n\n| Tool | What it is for |\n|---|---|\n{rows}"
    (tmp_path / "tools.md").write_text(text, encoding="utf-8")
    loft = Assistant.open(tmp_path)
    assert loft.ask("Which tools are there?").items == ("Gannet", "Petrel", "Skua")
    assert loft.ask("Which tools are for knots?").items == ("Gannet", "Skua")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("What do the Family and the Single ticket cost?", ["£1,240", "£130"]),
        ("price of an early bird and a family ticket", ["£95.00", "£1,240"]),
        ("What is the price of Early bird and what of Family?", ["£95.00", "£1,240"]),
        ("How many visits do early bird and family tickets have?", ["40", "300"]),
    ],
)
def test_two_rows_are_told_side_by_side(ask: Callable[[str], Answer], question: str, told: list[str]) -> None:
    answer = ask(question)
    assert answer.kind == "comparison"
    assert [cited.quote for cited in answer.citations] == told


def test_one_row_is_told_alone(ask: Callable[[str], Answer]) -> None:
    assert ask("What does the Family ticket cost and why?").text == "£1,240"
