"""Many cases: rows in, rows out. The rules of `core`, in whole numbers, by row or by column."""
