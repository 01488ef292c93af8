"""What lies under a figure: its rows, its passport, its past, how to take it away."""
