"""Results as pictures: charts and strips for the screen, and what both have in common."""
