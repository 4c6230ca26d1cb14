"""An explanation adds up: to the passage's score, to the candidate's, to the confidence."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import Assistant
from assistant.answer.confidence import CONFIDENCE_FEATURES
from assistant.answer.scoring import RANKING_FEATURES
from assistant.cli import cli
from assistant.explain import Explanation, meaning, meanings

BOATS = "Boats\n\nWhat is a Kayak?\n\nA kayak is a narrow boat.\n\nWhat is a Canoe?\n\nA canoe is an open boat.\n"
QUESTIONS = [
    "What is tea?",
    "Which kinds of tea are there?",
    "How does coffee differ from tea?",
    "Who invented the samovar?",
    "cofee beans",
]


@pytest.fixture
def boats(knowledge: Callable[..., Assistant]) -> Assistant:
    return knowledge({"boats.txt": BOATS})


@pytest.fixture
def run(write: Callable[..., Path]) -> Callable[..., Result]:
    folder = write({"boats.txt": BOATS})
    return lambda *arguments: CliRunner().invoke(cli, ["explain", "--knowledge", str(folder), *arguments])


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_words_of_a_question_add_up_to_the_score_of_the_passage(drinks: Assistant, question: str) -> None:
    explained = drinks.explain(question)
    assert explained.best is not None
    scores = {hit.score for hit in drinks.search(question, drinks.settings.passages)}
    assert any(sum(term.score for term in explained.terms) == pytest.approx(score, rel=1e-4) for score in scores)
    assert sum(term.share for term in explained.terms) == pytest.approx(1)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_features_add_up_to_the_score_and_their_differences_to_the_lead(drinks: Assistant, question: str) -> None:
    explained = drinks.explain(question)
    best, other = explained.best, explained.runner_up
    assert best is not None
    assert other is not None
    assert sum(one.amount for one in best.contributions) == pytest.approx(best.score)
    assert sum(one.amount for one in other.contributions) == pytest.approx(other.score)
    assert sum(one.amount for one in explained.lost_by) == pytest.approx(best.score - other.score)
    assert best.score >= other.score


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_log_odds_add_up_to_the_confidence(drinks: Assistant, question: str) -> None:
    explained = drinks.explain(question)
    odds = sum(one.amount for one in explained.confidence)
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(explained.answer.confidence)


def test_the_answer_is_the_one_that_is_given(boats: Assistant) -> None:
    explained = boats.explain("What is a kayak?")
    assert explained.answer == boats.ask("What is a kayak?")
    assert explained.best is not None
    assert explained.best.place == explained.answer.citations[0]


def test_a_follow_up_is_explained_as_it_was_understood(boats: Assistant) -> None:
    explained = boats.explain("and a canoe?", history=[boats.ask("What is a kayak?")])
    assert explained.answer.text == "A canoe is an open boat."
    assert "canoe" in [term.text for term in explained.terms]


def test_the_runner_up_stands_elsewhere(boats: Assistant) -> None:
    explained = boats.explain("What is a kayak?")
    assert explained.best is not None
    assert explained.runner_up is not None
    assert explained.runner_up.place.quote == "A canoe is an open boat."


def test_words_that_match_nothing_are_told_for_a_refusal_too(boats: Assistant) -> None:
    explained = boats.explain("What does a kayak cost in Greenland?")
    assert not explained.answer.answered
    assert [(term.text, term.known) for term in explained.unmatched if term.role == "content"] == [
        ("cost", False),
        ("Greenland", False),
    ]


def test_a_misspelt_word_is_told_with_what_it_was_taken_for(boats: Assistant) -> None:
    (term,) = [term for term in boats.explain("What is a kayyak?").terms if term.role == "content"]
    assert (term.text, term.correction, term.matched) == ("kayyak", "kayak", True)


def test_nothing_is_looked_for_in_a_greeting(boats: Assistant) -> None:
    explained = boats.explain("hello")
    assert (explained.best, explained.runner_up, explained.lost_by, explained.confidence) == (None, None, (), ())
    assert explained.answer.kind == "small_talk"


def test_every_feature_of_the_model_is_said_in_words_and_no_other() -> None:
    features = {name.removeprefix("bare_") for name in (*RANKING_FEATURES, *CONFIDENCE_FEATURES)}
    assert meanings().keys() == features
    assert all(said.startswith(("how ", "whether ", "what ")) for said in meanings().values())
    assert meaning("bare_cover") == f"{meaning('cover')}, in a document without headings"


def test_explaining_twice_says_the_same(boats: Assistant) -> None:
    one, other = (boats.explain("What is a canoe?") for _ in range(2))
    assert isinstance(one, Explanation)
    assert one == other


def test_an_explanation_in_json_has_the_answer_and_the_sums(run: Callable[..., Result]) -> None:
    found = json.loads(run("--format", "json", "What is a kayak?").stdout)
    assert list(found) == [
        *("answer", "asks", "threshold", "terms", "unmatched", "best", "runner_up", "lost_by", "confidence")
    ]
    assert found["answer"]["text"] == "A kayak is a narrow boat."
    assert found["best"]["place"]["quote"] == "A kayak is a narrow boat."
    assert list(found["lost_by"][0]) == ["feature", "meaning", "value", "amount"]


def test_an_explanation_in_text_tells_words_places_and_sums(run: Callable[..., Result]) -> None:
    result = run("What does a kayak cost?")
    assert result.exit_code == 0
    assert 'Matched nothing: "cost" (in no document)' in result.stdout
    assert "Best place, score" in result.stdout
    assert "It lost by:" in result.stdout
    assert "Confidence, log-odds" in result.stdout


def test_an_empty_question_is_wrong_usage(run: Callable[..., Result]) -> None:
    assert run(" ").exit_code == 2
