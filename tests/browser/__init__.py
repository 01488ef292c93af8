"""Tests that open the dashboard in a real browser, as a reader does."""
