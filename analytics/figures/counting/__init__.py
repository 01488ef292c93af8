"""Counting what a release holds: from a question to SQL to numbers."""
