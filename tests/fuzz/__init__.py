"""Damaged exports and killed publishes: nothing may be lost without a word.

`python -m tests.fuzz` runs it; each damaged file follows from its seed alone.
"""
