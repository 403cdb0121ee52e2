"""A document: what it says, and the five forms that all say it."""
