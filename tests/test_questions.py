"""What a question asks for, about what, and which of its words were mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.message import small_talk
from assistant.question import analyse, form_of
from assistant.types import Question

TOOLS = """Running Services

Kubernetes and Docker are tools of DevOps. DevOps needs monitoring. MLOps is for models.

The deployment of a model registry is described in the handbook. Data pipelines are built by data engineers.

TensorFlow Extended (TFX) is a platform. Containers cost money. Storks were seen in 2020.
"""
YAML = "aliases:\n  Kubernetes: [K8s]\n  MLOps: [ML ops, machine learning operations]\n"


@pytest.fixture
def understand(knowledge: Callable[..., Assistant]) -> Callable[[str], Question]:
    assistant = knowledge({"tools.txt": TOOLS, "knowledge.yaml": YAML})
    return lambda text: analyse(text, assistant.vocabulary)


Understand = Callable[[str], Question]


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("What is DevOps?", "definition"),
        ("Define DevOps", "definition"),
        ("DevOps", "definition"),
        ("what does TFX stand for", "definition"),
        ("Can you tell me what DevOps is?", "definition"),
        ("wat is Kubernetes", "definition"),
        ("What tools does DevOps use?", "list"),
        ("Which tools are there?", "list"),
        ("List the tools of DevOps", "list"),
        ("What are the tools of DevOps?", "list"),
        ("DevOps tools", "list"),
        ("How do MLOps and DevOps differ?", "comparison"),
        ("MLOps vs DevOps", "comparison"),
        ("Compare Docker with Kubernetes", "comparison"),
        ("Who built the pipelines?", "person"),
        ("When were storks seen?", "time"),
        ("In which year were storks seen?", "time"),
        ("Where are containers kept?", "place"),
        ("Why does DevOps need monitoring?", "reason"),
        ("How many tools are there?", "count"),
        ("How much do containers cost?", "amount"),
        ("How long does a deployment take?", "duration"),
        ("How often are models built?", "frequency"),
        ("How is a model deployed?", "way"),
        ("What is Docker used for?", "purpose"),
        ("Does DevOps need monitoring?", "yes_no"),
        ("hello", "small_talk"),
        ("Thank you!", "small_talk"),
    ],
)
def test_the_kind_of_answer_asked_for(understand: Understand, text: str, asks: str) -> None:
    assert understand(text).asks == asks


def content(question: Question) -> list[str]:
    return [term.text for term in question.content]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is DevOps?", ["DevOps"]),
        ("Hi, could you please tell me what tools DevOps uses?", ["tools", "DevOps"]),
        ("what tools does MLOps use", ["tools", "MLOps"]),
        ("Who is it?", []),
        ("", []),
        ("?!", []),
    ],
)
def test_the_words_that_have_to_be_found(understand: Understand, text: str, expected: list[str]) -> None:
    assert content(understand(text)) == expected


def test_terms_say_where_they_stand_in_the_question(understand: Understand) -> None:
    text = "What  is “TFX” – exactly?"
    assert [text[term.span.start : term.span.end] for term in understand(text).content] == ["TFX"]


def test_what_is_asked_for_by_name_is_the_focus(understand: Understand) -> None:
    question = understand("Which tools does DevOps use?")
    assert question.focus is not None
    assert question.terms[question.focus].text == "tools"


def test_what_a_definition_is_asked_of_is_the_subject(understand: Understand) -> None:
    question = understand("What is a model registry in DevOps?")
    assert [question.terms[position].text for position in question.subject] == ["model", "registry"]


@pytest.mark.parametrize(("text", "names"), [("What is FinOps?", ["FinOps"]), ("which tools has MLOps", ["MLOps"])])
def test_names_are_told_from_words(understand: Understand, text: str, names: list[str]) -> None:
    assert [term.text for term in understand(text).content if term.name] == names


def test_a_thing_that_no_document_mentions_is_unknown(understand: Understand) -> None:
    known = {term.text: term.known for term in understand("Does FinOps need monitoring?").content}
    assert known["FinOps"] is False
    assert known["monitoring"] is True


@pytest.mark.parametrize(
    ("asked", "mended"),
    [
        ("What is kuberntes?", "What is kubernetes?"),
        ("Which contaners are there?", "Which containers are there?"),
        ("what is tensorflw", "what is tensorflow"),
    ],
)
def test_a_misspelt_word_is_set_right(understand: Understand, asked: str, mended: str) -> None:
    question = understand(asked)
    assert (question.asked, question.text) == (asked, mended)
    assert [term.known for term in question.content] == [True] * len(question.content)


@pytest.mark.parametrize("word", ["calories", "rockets", "wonders"])
def test_a_proper_word_is_not_taken_for_another(understand: Understand, word: str) -> None:
    assert understand(f"How many {word} has it?").text == f"How many {word} has it?"


@pytest.mark.parametrize("text", ["What is modelregistry?", "What is the model-registry?", "What is ModelRegistry?"])
def test_words_written_together_are_known_apart(understand: Understand, text: str) -> None:
    (first, *_) = understand(text).content
    assert first.known
    assert understand(text).text == text


@pytest.mark.parametrize("text", ["What is dev ops?", "What is Dev-Ops?", "What is tensor flow?"])
def test_words_written_apart_are_known_together(understand: Understand, text: str) -> None:
    (term,) = understand(text).content
    assert term.known
    assert ("devop",) in dict(term.phrases) or ("tensorflow",) in dict(term.phrases)


@pytest.mark.parametrize("alias", ["ML ops", "ML-Ops", "machine learning operations"])
def test_another_name_stands_for_the_same_thing(understand: Understand, alias: str) -> None:
    (term,) = understand(f"What is {alias}?").content
    assert dict(term.phrases)[("mlop",)] == 1.0


def test_a_short_form_that_the_text_explains_stands_for_the_long_one(understand: Understand) -> None:
    (term,) = understand("What is TFX?").content
    assert dict(term.phrases)[("tensorflow", "extend")] == 1.0


def test_a_word_of_like_meaning_counts_for_less(understand: Understand) -> None:
    term = understand("Which platforms does DevOps use?").content[0]
    assert 0 < dict(term.phrases)[("tool",)] < 1.0


def test_a_rare_word_tells_more_than_a_common_one(understand: Understand) -> None:
    weights = {term.text: term.weight for term in understand("Which storks need money?").content}
    assert weights["storks"] > weights["money"]


def test_what_is_excepted_need_not_be_found(understand: Understand) -> None:
    question = understand("Which other tools are there besides Docker and Kubernetes?")
    assert [term.text for term in question.content] == ["tools"]
    assert question.text == "Which other tools are there besides Docker and Kubernetes?"


def test_a_very_long_question_is_read_from_its_start(understand: Understand) -> None:
    assert content(understand("What is DevOps " + "? " * 5000 + "Docker"))[0] == "DevOps"


@pytest.mark.parametrize(
    ("text", "kind"), [("Hi!", "greeting"), ("thanks a lot", "thanks"), ("Good bye", None), ("hi, what is tea", None)]
)
def test_courtesies(text: str, kind: str | None) -> None:
    assert small_talk(text) == kind


@pytest.mark.parametrize(
    ("heading", "asks"), [("What is tea?", "definition"), ("Kinds of tea", None), ("How to", "way")]
)
def test_a_heading_may_be_a_question(heading: str, asks: str | None) -> None:
    assert form_of(heading) == asks


def test_a_name_that_only_a_title_has_is_looked_for_as_it_is_written(knowledge: Callable[..., Assistant]) -> None:
    assistant = knowledge({"a.md": "# Ottoline Vance\n\n| Year | Prize |\n|---|---|\n| 1984 | first |\n"})
    question = analyse("Which prize did Ottoline Vance win in 1984?", assistant.vocabulary)
    named = {term.text: term.phrases[0][1] for term in question.terms if term.name}
    assert named["Vance"] == 1.0
