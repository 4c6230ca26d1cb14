"""The command that says why: ``explain``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from assistant.cli.opening import open_assistant
from assistant.cli.options import format_option, knowledge_option, quiet_option, threshold_option
from assistant.cli.output import one_line, show, where

if TYPE_CHECKING:
    from assistant.explain import Considered, Contribution, Explanation, TermShare

SHOWN = 8
QUOTE_CHARACTERS = 160


@click.command()
@click.argument("question")
@knowledge_option
@threshold_option
@format_option
@quiet_option
def explain(question: str, knowledge: str | None, threshold: float | None, output: str, quiet: bool) -> None:
    """Say why a QUESTION gets its answer: what its words add, what spoke for the place, why the next one lost."""
    if not question.strip():
        raise click.UsageError("the QUESTION is empty")
    explained = open_assistant(knowledge, quiet, threshold=threshold).explain(question)
    if output == "json":
        click.echo(json.dumps(explained.to_dict()))
    else:
        show("\n".join(_shown(explained)))


def _shown(explained: Explanation) -> Iterator[str]:
    answer = explained.answer
    if answer.interpreted_as != answer.question:
        yield f"Understood as: {answer.interpreted_as}"
    verdict = f"Answered with a {answer.kind}" if answer.answered else "Not answered"
    yield f"{verdict}: confidence {answer.confidence:.0%}, threshold {explained.threshold:.0%}"
    if answer.reason is not None:
        yield f"Because {answer.reason}"
    if len(answer.citations) > 1:
        yield "The answer is put together from several places; this is the best single one:"
    if explained.terms:
        yield from ("", "What each word adds to the passage's score:")
        yield from _terms(explained.terms)
    if explained.unmatched:
        yield f"Matched nothing: {', '.join(map(_unmatched, explained.unmatched))}"
    if explained.best is not None:
        yield from ("", f"Best place, score {explained.best.score:.2f}:")
        yield from _considered(explained.best)
        yield from _sum(explained.best.contributions)
    if explained.best is not None and explained.runner_up is not None:
        behind = explained.best.score - explained.runner_up.score
        yield from ("", f"Runner-up, score {explained.runner_up.score:.2f}, {behind:.2f} behind:")
        yield from _considered(explained.runner_up)
        yield "  It lost by:"
        yield from _sum(explained.lost_by)
    if explained.confidence:
        odds = sum(one.amount for one in explained.confidence)
        yield from ("", f"Confidence, log-odds {odds:.2f}:")
        yield from _sum(explained.confidence)


def _terms(terms: Sequence[TermShare]) -> Iterator[str]:
    width = max(len(one_line(term.text)) for term in terms)
    for term in terms:
        taken = "" if term.correction is None else f", taken for {one_line(term.correction)!r}"
        held = "" if term.credit is None else f", in or around the best place {term.credit:.0%}"
        hint = "" if term.hint is None else f", hinted at by {one_line(term.hint)!r}"
        yield f"  {one_line(term.text):{width}}  {term.share:4.0%}  {term.role} word{held}{taken}{hint}"


def _unmatched(term: TermShare) -> str:
    return f'"{one_line(term.text)}" ({"not in this passage" if term.known else "in no document"})'


def _considered(considered: Considered) -> Iterator[str]:
    place = considered.place
    quote = one_line(place.quote)
    yield f"  {considered.kind}, {where(place.document, place.section)} [{place.start}:{place.end}]"
    yield f"  {quote[:QUOTE_CHARACTERS]}{'…' if len(quote) > QUOTE_CHARACTERS else ''}"


def _sum(contributions: Sequence[Contribution]) -> Iterator[str]:
    """The largest contributions, and the rest in one, so that what is shown adds up."""
    for one in contributions[:SHOWN]:
        yield f"  {one.amount:+6.2f}  {one.meaning} ({one.value:+.2f})"
    rest = contributions[SHOWN:]
    if rest:
        yield f"  {sum(one.amount for one in rest):+6.2f}  {len(rest)} more"
