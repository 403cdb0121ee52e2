"""The types of Arrow's columns: which can hold what a row says of a case."""

from collections.abc import Iterator

import pyarrow as pa

from cmscalc.batch.header import Wrong, header_of

NO_WORDS = (
    pa.types.is_struct,
    pa.types.is_map,
    pa.types.is_union,
    pa.types.is_binary,
    pa.types.is_large_binary,
    pa.types.is_binary_view,
    pa.types.is_fixed_size_binary,
    pa.types.is_duration,
    pa.types.is_interval,
    pa.types.is_time,
)
LISTS = (pa.types.is_list, pa.types.is_large_list, pa.types.is_fixed_size_list)


def wrong_types(schema: pa.Schema) -> Iterator[Wrong]:
    """Find the columns that are read and can hold no text, number, day or yes and no."""
    for name, place in header_of(schema.names).places.items():
        kind = schema.field(place).type
        if _says_nothing(kind):
            found = f"the column {name} of type {kind}"
            yield Wrong(place, found, "text, numbers, days or yes and no")


def _says_nothing(kind: pa.DataType) -> bool:
    if isinstance(kind, pa.BaseExtensionType):
        return _says_nothing(kind.storage_type)
    if pa.types.is_dictionary(kind):
        return _says_nothing(kind.value_type)
    if any(test(kind) for test in LISTS):
        # A list in a list has no place in a cell.
        within = kind.value_type
        return any(test(within) for test in LISTS) or _says_nothing(within)
    return any(test(kind) for test in NO_WORDS)
