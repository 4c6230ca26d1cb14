"""The knowledge that ships answers the questions that it offers, and those that people ask first."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, ConfigError
from assistant.knowledge import read_knowledge

SHIPPED = Path(__file__).parents[1] / "knowledge"
STARTERS = [text for texts in read_knowledge(SHIPPED).starters.values() for text in texts]
MLOPS_TOOLS = [
    "Kubeflow",
    "H2O.ai",
    "MLflow",
    "TensorFlow Extended (TFX)",
    "AWS SageMaker",
    "Apache Airflow",
    "Databricks",
]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """A copy, so that nothing is written beside the documents of the project."""
    folder = tmp_path_factory.mktemp("shipped") / "knowledge"
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns(".assistant"))
    return Assistant.open(folder)


@pytest.mark.parametrize("starter", STARTERS)
def test_each_starter_question_is_answered(shipped: Assistant, starter: str) -> None:
    answer = shipped.ask(starter)
    assert answer.answered, answer.reason
    for citation in answer.citations:
        assert citation.quote == (SHIPPED / citation.document).read_bytes().decode()[citation.start : citation.end]


def test_nothing_that_ships_is_left_out(shipped: Assistant) -> None:
    assert shipped.report.skipped == ()
    assert "mlops-vs-devops.md" in shipped.documents


def test_the_tools_of_mlops_come_as_the_whole_list_with_their_source(shipped: Assistant) -> None:
    answer = shipped.ask("what tools does MLOps use")
    assert answer.kind == "list"
    assert list(answer.items or ()) == MLOPS_TOOLS
    assert (answer.citations[0].document, answer.citations[0].section[-1]) == ("mlops-vs-devops.md", "MLOps tools")


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What is MLOps?", "automates the life of machine-learning models"),
        ("What is DevOps?", "brings software development and IT operations together"),
        ("Which DevOps tools are used for monitoring and logging?", "Logstash, Nagios"),
        ("What does DevOps use for containers?", "Docker, Kubernetes"),
        ("What are the main challenges of MLOps?", "Explainability, model drift, data bias"),
        ("What are the main challenges of DevOps?", "Infrastructure management, continuous integration"),
        ("Which teams are involved in MLOps?", "Data analysts, data scientists, IT operations"),
        ("How do MLOps and DevOps differ in their focus?", "IT operations and software development"),
        ("What do MLOps and DevOps have in common?", "Collaboration between teams"),
        ("How long has DevOps been practised?", "more than ten years"),
        ("Is a certification worth it?", "certification"),
        ("what tools does ML ops use", "Kubeflow"),
        ("wat tools does MLOps use", "Kubeflow"),
    ],
)
def test_what_people_ask_first(shipped: Assistant, question: str, says: str) -> None:
    assert says in shipped.ask(question).text


def test_a_follow_up_on_the_tools(shipped: Assistant) -> None:
    answer = shipped.ask("and DevOps?", history=[shipped.ask("what tools does MLOps use")])
    assert answer.interpreted_as == "what tools does DevOps use?"
    assert "Jenkins" in answer.text
    assert "Kubeflow" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who coined the word DevOps?",
        "What is FinOps?",
        "How much does a DevOps engineer earn?",
        "When was Kubernetes released?",
        "Who founded Kubeflow?",
        "What is the capital of France?",
    ],
)
def test_what_the_documents_do_not_say_is_refused(shipped: Assistant, question: str) -> None:
    assert shipped.ask(question).kind == "no_answer"


# What a folder says about itself.


def test_a_title_aliases_and_starters(write: Callable[..., Path]) -> None:
    text = "title: Drinks\naliases:\n  tea: [chai, 茶]\n  coffee: java\nstarters:\n  Basics: [What is tea?]\n"
    knowledge = read_knowledge(write({"knowledge.yaml": text}))
    assert knowledge.title == "Drinks"
    assert knowledge.aliases == {"tea": ("chai", "茶"), "coffee": ("java",)}
    assert knowledge.starters == {"Basics": ("What is tea?",)}


def test_without_a_word_about_itself_a_folder_is_called_by_its_name(write: Callable[..., Path]) -> None:
    assert read_knowledge(write({}, "my-hot_drinks")).title == "my hot drinks"
    assert read_knowledge(write({"knowledge.yaml": "# nothing\n"}, "drinks")).title == "drinks"


def test_an_alias_finds_what_the_documents_call_otherwise(knowledge: Callable[..., Assistant]) -> None:
    text = "Drinks\n\nTea is a drink made of leaves.\n\nCoffee is a drink made of seeds.\n"
    assistant = knowledge({"a.txt": text, "knowledge.yaml": "aliases: {tea: [chai]}\n"})
    assert assistant.ask("What is chai?").text == "Tea is a drink made of leaves."


def test_starters_may_come_without_themes(write: Callable[..., Path]) -> None:
    assert read_knowledge(write({"knowledge.yaml": "starters: [What is tea?]\n"})).starters == {"": ("What is tea?",)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("titel: Drinks", "unknown key 'titel'; did you mean 'title'?"),
        ("- Drinks", "must hold a mapping with the keys title, aliases, starters"),
        ("title: [", "cannot be read as YAML"),
        ("title: 2026-13-45", "cannot be read as YAML"),
        ("aliases: [tea]", "aliases must be a mapping"),
        ("aliases: {tea: 5}", "aliases: tea must have a list of texts"),
        ("starters: {Basics: {a: b}}", "starters: Basics must have a list of texts"),
        ("starters: 5", "starters must be a mapping"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_file_and_the_key(
    write: Callable[..., Path], text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        read_knowledge(write({"knowledge.yaml": text}))
    assert f"knowledge.yaml: {message}" in str(refused.value)
