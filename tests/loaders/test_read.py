"""From bytes to text: encodings, line ends, what is no text; the text as loaded is the file decoded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import LoadError
from assistant.loaders import Limits, load
from assistant.types import Document

Read = Callable[..., Document]
TEXT = "Café talk\n\nTea costs €2 – “cheap”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "cp1252"])
def test_common_encodings_are_recognised(read: Read, encoding: str) -> None:
    assert read(TEXT.encode(encoding)).text == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_names_the_encoding(read: Read, encoding: str) -> None:
    assert read(("\ufeff" + TEXT).encode(encoding)).text == TEXT


def test_the_mark_of_utf8_stays_so_that_offsets_are_those_of_the_file_decoded(read: Read) -> None:
    raw = TEXT.encode("utf-8-sig")
    document = read(raw)
    assert document.text == raw.decode("utf-8") == "\ufeff" + TEXT
    assert document.title == "Café talk"


@pytest.mark.parametrize(
    ("encoding", "head", "word"),
    [
        ("iso-8859-2", "<!-- charset=iso-8859-2 -->", "Łódź żółw"),
        ("koi8-r", "-*- coding: koi8-r -*-", "Чай горячий"),
        ("shift_jis", 'charset="shift_jis"', "お茶は熱い"),
    ],
)
def test_a_declared_encoding_is_used(read: Read, encoding: str, head: str, word: str) -> None:
    text = f"{head}\n\n{word}\n"
    assert read(text.encode(encoding), "tea.md").text == text


@pytest.mark.parametrize("declared", ["utf-8", "no-such-code", "undefined", "hex", "idna"])
def test_a_wrong_declaration_does_no_harm(read: Read, declared: str) -> None:
    raw = f"charset={declared}\n\nTea costs ".encode() + b"\x80 2 a cup.\n"
    assert "Tea costs € 2 a cup." in read(raw).text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\u2028"])
def test_line_ends_are_kept_and_understood(read: Read, end: str) -> None:
    text = TEXT.replace("\n", end)
    document = read(text)
    assert document.text == text
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]


@pytest.mark.parametrize("name", ["tea.txt", "tea.md"])
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_move_a_quote(read: Read, name: str, end: str) -> None:
    document = read(f"# Tea{end}{end}One line{end}and another.{end}", name)
    assert document.quote(document.blocks[-1].span) == f"One line{end}and another."


def test_spaces_that_do_not_break_are_kept_and_match_as_spaces(read: Read) -> None:
    document = read("Green\u00a0tea is\u202fold.\n")
    assert document.quote(document.blocks[0].span) == "Green\u00a0tea is\u202fold."
    assert document.view == "Green tea is old.\n"


def test_characters_of_no_width_are_kept_and_not_shown(read: Read) -> None:
    document = read("Kuber\u200bnetes runs \u2060tea\u00adpots.\n")
    assert document.quote(document.blocks[0].span) == "Kuber\u200bnetes runs \u2060tea\u00adpots."
    assert document.plain(document.blocks[0].span).replace("\u2060", "") == "Kubernetes runs teapots."


@pytest.mark.parametrize(
    "raw",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"\x7fELF\x02\x01\x01\x00\x00",
        b"PK\x03\x04\x14\x00\x06\x00" + b"\x01\x02\x03" * 50,
        bytes(range(256)) * 4,
        b"\xff\xfe\xff",
    ],
)
def test_binary_data_named_as_text_is_refused(read: Read, raw: bytes) -> None:
    with pytest.raises(LoadError, match=r"text\.txt: .*(binary|encoding).*; (remove|save)"):
        read(raw)


@pytest.mark.parametrize("raw", [b"", b"\n\n", b" \t\r\n", b"\xef\xbb\xbf", "\u00a0\u200b\n".encode()])
@pytest.mark.parametrize("name", ["empty.txt", "empty.md"])
def test_a_file_without_text_is_refused(read: Read, raw: bytes, name: str) -> None:
    with pytest.raises(LoadError, match=rf"{name}: holds no text"):
        read(raw, name)


def test_the_digest_names_the_bytes(read: Read) -> None:
    raw = TEXT.encode("cp1252")
    assert read(raw).digest == "sha256:" + hashlib.sha256(raw).hexdigest()


def test_an_ending_without_a_loader_is_refused(read: Read) -> None:
    with pytest.raises(LoadError, match=r"tea\.xyz: no loader for \.xyz"):
        read("Tea", "tea.xyz")


def test_an_ending_may_be_in_capitals(read: Read) -> None:
    assert read("# Tea\n\nHot.\n", "TEA.MD").title == "Tea"


def test_a_file_over_the_limit_names_the_setting(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    path.write_text("tea " * 500_000, encoding="utf-8")
    with pytest.raises(LoadError, match=r"big\.txt: 2\.0 MB is over the limit of 1 MB; .*max_file_mb"):
        load(path, limits=Limits(max_bytes=1_000_000))


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tea.txt").mkdir()
    with pytest.raises(LoadError, match="not a regular file"):
        load(tmp_path / "tea.txt")
