"""What we measure ourselves against does the same sum, and is never needed."""

import runpy
import sys

import pytest

from conftest import ROOT

SCRIPT = ROOT / "tools" / "yardstick_openfisca.py"


def test_it_is_not_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without openfisca-core it says so, and `make bench` goes on."""
    monkeypatch.setitem(sys.modules, "openfisca_core", None)

    with pytest.raises(SystemExit) as left:
        runpy.run_path(str(SCRIPT), run_name="__main__")

    assert 0 == left.value.code
    assert "openfisca-core is not installed" in capsys.readouterr().out


@pytest.mark.filterwarnings("default")
def test_it_does_the_same_sum() -> None:
    """To the penny, but for what float32 loses: a penny in a few rows of a hundred."""
    pytest.importorskip("openfisca_core")
    script = runpy.run_path(str(SCRIPT))
    rows = script["families"](500)
    pence = script["exact"](rows)

    for formulas in (script["SCALES"], script["SELECT"]):
        due, *_ = script["run"](script["system"](formulas), rows)
        off = [
            abs(round(float(pounds) * 100) - exact)
            for pounds, exact in zip(due, pence, strict=True)
        ]
        assert max(off) <= 1
        assert sum(off) < 10
