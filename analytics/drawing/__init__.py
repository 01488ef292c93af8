"""Results as pictures: charts and strips for the screen, and what they share."""
