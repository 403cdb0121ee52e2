"""Tests that need numpy and pyarrow, which come with the extra `batch`."""

import os
from importlib.util import find_spec

import pytest

HAS_COLUMNS = find_spec("numpy") and find_spec("pyarrow")
# CI sets CMSCALC_BATCH_REQUIRED, so that the extra cannot be left out unseen there.
needs_columns = pytest.mark.skipif(
    not (HAS_COLUMNS or os.environ.get("CMSCALC_BATCH_REQUIRED")),
    reason="the extra 'batch' is not installed on this system",
)
