"""From a question to results: counting, coverage, homes, and what may be shown."""
