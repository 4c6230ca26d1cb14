"""Words, stems and sentences, all with offsets into the text they were read from.

Matching is done on a *view* of a text: as long as the text itself, character for character, so that
an offset into one is an offset into the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import sentencex
import Stemmer

from assistant.reading import parse_yaml

FILLER = "\u200b"
"""Stands for a character that is not there for a reader; word characters around it belong together."""

_HALVES = re.compile("[\ud800-\udfff]")
_UNIFIED = {
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4\u02bc", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f", FILLER),
    **dict.fromkeys("\u2028\u2029\u0085\u000b\u000c\r", "\n"),
}
_ODD = re.compile(f"[{re.escape(''.join(odd for odd in _UNIFIED if odd != FILLER))}]")
_ASCII_ODD = [character for character in _UNIFIED if character.isascii()]
_MARKS = "\u0300-\u036f"
_WORD = re.compile(
    rf"\d+(?:[.,]\d+)+(?!\w)|[^\W_](?:[^\W_]|[{_MARKS}]|{FILLER}+(?=[^\W_]))*(?:'[^\W_]+)?(?:[+#]+(?![^\W_]))?"
)
_RUNNING = "a|abbr|b|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var"
_PARTS = re.compile(rf"[&,;|\t]|<(?!/?(?:{_RUNNING})\b)", re.IGNORECASE)
_SHOWN = re.compile(rf"[^\s{FILLER}\ufeff\u00ad]")
_SPACE = re.compile(r"\s+")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)")
_WHOLE = re.compile(r"(\d+)\.0+\Z")
_ASCII = re.compile(r"[\x00-\x7f]*\Z")
_stemmer = Stemmer.Stemmer("english", 0)  # keeps none: ``stem`` does
_MAX_WORD = 64
MAX_SEGMENTED_CHARS = 5_000
MAX_SENTENCE_CHARS = 2000
_MIN_BRITISH = 5
_BRITISH = (
    (re.compile(r"our(?=(?:s|ed|ing|ful|less|able|ite|al)?\Z)"), "or"),
    (re.compile(r"is(?=(?:e|es|ed|ing|er|ers|ation|ations)\Z)"), "iz"),
    (re.compile(r"ys(?=(?:e|es|ed|ing|er|ers)\Z)"), "yz"),
    (re.compile(r"tre(?=s?\Z)"), "ter"),
)
"""Endings that are spelt in two ways. Where a word has only one spelling it is changed alike on both sides."""
_SPELT_TWICE = re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in _BRITISH))


class Token(NamedTuple):
    """A word as it is matched, and where it stands."""

    start: int
    end: int
    word: str


def normalise(text: str) -> str:
    """The view of a text: spaces, quotes, dashes and line ends unified, the length unchanged.

    >>> normalise("It’s\\u00a0“new” – really")
    'It\\'s "new" - really'
    """
    text = text.replace("\r\n", " \n")
    # ten times as fast as ``str.translate``
    odd = _ASCII_ODD if text.isascii() else set(_ODD.findall(text))
    for character in odd:
        text = text.replace(character, _UNIFIED[character])
    return text


def blank(text: str, masked: Iterable[tuple[int, int]], within: tuple[int, int] | None = None) -> str:
    """The text, or the part ``within`` it, with the masked spans replaced by as many fillers.

    A tag that is not one of running text, an entity and what parts the cells of a table part the words on their two
    sides: spaces stand for them.
    """
    start, end = within or (0, len(text))
    parts: list[str] = []
    cursor = start
    for masked_start, masked_end in masked:
        if masked_end <= cursor:
            continue
        if masked_start >= end:
            break
        masked_start, masked_end = max(masked_start, cursor), min(masked_end, end)
        gap = " " if _PARTS.match(text, masked_start) else FILLER
        parts += (text[cursor:masked_start], gap * (masked_end - masked_start))
        cursor = masked_end
    parts.append(text[cursor:end])
    return "".join(parts)


def squeeze(text: str) -> str:
    """One line, white space collapsed, characters that are not there for a reader left out.

    >>> squeeze("  two\\n   words\\u200b ")
    'two words'
    """
    return _SPACE.sub(" ", text.replace(FILLER, "").replace("\ufeff", "").replace("\u00ad", "")).strip()


def is_shown(text: str) -> bool:
    """Whether anything of a text is there for a reader: what ``squeeze`` leaves of it is not empty.

    >>> is_shown(" \\u200b\\n"), is_shown(" a")
    (False, True)
    """
    return _SHOWN.search(text) is not None


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, accents, fillers and a possessive ending; a number as it is written shortest.

    >>> fold("Café's"), fold("3,000"), fold("22.0")
    ('cafe', '3000', '22')
    """
    if FILLER in word:
        word = word.replace(FILLER, "")
    if not _ASCII.match(word):
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    if word[:1].isdigit() and not word.isdigit():
        word = _GROUPED.sub(lambda match: match.group().replace(",", ""), word)
        word = _WHOLE.sub(r"\1", word)
    word = word.casefold()
    return word[:-2] if word.endswith("'s") else word


def tokens(view: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The words of a view, in order; a word is letters and digits, so ``CI/CD`` is two of them.

    >>> [token.word for token in tokens("H2O.ai, C++ and 3.14")]
    ['h2o', 'ai', 'c++', 'and', '3.14']
    """
    for match in _WORD.finditer(view, start, len(view) if end is None else end):
        yield Token(match.start(), match.end(), fold(match.group()))


@lru_cache(maxsize=1 << 12)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a short text, in order; kept, as those of a question are asked for again and again."""
    return tuple(token.word for token in tokens(normalise(text)))


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The Snowball English stem of a folded word (Porter 2), or of the word that it is an irregular form of.

    British and American spellings have one stem.

    >>> stem("deployments"), stem("built"), stem("flavours") == stem("flavor")
    ('deploy', 'build', True)
    """
    return stem_all((word,))[0]


def stem_all(words: Iterable[str]) -> list[str]:
    """The stem of each of many words, as ``stem`` has them, faster."""
    respelt = [_respelt(word) for word in words]
    stemmed: list[str] = _stemmer.stemWords(respelt)
    return [plain if len(plain) > _MAX_WORD else base for plain, base in zip(respelt, stemmed, strict=True)]


def _respelt(word: str) -> str:
    """A word as it is stemmed: the one that it is an irregular form of, in American spelling; a long one as it is."""
    if len(word) > _MAX_WORD:
        return word
    word = _bases().get(word, word)
    if len(word) > _MIN_BRITISH and _SPELT_TWICE.search(word):
        for pattern, american in _BRITISH:
            word = pattern.sub(american, word)
    return word


def whole_characters(text: str) -> str:
    """A text with U+FFFD for each half of a character, which no encoding can hold."""
    return _HALVES.sub("\ufffd", text)


def irregular_pasts() -> frozenset[str]:
    """The past forms of irregular verbs, and other irregular forms."""
    return frozenset(_table("irregular.yaml"))


@lru_cache(maxsize=1)
def compared_forms() -> frozenset[str]:
    """The forms of adjectives that compare: "larger", "largest"."""
    return frozenset(form for forms in _table("comparatives.yaml").values() for form in forms.split())


def irregular_base(word: str) -> str:
    """The word that another is an irregular form of, or the word itself."""
    return _bases().get(word, word)


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    """For each form that the stemmer leaves apart the word that it is a form of."""
    compared = {form: word for word, forms in _table("comparatives.yaml").items() for form in forms.split()}
    return {**compared, **_table("irregular.yaml")}


@lru_cache(maxsize=2)
def _table(name: str) -> dict[str, str]:
    text = (Path(__file__).parent / "lexicon" / name).read_text(encoding="utf-8")
    return {str(key): str(value) for key, value in parse_yaml(text).items()}


def stems(view: str, start: int = 0, end: int | None = None) -> list[str]:
    """The stems of the words of a view, in order."""
    return list(map(_stem_as_written, _WORD.findall(view, start, len(view) if end is None else end)))


@lru_cache(maxsize=1 << 15)
def _stem_as_written(word: str) -> str:
    return stem(fold(word))


def sentences(view: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the sentences between ``start`` and ``end``, white space around them left out.

    >>> text = "It runs v1.2. Dr. Day knows."
    >>> [text[a:b] for a, b in sentences(text)]
    ['It runs v1.2.', 'Dr. Day knows.']
    """
    stop = len(view) if end is None else end
    found: list[tuple[int, int]] = []
    cursor = start
    while cursor < stop:
        end_of_stretch = _stretch_end(view, cursor, stop)
        for piece in sentencex.segment("en", view[cursor:end_of_stretch]):
            begin = view.find(piece, cursor, end_of_stretch)
            if begin < 0:  # the segmenter changed a character: keep the rest in one piece rather than lose it
                begin, piece = cursor, view[cursor:end_of_stretch]
            found += _limited(view, *trim(view, begin, begin + len(piece)))
            cursor = begin + len(piece)
            if cursor >= end_of_stretch:
                break
        cursor = end_of_stretch
    return found


def _stretch_end(view: str, start: int, stop: int) -> int:
    """Where a stretch that is segmented at once ends: at the last stop or space before it is too long.

    The segmenter looks for the end of every quotation, in a time that grows with the square of the stretch.
    """
    if stop - start <= MAX_SEGMENTED_CHARS:
        return stop
    last = start + MAX_SEGMENTED_CHARS
    cut = view.rfind(". ", start + MAX_SEGMENTED_CHARS // 2, last) + 1 or view.rfind(" ", start, last)
    return cut if cut > start else last


def _limited(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or what passes for one and is none, such as a table of numbers, cut at spaces into shorter ones."""
    while end - start > MAX_SENTENCE_CHARS:
        cut = view.rfind(" ", start, start + MAX_SENTENCE_CHARS)
        cut = start + MAX_SENTENCE_CHARS if cut <= start else cut
        yield trim(view, start, cut)
        start = trim(view, cut, end)[0]
    if start < end:
        yield start, end


def trim(view: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space and fillers at its ends."""
    while start < end and (view[start].isspace() or view[start] == FILLER):
        start += 1
    while end > start and (view[end - 1].isspace() or view[end - 1] == FILLER):
        end -= 1
    return start, end
