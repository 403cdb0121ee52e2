"""The statement in words: which parts it has, and what each says."""
