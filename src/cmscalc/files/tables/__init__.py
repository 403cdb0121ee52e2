"""Tables of many cases: CSV, lines of JSON, Parquet; read a block at a time, and written whole."""
