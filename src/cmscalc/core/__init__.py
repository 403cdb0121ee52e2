"""The rules of Schedule 1 and its regulations, in their order: pure functions, no clock, no files.

Start at `assess.py`: it reads as the one-page algorithm. Each rule module names its paragraphs.
"""
