"""What lies under a figure: its rows, its passport, its past, and how to take it away."""
