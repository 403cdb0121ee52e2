"""The edge: what a person types or keeps in files, read into facts, with every problem at once.

The only code that reads or writes files.
"""
