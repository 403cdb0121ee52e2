"""Broken tables end in answers, problems or a refusal, the same by rows and by columns."""

from pathlib import Path

import pytest

from batch_engines import needs_columns


@needs_columns
@pytest.mark.parametrize("seed", range(4))
def test_broken_tables(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback and no row lost; `tools/fuzz_batch.py` tries as many more as you like."""
    from fuzz_batch import fuzz  # noqa: PLC0415 - it needs the extra

    monkeypatch.setenv("CMSCALC_DEBUG", "1")
    kinds = fuzz(120, seed, tmp_path)

    assert 120 == sum(kinds.values())
    assert 8 < len(kinds)
