"""All rows of many cases together: as text, and as JSON (`cmscalc.batch-summary/1`)."""
