"""Results as pictures: for the screen and for paper, and what they share."""
