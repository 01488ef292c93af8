"""The contract of the extracts, and its judge."""
