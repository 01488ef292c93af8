"""What a figure can bear: comparisons, control charts, and its place among peers."""
