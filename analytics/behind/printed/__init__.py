"""Figures as they were printed, set against what the release computes."""
