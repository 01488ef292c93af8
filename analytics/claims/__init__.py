"""Claims of a draft against the records: each figure, direction and rank in it."""
