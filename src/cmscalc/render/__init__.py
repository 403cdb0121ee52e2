"""Showing what core worked out, as text, JSON, CSV and HTML. Nothing is computed here."""
