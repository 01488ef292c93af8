"""What all else stands on: errors, places, days, rounding, intervals, the landlord."""
