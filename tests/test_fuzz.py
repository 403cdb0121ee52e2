"""Broken banks' files end in rows, problems or a refusal; and the check of that can fail."""

from pathlib import Path

import pytest
from fuzz import fuzz, lost, read

from test_banks import GOOD, bank_file


@pytest.mark.parametrize("seed", range(4))
def test_broken_files(seed: int, tmp_path: Path) -> None:
    """No traceback and no row lost; `make fuzz` reads as many more as you like."""
    kinds = fuzz(400, seed, tmp_path)

    assert 400 == sum(kinds.values())
    assert 8 < len(kinds)


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_lost_row_is_noticed(path: Path) -> None:
    """Take any row away from what was read, and the check says so."""
    found = read(bank_file(path))

    assert found is not None or path.stem == "qif-ambiguous-dmy"
    if found is None:
        return
    reading, rows = found
    assert not lost(reading, rows)
    for row in rows:
        assert lost(reading, [each for each in rows if each is not row])
