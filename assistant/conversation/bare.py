"""A question word and nothing else, asked of what was said before: "why?"."""

from __future__ import annotations

from assistant.conversation.clause import Reading
from assistant.conversation.words import is_inflected, is_plural
from assistant.lexicon import lexicon
from assistant.text import irregular_pasts


def bare(asks: str, before: Reading) -> str:
    """What "why?" asks after a question: "why does MLOps use tools?" after "what tools does MLOps use?"."""
    if before.auxiliary is None:
        return _of_active(asks, before)
    auxiliary = before.words[before.auxiliary]
    verb = "is" if before.auxiliary == before.asking else auxiliary.word
    after = before.text[auxiliary.end :].strip(" ?.!")
    rest = f"{verb} {after}"
    if before.asking is None or before.words[before.asking].word not in ("what", "which", "who"):
        return f"{asks} {rest}?"
    asked = "" if before.asked is None else before.said(before.asked)
    if asked and before.subject is before.asked:
        if before.plain[before.asking + 1] == "of":
            return f"{asks}: {before.text.rstrip(' ?.!')}?"
        return f"{asks} {auxiliary.word} {asked} {after}?"
    if asked or (auxiliary.word not in lexicon().forms_of_be and before.auxiliary != before.asking):
        return f"{asks} {rest} {asked}".rstrip() + "?"
    return _of_what_is(asks, before, after)


def _of_what_is(asks: str, before: Reading, after: str) -> str:
    """After "what are the challenges of X?": "why are these the challenges of X?"; after what X is: "why X?"."""
    noun = before.subject
    if asks != "why" or len(before.nouns) == 1 or noun is None:
        return f"{asks} {after}?"
    return f"{asks} {'are these' if is_plural(before.said(noun)) else 'is that'} {after}?"


def _of_active(asks: str, before: Reading) -> str:
    """After "who founded X?": "when was X founded?"; what has no such form is asked about as it is."""
    verb = before.words[1] if len(before.words) > 1 else None
    past = verb is not None and (is_inflected(verb.word) or verb.word in irregular_pasts())
    noun = next((noun for noun in before.nouns if verb is not None and noun.start > verb.end), None)
    if verb is None or noun is None or not past or before.plain[0] not in ("who", "what"):
        return f"{asks}: {before.text.rstrip(' ?.!')}?"
    thing, rest = before.text[verb.end : noun.end].strip(), before.text[noun.end :].rstrip(" ?.!")
    return f"{asks} {'were' if is_plural(before.said(noun)) else 'was'} {thing} {verb.word}{rest}?"
