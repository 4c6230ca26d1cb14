"""Question suites: questions with what their answers must hold, and a report of those that fall short."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.etree import ElementTree

from assistant.assistant import Assistant
from assistant.errors import ConfigError
from assistant.evaluate.cases import plain
from assistant.reading import parse_yaml
from assistant.types import Answer

FILE = "questions.yaml"
NO_ANSWER = "no_answer"
Group = Literal["answered", "refused", "turns"]
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EXPECTED = ("contains", "lacks", "cites", "section", "kind")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an answer must be like; an empty one is met by any answer, ``refusal`` by none.

    ``contains`` and ``lacks`` are looked for in the text, case and typography apart. ``cites`` are documents of which
    the first citation names one, ``section`` the last heading of it or one above, ``kind`` the answer's kind.
    """

    refusal: bool = False
    contains: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    section: str | None = None
    kind: str | None = None

    def shortcomings(self, answer: Answer) -> Iterator[str]:
        """What an answer lacks, in words."""
        if self.refusal:
            if answer.answered:
                yield "should not be answered"
            return
        if not answer.answered:
            yield "should be answered"
            return
        said = plain("\n".join((answer.text, *(answer.items or ()))))
        yield from (f"lacks {text!r}" for text in self.contains if plain(text) not in said)
        yield from (f"should not hold {text!r}" for text in self.lacks if plain(text) in said)
        first = answer.citations[0]
        if self.cites and first.document not in self.cites:
            yield f"cites {first.document} and not {' or '.join(self.cites)}"
        if self.section is not None and plain(self.section) not in map(plain, first.section):
            yield f"stands under {first.section[-1:]} and not {self.section!r}"
        if self.kind is not None and answer.kind != self.kind:
            yield f"is a {answer.kind} and not a {self.kind}"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is expected of its answer."""

    ask: str
    expect: Expectation


@dataclass(frozen=True, slots=True)
class Result:
    """How a question went: ``failures`` is empty when the answer is as expected."""

    turn: Turn
    answer: Answer
    group: Group
    failures: tuple[str, ...]


def read_suite(path: Path) -> list[tuple[Turn, ...]]:
    """The conversations of a suite, a single question being one of one turn. Raises ``ConfigError``."""
    try:
        content = parse_yaml(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be read as a suite ({error})") from error
    if not isinstance(content, list):
        raise ConfigError(f"{path}: must hold a list of questions, each with 'ask' and 'expect'")
    return [_entry(path, number, entry) for number, entry in enumerate(content, start=1)]


def _entry(path: Path, number: int, entry: Any) -> tuple[Turn, ...]:
    where = f"{path}: entry {number}"
    if isinstance(entry, dict) and isinstance(entry.get("conversation"), list):
        return tuple(_turn(where, turn) for turn in entry["conversation"])
    return (_turn(where, entry),)


def _turn(where: str, entry: Any) -> Turn:
    if not isinstance(entry, dict) or not isinstance(entry.get("ask"), str):
        raise ConfigError(f"{where} must have 'ask' and 'expect'")
    for key in entry:
        if key not in ("ask", "expect"):
            raise ConfigError(f"{where} has the unknown key {key!r}; known are 'ask' and 'expect'")
    return Turn(entry["ask"], _expectation(where, entry.get("expect") or {}))


def _expectation(where: str, expect: Any) -> Expectation:
    if expect == NO_ANSWER:
        return Expectation(refusal=True)
    if not isinstance(expect, Mapping):
        raise ConfigError(f"{where}: 'expect' must be {NO_ANSWER} or a mapping of {', '.join(_EXPECTED)}")
    for key in expect:
        if key not in _EXPECTED:
            near = difflib.get_close_matches(str(key), _EXPECTED, n=1, cutoff=0)
            raise ConfigError(f"{where}: unknown expectation {key!r}; did you mean {near[0]!r}?")
    return Expectation(
        contains=_texts(expect.get("contains")),
        lacks=_texts(expect.get("lacks")),
        cites=_texts(expect.get("cites")),
        section=expect.get("section"),
        kind=expect.get("kind"),
    )


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(text) for text in value) if isinstance(value, list) else (str(value),)


def run_suite(assistant: Assistant, suite: Sequence[Sequence[Turn]]) -> Iterator[Result]:
    """Ask everything; the turns of a conversation follow one another."""
    for turns in suite:
        history: list[Answer] = []
        for turn in turns:
            answer = assistant.ask(turn.ask, history=history)
            history.append(answer)
            group: Group = "turns" if len(turns) > 1 else "refused" if turn.expect.refusal else "answered"
            yield Result(turn, answer, group, tuple(turn.expect.shortcomings(answer)))


def shares(results: Sequence[Result]) -> dict[Group, tuple[int, int]]:
    """For each group that has questions, how many went well, of how many."""
    found: dict[Group, tuple[int, int]] = {}
    for result in results:
        good, total = found.get(result.group, (0, 0))
        found[result.group] = (good + (not result.failures), total + 1)
    return found


def junit(results: Sequence[Result]) -> bytes:
    """The results as JUnit XML."""
    failed = sum(bool(result.failures) for result in results)
    root = ElementTree.Element("testsuite", name="questions", tests=str(len(results)), failures=str(failed))
    for result in results:
        case = ElementTree.SubElement(root, "testcase", classname=result.group, name=_legal(result.turn.ask))
        if result.failures:
            message = _legal("; ".join(result.failures))
            failure = ElementTree.SubElement(case, "failure", message=message)
            failure.text = _legal(result.answer.text)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _legal(text: str) -> str:
    """A text without the characters that XML has no way to write."""
    return _NOT_XML.sub(" ", text)
