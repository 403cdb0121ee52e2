"""Values and columns of any type of Arrow's as texts: as a person would type them, or as JSON."""

import json
from math import isfinite
from numbers import Real
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cmscalc.files.problems import Problems
from cmscalc.files.sources import refused
from cmscalc.files.tables.rows import BETWEEN

YES_NO = {True: "yes", False: "no"}
# Whole numbers below this are exact, whatever they are kept as.
EXACT = range(1 - 2**53, 2**53)
# What Arrow adds to a day that it holds as a time.
MIDNIGHT = r"[ T]00:00:00(\.0+)?(Z|[+-]\d{4})?$"
NOTHING_MORE = r"(\.\d\d)0+$"
IN_JSON = (pa.types.is_boolean, pa.types.is_integer, pa.types.is_floating, pa.types.is_nested)


def plain_text(value: Any) -> str:  # noqa: ANN401 - a value of any type that a column may have
    """Write a value as it would be typed; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES_NO[value]
    if _is_whole(value):
        return str(int(value))
    if isinstance(value, list):
        return BETWEEN.join(plain_text(each) for each in value)
    return str(value)


def _is_whole(value: Any) -> bool:  # noqa: ANN401 - as above
    is_number = isinstance(value, Real)
    return is_number and value % 1 == 0 and int(value) in EXACT


def as_text(column: pa.Array, per: pa.Array | None = None) -> pa.StringArray:
    """Give a column as text, nothing for none; with a period from a column of its own beside it.

    A period beside no amount stands alone, `/year`, which no reader of amounts takes.
    Raises Problems for values that no text can tell.
    """
    text = _told(column).fill_null("")
    if per is None:
        return text
    periods = as_text(per)
    joined = pc.binary_join_element_wise(text, periods, "/")
    return pc.if_else(pc.not_equal(periods, ""), joined, text)


def as_carried(column: pa.Array) -> pa.StringArray:
    """Give a column that is carried along as text, a list as JSON. Raises Problems."""
    column = stored(column)
    if not pa.types.is_nested(column.type):
        return _cast(column).fill_null("")
    values = [None if each is None else _json(each) for each in as_values(column)]
    return pa.array(values, pa.string()).fill_null("")


def as_values(column: pa.Array) -> list[Any]:
    """Give a column's values as JSON can hold them. Raises Problems."""
    column = stored(column)
    if not any(test(column.type) for test in IN_JSON):
        return list(_cast(column).to_pylist())
    try:
        return [_value(each) for each in column.to_pylist()]
    except (pa.ArrowException, ValueError, OverflowError):
        raise _untold(column.type) from None


def one_array(column: pa.ChunkedArray) -> pa.Array:
    """Give a column as one array, without a copy where it is one."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def stored(column: pa.Array) -> pa.Array:
    """Give a column without what only says how it is kept or shown."""
    if isinstance(column, pa.ExtensionArray):
        return stored(column.storage)
    if pa.types.is_dictionary(column.type):
        return stored(column.dictionary_decode())
    if pa.types.is_run_end_encoded(column.type):
        return stored(pc.run_end_decode(column))
    if pa.types.is_string_view(column.type):
        return column.cast(pa.string())
    if pa.types.is_binary_view(column.type) or pa.types.is_large_binary(column.type):
        return column.cast(pa.binary())
    return column


def _told(column: pa.Array) -> pa.StringArray:
    column = stored(column)
    if pa.types.is_floating(column.type) or pa.types.is_nested(column.type):
        return pa.array([plain_text(each) for each in as_values(column)], pa.string())
    if pa.types.is_boolean(column.type):
        return pc.if_else(column, YES_NO[True], YES_NO[False])
    if _is_bytes(column.type):
        return pa.array([each and _typed(each) for each in column.to_pylist()], pa.string())
    text = _cast(column)
    if pa.types.is_decimal(column.type):
        # Figures that say nothing; others are a part of a penny, and stay.
        return pc.replace_substring_regex(text, NOTHING_MORE, r"\1")
    if pa.types.is_timestamp(column.type):
        return pc.replace_substring_regex(text, MIDNIGHT, "")
    return text


def _is_bytes(kind: pa.DataType) -> bool:
    return bool(pa.types.is_fixed_size_binary(kind) or pa.types.is_binary(kind))


def _typed(value: bytes) -> str:
    """Tell bytes as the text they are, as some programs write it; other bytes as nobody types."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return f"0x{value.hex()}"


def _cast(column: pa.Array) -> pa.StringArray:
    kind = column.type
    try:
        if _is_bytes(kind):
            return pa.array([each and each.hex() for each in column.to_pylist()], pa.string())
        return column.cast(pa.string())
    except pa.ArrowException:
        raise _untold(kind) from None


def _value(value: Any) -> Any:  # noqa: ANN401 - a value of any type that a column may have
    if isinstance(value, Real) and not isfinite(value):
        return str(value)
    if isinstance(value, list | tuple):
        return [_value(each) for each in value]
    if isinstance(value, dict):
        return {name: _value(each) for name, each in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    if value is None or isinstance(value, str | Real):
        return value
    return plain_text(value)


def _json(value: Any) -> str:  # noqa: ANN401 - as above
    return json.dumps(value, ensure_ascii=False)


def _untold(kind: pa.DataType) -> Problems:
    wanted = "Parquet for the answers, which carries them as they are; or the column left out"
    return refused(f"a column of type {kind}", "values that cannot be written as text", wanted)
