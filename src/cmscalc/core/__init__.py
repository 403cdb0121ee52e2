"""The rules of Schedule 1 and its regulations, in their order: pure functions, no clock, no files.

Start at `assess.py`, then `liability.py`. Modules name their paragraphs; each rule cites its own.
"""
