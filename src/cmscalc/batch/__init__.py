"""Many cases: rows in, rows out. The rules of `core`, in whole numbers, a row or a column at once."""
