"""Letters: plain words, figures of the ledger, and places for what only the writer knows."""
