"""A case through time: liability for every day, charges, payments, and what is owed.

Pure, like `core`: no files, no clock. Amounts here are whole pence in plain integers.
"""
