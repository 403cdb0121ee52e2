"""Tests of many cases by rows, and by columns where the extra for that is installed."""

import os
from importlib.util import find_spec

import pytest

HAS_COLUMNS = bool(find_spec("numpy") and find_spec("pyarrow"))
needs_columns = pytest.mark.skipif(
    not (HAS_COLUMNS or os.environ.get("CMSCALC_BATCH_REQUIRED")),
    reason="the extra 'batch' is not installed on this system",
)
EACH_ENGINE = pytest.mark.parametrize(
    "engine", ["rows", pytest.param("columns", marks=needs_columns)]
)
