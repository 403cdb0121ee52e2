"""Payments in a bank's export: found, recognised, and kept with what proves them. Pure."""
