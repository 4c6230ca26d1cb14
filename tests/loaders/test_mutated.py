"""Files that are damaged at random are read or refused in foreseen words; ``benchmarks/fuzz.py`` does so for longer."""

from __future__ import annotations

from pathlib import Path
from random import Random

import contract
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import mutated
from samples import samples

from assistant import LoadError
from assistant.chunk import chunk
from assistant.loaders import load
from assistant.loaders.registry import FORMATS

SAMPLES = samples()
SUFFIXES = [format_.suffixes[0] for format_ in FORMATS]


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(seed=st.integers(0, 1 << 32))
def test_damage_at_random_is_told_in_words(tmp_path_factory: pytest.TempPathFactory, suffix: str, seed: int) -> None:
    chance = Random(seed)
    other = SAMPLES[chance.choice(SUFFIXES)]
    path = Path(tmp_path_factory.getbasetemp()) / f"damaged{suffix}"
    path.write_bytes(mutated(SAMPLES[suffix], suffix, chance, other=other))
    try:
        document = load(path)
    except LoadError as error:
        assert "damaged" in str(error)
        return
    contract.tables_have_a_header_and_rows(document)
    if document.blocks:
        contract.blocks_lie_in_the_text(document)
    assert all(document.quote(passage.span).strip() for passage in chunk(document))


def test_what_stands_nowhere_on_a_page_is_left_out(tmp_path: Path) -> None:
    raw = SAMPLES[".pdf"]
    path = tmp_path / "tea.pdf"
    path.write_bytes(raw.replace(b"/F2 15.00 Tf", b"/F2 %s.00 Tf" % (b"1" * 52), 1))
    assert path.stat().st_size > len(raw)
    assert "Tea is a hot drink" in load(path).text
