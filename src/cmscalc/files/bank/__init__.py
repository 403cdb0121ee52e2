"""Reading banks' exports: which layout a file has, and its rows."""
