"""From landed extracts to a figure that says what it is made of."""
